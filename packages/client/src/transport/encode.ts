import { type EndpointSpec, encodeTarget } from '@affinity-kit/contract/protocol';

/** What a caller passes: parameters side by side, and the body under `body`. */
export type AnyInput = Readonly<Record<string, unknown>>;

/** A request without its credentials. */
export interface EncodedRequest {
  readonly method: string;
  /** Path without its query, for diagnostics. */
  readonly path: string;
  readonly url: string;
  /** JSON text, or a form for the endpoints that take files. */
  readonly body?: string | FormData;
}

/** A position that consists of a whole query, for servers that page by something else than a `cursor`. */
const isWholeQuery = (cursor: unknown): cursor is string => typeof cursor === 'string' && cursor.startsWith('?');

const formOf = (body: unknown): FormData => {
  if (body instanceof FormData) return body;
  const form = new FormData();
  for (const [name, value] of Object.entries(body ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) form.append(name, item instanceof Blob ? item : String(item));
  }
  return form;
};

const bodyOf = (spec: EndpointSpec, input: AnyInput): string | FormData | undefined => {
  if (spec.body === undefined || input['body'] === undefined) return undefined;
  return spec.bodyMedia === 'multipart/form-data' ? formOf(input['body']) : JSON.stringify(input['body']);
};

/** Spreads an input over path, query and body. Throws a `TypeError` where a path parameter is missing or would leave its segment. */
export const encode = (spec: EndpointSpec, input: AnyInput, baseUrl: string): EncodedRequest => {
  const { path, search } = encodeTarget(spec, input);
  const cursor = input['cursor'];
  const query = isWholeQuery(cursor) ? cursor.slice(1) : search.toString();
  const body = bodyOf(spec, input);
  const url = baseUrl + path + (query === '' ? '' : `?${query}`);
  return body === undefined ? { method: spec.method, path, url } : { method: spec.method, path, url, body };
};
