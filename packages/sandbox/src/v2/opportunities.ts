import { v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf } from '../context.ts';
import { allOf, withIds } from '../state/keyset.ts';
import { onLists } from '../state/opportunities.ts';
import { visibleListIds, visibleOpportunity } from './access.ts';
import { opportunityNotes } from './notes-of-records.ts';
import { deleteOpportunity, updateOpportunity } from './opportunity-changes.ts';
import { shownOpportunity } from './opportunity-data.ts';
import { pageRequest } from './page-request.ts';

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
  update: ({ opportunityId, body }, context) => {
    updateOpportunity(context, opportunityId, body);
  },
  delete: ({ opportunityId }, context) => {
    deleteOpportunity(context, opportunityId);
  },
  notes: opportunityNotes,
};
