import type { V1ListEntry, v1 } from '@affinity-kit/contract';
import { pageByToken, type Seek } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { addEntry } from '../state/add-entry.ts';
import type { EntryRow } from '../state/entries.ts';
import { timeKey } from '../state/keyset.ts';
import { pacificText } from '../state/pacific.ts';
import { removeOpportunity } from '../state/removals.ts';
import { entryOnList, listById, opportunityById, requireEntity } from './access.ts';
import { entityCodes, oppRef, orgRef, personRef } from './refs.ts';

const largestPage = 500;

type Entity = V1ListEntry['entity'];

const entitiesOf: Record<EntryRow['entityType'], (context: RequestContext, ids: Set<number>) => Entity[]> = {
  company: ({ state }, ids) => state.companies.byIds(ids).map(orgRef),
  person: ({ state }, ids) => state.persons.byIds(ids).map(personRef),
  opportunity: (context, ids) => context.state.opportunities.byIds(ids).map((opportunity) => oppRef(context, opportunity)),
};

const shownEntries = (context: RequestContext, rows: readonly EntryRow[]): V1ListEntry[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const found = entitiesOf[first.entityType](context, new Set(rows.map(({ entityId }) => entityId)));
  const entities = new Map(found.map((entity) => [entity.id, entity]));
  return rows.flatMap((row) => {
    const entity = entities.get(row.entityId);
    if (entity === undefined) return [];
    const creator = row.creatorId ?? context.state.lists.get(row.listId)?.creatorId ?? context.caller.userId;
    const own = { id: row.id, list_id: row.listId, creator_id: creator, entity_id: row.entityId, entity_type: entityCodes[row.entityType] };
    return [{ ...own, created_at: pacificText(row.createdAt), entity }];
  });
};

export const shownEntry = (context: RequestContext, row: EntryRow): V1ListEntry => {
  const [shown] = shownEntries(context, [row]);
  if (shown === undefined) throw new Error(`The entry ${row.id} holds nothing`);
  return shown;
};

const everything = 1_000_000_000;

const keyOf = ({ createdAt, id }: EntryRow): string => timeKey(createdAt, id);

/** An opportunity does not live without its row. */
const remove = ({ state }: RequestContext, entry: EntryRow): void => {
  if (entry.entityType === 'opportunity') removeOpportunity(state, { id: entry.entityId });
  else state.entries.remove(entry.id);
};

export const entries: HandlersOf<typeof v1.lists.entries> = {
  list: (input, context) => {
    const { id } = listById(context, input.list_id);
    const newest = (seek: Seek): EntryRow[] => context.state.entries.newestFirst(id, seek);
    if (input.page_size === undefined) return shownEntries(context, newest({ position: undefined, count: everything }));
    const pageSize = Math.min(input.page_size, largestPage);
    const { rows, nextPageToken } = pageByToken({ url: context.url, token: input.page_token, pageSize }, newest, keyOf);
    return { list_entries: shownEntries(context, rows), next_page_token: nextPageToken };
  },
  get: (input, context) => shownEntry(context, entryOnList(context, input.list_id, input.list_entry_id)),
  create: ({ list_id, body }, context) => {
    const { state, caller, now } = context;
    const list = listById(context, list_id);
    if (list.type === 'opportunity') throw unprocessable('Opportunities are added to a list when they are created');
    requireEntity(context, { entityType: list.type, id: body.entity_id, param: 'entity_id' });
    const creatorId = body.creator_id ?? caller.userId;
    if (state.users.get(creatorId) === undefined) throw unprocessable(`Field creator_id: ${creatorId} is not an internal person`);
    const draft = { listId: list.id, entityType: list.type, entityId: body.entity_id, creatorId, createdAt: now.toISOString() };
    const shown = shownEntry(context, addEntry(state, draft, { userId: caller.userId, now }));
    context.emit('list_entry.created', () => shown);
    return shown;
  },
  delete: (input, context) => {
    const entry = entryOnList(context, input.list_id, input.list_entry_id);
    const opportunity = entry.entityType === 'opportunity' ? opportunityById(context, entry.entityId) : undefined;
    context.emit('list_entry.deleted', () => shownEntry(context, entry));
    if (opportunity !== undefined) context.emit('opportunity.deleted', () => oppRef(context, opportunity));
    remove(context, entry);
    return { success: true };
  },
};
