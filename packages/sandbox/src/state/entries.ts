import type { Seek } from '../behaviour/paging.ts';
import type { SeedList } from '../seed/model.ts';
import { byId, byTime, type Condition, isIn, seekClause, where } from './keyset.ts';
import { keepIds, nextId } from './last-ids.ts';
import type { Lists } from './lists.ts';
import { packed, packedPairs, packedRows, unquoted } from './packed.ts';
import type { Sql } from './sql.ts';

/** A row of a list. */
export interface EntryRow {
  readonly id: number;
  readonly listId: number;
  readonly entityType: SeedList['type'];
  readonly entityId: number;
  readonly creatorId: number | null;
  readonly createdAt: string;
  /** Last change of the Status, or the creation. */
  readonly statusSince: string | null;
  /** Values of the list's own fields, and of all fields of an opportunity; see `cell-text.ts`. */
  readonly cells: string;
}

const columns = [
  'id',
  'list_id',
  'entity_type',
  'entity_id',
  'json_quote(creator_id)',
  'created_at',
  "coalesce(status_since, '')",
  'cells',
];

const statement = (tail: string): string => packed(columns, `SELECT * FROM entries ${tail}`);

const entryOf = ([
  id,
  listId,
  entityType,
  entityId,
  creatorId,
  createdAt = '',
  statusSince = '',
  cells = '',
]: readonly string[]): EntryRow => ({
  id: Number(id),
  listId: Number(listId),
  entityType: entityType as EntryRow['entityType'], // the type of the list
  entityId: Number(entityId),
  creatorId: unquoted(creatorId),
  createdAt,
  statusSince: statusSince === '' ? null : statusSince,
  cells,
});

const memberships = (tail: string): string => packed(['entity_id', 'list_id'], `SELECT DISTINCT entity_id, list_id FROM entries ${tail}`);

/** What a new entry is made of. */
export type EntryDraft = Omit<EntryRow, 'id' | 'statusSince' | 'cells'>;

/** A row without its cells; `statusSince` is empty where there never was a Status. */
export interface EntryPlace extends Pick<EntryRow, 'id' | 'entityId' | 'createdAt'> {
  readonly statusSince: string;
}

/** Rows of one list. */
export const ofList = (listId: number): Condition => where('list_id = ?', listId);

/** Rows of one record, on whichever list. */
export const ofEntity = (entityType: EntryRow['entityType'], entityId: number): Condition =>
  where('entity_type = ? AND entity_id = ?', entityType, entityId);

/** The rows of all lists. */
export const createEntries = (sql: Sql, lists: Lists) => ({
  get: (id: number): EntryRow | undefined => packedRows(sql, statement('WHERE id = ?'), [id]).map(entryOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): EntryRow[] => {
    const condition = isIn('id', ids);
    return packedRows(sql, statement(`WHERE ${condition.text}`), condition.params).map(entryOf);
  },
  /** In the order of their ids. */
  page: (condition: Condition, seek: Seek): EntryRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return packedRows(sql, statement(clause.text), clause.params).map(entryOf);
  },
  /** What a search knows of the rows of a list beside their cells, by id. */
  places: (listId: number): EntryPlace[] => {
    const inner = 'SELECT * FROM entries WHERE list_id = ? ORDER BY id';
    const found = packedRows(sql, packed(['id', 'entity_id', 'created_at', "coalesce(status_since, '')"], inner), [listId]);
    return found.map(([id, entityId, createdAt = '', statusSince = '']) => ({
      id: Number(id),
      entityId: Number(entityId),
      createdAt,
      statusSince,
    }));
  },
  /** Rows of a list, newest first, as v1 shows them. */
  newestFirst: (listId: number, seek: Seek): EntryRow[] => {
    const clause = seekClause(where('list_id = ?', listId), byTime('created_at', true), seek);
    return packedRows(sql, statement(clause.text), clause.params).map(entryOf);
  },
  /** Which lists each of these entities is on. */
  listsOf: (entityType: string, ids: Iterable<number>): readonly (readonly [entityId: number, listId: number])[] => {
    const condition = isIn('entity_id', ids);
    const tail = `WHERE entity_type = ? AND ${condition.text} ORDER BY entity_id, list_id`;
    return packedPairs(sql, memberships(tail), [entityType, ...condition.params]);
  },
  /** Adds a row without values. */
  create: ({ listId, entityType, entityId, creatorId, createdAt }: EntryDraft): EntryRow => {
    const id = nextId(sql, 'entries');
    const text =
      "INSERT INTO entries (id, list_id, entity_type, entity_id, creator_id, created_at, status_since, cells) VALUES (?, ?, ?, ?, ?, ?, ?, '')";
    sql.run(text, id, listId, entityType, entityId, creatorId, createdAt, createdAt);
    lists.forgetSizes();
    return { id, listId, entityType, entityId, creatorId, createdAt, statusSince: createdAt, cells: '' };
  },
  setStatusSince: (id: number, time: string): void => {
    sql.run('UPDATE entries SET status_since = ? WHERE id = ?', time, id);
  },
  remove: (id: number): void => {
    keepIds(sql, 'entries');
    sql.run('DELETE FROM entries WHERE id = ?', id);
    lists.forgetSizes();
  },
  /** All rows of one record. */
  removeOf: (entityType: EntryRow['entityType'], entityId: number): void => {
    keepIds(sql, 'entries');
    sql.run('DELETE FROM entries WHERE entity_type = ? AND entity_id = ?', entityType, entityId);
    lists.forgetSizes();
  },
  /** A merge moves the rows of one record to another. */
  move: (entityType: EntryRow['entityType'], from: number, to: number): void => {
    sql.run('UPDATE entries SET entity_id = ? WHERE entity_type = ? AND entity_id = ?', to, entityType, from);
  },
});

export type Entries = ReturnType<typeof createEntries>;
