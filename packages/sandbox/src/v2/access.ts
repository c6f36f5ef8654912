import type { RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import type { EntryRow } from '../state/entries.ts';
import { type ListRow, roleOn } from '../state/lists.ts';
import { mayManage, type OpportunityRow } from '../state/opportunities.ts';

/** A list that the caller sees; any other is not found (v2 reference, section 12). */
export const visibleList = ({ state, caller }: RequestContext, listId: number): ListRow => {
  const list = state.lists.get(listId);
  if (list === undefined || roleOn(list, caller.userId) === undefined) throw notFound();
  return list;
};

/** An entry of a list that the caller sees. */
export const visibleEntry = (context: RequestContext, listId: number, entryId: number): { list: ListRow; entry: EntryRow } => {
  const list = visibleList(context, listId);
  const entry = context.state.entries.get(entryId);
  if (entry === undefined || entry.listId !== listId) throw notFound();
  return { list, entry };
};

/** An opportunity on a list that the caller sees. */
export const visibleOpportunity = (context: RequestContext, id: number): { list: ListRow; opportunity: OpportunityRow } => {
  const opportunity = context.state.opportunities.get(id);
  if (opportunity === undefined) throw notFound();
  return { list: visibleList(context, opportunity.listId), opportunity };
};

/** Ids of the lists that the caller sees. */
export const visibleListIds = ({ state, caller }: RequestContext): Set<number> =>
  new Set(state.lists.visibleTo(caller.userId).map(({ id }) => id));

/** Whether the caller may not see behind a restricted opportunity. */
export const isRedacted = ({ caller }: RequestContext, opportunity: OpportunityRow): boolean => !mayManage(opportunity, caller.userId);
