import type { Pagination } from '@affinity-kit/contract';
import { invalid, unprocessable } from '../problem.ts';

/** Where a v2 page begins: behind a row, or before one. */
export interface CursorPosition {
  readonly direction: 'after' | 'before';
  /** What identifies the row in the collection's order: its id, or whatever the collection sorts by. */
  readonly key: string;
}

/** What a collection is asked for: so many rows on one side of a position, or from its start. */
export interface Seek {
  readonly position: CursorPosition | undefined;
  /** Rows wanted: one more than the page holds, so that the page knows whether it is the last. */
  readonly count: number;
}

/** What a v2 request said about its page. */
export interface PageRequest {
  /** The request's own URL; links repeat its query with another cursor at the end. */
  readonly url: URL;
  readonly cursor: string | undefined;
  readonly limit: number;
}

const cursorWidth = 16;
const cursorText = /^ *(after|before):::(.+)$/s;

/** A v2 cursor: unpadded base64 of `after:::<key>`, padded with spaces on the left to 16 characters (v2 reference, section 4). */
export const encodeCursor = (direction: 'after' | 'before', key: string | number): string =>
  Buffer.from(`${direction}:::${key}`.padStart(cursorWidth)).toString('base64').replace(/=+$/, '');

/** Reads a v2 cursor; one that cannot be read is a validation problem of `cursor`. */
export const decodeCursor = (cursor: string): CursorPosition => {
  const found = cursorText.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (found === null) throw invalid('cursor', 'cursor is invalid');
  const [, direction = 'after', key = ''] = found;
  return { direction: direction === 'before' ? 'before' : 'after', key };
};

/** As `decodeCursor`, for collections whose key is an id. */
export const decodeIdCursor = (cursor: string): { direction: 'after' | 'before'; key: number } => {
  const { direction, key } = decodeCursor(cursor);
  const id = Number(key);
  if (!Number.isSafeInteger(id) || id < 0) throw invalid('cursor', 'cursor is invalid');
  return { direction, key: id };
};

/** The URL of a neighbouring page: every query parameter of this request, the new cursor last. */
export const cursorUrl = (url: URL, cursor: string): string => {
  const link = new URL(url);
  link.searchParams.delete('cursor');
  link.searchParams.append('cursor', cursor);
  return link.href;
};

/** Which side of a page has more rows. */
interface Neighbours {
  readonly previous: string | number | undefined;
  readonly next: string | number | undefined;
}

/** Links of a page from the keys of its first and last row; `undefined` where nothing follows on that side. */
const pageLinks = (url: URL, { previous, next }: Neighbours): Pagination => ({
  prevUrl: previous === undefined ? null : cursorUrl(url, encodeCursor('before', previous)),
  nextUrl: next === undefined ? null : cursorUrl(url, encodeCursor('after', next)),
});

/**
 * One page of a v2 collection.
 *
 * `seek` gets rows in the collection's order when the position is `after` (or none), and in the **reverse** order when it is
 * `before`, nearest first; it is asked for one row more than the page holds. `keyOf` is what goes into the cursor.
 * A page of no rows has no neighbours, so `limit=0` is a pure count.
 */
export const pageByKey = <Row>(
  request: PageRequest,
  seek: (seek: Seek) => readonly Row[],
  keyOf: (row: Row) => string | number,
): { rows: Row[]; pagination: Pagination } => {
  const position = request.cursor === undefined ? undefined : decodeCursor(request.cursor);
  const found = seek({ position, count: request.limit + 1 });
  const rows = found.slice(0, request.limit);
  const backwards = position?.direction === 'before';
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return { rows, pagination: { prevUrl: null, nextUrl: null } };
  const more = found.length > request.limit;
  const hasPrevious = backwards ? more : position !== undefined;
  const hasNext = backwards || more;
  const pagination = pageLinks(request.url, { previous: hasPrevious ? keyOf(first) : undefined, next: hasNext ? keyOf(last) : undefined });
  return { rows, pagination };
};

/** As `pageByKey`, over rows that are in memory already and in their order. */
export const pageOfArray = <Row>(
  request: PageRequest,
  all: readonly Row[],
  keyOf: (row: Row) => string | number,
): { rows: Row[]; pagination: Pagination } => {
  const seek = ({ position, count }: Seek): readonly Row[] => {
    if (position === undefined) return all.slice(0, count);
    const at = all.findIndex((row) => String(keyOf(row)) === position.key);
    if (at === -1) throw invalid('cursor', 'cursor is invalid');
    return position.direction === 'after' ? all.slice(at + 1, at + 1 + count) : all.slice(Math.max(0, at - count), at).toReversed();
  };
  return pageByKey(request, seek, keyOf);
};

/** What a v1 request said about its page. */
export interface TokenRequest {
  readonly url: URL;
  readonly token: string | undefined;
  readonly pageSize: number;
}

/** What a v1 `page_token` holds (v1 reference, section 1.1). */
interface PageToken {
  readonly params: Readonly<Record<string, string>>;
  readonly page_size: number;
  /** Rows on the pages before. */
  readonly offset: number;
  /** Key of the last of them: a walk goes on behind it, whatever was added or deleted meanwhile. */
  readonly after: string;
}

const pagingNames = new Set(['page_token', 'page_size']);

const paramsOf = (url: URL): Record<string, string> =>
  Object.fromEntries([...url.searchParams].filter(([name]) => !pagingNames.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A v1 page token: base64 of JSON with the other parameters, the page size and the place. */
const encodePageToken = (token: PageToken): string => Buffer.from(JSON.stringify(token)).toString('base64');

const readToken = (text: string): Partial<PageToken> | null | undefined => {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Partial<PageToken> | null;
  } catch {
    return undefined;
  }
};

/** Keys of rows: an id, or a time and an id. */
const isKey = (key: unknown): key is string => typeof key === 'string' && /^\d{1,16}(\.\d{1,16})?$/.test(key);

/** The place that a token names; the beginning without one. */
const placeOf = (request: TokenRequest): Pick<PageToken, 'offset'> & Partial<Pick<PageToken, 'after'>> => {
  if (request.token === undefined) return { offset: 0 };
  const { params, page_size: pageSize, offset, after } = readToken(request.token) ?? {};
  const same = JSON.stringify(params) === JSON.stringify(paramsOf(request.url)) && pageSize === request.pageSize;
  if (!same || typeof offset !== 'number' || !isKey(after)) throw unprocessable('Invalid page_token variable');
  return { offset, after };
};

/**
 * One page of a v1 collection; a token that was made for other parameters is refused, as Affinity does.
 *
 * A full page always has a token, so the last page may be empty (v1 reference, section 1.1).
 * `seek` is asked for as many rows as the page holds.
 */
export const pageByToken = <Row>(
  request: TokenRequest,
  seek: (seek: Seek) => readonly Row[],
  keyOf: (row: Row) => string,
): { rows: readonly Row[]; nextPageToken: string | null } => {
  const { offset, after } = placeOf(request);
  const { pageSize, url } = request;
  const rows = seek({ position: after === undefined ? undefined : { direction: 'after', key: after }, count: pageSize });
  const last = rows.at(-1);
  if (last === undefined || rows.length < pageSize) return { rows, nextPageToken: null };
  const next = { params: paramsOf(url), page_size: pageSize, offset: offset + rows.length, after: keyOf(last) };
  return { rows, nextPageToken: encodePageToken(next) };
};

/** As `pageByToken`, over a collection in the order of its ids. */
export const pageByIdToken = <Row extends { readonly id: number }>(request: TokenRequest, seek: (seek: Seek) => readonly Row[]) =>
  pageByToken(request, seek, ({ id }) => String(id));
