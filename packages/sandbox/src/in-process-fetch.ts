import { firstHalf, piecesOf, sleep, type WireBody, type WireHeaders, type WireReply, type WireRequest } from './wire.ts';

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
    bytes: async () => new Uint8Array(await request.arrayBuffer()),
  };
};

const bytesOf = (body: WireBody): Uint8Array => (typeof body === 'string' ? new TextEncoder().encode(body) : body);

const truncated = (body: WireBody): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: (controller) => {
      controller.enqueue(bytesOf(firstHalf(body)));
      controller.error(new TypeError('terminated'));
    },
  });

const dribbled = (body: WireBody, durationMs: number): ReadableStream<Uint8Array> => {
  const pieces = piecesOf(body);
  const pauseMs = durationMs / Math.max(1, pieces.length);
  return new ReadableStream({
    pull: async (controller) => {
      const piece = pieces.shift();
      if (piece === undefined) return controller.close();
      await sleep(pauseMs);
      controller.enqueue(bytesOf(piece));
    },
  });
};

const bodyOf = ({ body, delivery }: WireReply): ConstructorParameters<typeof Response>[0] => {
  if (body === undefined) return null;
  if (delivery?.kind === 'truncate') return truncated(body);
  if (delivery?.kind === 'slow') return dribbled(body, delivery.durationMs);
  return typeof body === 'string' ? body : new Uint8Array(body);
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

/** Where an answer sends its reader on; a sandbox sends nobody elsewhere than to itself. */
const redirection = (request: Request, reply: WireReply): Request | undefined => {
  const { location } = reply.headers;
  if (reply.status !== 302 || location === undefined || request.redirect === 'manual') return undefined;
  if (request.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
  const headers = new Headers(request.headers);
  headers.delete('authorization');
  return new Request(new URL(location, request.url), { headers, signal: request.signal });
};

/** A `fetch` that reaches a sandbox without a socket. */
export const createFetch =
  (handle: (request: WireRequest) => Promise<WireReply>): Fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const reply = await orAborted(handle(toWire(request)), request.signal);
    const next = redirection(request, reply);
    return toResponse(next === undefined ? reply : await orAborted(handle(toWire(next)), request.signal));
  };
