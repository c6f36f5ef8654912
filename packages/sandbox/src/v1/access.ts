import type { RequestContext } from '../context.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { type ListRow, roleOn } from '../state/lists.ts';
import { mayManage, type OpportunityRow } from '../state/opportunities.ts';
import { noAccess, unknownId } from './problems.ts';

/** A list that the caller sees: 422 for none, 403 for a hidden one. */
export const listById = ({ state, caller }: RequestContext, id: number): ListRow => {
  const list = state.lists.get(id);
  if (list === undefined) throw unknownId('list_id', id, 'List');
  if (roleOn(list, caller.userId) === undefined) throw noAccess('list');
  return list;
};

/** An entry whose list the caller sees. */
export const entryById = (context: RequestContext, id: number): EntryRow => {
  const entry = context.state.entries.get(id);
  if (entry === undefined) throw unknownId('list_entry_id', id, 'ListEntry');
  listById(context, entry.listId);
  return entry;
};

/** An entry of this very list. */
export const entryOnList = (context: RequestContext, listId: number, entryId: number): EntryRow => {
  listById(context, listId);
  const entry = context.state.entries.get(entryId);
  if (entry === undefined || entry.listId !== listId) throw unknownId('list_entry_id', entryId, 'ListEntry');
  return entry;
};

/** An opportunity that the caller may manage. */
export const opportunityById = (context: RequestContext, id: number): OpportunityRow => {
  const opportunity = context.state.opportunities.get(id);
  if (opportunity === undefined) throw unknownId('opportunity_id', id, 'Opportunity');
  listById(context, opportunity.listId);
  if (!mayManage(opportunity, context.caller.userId)) throw noAccess('opportunity');
  return opportunity;
};

/** A record by its kind, and the name of the parameter that asks for it. */
export interface EntityParam {
  readonly entityType: EntryRow['entityType'];
  readonly id: number;
  readonly param: string;
}

/** Refuses a record that does not exist, or that the caller may not manage. */
export const requireEntity = (context: RequestContext, { entityType, id, param }: EntityParam): void => {
  const { companies, persons } = context.state;
  if (entityType === 'opportunity') opportunityById(context, id);
  else if (entityType === 'company' && !companies.exists(id)) throw unknownId(param, id, 'Organization');
  else if (entityType === 'person' && !persons.exists(id)) throw unknownId(param, id, 'Person');
};

/** A field of v1; one of a hidden list is out of reach. */
export const fieldById = (context: RequestContext, id: number): FieldRow => {
  const field = context.state.fields.byNumericId(id);
  if (field === undefined) throw unknownId('field_id', id, 'Field');
  if (field.listId !== null) listById(context, field.listId);
  return field;
};
