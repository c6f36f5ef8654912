import { v2 } from '@affinity-kit/contract';
import { isId, RecordReader } from '../normalise/record-reader.ts';
import { text } from '../replica/sql.ts';
import { savedViewEntries, savedViews } from '../replica/tables/lists.ts';
import type { ListInfo } from './catalog.ts';
import type { Part, Reading, Stream, Units, Walk } from './stream.ts';
import { Track, type TrackedPage } from './track.ts';
import { partsOfUnit, unitIn } from './unit-names.ts';

/** A saved view of a kind whose entries the API serves. */
interface Sheet {
  readonly viewId: number;
  readonly listId: number;
}

/** The unit of a view's entries. */
const unitOf = ({ viewId, listId }: Sheet): string => unitIn(String(listId), viewId);

/** How far a walk through the entries of a view came: by their ids, while the record of its pages is the view. */
class EntryTrack extends Track {
  readonly #met: number[] = [];

  meet(entryId: number): void {
    this.#met.push(entryId);
  }

  override page(page: TrackedPage): void {
    super.page({ ...page, ids: this.#met.splice(0) });
  }
}

const viewRecord = (list: ListInfo): Walk['record'] => {
  return (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    out.of(savedViews).add(id, list.id, reader.text('name'), reader.text('type'), reader.instant('createdAt'));
    return id;
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

const entryWalk = (sheet: Sheet, reading: Reading, track?: EntryTrack): Walk => {
  const { viewId, listId } = sheet;
  return {
    endpoint: v2.lists.savedViews.entries.list,
    input: { listId, viewId, limit: 100 },
    record: ({ id }, out) => {
      if (!isId(id)) return undefined;
      track?.meet(id);
      out.of(savedViewEntries).add(viewId, id);
      return viewId;
    },
    spans: true,
    // Also without any entry: those that it showed are gone from it.
    owner: viewId,
    // What is known of a list's views is complete where they are read themselves.
    ...(reading.isDue(String(listId)) && { listId }),
    nothingOn: [400, 404],
    ...(track && { track }),
  };
};

/** A part of a view's entries, from the page where the last run left off. */
const pieceWalk = (sheet: Sheet, part: Part, reading: Reading): Walk => {
  const track = new EntryTrack(part, `saved_view_id = ${sheet.viewId}`);
  reading.tracks.push(track);
  const from = part.from === null ? {} : { from: part.from };
  return { ...entryWalk(sheet, reading, track), ...from, ...(part.pages === null ? {} : { pages: part.pages }) };
};

const listsDue = ({ catalog, isDue }: Reading): readonly ListInfo[] => catalog.lists.filter(({ id }) => isDue(String(id)));

/**
 * Views whose entries are read now: of lists whose views are read too, the due ones among those that there are; of others, those that the plan
 * names.
 */
const sheetsDue = (reading: Reading): readonly Sheet[] => {
  const { catalog, isDue, units: planned } = reading;
  const listed = catalog.sheets.map(([viewId, listId]) => ({ viewId, listId }));
  const named = (planned?.due ?? []).flatMap((unit) => {
    const [listId, viewId] = partsOfUnit(unit);
    const isListed = !catalog.lists.some(({ id }) => String(id) === listId) || isDue(listId);
    return viewId === undefined || isListed ? [] : [{ viewId: Number(viewId), listId: Number(listId) }];
  });
  return [...listed.filter((sheet) => isDue(unitOf(sheet))), ...named];
};

/** Views of which only a piece is read, and that piece. */
const piecesDue = (reading: Reading): readonly (readonly [Sheet, Part])[] => {
  const pieces = new Map((reading.units?.pieces ?? []).map((part) => [part.chain, part]));
  return sheetsDue(reading).flatMap((sheet) => {
    const part = pieces.get(unitOf(sheet));
    return part ? [[sheet, part] as const] : [];
  });
};

/**
 * The views, then their entries. Where a piece turns out not to be what it was taken for (ids that do not ascend, a page that the server does
 * not take any more), its view is read as a whole.
 */
function* stages(reading: Reading): Generator<readonly Walk[]> {
  yield listsDue(reading).map((list) => viewWalk(list, reading));
  const pieces = piecesDue(reading);
  const inPieces = new Set(pieces.map(([sheet]) => unitOf(sheet)));
  const whole = sheetsDue(reading).filter((sheet) => !inPieces.has(unitOf(sheet)));
  yield [...whole.map((sheet) => entryWalk(sheet, reading)), ...pieces.map(([sheet, part]) => pieceWalk(sheet, part, reading))];
  const proved = new Set(reading.tracks.filter((track) => track.proved).map(({ part }) => part.chain));
  yield pieces.filter(([sheet]) => !proved.has(unitOf(sheet))).map(([sheet]) => entryWalk(sheet, reading));
}

const anyOf = (conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`);

/** SQL condition: entries of views that were read, as far as they were. */
const entriesRead = (reading: Reading): string => {
  const tracks = new Map(reading.tracks.filter(({ proved }) => proved).map((track) => [track.part.chain, track]));
  return anyOf(
    sheetsDue(reading).map((sheet) => {
      const range = tracks.get(unitOf(sheet))?.range;
      const within = range ? ` AND list_entry_id > ${range.after}${range.to === null ? '' : ` AND list_entry_id <= ${range.to}`}` : '';
      return `(saved_view_id = ${sheet.viewId}${within})`;
    }),
  );
};

/** What belongs to views that were not read themselves, and to entries of views that were not. */
const keeps = (reading: Reading): Readonly<Record<string, string>> => {
  const unlisted = sheetsDue(reading).filter(({ listId }) => !reading.isDue(String(listId)));
  const ids = unlisted.map(({ viewId }) => String(viewId));
  return {
    saved_views: ids.length === 0 ? 'false' : `id IN (${ids.join(', ')})`,
    saved_view_entries: `NOT ${entriesRead(reading)}`,
    _rejects: ids.length === 0 ? 'false' : `record_id IN (${ids.map(text).join(', ')})`,
  };
};

/** A unit for each list, its views; and one for each view, the entries that it shows. */
const units: Units = {
  of: (reading) => [...reading.catalog.lists.map(({ id }) => String(id)), ...sheetsDue(reading).map(unitOf)],
  query: `SELECT CAST(l.id AS VARCHAR) AS unit, greatest(1, ceil(count(v.id) / 100)) AS requests
      FROM $.lists AS l LEFT JOIN $.saved_views AS v ON v.list_id = l.id GROUP BY ALL
    UNION ALL SELECT v.list_id || '/' || v.id, greatest(1, ceil(count(e.list_entry_id) / 100))
      FROM $.saved_views AS v LEFT JOIN $.saved_view_entries AS e ON e.saved_view_id = v.id WHERE v.type = 'sheet' GROUP BY v.list_id, v.id`,
  inPieces: (unit) => partsOfUnit(unit)[1] !== undefined,
  tables: ['lists', 'saved_views', 'saved_view_entries'],
  covers: (reading) => {
    const left = reading.catalog.lists.map(({ id }) => id).filter((id) => !reading.isDue(String(id)));
    return left.length === 0 ? 'true' : `list_id NOT IN (${left.join(', ')})`;
  },
  keeps,
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
  stages,
  units,
  pageSize: 100,
};
