import { v2 } from '@affinity-kit/contract';
import { isId, RecordReader } from '../normalise/record-reader.ts';
import { savedViewEntries, savedViews } from '../replica/tables/lists.ts';
import type { ListInfo } from './catalog.ts';
import type { Reading, Stream, Units, Walk } from './stream.ts';

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

const listsDue = (reading: Reading): readonly ListInfo[] => reading.catalog.lists.filter(({ id }) => reading.isDue(String(id)));

/** One unit for each list: its views, and the entries that they show. */
const units: Units = {
  of: ({ catalog }) => catalog.lists.map(({ id }) => String(id)),
  query: `SELECT CAST(l.id AS VARCHAR) AS unit,
      1 + coalesce(sum(greatest(1, ceil(coalesce(v.entries, 0) / 100))) FILTER (v.id IS NOT NULL), 0) AS requests
    FROM $.lists AS l
    LEFT JOIN (SELECT s.id, s.list_id, count(e.list_entry_id) AS entries
      FROM $.saved_views AS s LEFT JOIN $.saved_view_entries AS e ON e.saved_view_id = s.id WHERE s.type = 'sheet' GROUP BY ALL) AS v
    ON v.list_id = l.id GROUP BY ALL`,
  tables: ['lists', 'saved_views', 'saved_view_entries'],
  covers: (reading) => {
    const left = reading.catalog.lists.map(({ id }) => id).filter((id) => !reading.isDue(String(id)));
    return left.length === 0 ? 'true' : `list_id NOT IN (${left.join(', ')})`;
  },
};

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
    yield listsDue(reading).map((list) => viewWalk(list, reading));
    yield reading.catalog.sheets.map(viewEntryWalk);
  },
  units,
  pageSize: 100,
};
