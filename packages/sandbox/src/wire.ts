/** Headers by lower-case name, as Node hands them over. */
export type WireHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A request, whichever way it came. */
export interface WireRequest {
  readonly method: string;
  readonly protocol: 'http' | 'https';
  /** Path and query, as sent: `/v2/companies?limit=10`. */
  readonly target: string;
  readonly headers: WireHeaders;
  /** Where it came in, if over a socket: what is asked there reaches this sandbox, whatever name the request called. */
  readonly socketOrigin?: string;
  /** Reads the body, once. */
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** What happens to an answer on its way. */
export type Delivery =
  /** The connection is closed and nothing is sent. */
  | { readonly kind: 'drop' }
  /** The head promises the whole body, and the connection closes after half of it. */
  | { readonly kind: 'truncate' }
  /** The body comes in pieces over this time. */
  | { readonly kind: 'slow'; readonly durationMs: number };

/** Text, or the bytes of a file. */
export type WireBody = string | Uint8Array;

/** An answer, before it becomes a `Response` or goes into a socket. */
export interface WireReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** `undefined` for an answer without a body. */
  readonly body: WireBody | undefined;
  readonly delivery?: Delivery;
}

/** The body of a request as text. */
export const textOf = async (request: Pick<WireRequest, 'bytes'>): Promise<string> => Buffer.from(await request.bytes()).toString('utf8');

/** The first value of a header. */
export const headerOf = (headers: WireHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** An answer whose body is JSON. */
export const jsonReply = (status: number, value: unknown, headers: Record<string, string> = {}): WireReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** Halves a body for a delivery that ends early. */
export const firstHalf = (body: WireBody): WireBody => body.slice(0, Math.floor(body.length / 2));

/** Cuts a body into at most ten pieces for a delivery that dawdles. */
export const piecesOf = (body: WireBody): WireBody[] => {
  const size = Math.max(1, Math.ceil(body.length / 10));
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.slice(index * size, (index + 1) * size));
};

/** Resolves after real time has passed, whatever the sandbox's clock says. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
