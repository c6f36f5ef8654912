import type { Actor, CellItem, CellPlace } from './cells.ts';
import type { EntryDraft, EntryRow } from './entries.ts';
import type { FieldRow } from './fields.ts';
import type { State } from './state.ts';

const firstOpen = (status: FieldRow | undefined): number | undefined =>
  status?.options.find(({ statusCategory }) => statusCategory === 'open')?.id;

/**
 * Adds a row to a list: its Status becomes the first open option, and its Owner who created it (v2 reference, section 9.5).
 *
 * Without an open option the Status stays empty.
 */
export const addEntry = (state: State, draft: EntryDraft, actor: Actor): EntryRow =>
  state.transaction(() => {
    const { fields, cells, entries } = state;
    const entry = entries.create(draft);
    if (draft.entityType === 'company') state.companies.takeIn(draft.entityId);
    const set = (field: FieldRow | undefined, item: CellItem | null | undefined): void => {
      if (field === undefined || item === undefined || item === null) return;
      const place: CellPlace = { field, owner: 'entry', ownerId: entry.id, entityId: entry.entityId, listEntryId: entry.id };
      cells.replace(place, [item], actor);
    };
    const status = fields.statusOf(entry.listId);
    set(status, firstOpen(status));
    const owners = fields
      .all()
      .find(({ listId, name, valueType }) => listId === entry.listId && name === 'Owners' && valueType === 'person-multi');
    set(owners, entry.creatorId);
    return entries.get(entry.id) ?? entry;
  });
