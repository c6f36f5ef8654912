import { tableNames } from './schema.ts';
import type { Sql } from './sql.ts';

/**
 * Snapshots without copies: triggers note the inverse of every change, and going back runs the inverses.
 *
 * Snapshots form a tree. Each holds, as its edge, the statements that lead from it to its parent; walking an edge runs them, and the
 * triggers, which stay awake, write down the way back under the same edge. Edge 0 is what happened since the last snapshot.
 */
const historyTables = `
CREATE TABLE undo (seq INTEGER PRIMARY KEY AUTOINCREMENT, edge INTEGER NOT NULL, statement TEXT NOT NULL);
CREATE INDEX undo_by_edge ON undo (edge, seq);
CREATE TABLE snapshots (id INTEGER PRIMARY KEY, parent INTEGER);
CREATE TABLE position (snapshot INTEGER NOT NULL, edge INTEGER NOT NULL);
INSERT INTO snapshots VALUES (1, NULL);
INSERT INTO position VALUES (1, 0);
`;

interface Column {
  readonly name: string;
  readonly pk: number;
}

/** An SQL expression for a list of values. */
const values = (row: 'OLD' | 'NEW', columns: readonly Column[]): string =>
  columns.map(({ name }) => `quote(${row}.${name})`).join("||','||");

/** An SQL expression for a list of `name=value`. */
const assignments = (row: 'OLD' | 'NEW', columns: readonly Column[], join: string): string =>
  columns.map(({ name }) => `'${name}='||quote(${row}.${name})`).join(`||'${join}'||`);

const triggersOf = (table: string, columns: readonly Column[]): string => {
  const key = columns.filter(({ pk }) => pk > 0);
  const names = columns.map(({ name }) => name).join(',');
  const note = (event: string, statement: string): string =>
    `CREATE TRIGGER undo_${event}_${table} AFTER ${event} ON ${table} BEGIN
       INSERT INTO undo (edge, statement) VALUES ((SELECT edge FROM position), ${statement});
     END;`;
  return [
    note('INSERT', `'DELETE FROM ${table} WHERE '||${assignments('NEW', key, ' AND ')}`),
    note('DELETE', `'INSERT INTO ${table} (${names}) VALUES ('||${values('OLD', columns)}||')'`),
    note('UPDATE', `'UPDATE ${table} SET '||${assignments('OLD', columns, ',')}||' WHERE '||${assignments('NEW', key, ' AND ')}`),
  ].join('\n');
};

/** Starts to note changes: what is in the tables now is the first snapshot. */
export const startHistory = (sql: Sql): void => {
  sql.script(historyTables);
  for (const table of tableNames) sql.script(triggersOf(table, sql.all<Column>(`PRAGMA table_info(${table})`)));
};

/** The snapshot that `startHistory` took. */
export const firstSnapshot = 1;

/** Names the present state. */
export const takeSnapshot = (sql: Sql): number =>
  sql.transaction(() => {
    const id = (sql.value<number>('SELECT max(id) FROM snapshots') ?? 0) + 1;
    sql.run('INSERT INTO snapshots VALUES (?, (SELECT snapshot FROM position))', id);
    sql.run('UPDATE undo SET edge = ? WHERE edge = 0', id);
    sql.run('UPDATE position SET snapshot = ?', id);
    return id;
  });

/** Runs the statements of an edge, last first; the triggers leave the opposite way in their place. */
const walkEdge = (sql: Sql, edge: number): void => {
  const steps = sql.all<{ statement: string }>('SELECT statement FROM undo WHERE edge = ? ORDER BY seq DESC', edge);
  sql.run('DELETE FROM undo WHERE edge = ?', edge);
  sql.run('UPDATE position SET edge = ?', edge);
  for (const { statement } of steps) sql.script(statement);
  sql.run('UPDATE position SET edge = 0');
};

/** A snapshot and its ancestors, nearest first. */
const lineage = (sql: Sql, id: number): number[] => {
  const parents = new Map(sql.tuples<[number, number | null]>('SELECT id, parent FROM snapshots'));
  const line: number[] = [];
  for (let at: number | null | undefined = id; at !== null && at !== undefined; at = parents.get(at)) line.push(at);
  return line;
};

/** Goes to a snapshot; what happened since the last one is lost. */
export const goToSnapshot = (sql: Sql, id: number): void =>
  sql.transaction(() => {
    if (sql.value('SELECT id FROM snapshots WHERE id = ?', id) === undefined) throw new RangeError(`There is no snapshot ${id}`);
    walkEdge(sql, 0);
    sql.run('DELETE FROM undo WHERE edge = 0');
    const here = lineage(sql, sql.value<number>('SELECT snapshot FROM position') ?? firstSnapshot);
    const there = lineage(sql, id);
    const up = here.filter((at) => !there.includes(at));
    const down = there.filter((at) => !here.includes(at)).reverse();
    for (const edge of [...up, ...down]) walkEdge(sql, edge);
    sql.run('UPDATE position SET snapshot = ?', id);
  });
