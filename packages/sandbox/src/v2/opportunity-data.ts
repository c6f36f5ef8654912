import type { Opportunity } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import type { OpportunityRow } from '../state/opportunities.ts';
import { isRedacted } from './access.ts';

/** An opportunity as the caller may see it (v2 reference, section 9.4). */
export const shownOpportunity = (context: RequestContext, opportunity: OpportunityRow): Opportunity => {
  const { id, name, listId, isRestricted } = opportunity;
  const redacted = isRedacted(context, opportunity);
  const listName = context.state.lists.get(listId)?.name ?? '';
  return { id, name: redacted ? '[Hidden]' : name, listId, listName, isRestricted, isRedacted: redacted };
};
