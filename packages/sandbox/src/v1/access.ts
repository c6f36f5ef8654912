import type { RequestContext } from '../context.ts';
import type { CompanyRow } from '../state/companies.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { type ListRow, roleOn } from '../state/lists.ts';
import type { MergeKind } from '../state/merges.ts';
import { mayManage, type OpportunityRow } from '../state/opportunities.ts';
import type { PersonRow } from '../state/persons.ts';
import { mergedAway, noAccess, unknownId } from './problems.ts';

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

const models = { company: 'Organization', person: 'Person' } as const;

/** Why there is no such record: it was merged away, or it never was. */
const missing = ({ state }: RequestContext, { kind, id, param }: { kind: MergeKind; id: number; param: string }): Error => {
  const survivor = state.merges.survivorOf(kind, id);
  return survivor === undefined ? unknownId(param, id, models[kind]) : mergedAway(param, id, survivor);
};

/** A person; one that was merged away is refused with the id of the survivor. */
export const personById = (context: RequestContext, id: number): PersonRow => {
  const person = context.state.persons.get(id);
  if (person === undefined) throw missing(context, { kind: 'person', id, param: 'person_id' });
  return person;
};

/** An organization; one that was merged away is refused with the id of the survivor. */
export const organizationById = (context: RequestContext, id: number): CompanyRow => {
  const company = context.state.companies.get(id);
  if (company === undefined) throw missing(context, { kind: 'company', id, param: 'organization_id' });
  return company;
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
  else if (entityType === 'company' && !companies.exists(id)) throw missing(context, { kind: 'company', id, param });
  else if (entityType === 'person' && !persons.exists(id)) throw missing(context, { kind: 'person', id, param });
};

/** Ids of records of one kind, each once; the first that does not exist is refused. */
export const requireAll = (context: RequestContext, ids: readonly number[] | undefined, of: Omit<EntityParam, 'id'>): number[] => {
  const distinct = [...new Set(ids)];
  for (const id of distinct) requireEntity(context, { ...of, id });
  return distinct;
};

/** A field of v1; one of a hidden list is out of reach. */
export const fieldById = (context: RequestContext, id: number): FieldRow => {
  const field = context.state.fields.byNumericId(id);
  if (field === undefined) throw unknownId('field_id', id, 'Field');
  if (field.listId !== null) listById(context, field.listId);
  return field;
};
