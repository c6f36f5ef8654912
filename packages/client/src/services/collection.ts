import type { Paged } from '../paged.ts';

/** The ways to read a collection, all with the arguments of its `list`. */
export interface Collection<Arguments extends readonly unknown[], Page, T> {
  /** Await it for one page, iterate it for all items; nothing is requested before. */
  list(...input: Arguments): Paged<Page, T>;
  /** The items one by one, over all pages. */
  iter(...input: Arguments): AsyncGenerator<T, void, undefined>;
  /** The pages one by one; each tells its `nextCursor`, from which `list({ cursor })` goes on. */
  pages(...input: Arguments): AsyncGenerator<Page, void, undefined>;
  /** All items as an array. More than 100,000 fail with `AffinityTooManyResultsError`; `list(…).all({ limit })` sets another bound. */
  all(...input: Arguments): Promise<T[]>;
  /** The first item; `undefined` where there is none. */
  first(...input: Arguments): Promise<T | undefined>;
}

const firstOf = async <T>(items: AsyncIterable<T>): Promise<T | undefined> => {
  for await (const item of items) return item;
  return undefined;
};

/** Adds the other ways to read a collection to its `list`. */
export const collectionOf = <Arguments extends readonly unknown[], Page, T>(
  list: (...input: Arguments) => Paged<Page, T>,
): Collection<Arguments, Page, T> => ({
  list,
  iter: (...input) => list(...input)[Symbol.asyncIterator](),
  pages: (...input) => list(...input).pages(),
  all: (...input) => list(...input).all(),
  first: (...input) => firstOf(list(...input)),
});
