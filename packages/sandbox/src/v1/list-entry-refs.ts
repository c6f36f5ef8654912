import type { V1ListEntryRef } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { type EntryRow, ofEntity } from '../state/entries.ts';
import { roleOn } from '../state/lists.ts';
import { pacificText } from '../state/pacific.ts';
import { entityCodes } from './refs.ts';

const everyRow = { position: undefined, count: 10_000 } as const;

/** A row as its record shows it. Where nobody is known to have added it, the list's creator stands in: v1 has no rows without one. */
const entryRef = ({ state, caller }: RequestContext, entry: EntryRow): V1ListEntryRef => ({
  id: entry.id,
  list_id: entry.listId,
  creator_id: entry.creatorId ?? state.lists.get(entry.listId)?.creatorId ?? caller.userId,
  entity_id: entry.entityId,
  entity_type: entityCodes[entry.entityType],
  created_at: pacificText(entry.createdAt),
});

/** The rows of a record on the lists that the caller sees. */
export const entryRefs = (context: RequestContext, entityType: EntryRow['entityType'], id: number): V1ListEntryRef[] => {
  const { state, caller } = context;
  return state.entries.page(ofEntity(entityType, id), everyRow).flatMap((entry) => {
    const list = state.lists.get(entry.listId);
    return list !== undefined && roleOn(list, caller.userId) !== undefined ? [entryRef(context, entry)] : [];
  });
};
