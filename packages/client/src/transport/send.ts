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

/**
 * Runs something under a deadline and the caller's signal. It ends in time even where the signal it hands on is ignored, as some `fetch` do.
 */
const withDeadline = <T>(run: (signal: AbortSignal) => Promise<T>, { timeoutMs, clock, signal }: SendOptions): Promise<T> =>
  new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (reason: unknown): void => {
      settle();
      reject(reason);
      controller.abort(reason);
    };
    const stop = (): void => end(signal?.reason);
    const cancelTimer = clock.after(timeoutMs, () => end(new AffinityTimeoutError(`No complete answer within ${timeoutMs} ms`)));
    const settle = (): void => {
      cancelTimer();
      signal?.removeEventListener('abort', stop);
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    run(controller.signal).then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });

/** Sends one request and reads its whole answer. A redirect is an answer like others: it is never followed, since the key would travel along. */
export const send = (request: EncodedRequest, options: SendOptions): Promise<Answer> =>
  withDeadline(async (signal) => {
    const { method, url, body } = request;
    const init: RequestInit = { method, headers: options.headers, redirect: 'manual', signal };
    const response = await options.fetch(url, body === undefined ? init : { ...init, body });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }, options);
