import { type AnyEndpoint, type EndpointSpec, type Item, itemsKeys, type Output } from '@affinity-kit/contract/protocol';
import { isSameServer } from './base-url.ts';
import { AffinityDecodeError, AffinityUnsafeUrlError } from './errors.ts';

/**
 * One page as the wire sent it, and two things beside it that are not part of its JSON: `nextCursor`, and for v1 the items as `data`.
 *
 * `nextCursor` is `null` at the end, and only there; pass it as `cursor` (v2) or `page_token` (v1) to go on from here.
 */
export type PageOf<E extends AnyEndpoint> = Exclude<Output<E>, readonly unknown[]> &
  (E extends { paging: 'page-token' } ? { readonly data: Item<E>[] } : unknown) & { readonly nextCursor: string | null };

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A relative `nextUrl` is read against the base; without one, only its query matters. */
const parseNextUrl = (nextUrl: string, baseUrl: string | undefined): URL => {
  const base = baseUrl ?? 'https://relative.invalid';
  if (!URL.canParse(nextUrl, base)) throw new AffinityDecodeError('The nextUrl of the page is not a URL');
  return new URL(nextUrl, base);
};

/** The position that a `nextUrl` leads to: its `cursor`, or for servers that page in another way its whole query, with `?` in front. */
const cursorIn = (nextUrl: string, baseUrl: string | undefined): string => {
  const url = parseNextUrl(nextUrl, baseUrl);
  if (baseUrl !== undefined && !isSameServer(url, new URL(baseUrl))) {
    throw new AffinityUnsafeUrlError(`The next page is on another server (${url.origin}); the key does not go there`);
  }
  const cursor = url.searchParams.get('cursor');
  if (cursor !== null && cursor !== '' && !cursor.startsWith('?')) return cursor;
  if (url.search.length > 1) return url.search;
  throw new AffinityDecodeError('The nextUrl of the page has no query that would lead on');
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * The cursor after a page of either version, `null` at its end. An empty page, or `data: null`, is not the end.
 *
 * Only the query of a v2 `nextUrl` is used, never its host or path, so a key cannot be led astray.
 *
 * @param page - A parsed page body.
 * @param baseUrl - Where the page came from; a `nextUrl` elsewhere is then refused with `AffinityUnsafeUrlError`.
 */
export const nextCursor = (page: unknown, baseUrl?: string): string | null => {
  if (!isObject(page)) return null;
  const { pagination, next_page_token: token } = page;
  const nextUrl = isObject(pagination) ? textOf(pagination['nextUrl']) : null;
  return nextUrl === null ? textOf(token) : cursorIn(nextUrl, baseUrl);
};

/** Finds the items of a v1 page. The key of the array varies more than documented, so the only array there is will do. */
const itemsOf = (page: Fields, keys: readonly string[]): readonly unknown[] => {
  const declared = keys.map((key) => page[key]).find((value) => value !== undefined);
  if (declared === null) return [];
  if (Array.isArray(declared)) return declared;
  const [only, ...others] = Object.values(page).filter((value) => Array.isArray(value));
  if (only === undefined || others.length > 0)
    throw new AffinityDecodeError(`The answer is not a page: it has no '${keys.join("' or '")}'`);
  return only;
};

/** A page with its items found. */
export interface ReadPage<Page, T> {
  readonly page: Page;
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Adds what is not part of a page's JSON. */
const addHidden = (page: object, name: string, value: unknown): void => {
  Object.defineProperty(page, name, { value, configurable: true });
};

/** Some v1 collections answer a bare array instead of a page. */
const asObject = (body: unknown, key: string): Fields => {
  if (Array.isArray(body)) return { [key]: body };
  if (isObject(body)) return body;
  throw new AffinityDecodeError('The answer is not a page but a single value');
};

/** Reads a parsed body as a page of its endpoint. */
export const readPage = <E extends EndpointSpec>(spec: E, body: unknown, baseUrl: string): ReadPage<PageOf<E>, Item<E>> => {
  const keys = itemsKeys(spec);
  const [key = 'data'] = keys;
  const page = asObject(body, key);
  const items = itemsOf(page, keys);
  const cursor = nextCursor(page, baseUrl);
  addHidden(page, 'nextCursor', cursor);
  if (key !== 'data') addHidden(page, 'data', items);
  // The contract's types of page and items, which the wire is trusted to keep.
  return { page: page as unknown as PageOf<E>, items: items as readonly Item<E>[], nextCursor: cursor };
};
