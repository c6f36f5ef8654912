import * as z from 'zod';

/** Links to the neighbouring pages of a v2 collection; a missing or null `nextUrl` is the end, and nothing else is. */
export interface Pagination extends z.infer<typeof pagination> {}
const pagination = z.object({
  /** Absolute URL of the page before, `null` on the first page. */
  prevUrl: z.string().nullable().optional(),
  /** Absolute URL of the page after, `null` at the end. */
  nextUrl: z.string().nullable().optional(),
});
export const Pagination: z.ZodType<Pagination> = pagination;

/** A page of a v2 collection. */
export interface Page<T> {
  readonly data: T[];
  readonly pagination: Pagination;
}

/** Schema of a v2 page whose items match `item`. */
export const pageOf = <T>(item: z.ZodType<T>): z.ZodType<Page<T>> =>
  z.object({ data: z.array(item), pagination: Pagination }) as unknown as z.ZodType<Page<T>>;

/** Query parameters that every v2 collection takes; `max` and `min` bound `limit` (v2 reference, section 4.1). */
export const pageQuery = (limit: { min?: number; max: number }) =>
  z.object({
    /** Opaque position taken from `nextUrl`. */
    cursor: z.string().optional(),
    /** Items in a page. */
    limit: z.int().min(limit.min ?? 1).max(limit.max).optional(),
  });
