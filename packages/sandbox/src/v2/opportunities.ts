import { type Opportunity, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { allOf, withIds } from '../state/keyset.ts';
import { type OpportunityRow, onLists } from '../state/opportunities.ts';
import { isRedacted, visibleListIds, visibleOpportunity } from './access.ts';
import { pageRequest } from './page-request.ts';

/** An opportunity as the caller may see it (v2 reference, section 9.4). */
export const shownOpportunity = (context: RequestContext, opportunity: OpportunityRow): Opportunity => {
  const { id, name, listId, isRestricted } = opportunity;
  const redacted = isRedacted(context, opportunity);
  const listName = context.state.lists.get(listId)?.name ?? '';
  return { id, name: redacted ? '[Hidden]' : name, listId, listName, isRestricted, isRedacted: redacted };
};

export const opportunities: HandlersOf<typeof v2.opportunities> = {
  list: (input, context) => {
    const condition = allOf(onLists(visibleListIds(context)), withIds(input.ids));
    const request = pageRequest(input, context, v2.opportunities.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => context.state.opportunities.page(condition, seek),
      ({ id }) => id,
    );
    return { data: rows.map((row) => shownOpportunity(context, row)), pagination };
  },
  get: ({ opportunityId }, context) => shownOpportunity(context, visibleOpportunity(context, opportunityId).opportunity),
};
