import type { OpportunityToBeUpdated } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { Problem } from '../problem.ts';
import type { OpportunityRow } from '../state/opportunities.ts';
import { removeOpportunity } from '../state/removals.ts';
import { tellEntriesGone } from '../v1/cascade-events.ts';
import { isRedacted, visibleOpportunity } from './access.ts';

/** An opportunity that the caller may change: a restricted one takes the right to manage it. */
const managed = (context: RequestContext, id: number): OpportunityRow => {
  const { opportunity } = visibleOpportunity(context, id);
  if (isRedacted(context, opportunity)) throw new Problem('authorization', 'You cannot manage this opportunity');
  return opportunity;
};

/** Renames an opportunity; without a name nothing changes (v2 reference, section 9.4). */
export const updateOpportunity = (context: RequestContext, opportunityId: number, { name }: OpportunityToBeUpdated): void => {
  const { id, name: before, personIds, companyIds } = managed(context, opportunityId);
  if (name === undefined || name === before) return;
  context.state.opportunities.rename(id, name);
  context.emit('opportunity.updated', () => ({ id, name, person_ids: [...personIds], organization_ids: [...companyIds] }));
};

/** Deletes an opportunity with its row, its values, their history and its reminders. */
export const deleteOpportunity = (context: RequestContext, opportunityId: number): void => {
  const { id, name } = managed(context, opportunityId);
  tellEntriesGone(context, 'opportunity', id);
  context.emit('opportunity.deleted', () => ({ id, name }));
  removeOpportunity(context.state, { id });
};
