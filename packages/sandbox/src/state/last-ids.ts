import type { Sql } from './sql.ts';

/** Tables whose ids are never used twice: feeds and other records go on naming what was deleted. */
export type NumberedTable = 'companies' | 'persons' | 'opportunities' | 'entries' | 'changes';

const lastId = (sql: Sql, table: NumberedTable): number =>
  Math.max(
    sql.value<number | null>(`SELECT max(id) FROM ${table}`) ?? 0,
    sql.value<number>('SELECT id FROM last_ids WHERE kind = ?', table) ?? 0,
  );

/** The id of a new row. */
export const nextId = (sql: Sql, table: NumberedTable): number => lastId(sql, table) + 1;

/** To be called before rows are deleted: their ids stay taken. */
export const keepIds = (sql: Sql, table: NumberedTable): void => {
  const upsert = 'INSERT INTO last_ids VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET id = excluded.id WHERE id < excluded.id';
  sql.run(upsert, table, lastId(sql, table));
};
