import { v2 } from '@affinity-kit/contract';
import { isId, RecordReader } from '../normalise/record-reader.ts';
import { savedViewEntries, savedViews } from '../replica/tables/lists.ts';
import type { ListInfo } from './catalog.ts';
import type { Reading, Stream, Walk } from './stream.ts';

const viewRecord = (list: ListInfo): Walk['record'] => {
  return (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    out.of(savedViews).add(id, list.id, reader.text('name'), reader.text('type'), reader.instant('createdAt'));
    return id;
  };
};

const viewEntryRecord = (viewId: number): Walk['record'] => {
  return ({ id }, out) => {
    if (!isId(id)) return undefined;
    out.of(savedViewEntries).add(viewId, id);
    return viewId;
  };
};

const viewWalk = (list: ListInfo, { catalog }: Reading): Walk => ({
  endpoint: v2.lists.savedViews.list,
  input: { listId: list.id, limit: 100 },
  record: viewRecord(list),
  learn: ({ id, type }) => {
    // Only sheets can be read: the API serves no entries of boards and dashboards.
    if (isId(id) && type === 'sheet') catalog.sheet(id, list.id);
  },
  spans: true,
  listId: list.id,
});

const viewEntryWalk = ([viewId, listId]: readonly [number, number]): Walk => ({
  endpoint: v2.lists.savedViews.entries.list,
  input: { listId, viewId, limit: 100 },
  record: viewEntryRecord(viewId),
  spans: true,
  listId,
  nothingOn: [400, 404],
});

/** Saved views and, for sheets, the entries that they show. */
export const savedViewStream: Stream = {
  name: 'saved_views',
  feeds: [
    { table: 'saved_views', owner: 'id' },
    { table: 'saved_view_entries', owner: 'saved_view_id' },
  ],
  needs: ['lists'],
  permission: 'Export data from Lists',
  *stages(reading) {
    yield reading.catalog.lists.map((list) => viewWalk(list, reading));
    yield reading.catalog.sheets.map(viewEntryWalk);
  },
  pageSize: 100,
};
