import { AffinityNetworkError, AffinityUnsafeUrlError } from '../errors.ts';
import { type Clock, sleep } from '../transport/clock.ts';
import { type RetryOptions, retryDelay } from '../transport/retry-delay.ts';
import type { Fetch } from '../transport/send.ts';

/** Where the contents of a file are, for about a minute. */
export interface Source {
  /** Gets a fresh address; asked again where a download goes on. */
  readonly address: () => Promise<string>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Breaks in a row without a byte between them that a download survives, and how long it waits after them. */
  readonly retry: RetryOptions;
  /** Milliseconds without a byte after which a connection counts as broken. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Signed addresses are worth as much as what they open, so they do not travel in the clear, but on this machine. */
const safeAddress = (address: string): string => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url !== undefined && /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return address;
  throw new AffinityUnsafeUrlError('The address of the file is not https');
};

/** Where a download goes on. */
interface Place {
  readonly address: string;
  readonly offset: number;
  readonly signal: AbortSignal;
}

/** Opens the contents from a byte on. No key goes along: the address itself is the permission. */
const open = async (fetch: Fetch, { address, offset, signal }: Place): Promise<ReadableStream<Uint8Array>> => {
  const headers: Record<string, string> = offset === 0 ? {} : { range: `bytes=${offset}-` };
  const response = await fetch(address, { headers, credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  if (offset > 0 && response.status === 416) return new Blob([]).stream();
  if (!response.ok || response.body === null) {
    throw new AffinityNetworkError(`The contents of the file could not be fetched (status ${response.status})`, {
      status: response.status,
    });
  }
  return offset > 0 && response.status !== 206 ? withoutFirst(response.body, offset) : response.body;
};

/** For servers that begin anew: drops what has been read before. */
const withoutFirst = (body: ReadableStream<Uint8Array>, bytes: number): ReadableStream<Uint8Array> => {
  let left = bytes;
  const drop = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      const rest = chunk.subarray(Math.min(left, chunk.byteLength));
      left -= chunk.byteLength - rest.byteLength;
      if (rest.byteLength > 0) controller.enqueue(rest);
    },
  });
  return body.pipeThrough(drop);
};

/** The bytes from a place on, as long as they keep coming. The time that the reader of a piece takes does not count. */
async function* chunksOf(
  { fetch, clock, timeoutMs, signal }: Source,
  place: Omit<Place, 'signal'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stop = new AbortController();
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    const cancel = clock.after(timeoutMs, () => stop.abort(new Error(`no byte came for ${timeoutMs} ms`)));
    try {
      return await orAborted(work(), stop.signal);
    } finally {
      cancel();
    }
  };
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const reader = (await within(() => open(fetch, { ...place, signal: either }))).getReader();
  try {
    for (let next = await within(() => reader.read()); !next.done; next = await within(() => reader.read())) yield next.value;
  } finally {
    // A connection that is stuck may not even end when it is told to.
    reader.cancel().catch(() => undefined);
  }
}

/** Rejects as soon as the signal fires, also where the work does not listen to it. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/** Waits until a further request may bring what this one did not. Throws where none will. */
const afterBreak = async (error: unknown, { breaks, offset }: { breaks: number; offset: number }, source: Source): Promise<void> => {
  const { clock, retry, signal } = source;
  if (signal?.aborted) throw error;
  const status = error instanceof AffinityNetworkError ? error.diagnostics.status : undefined;
  const failure = status === undefined ? ({ kind: 'network' } as const) : ({ kind: 'status', status } as const);
  const state = { effect: 'read', retries: breaks, minuteWaits: 0, random: Math.random() } as const;
  const delay = retryDelay(failure, state, retry);
  if (delay === undefined) throw status === undefined ? new AffinityNetworkError(`The download broke off at byte ${offset}`) : error;
  await sleep(clock, delay.delayMs, signal);
};

/**
 * Reads the contents of a file from a byte on. A connection that breaks, or a store that is busy, is taken up again at the next byte, through
 * a fresh address.
 */
export async function* download(source: Source, start = 0): AsyncGenerator<Uint8Array, void, undefined> {
  for (let [offset, breaks] = [start, 0]; ; breaks += 1) {
    const address = safeAddress(await source.address());
    try {
      for await (const chunk of chunksOf(source, { address, offset })) {
        offset += chunk.byteLength;
        breaks = 0;
        yield chunk;
      }
      return;
    } catch (error) {
      await afterBreak(error, { breaks, offset }, source);
    }
  }
}
