import type { ListEntryToBeCreated } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { invalid, Problem } from '../problem.ts';
import { addEntry } from '../state/add-entry.ts';
import type { EntryRow } from '../state/entries.ts';
import type { ListRow } from '../state/lists.ts';
import { shownEntry } from '../v1/list-entries.ts';
import { visibleList } from './access.ts';

/** Values cannot be passed along, so a list that requires some takes no rows here; its own fields count, no others. */
const refuseRequiredFields = ({ state }: RequestContext, list: ListRow): void => {
  const required = state.fields.all().filter(({ listId, isRequired }) => listId === list.id && isRequired);
  if (required.length === 0) return;
  throw new Problem('bad-request', `The list has required fields without a value: ${required.map(({ id }) => id).join(', ')}`);
};

const checked = (context: RequestContext, list: ListRow, { entity, creatorId }: ListEntryToBeCreated): void => {
  const { state, caller } = context;
  if (list.type === 'opportunity') throw new Problem('bad-request', 'Opportunities are added to a list when they are created');
  const repository = list.type === 'company' ? state.companies : state.persons;
  if (!repository.exists(entity.id)) throw invalid('entity.id', `There is no ${list.type} with the id ${entity.id}`);
  refuseRequiredFields(context, list);
  if (state.users.get(creatorId ?? caller.userId) === undefined) throw invalid('creatorId', `${creatorId} is not an internal person`);
};

/** Adds a company or a person to a list, again if it is on it (v2 reference, section 9.5). */
export const createEntry = (context: RequestContext, input: { listId: number; body: ListEntryToBeCreated }): EntryRow => {
  const { state, caller, now } = context;
  const list = visibleList(context, input.listId);
  checked(context, list, input.body);
  const { entity, creatorId = caller.userId } = input.body;
  const draft = { listId: list.id, entityType: list.type, entityId: entity.id, creatorId, createdAt: now.toISOString() };
  const entry = addEntry(state, draft, { userId: caller.userId, now });
  context.emit('list_entry.created', () => shownEntry(context, entry));
  return entry;
};
