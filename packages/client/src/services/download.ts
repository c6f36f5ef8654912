import { AffinityNetworkError, AffinityUnsafeUrlError } from '../errors.ts';
import type { Fetch } from '../transport/send.ts';

/** Where the contents of a file are, for about a minute. */
export interface Source {
  /** Gets a fresh address; asked again where a download goes on. */
  readonly address: () => Promise<string>;
  readonly fetch: Fetch;
  readonly signal?: AbortSignal | undefined;
}

/** Breaks in a row without a byte between them that a download survives. */
const maxBreaks = 3;

/** Signed addresses are worth as much as what they open, so they do not travel in the clear, but on this machine. */
const safeAddress = (address: string): string => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url !== undefined && /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return address;
  throw new AffinityUnsafeUrlError('The address of the file is not https');
};

/** Opens the contents from a byte on. No key goes along: the address itself is the permission. */
const open = async ({ address, fetch, signal }: Source, offset: number): Promise<ReadableStream<Uint8Array>> => {
  const headers: Record<string, string> = offset === 0 ? {} : { range: `bytes=${offset}-` };
  const init: RequestInit = { headers, credentials: 'omit', referrerPolicy: 'no-referrer' };
  const response = await fetch(safeAddress(await address()), { ...init, ...(signal && { signal }) });
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

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A broken connection, which a further request may mend; a refusal is none, and neither is an abort. */
const isBreak = (error: unknown, signal: AbortSignal | undefined): boolean =>
  !signal?.aborted && !(error instanceof AffinityUnsafeUrlError) && !(error instanceof AffinityNetworkError);

/** Reads the contents of a file from a byte on. A connection that breaks is taken up again at the next byte, through a fresh address. */
export async function* download(source: Source, start = 0): AsyncGenerator<Uint8Array, void, undefined> {
  for (let [offset, breaks] = [start, 0]; ; breaks += 1) {
    try {
      for await (const chunk of chunksOf(await open(source, offset))) {
        offset += chunk.byteLength;
        breaks = 0;
        yield chunk;
      }
      return;
    } catch (error) {
      if (!isBreak(error, source.signal)) throw error;
      if (breaks >= maxBreaks) throw new AffinityNetworkError(`The download broke off at byte ${offset}`);
    }
  }
}
