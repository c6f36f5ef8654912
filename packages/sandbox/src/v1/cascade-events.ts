import type { RequestContext } from '../context.ts';
import { type EntryRow, ofEntity } from '../state/entries.ts';
import { shownEntry } from './list-entries.ts';

const all = { position: undefined, count: 1_000_000 } as const;

/** Tells of the rows that go with a record; to be called while they are there. */
export const tellEntriesGone = (context: RequestContext, kind: EntryRow['entityType'], id: number): void => {
  for (const entry of context.state.entries.page(ofEntity(kind, id), all))
    context.emit('list_entry.deleted', () => shownEntry(context, entry));
};
