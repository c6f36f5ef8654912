import type { WithResponse } from './call.ts';
import { AffinityDecodeError, AffinityTooManyResultsError } from './errors.ts';
import type { ReadPage } from './page.ts';

/** How far a walk has come. */
export interface Progress {
  /** Pages so far. */
  readonly page: number;
  /** Items so far. */
  readonly items: number;
  /** Records that were read for them, where some are filtered out here. */
  readonly recordsRead?: number;
}

/** Options of a walk over pages. */
export interface WalkOptions {
  /** Called after each page. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Options of {@link Paged.all}. */
export interface AllOptions extends WalkOptions {
  /** Items at most; 100,000 unless stated, `null` for no limit. Beyond it the call fails: a list is never cut. */
  readonly limit?: number | null | undefined;
}

/** Which page is fetched. */
export interface PageRequest {
  /** Where a page that came before says that the list goes on. */
  readonly cursor?: string;
  /** Whether all pages will be wanted: then the largest are asked for, since quota counts requests. */
  readonly walk: boolean;
}

/** A page with its response. */
export interface FetchedPage<Page, T> extends ReadPage<Page, T> {
  readonly answer: () => WithResponse<Page>;
  /** Records that the server sent; as many as there are items unless stated. */
  readonly recordsRead?: number;
}

/** Fetches one page. */
export type FetchPage<Page, T> = (request: PageRequest) => Promise<FetchedPage<Page, T>>;

const defaultLimit = 100_000;

/**
 * A collection of any length. Nothing is requested before it is awaited (one page) or iterated (all items).
 *
 * A list ends where its pages name no further cursor, and nowhere else: pages may be empty in between.
 */
export class Paged<Page, T> implements Promise<Page>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = 'Paged';
  readonly #fetchPage: FetchPage<Page, T>;
  readonly #options: WalkOptions;
  #first: Promise<FetchedPage<Page, T>> | undefined;
  #recordsRead = 0;

  constructor(fetchPage: FetchPage<Page, T>, options: WalkOptions = {}) {
    this.#fetchPage = fetchPage;
    this.#options = options;
  }

  #firstPage(): Promise<FetchedPage<Page, T>> {
    this.#first ??= this.#fetch({ walk: false });
    return this.#first;
  }

  async #fetch(request: PageRequest): Promise<FetchedPage<Page, T>> {
    const fetched = await this.#fetchPage(request);
    this.#recordsRead += fetched.recordsRead ?? fetched.items.length;
    return fetched;
  }

  /** Records that the server sent so far, over all walks: more than there are items where a filter is evaluated here. */
  get recordsRead(): number {
    return this.#recordsRead;
  }

  /** Walks the pages. A page that was awaited before is not requested again. */
  async *#walk(options: WalkOptions): AsyncGenerator<FetchedPage<Page, T>, void, undefined> {
    const onProgress = options.onProgress ?? this.#options.onProgress;
    const seen = new Set<string>();
    let fetched = await (this.#first ?? this.#fetch({ walk: true }));
    for (let [page, items, read] = [1, 0, 0]; ; page += 1) {
      items += fetched.items.length;
      read += fetched.recordsRead ?? fetched.items.length;
      onProgress?.({ page, items, ...(read !== items && { recordsRead: read }) });
      yield fetched;
      const { nextCursor: cursor } = fetched;
      if (cursor === null) return;
      if (seen.has(cursor)) throw new AffinityDecodeError('The pages lead in a circle: a cursor came twice');
      seen.add(cursor);
      fetched = await this.#fetch({ cursor, walk: true });
    }
  }

  /** The pages one by one; each tells its `nextCursor`. */
  async *pages(options: WalkOptions = {}): AsyncGenerator<Page, void, undefined> {
    for await (const { page } of this.#walk(options)) yield page;
  }

  /** The items one by one, over all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.#walk({})) yield* items;
  }

  /** All items as an array. More than `limit` of them fail with `AffinityTooManyResultsError`. */
  async all({ limit = defaultLimit, ...options }: AllOptions = {}): Promise<T[]> {
    const all: T[] = [];
    for await (const { items } of this.#walk(options)) {
      if (limit !== null && all.length + items.length > limit) throw new AffinityTooManyResultsError(limit);
      for (const item of items) all.push(item);
    }
    return all;
  }

  /** One page together with status, headers, request id, rate state and number of attempts. */
  async withResponse(): Promise<WithResponse<Page>> {
    return (await this.#firstPage()).answer();
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting gives one page.
  then<A = Page, B = never>(
    fulfilled?: ((value: Page) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#firstPage()
      .then(({ page }) => page)
      .then(fulfilled, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<Page | B> {
    return this.then(undefined, rejected);
  }

  finally(settled?: (() => void) | null): Promise<Page> {
    return this.then().finally(settled);
  }
}
