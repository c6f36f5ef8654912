import { setTimeout as sleep } from 'node:timers/promises';
import { usageError } from '../cli-error.ts';
import type { Trouble } from './trouble.ts';

/** Where troubles are posted to. */
export interface Notifier {
  /** Posts, where there is trouble; a message that cannot be delivered is told of and fails nothing. */
  readonly post: (trouble: Trouble | undefined) => Promise<void>;
}

/** What a notifier goes by. */
export interface NotifierOptions {
  readonly url: string;
  /** Given a sentence when a message was not delivered. */
  readonly tell: (text: string) => void;
  /** Pauses between the attempts, in milliseconds: there is one attempt more than pauses. */
  readonly pausesMs?: readonly number[];
  readonly timeoutMs?: number;
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Checks an address to post to. It may hold a secret, so no message repeats more of it than its host. */
const checkedUrl = (text: string): URL => {
  if (!URL.canParse(text)) throw usageError('--notify takes a URL', 'It looks like https://hooks.example/…');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw usageError('--notify takes a URL without credentials in front of its host');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) return url;
  throw usageError(`--notify must be https: (http: only on loopback), not ${url.protocol}//${url.host}`);
};

const postOnce = async (url: URL, body: string, timeoutMs: number): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      // Elsewhere is where nobody said that it may go.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? `did not answer within ${timeoutMs / 1000} s` : 'cannot be reached';
  }
};

/** Makes a notifier. An address that must not be posted to is wrong usage. */
export const createNotifier = ({ url: text, tell, pausesMs = [1000, 5000], timeoutMs = 10_000 }: NotifierOptions): Notifier => {
  const url = checkedUrl(text);
  const post = async (trouble: Trouble | undefined): Promise<void> => {
    if (trouble === undefined) return;
    const body = JSON.stringify(trouble);
    let problem = await postOnce(url, body, timeoutMs);
    for (const pauseMs of pausesMs) {
      if (problem === undefined) return;
      await sleep(pauseMs);
      problem = await postOnce(url, body, timeoutMs);
    }
    if (problem !== undefined) tell(`The message about this load was not delivered: ${url.host} ${problem}`);
  };
  return { post };
};

const dayMs = 86_400_000;

/** A notifier for a daemon: trouble that lasts is told once a day, not at every run. */
export const onceADay = (notifier: Notifier, now: () => number = Date.now): Notifier => {
  let told = { about: '', atMs: 0 };
  return {
    post: async (trouble) => {
      const about = trouble?.text ?? '';
      if (about === told.about && now() - told.atMs < dayMs) return;
      told = { about, atMs: now() };
      await notifier.post(trouble);
    },
  };
};
