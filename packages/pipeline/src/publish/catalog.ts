import type { PublishedColumn, PublishedTable } from '../destinations/destination.ts';
import { name, text } from '../replica/sql.ts';
import type { Table } from '../replica/table.ts';
import { dataTables, ledgerTables } from '../replica/tables/index.ts';
import { type RowSource, replica } from './row-source.ts';

/** A table or view of the replica, before anything is known of its rows. */
export type CatalogTable = Omit<PublishedTable, 'rows' | 'ranges'>;

const knownTables: ReadonlyMap<string, Table> = new Map([...dataTables, ...ledgerTables].map((table) => [table.name, table]));

/** Columns that every table has which streams fill. */
const loadColumns = ['_load_id', '_first_seen_at', '_changed_at'] as const;

/** Whether every change of a row shows in its `_load_id`. */
export const isMarked = ({ kind, columns, key }: CatalogTable): boolean =>
  kind === 'table' && key.length > 0 && loadColumns.every((wanted) => columns.some(({ name: column }) => column === wanted));

const isOwn = ({ name: column }: PublishedColumn): boolean => !loadColumns.some((one) => one === column);

/**
 * The column by which a table is divided: an id of its key, else the moment that moved last, so that new rows come to lie at the end and
 * leave the other ranges as they are.
 */
function rangeColumnOf(columns: readonly PublishedColumn[], key: readonly string[]): string | null {
  const own = columns.filter(isOwn);
  const inKey = own.find(({ name: column, type }) => type === 'BIGINT' && key.includes(column));
  const moment = own.findLast(({ type }) => type === 'TIMESTAMP WITH TIME ZONE');
  const id = key.length === 0 ? own.find(({ type }) => type === 'BIGINT') : undefined;
  return (inKey ?? id ?? moment)?.name ?? null;
}

async function columnsOf(source: RowSource): Promise<Map<string, PublishedColumn[]>> {
  const sql = `SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
    WHERE database_name = ${text(replica)} AND NOT internal ORDER BY table_name, column_index`;
  const columns = new Map<string, PublishedColumn[]>();
  for (const row of await source.rows(sql)) {
    const table = String(row['table_name']);
    const column = { name: String(row['column_name']), type: String(row['data_type']), comment: textOrNull(row['comment']) };
    const before = columns.get(table);
    if (before === undefined) columns.set(table, [column]);
    else before.push(column);
  }
  return columns;
}

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** Everything that the replica has: its tables, and the views by name. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
  readonly views: readonly CatalogTable[];
  /** Names of tables that have never had a row, so that nothing needs to be asked about them. */
  readonly empty: ReadonlySet<string>;
}

/** Reads what there is to publish from the replica itself, so that tables of later versions and of streams of one's own come along. */
export async function readCatalog(source: RowSource): Promise<Catalog> {
  const columns = await columnsOf(source);
  const list = async (kind: 'table' | 'view'): Promise<CatalogTable[]> => {
    const sql = `SELECT ${kind}_name AS name, comment FROM duckdb_${kind}s() WHERE database_name = ${text(replica)} AND NOT internal ORDER BY 1`;
    return (await source.rows(sql)).map((row) => catalogTable(String(row['name']), kind, textOrNull(row['comment'])));
  };
  const catalogTable = (table: string, kind: 'table' | 'view', comment: string | null): CatalogTable => {
    const own = columns.get(table) ?? [];
    const key = kind === 'table' ? (knownTables.get(table)?.key ?? []) : [];
    return { name: table, kind, comment, columns: own, key, rangeColumn: rangeColumnOf(own, key) };
  };
  const unfilled = await source.rows(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = ${text(replica)} AND NOT internal AND estimated_size = 0`,
  );
  return { tables: await list('table'), views: await list('view'), empty: new Set(unfilled.map((row) => String(row['name']))) };
}

/** SELECT of all columns of a table of the replica, in order. */
export const selectAll = ({ name: table, columns }: CatalogTable): string =>
  `SELECT ${columns.map((column) => name(column.name)).join(', ')} FROM ${replica}.${name(table)}`;
