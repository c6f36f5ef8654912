import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber, readRows } from './connection.ts';
import { name } from './sql.ts';
import { streamsOf } from './table-streams.ts';

/** A column of a table or view. */
export interface ColumnInfo {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
  readonly comment: string | null;
}

/** A table or view of the replica. */
export interface TableInfo {
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** `null` for a view: counting may cost as much as reading it. */
  readonly rows: number | null;
  /** When the streams that fill the table were last read, ISO 8601: the one that was read longest ago. `null` when never, and for the rest. */
  readonly readAt: string | null;
  readonly comment: string | null;
  readonly columns: readonly ColumnInfo[];
}

const catalog = `SELECT name, kind, comment FROM (
    SELECT table_name AS name, 'table' AS kind, comment, table_oid AS oid FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_name, 'view', comment, view_oid FROM duckdb_views() WHERE NOT internal
  ) ORDER BY starts_with(name, '_'), kind, oid`;

const columnCatalog =
  'SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index';

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

async function readColumns(connection: DuckDBConnection): Promise<Map<string, ColumnInfo[]>> {
  const columns = new Map<string, ColumnInfo[]>();
  for (const row of await readRows(connection, columnCatalog)) {
    const table = String(row['table_name']);
    const info = { name: String(row['column_name']), type: String(row['data_type']), comment: textOrNull(row['comment']) };
    const before = columns.get(table);
    if (before === undefined) columns.set(table, [info]);
    else before.push(info);
  }
  return columns;
}

/** When each stream was last read to its end, by the name of the stream. ISO 8601. */
export type ReadTimes = ReadonlyMap<string, string>;

const oldestOf = (table: string, times: ReadTimes): string | null =>
  streamsOf(table)
    .flatMap((stream) => times.get(stream) ?? [])
    .sort()[0] ?? null;

/** Lists tables and views, data first and bookkeeping last. */
export async function readTables(connection: DuckDBConnection, times: ReadTimes): Promise<TableInfo[]> {
  const infos: TableInfo[] = [];
  const columns = await readColumns(connection);
  for (const row of await readRows(connection, catalog)) {
    const table = String(row['name']);
    const kind = row['kind'] === 'view' ? 'view' : 'table';
    const rows = kind === 'view' ? null : await readNumber(connection, `SELECT count(*) FROM ${name(table)}`);
    const about = { comment: textOrNull(row['comment']), columns: columns.get(table) ?? [] };
    infos.push({ name: table, kind, rows, readAt: oldestOf(table, times), ...about });
  }
  return infos;
}
