import type { Filter } from '@affinity-kit/contract';
import type { Seek } from '../behaviour/paging.ts';
import type { SeedFile } from '../seed/model.ts';
import { filterCondition, numberColumn, timeColumn } from './filter-condition.ts';
import { allOf, always, byTime, type Condition, isIn, seekClause, timeKey, where } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A file that a user uploaded, without its contents. */
export interface FileRow extends Readonly<Omit<SeedFile, 'content' | 'entity'>> {
  /** In bytes. */
  readonly size: number;
  /** What it belongs to; `null` once that was deleted. */
  readonly entityType: SeedFile['entity']['type'] | null;
  readonly entityId: number | null;
}

/** What a new file is made of. */
export interface FileDraft extends Omit<FileRow, 'id' | 'size'> {
  readonly content: Uint8Array;
}

const select = `SELECT id, name, size, type, entity_type AS entityType, entity_id AS entityId, uploader_id AS uploaderId,
  created_at AS createdAt FROM files`;

/** Files of one record. */
export const filesOf = (entityType: string, entityId: number): Condition =>
  where('entity_type = ? AND entity_id = ?', entityType, entityId);

/** These files. */
export const filesAmong = (ids: Iterable<number>): Condition => isIn('id', ids);

/** Files that a user sees: those of opportunities on other lists than these are hidden. */
export const filesOnLists = (listIds: Iterable<number>): Condition => {
  const onLists = isIn('list_id', listIds);
  return where(`entity_type IS NOT 'opportunity' OR entity_id IN (SELECT id FROM opportunities WHERE ${onLists.text})`, ...onLists.params);
};

/** Files that satisfy a `filter`, if there is one. */
export const fileFilter = (filter: Filter | undefined): Condition =>
  filter === undefined
    ? always
    : filterCondition(filter, { 'creator.id': numberColumn('uploader_id'), createdAt: timeColumn('created_at') });

/** The files that users uploaded. */
export const createFiles = (sql: Sql) => {
  const get = (id: number): FileRow | undefined => sql.first<FileRow>(`${select} WHERE id = ?`, id);
  return {
    get,
    /** Newest first. */
    page: (condition: Condition, seek: Seek): FileRow[] => {
      const clause = seekClause(allOf(condition), byTime('created_at', true), seek);
      return sql.all<FileRow>(`${select} ${clause.text}`, ...clause.params);
    },
    keyOf: (file: FileRow): string => timeKey(file.createdAt, file.id),
    count: (condition: Condition): number =>
      sql.value<number>(`SELECT count(*) FROM files WHERE ${condition.text}`, ...condition.params) ?? 0,
    content: (id: number): Uint8Array | undefined => {
      const base64 = sql.value<string>('SELECT base64 FROM file_contents WHERE file_id = ?', id);
      return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    },
    create: ({ name, type, entityType, entityId, uploaderId, createdAt, content }: FileDraft): FileRow => {
      const id = (sql.value<number | null>('SELECT max(id) FROM files') ?? 9300) + 1;
      const of = [entityType, entityId, uploaderId, createdAt] as const;
      sql.run('INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)', id, name, content.byteLength, type, ...of);
      sql.run('INSERT INTO file_contents VALUES (?, ?)', id, Buffer.from(content).toString('base64'));
      return { id, name, size: content.byteLength, type, entityType, entityId, uploaderId, createdAt };
    },
    /** The files of a record that is deleted stay without it (v2 reference, section 12). */
    unlink: (entityType: string, entityId: number): void => {
      sql.run('UPDATE files SET entity_type = NULL, entity_id = NULL WHERE entity_type = ? AND entity_id = ?', entityType, entityId);
    },
    /** A merge moves the files of one record to another. */
    move: (entityType: string, from: number, to: number): void => {
      sql.run('UPDATE files SET entity_id = ? WHERE entity_type = ? AND entity_id = ?', to, entityType, from);
    },
  };
};

export type Files = ReturnType<typeof createFiles>;
