import { AffinityTimeoutError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { EncodedRequest } from './encode.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How one request is sent. */
export interface SendOptions {
  readonly fetch: Fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whose body has arrived. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A redirect is an answer like others: it is never followed, since the key would travel along. */
const exchange = async ({ method, url, body }: EncodedRequest, { fetch, headers }: SendOptions, signal: AbortSignal): Promise<Answer> => {
  const init: RequestInit = { method, headers, redirect: 'manual', signal };
  if (body !== undefined) init.body = body;
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/**
 * Sends one request and reads its whole answer, under a deadline and the caller's signal.
 *
 * It ends in time even where the signal it hands on is ignored, as some `fetch` do.
 */
export const send = (request: EncodedRequest, options: SendOptions): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { timeoutMs, clock, signal } = options;
    if (signal?.aborted) return reject(signal.reason);
    const controller = new AbortController();
    const settle = (): void => {
      cancelTimer();
      signal?.removeEventListener('abort', stop);
    };
    const end = (reason: unknown): void => {
      settle();
      reject(reason);
      controller.abort(reason);
    };
    const stop = (): void => end(signal?.reason);
    const cancelTimer = clock.after(timeoutMs, () => end(new AffinityTimeoutError(`No complete answer within ${timeoutMs} ms`)));
    signal?.addEventListener('abort', stop, { once: true });
    exchange(request, options, controller.signal).then(
      (answer) => {
        settle();
        resolve(answer);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
