import type { WithResponse } from '../call.ts';
import { Paged, type WalkOptions } from '../paged.ts';

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

const positionOf = ({ cursor, walk }: { cursor?: string; walk: boolean }, size: number | undefined): Position => ({
  ...(cursor !== undefined && { cursor }),
  ...(walk && size !== undefined && { limit: size }),
});

/** Options of {@link derivedPaged}. */
interface DerivedOptions extends WalkOptions {
  /** Page size of walks; the caller's own or the endpoint's without it. */
  readonly walkLimit?: number | undefined;
}

/** A collection whose pages come from somewhere that is found out page by page: another id, or the other version of the API. */
export const derivedPaged = <Page extends CursorPage<unknown>>(
  fetchPage: (position: Position) => Promise<WithResponse<Page>>,
  { walkLimit, onProgress }: DerivedOptions = {},
): Paged<Page, NonNullable<Page['data']>[number]> =>
  new Paged(
    async (request) => {
      const answer = await fetchPage(positionOf(request, walkLimit));
      const { data: page } = answer;
      return { page, items: page.data ?? [], nextCursor: page.nextCursor, answer: () => answer };
    },
    { onProgress },
  );
