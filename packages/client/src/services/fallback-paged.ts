import type { EndpointSpec } from '@affinity-kit/contract';
import type { WithResponse } from '../call.ts';
import { type CursorPage, derivedPaged, type Position, type ServicePage, servicePage } from '../derived-paged.ts';
import type { Paged, WalkOptions } from '../paged.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';

/** A page of v1 with its rows found. */
interface V1Page<V> {
  readonly data: readonly V[];
  readonly nextCursor: string | null;
}

/** Cursors that go on in v1; those of v2 do not look like it. */
const mark = 'v1:';

/** Makes a page of v2 of one of v1. */
export const pageFromV1 = <V, T>({ data: page, response }: WithResponse<V1Page<V>>, map: (row: V) => T): WithResponse<ServicePage<T>> => {
  const nextCursor = page.nextCursor === null ? null : mark + page.nextCursor;
  return { data: servicePage(page.data.map(map), { pagination: { prevUrl: null, nextUrl: null }, nextCursor }), response };
};

/** Two ways to fetch the pages of a collection. */
interface PageWays<Page> {
  readonly operation: EndpointSpec;
  readonly page: (position: Position) => Promise<WithResponse<Page>>;
  readonly instead: EndpointSpec;
  /** Fetches a page from v1, by its token. */
  readonly pageInstead: (token: string | undefined) => Promise<WithResponse<Page>>;
}

/** Options of {@link fallbackPaged}. */
interface FallbackOptions extends WalkOptions {
  /** The caller's `cursor`, which may be one of v1. */
  readonly cursor?: string | undefined;
  readonly walkLimit?: number | undefined;
}

/** A collection that is read from v2, or from v1 where v2 refuses the operation. Its cursors tell where they go on. */
export const fallbackPaged = <Page extends CursorPage<unknown>>(
  context: ServiceContext,
  { operation, page, instead, pageInstead }: PageWays<Page>,
  { cursor: start, ...options }: FallbackOptions = {},
): Paged<Page, NonNullable<Page['data']>[number]> =>
  derivedPaged(async (position) => {
    const { cursor = start } = position;
    if (cursor?.startsWith(mark)) return pageInstead(cursor.slice(mark.length));
    if (cursor !== undefined) return page({ ...position, cursor });
    return withFallback(context, { operation, call: () => page(position), instead, callInstead: () => pageInstead(undefined) });
  }, options);
