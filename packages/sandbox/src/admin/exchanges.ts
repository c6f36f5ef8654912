import type { WireBody, WireHeaders, WireReply, WireRequest } from '../wire.ts';

/** A body as it was kept. */
export interface KeptBody {
  /** The text, or its beginning; `null` where there was none, or none that is text. */
  readonly text: string | null;
  /** Characters of a text, bytes of anything else; 0 for no body. */
  readonly size: number;
  readonly isCut: boolean;
}

/** Both sides of a request. Keys are still in it: what leaves the sandbox goes through `createRedaction`. */
export interface KeptExchange {
  readonly request: { readonly headers: WireHeaders; readonly body: KeptBody };
  readonly response: { readonly headers: WireHeaders; readonly body: KeptBody };
}

/** A request under observation. */
export interface Observed {
  readonly request: WireRequest;
  /** Keeps both sides under an id. */
  readonly keep: (id: number, reply: WireReply) => void;
}

/** The last requests and answers in full, within bounds of number and size. */
export interface Exchanges {
  readonly observe: (request: WireRequest) => Observed;
  readonly get: (id: number) => KeptExchange | undefined;
  readonly isOn: () => boolean;
  /** Switches it on, or off; off forgets what was kept. */
  readonly turn: (on: boolean) => void;
  readonly clear: () => void;
}

const maxBodyChars = 64 * 1024;
const maxTotalChars = 8 * 1024 * 1024;
const maxCount = 1000;

interface Stored {
  readonly requestHeaders: WireHeaders;
  readonly responseHeaders: WireHeaders;
  readonly sent: StoredBody;
  readonly received: StoredBody;
}

interface StoredBody {
  readonly content: string | Buffer | undefined;
  readonly size: number;
}

const textual = /json|text|urlencoded|xml/i;

/** A part of a long string would hold on to the whole: its bytes are copied. */
const beginningOf = (body: WireBody): string | Buffer => {
  if (body.length <= maxBodyChars && typeof body === 'string') return body;
  return typeof body === 'string' ? Buffer.from(body.slice(0, maxBodyChars)) : Buffer.from(body.subarray(0, maxBodyChars));
};

const stored = (body: WireBody | undefined, type: unknown): StoredBody => {
  if (body === undefined || body.length === 0) return { content: undefined, size: 0 };
  const isText = typeof body === 'string' || (typeof type === 'string' && textual.test(type));
  return { content: isText ? beginningOf(body) : undefined, size: body.length };
};

const kept = ({ content, size }: StoredBody): KeptBody => ({
  text: content === undefined ? null : content.toString(),
  size,
  isCut: content !== undefined && size > maxBodyChars,
});

const charsOf = ({ sent, received }: Stored): number => (sent.content?.length ?? 0) + (received.content?.length ?? 0);

const untouched = (request: WireRequest): Observed => ({ request, keep: () => undefined });

/** A store that forgets the oldest beyond its bounds: 1,000 requests, 8 million characters, and of each body the first 65,536. */
export const createExchanges = (initiallyOn: boolean): Exchanges => {
  const all = new Map<number, Stored>();
  let on = initiallyOn;
  let total = 0;

  const clear = (): void => {
    all.clear();
    total = 0;
  };

  const forgetOldest = (): void => {
    for (const [id, oldest] of all) {
      if (total <= maxTotalChars && all.size <= maxCount) return;
      all.delete(id);
      total -= charsOf(oldest);
    }
  };

  const observe = (request: WireRequest): Observed => {
    if (!on) return untouched(request);
    let sent: Uint8Array | undefined;
    const bytes: WireRequest['bytes'] = async () => {
      const read = await request.bytes();
      sent = read;
      return read;
    };
    const keep: Observed['keep'] = (id, { headers, body }) => {
      const exchange: Stored = {
        requestHeaders: request.headers,
        responseHeaders: headers,
        sent: stored(sent, request.headers['content-type']),
        received: stored(body, headers['content-type']),
      };
      all.set(id, exchange);
      total += charsOf(exchange);
      forgetOldest();
    };
    return { request: { ...request, bytes }, keep };
  };

  return {
    observe,
    get: (id) => {
      const found = all.get(id);
      if (found === undefined) return undefined;
      const { requestHeaders, responseHeaders, sent, received } = found;
      return {
        request: { headers: requestHeaders, body: kept(sent) },
        response: { headers: responseHeaders, body: kept(received) },
      };
    },
    isOn: () => on,
    turn: (next) => {
      on = next;
      if (!on) clear();
    },
    clear,
  };
};
