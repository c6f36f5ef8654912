import { type EndpointSpec, encodeTarget } from '@affinity-kit/contract';
import * as z from 'zod';

/** One request to be made: which operation, and its path and query as they go over the wire. */
export interface PageRequest {
  readonly endpoint: EndpointSpec;
  readonly path: string;
  readonly search: URLSearchParams;
}

/** The request of an operation with this input. */
export const requestOf = (endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>): PageRequest => ({
  endpoint,
  ...encodeTarget(endpoint, input),
});

/** The request's name in the journal: method, path and sorted query, without the host. */
export const keyOf = ({ endpoint, path, search }: PageRequest): string => {
  const sorted = new URLSearchParams([...search].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y)));
  return `${endpoint.method} ${path}${sorted.size > 0 ? `?${sorted}` : ''}`;
};

/** Path and query of a request, as they are kept. */
export const asTarget = ({ path, search }: PageRequest): string => `${path}?${search}`;

/** The request that {@link asTarget} gave path and query of. */
export const fromTarget = (endpoint: EndpointSpec, target: string): PageRequest => {
  const at = target.indexOf('?');
  return { endpoint, path: target.slice(0, at), search: new URLSearchParams(target.slice(at + 1)) };
};

/** A page that an earlier run came to, asked for with the parameters of today: only what the server added to them is taken over. */
export const requestFrom = (endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>, target: string): PageRequest => {
  const { path, search: kept } = fromTarget(endpoint, target);
  const { search } = requestOf(endpoint, input);
  const own = new Set([...search.keys(), ...Object.keys(endpoint.query?.shape ?? {})].filter((name) => name !== 'cursor'));
  for (const [name, value] of kept) if (!own.has(name)) search.append(name, value);
  return { endpoint, path, search };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Thrown when a server links to a page on another host, which would be sent our key. */
class ForeignLinkError extends Error {
  readonly code = 'foreign-link';
}

/**
 * The request that a `nextUrl` stands for. Servers page in their own ways, so path and query are taken exactly as they are, relative links
 * included; a link to another origin is refused.
 */
export const followLink = (request: PageRequest, link: string, baseUrl: string): PageRequest => {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const url = new URL(link, `${base.origin}${prefix}${request.path}?${request.search}`);
  if (url.origin !== base.origin)
    throw new ForeignLinkError(`The server at ${base.origin} links to a page at ${url.origin}; it was not asked for`);
  const path = prefix && url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  return { endpoint: request.endpoint, path, search: url.searchParams };
};

const anything = z.array(z.string()).optional();
const queries = new Map<string, z.ZodObject>();

/** A query of these names with any values. Walks repeat the same few sets of names for thousands of pages. */
const queryOf = (names: readonly string[]): z.ZodObject => {
  const id = names.join('&');
  const query = queries.get(id) ?? z.object(Object.fromEntries(names.map((name) => [name, anything])));
  if (queries.size < 1000) queries.set(id, query);
  return query;
};

/** The request as an operation of its own, for a client that encodes by the operation's schemas: literal path, the query's names as they are. */
export const asCall = ({ endpoint, path, search }: PageRequest): { endpoint: EndpointSpec; input: Record<string, string[]> } => {
  const names = [...new Set(search.keys())];
  const { params: _, ...rest } = endpoint;
  return {
    endpoint: { ...rest, path: path as `/${string}`, query: queryOf(names) },
    input: Object.fromEntries(names.map((name) => [name, search.getAll(name)])),
  };
};
