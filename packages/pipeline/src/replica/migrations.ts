import type { DuckDBConnection } from '@duckdb/node-api';
import { htmlTextSql } from './html-text-sql.ts';
import { name, text } from './sql.ts';
import type { Table } from './table.ts';
import { notes } from './tables/activity.ts';
import { loads } from './tables/ledger.ts';

/** One step forward of the schema. There is no way back: an older version refuses the file. */
export interface Migration {
  /** Schema version that the database has afterwards. */
  readonly version: number;
  /** SQL statements; unqualified names are those of the database. */
  readonly statements: readonly string[];
}

/** Adds columns to a table that stands. Tables that are new are made without a step of their own. */
function addColumns(table: Table, ...columns: readonly string[]): string[] {
  return table.columns
    .filter((column) => columns.includes(column.name))
    .flatMap((column) => [
      `ALTER TABLE ${name(table.name)} ADD COLUMN ${name(column.name)} ${column.type}`,
      `COMMENT ON COLUMN ${name(table.name)}.${name(column.name)} IS ${text(column.comment)}`,
    ]);
}

/** Steps from version 1 on, in order. */
export const migrations: readonly Migration[] = [
  { version: 2, statements: [...addColumns(notes, 'text'), `UPDATE notes SET text = ${htmlTextSql('html')}`] },
  { version: 3, statements: addColumns(loads, 'user_id') },
];

/** Schema version that this code reads and writes. */
export const schemaVersion = 3;

/** Steps that a database of version `from` still lacks, in order. */
export function pendingMigrations(from: number, steps: readonly Migration[] = migrations): Migration[] {
  return steps.filter((step) => step.version > from).sort((a, b) => a.version - b.version);
}

/** Brings the current database of the connection forward; the caller holds the transaction. */
export async function migrate(connection: DuckDBConnection, steps: readonly Migration[]): Promise<void> {
  for (const step of steps) for (const statement of step.statements) await connection.run(statement);
}
