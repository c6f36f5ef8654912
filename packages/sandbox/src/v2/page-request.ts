import type { PageLimit, Pagination, PaginationWithTotalCount } from '@affinity-kit/contract';
import type { PageRequest } from '../behaviour/paging.ts';
import { JsonText, type RequestContext } from '../context.ts';
import { resolved } from './reference-texts.ts';

/** What a collection's query says about its page. */
interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** The page that a request asks for; without a limit, the endpoint's own. */
export const pageRequest = (input: PageInput, { url }: RequestContext, endpoint: { readonly limit: PageLimit }): PageRequest => ({
  url,
  cursor: input.cursor,
  limit: input.limit ?? endpoint.limit.default,
});

/** An answer whose text is there already, but for its references. */
export const answerText = ({ state }: RequestContext, text: string, items = 0): JsonText => new JsonText(resolved(state, text), items);

/** A page whose items are texts already, but for their references. */
export const pageText = (context: RequestContext, items: readonly string[], pagination: Pagination): JsonText => {
  let data = '';
  for (const item of items) data += data === '' ? item : `,${item}`;
  return answerText(context, `{"data":[${data}],"pagination":${JSON.stringify(pagination)}}`, items.length);
};

/** The pagination of a page, with the number of all rows where it was asked for. */
export const counted = (
  { totalCount }: { readonly totalCount?: boolean | undefined },
  pagination: Pagination,
  count: () => number,
): PaginationWithTotalCount => (totalCount ? { ...pagination, totalCount: count() } : pagination);
