import type { DuckDBConnection } from '@duckdb/node-api';
import { name, text } from './sql.ts';
import type { Column, Table } from './table.ts';

/** Columns that every data table has besides its own. */
export const bookkeepingColumns: readonly Column[] = [
  { name: '_load_id', type: 'VARCHAR', comment: 'Load that last changed the row.' },
  { name: '_first_seen_at', type: 'TIMESTAMPTZ', comment: 'When a load first saw the row.' },
  { name: '_changed_at', type: 'TIMESTAMPTZ', comment: 'When a load last saw the row change.' },
];

/** Names of a table's own columns. */
export const columnNames = (table: Table): string[] => table.columns.map((column) => column.name);

/** SQL that makes a table with its comments, unless it is there. `schema` is a quoted database name. */
function createTable(schema: string, table: Table, extra: readonly Column[] = []): string {
  const columns = [...table.columns, ...extra];
  const target = `${schema}.${name(table.name)}`;
  const definitions = columns.map((column) => `${name(column.name)} ${column.type}`).join(', ');
  const comments = columns.map((column) => `COMMENT ON COLUMN ${target}.${name(column.name)} IS ${text(column.comment)};`);
  return [`CREATE TABLE ${target} (${definitions});`, `COMMENT ON TABLE ${target} IS ${text(table.comment)};`, ...comments].join('\n');
}

/** Makes those of the tables that a database does not have yet. */
export async function createTables(connection: DuckDBConnection, schema: string, wanted: Wanted): Promise<void> {
  const reader = await connection.runAndReadAll(`SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(unquoted(schema))}`);
  const present = new Set(reader.getRows().map(([table]) => String(table)));
  for (const table of wanted.data) if (!present.has(table.name)) await connection.run(createTable(schema, table, bookkeepingColumns));
  for (const table of wanted.ledger) if (!present.has(table.name)) await connection.run(createTable(schema, table));
}

/** Tables that a database should have. */
export interface Wanted {
  /** Tables that streams fill. */
  readonly data: readonly Table[];
  /** Tables that loads write about themselves. */
  readonly ledger: readonly Table[];
}

const unquoted = (schema: string): string => schema.replace(/^"|"$/g, '');
