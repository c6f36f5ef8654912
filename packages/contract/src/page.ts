import * as z from 'zod';
import type { TypeOf } from './schema.ts';

/** Links to the neighbouring pages of a v2 collection; a missing or null `nextUrl` is the end, and nothing else is. */
export interface Pagination extends TypeOf<typeof pagination> {}
const pagination = () => ({
  /** Absolute URL of the page before, `null` on the first page. */
  prevUrl: z.string().nullable().optional(),
  /** Absolute URL of the page after, `null` at the end. */
  nextUrl: z.string().nullable().optional(),
});
export const Pagination: z.ZodType<Pagination> = z.lazy(() => z.object(pagination()));

/** {@link Pagination} of the collections that can be counted. */
export interface PaginationWithTotalCount extends TypeOf<typeof paginationWithTotalCount> {}
const paginationWithTotalCount = () => ({
  ...pagination(),
  /** Items in all pages together; present only when the query asked with `totalCount: true`. */
  totalCount: z.int().min(0).optional(),
});
export const PaginationWithTotalCount: z.ZodType<PaginationWithTotalCount> = z.lazy(() => z.object(paginationWithTotalCount()));

/** A page of a v2 collection. */
export interface Page<T> {
  readonly data: T[];
  readonly pagination: Pagination;
}

/** A page of a v2 collection that counts its items on request. */
export interface CountedPage<T> {
  readonly data: T[];
  readonly pagination: PaginationWithTotalCount;
}

/** A page of list entries: `data` may be `null`, which is an empty page and not the end (v2 reference, section 4). */
export interface NullablePage<T> {
  readonly data: T[] | null;
  readonly pagination: Pagination;
}

/** No page of v2 holds more than 100. */
const items = <T>(item: z.ZodType<T>, max = 100) => z.array(item).max(max);

/** Schema of a v2 page whose items match `item`. */
export const pageOf = <T>(item: z.ZodType<T>): z.ZodType<Page<T>> => z.object({ data: items(item), pagination: Pagination });

/** Schema of a v2 page that may carry a `totalCount`; it holds at most 100 items unless stated. */
export const countedPageOf = <T>(item: z.ZodType<T>, max?: number): z.ZodType<CountedPage<T>> =>
  z.object({ data: items(item, max), pagination: PaginationWithTotalCount });

/** {@link NullablePage} of a search, which counts its items on request. */
export interface NullableCountedPage<T> {
  readonly data: T[] | null;
  readonly pagination: PaginationWithTotalCount;
}

/** Schema of a v2 page that may carry a `totalCount` and whose `data` may be `null`. */
export const nullableCountedPageOf = <T>(item: z.ZodType<T>): z.ZodType<NullableCountedPage<T>> =>
  z.object({ data: items(item).nullable(), pagination: PaginationWithTotalCount });

/** Schema of a v2 page whose `data` may be `null`. */
export const nullablePageOf = <T>(item: z.ZodType<T>): z.ZodType<NullablePage<T>> =>
  z.object({ data: items(item).nullable(), pagination: Pagination });

/** Page size of a collection: what applies when none is asked for, and what may be asked for. */
export interface PageLimit {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** The page size of most v2 collections (v2 reference, section 4.1). */
export const limit100 = { default: 100, min: 1, max: 100 } as const;

/** The page size of collections of field values. */
export const limit20 = { default: 20, min: 1, max: 100 } as const;

/** The page size of most v1 collections (v1 reference, section 1.1). */
export const limit500 = { default: 500, min: 1, max: 500 } as const;

/** The page size of merges of persons. */
export const limit25 = { default: 25, min: 1, max: 100 } as const;

/** The page size of notes and what belongs to them; 0 asks for no items, which with `totalCount` is a pure count. */
export const limit20orNone = { default: 20, min: 0, max: 100 } as const;

/** The page size of inferred connections, which counts the persons reached. */
export const limit20of50 = { default: 20, min: 1, max: 50 } as const;

/** Query parameters that every v2 collection takes (v2 reference, section 4). */
export const pageQuery = (limit: Pick<PageLimit, 'max'> & Partial<PageLimit>) =>
  z.object({
    /** Opaque position taken from `nextUrl` or `prevUrl`. */
    cursor: z.string().optional(),
    /** Items in a page. */
    limit: z
      .int()
      .min(limit.min ?? 1)
      .max(limit.max)
      .optional(),
  });

/** Query parameter of the v2 collections that can be counted. */
export const totalCount = () => ({
  /** Ask for `pagination.totalCount`; `false` unless stated. */
  totalCount: z.boolean().optional(),
});

/** A page of a v1 collection; its rows are under the collection's own key, such as `list_entries`. */
export type TokenPage<Key extends string, T> = { readonly [key in Key]: T[] } & {
  /** Goes into `page_token` of the next request. `null` or absent is the end; a token does not promise more rows. */
  readonly next_page_token?: string | null | undefined;
};

/** Schema of a v1 page whose rows match `item` and stand under `key`. */
export const tokenPageOf = <const Key extends string, T>(key: Key, item: z.ZodType<T>): z.ZodType<TokenPage<Key, T>> =>
  z.object({ [key]: z.array(item), next_page_token: z.string().nullable().optional() }) as unknown as z.ZodType<TokenPage<Key, T>>; // zod loses a computed key

/**
 * Query parameters of a paged v1 collection; all other parameters must stay the same from page to page (v1 reference, section 1.1).
 *
 * A size above the collection's `limit.max` is no error: the server gives as many rows as it will.
 */
export const tokenPageQuery = () =>
  z.object({
    /** Rows in a page. */
    page_size: z.int().min(1).optional(),
    /** Opaque position taken from `next_page_token`. */
    page_token: z.string().optional(),
  });
