import { pageByIdToken } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import { manageableBy } from '../state/contact-conditions.ts';
import { allOf, isIn } from '../state/keyset.ts';
import { onLists } from '../state/opportunities.ts';

/** Rows of a page at most, which is also how many there are unless stated (v1 reference, section 1.1). */
const largestPage = 500;

/** What the query of a v1 collection says about its page. */
interface PageInput {
  readonly page_size?: number | undefined;
  readonly page_token?: string | undefined;
}

type Rows<Row> = Parameters<typeof pageByIdToken<Row & { readonly id: number }>>[1];

/** A page of records in the order of their ids. */
export const recordPage = <Row extends { readonly id: number }>({ url }: RequestContext, input: PageInput, rows: Rows<Row>) => {
  const pageSize = Math.min(input.page_size ?? largestPage, largestPage);
  return pageByIdToken({ url, token: input.page_token, pageSize }, rows);
};

/** Ids by the record that they belong to. */
const grouped = (pairs: readonly (readonly [number, number])[]): ((id: number) => number[]) => {
  const groups = new Map<number, number[]>();
  for (const [from, to] of pairs) groups.set(from, [...(groups.get(from) ?? []), to]);
  return (id) => groups.get(id) ?? [];
};

/** Says which opportunities name each of these records, of those that the caller sees. */
export const opportunityIds = (context: RequestContext, kind: 'company' | 'person', ids: readonly number[]): ((id: number) => number[]) => {
  const { state, caller } = context;
  const pairs = state.opportunities.withAny(kind, ids);
  const lists = state.lists.visibleTo(caller.userId).map(({ id }) => id);
  const found = isIn(
    'id',
    pairs.map(([, opportunityId]) => opportunityId),
  );
  const condition = allOf(found, onLists(lists), manageableBy(caller.userId));
  const seen = new Set(state.opportunities.page(condition, { position: undefined, count: pairs.length }).map(({ id }) => id));
  return grouped(pairs.filter(([, opportunityId]) => seen.has(opportunityId)));
};
