import { firstHalf, piecesOf, sleep, type WireHeaders, type WireReply, type WireRequest } from './wire.ts';

/** The standard `fetch`, as far as a client needs it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const headersOf = (request: Request, url: URL): WireHeaders => ({ host: url.host, ...Object.fromEntries(request.headers) });

const toWire = (request: Request): WireRequest => {
  const url = new URL(request.url);
  return {
    method: request.method,
    protocol: url.protocol === 'https:' ? 'https' : 'http',
    target: url.pathname + url.search,
    headers: headersOf(request, url),
    text: () => request.text(),
  };
};

const truncated = (body: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: (controller) => {
      controller.enqueue(new TextEncoder().encode(firstHalf(body)));
      controller.error(new TypeError('terminated'));
    },
  });

const dribbled = (body: string, durationMs: number): ReadableStream<Uint8Array> => {
  const pieces = piecesOf(body);
  const pauseMs = durationMs / Math.max(1, pieces.length);
  return new ReadableStream({
    pull: async (controller) => {
      const piece = pieces.shift();
      if (piece === undefined) return controller.close();
      await sleep(pauseMs);
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });
};

const bodyOf = ({ body, delivery }: WireReply): string | ReadableStream<Uint8Array> | null => {
  if (body === undefined) return null;
  if (delivery?.kind === 'truncate') return truncated(body);
  return delivery?.kind === 'slow' ? dribbled(body, delivery.durationMs) : body;
};

const toResponse = (reply: WireReply): Response => {
  if (reply.delivery?.kind === 'drop') throw new TypeError('fetch failed', { cause: new Error('The sandbox closed the connection') });
  return new Response(bodyOf(reply), { status: reply.status, headers: reply.headers });
};

/** Rejects as soon as the signal fires, as `fetch` does; the request goes on without its caller. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
};

/** A `fetch` that reaches a sandbox without a socket. */
export const createFetch =
  (handle: (request: WireRequest) => Promise<WireReply>): Fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return toResponse(await orAborted(handle(toWire(request)), request.signal));
  };
