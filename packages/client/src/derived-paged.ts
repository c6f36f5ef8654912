import type { PaginationWithTotalCount } from '@affinity-kit/contract';
import type { WithResponse } from './call.ts';
import { type FetchPage, Paged, type PageRequest, type WalkOptions } from './paged.ts';

/** Where a page begins and how large it is to be; nothing where the caller's own wishes hold. */
export interface Position {
  readonly cursor?: string;
  readonly limit?: number;
}

/** A page of v2 with its cursor. */
export interface CursorPage<T> {
  readonly data: readonly T[] | null;
  readonly nextCursor: string | null;
}

/**
 * A page of a service, whichever version of the API it came from and whatever was left out of it here.
 *
 * It may have fewer items than the server sent, or none; `nextCursor` goes on all the same, and `totalCount` counts what the server found.
 */
export interface ServicePage<T> {
  readonly data: T[];
  readonly pagination: PaginationWithTotalCount;
  readonly nextCursor: string | null;
}

/** The position of a page in a walk; `size` is what walks ask for. */
const positionOf = ({ cursor, walk }: PageRequest, size: number | undefined): Position => ({
  ...(cursor !== undefined && { cursor }),
  ...(walk && size !== undefined && { limit: size }),
});

/** Options of {@link derivedPaged}. */
export interface DerivedOptions extends WalkOptions {
  /** Page size of walks; the caller's own or the endpoint's without it. */
  readonly walkLimit?: number | undefined;
}

/** A collection whose pages come from somewhere that is found out page by page: another id, or the other version of the API. */
export const derivedPaged = <Page extends CursorPage<unknown>>(
  fetchPage: (position: Position) => Promise<WithResponse<Page>>,
  options: DerivedOptions = {},
): Paged<Page, NonNullable<Page['data']>[number]> => mappedPaged(fetchPage, async (page) => ({ page, items: page.data ?? [] }), options);

/** A page as it is shown, and its items. */
export interface ShownPage<Page, T> {
  readonly page: Page;
  readonly items: readonly T[];
}

/** {@link derivedPaged}, with pages of which not all is shown, or not as it came. */
export const mappedPaged = <Page extends CursorPage<unknown>, Shown, T>(
  fetchPage: (position: Position) => Promise<WithResponse<Page>>,
  show: (page: Page) => Promise<ShownPage<Shown, T>>,
  { walkLimit, onProgress }: DerivedOptions = {},
): Paged<Shown, T> => {
  const fetch: FetchPage<Shown, T> = async (request) => {
    const { data: page, response } = await fetchPage(positionOf(request, walkLimit));
    const { page: data, items } = await show(page);
    return { page: data, items, recordsRead: page.data?.length ?? 0, nextCursor: page.nextCursor, answer: () => ({ data, response }) };
  };
  return new Paged(fetch, { onProgress });
};

/** A page with these items. Its cursor stands beside its JSON, as that of every page does. */
export const servicePage = <T>(data: T[], { pagination, nextCursor }: Omit<ServicePage<T>, 'data'>): ServicePage<T> =>
  Object.defineProperty({ data, pagination }, 'nextCursor', { value: nextCursor, configurable: true }) as ServicePage<T>; // just defined
