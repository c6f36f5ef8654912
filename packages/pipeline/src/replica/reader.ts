import type { DuckDBResult, DuckDBValue, Json } from '@duckdb/node-api';
import { closeSession, openSession, readNumber, readRows, type Session, settings } from './connection.ts';
import { AffinityReplicaMissingError, AffinityReplicaQueryError } from './errors.ts';
import { jsonValue } from './json-value.ts';
import { openError, type ReplicaMeta, readMeta, sizeOf } from './live.ts';
import { name } from './sql.ts';
import { readStates, type StreamState } from './states.ts';

/** A column of a result, or of a table. */
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
  readonly comment: string | null;
  readonly columns: readonly ColumnInfo[];
}

/** Rows of a result as they come, in batches of up to 2,048. Values are those of {@link ReplicaReader.query}. */
export interface RowStream {
  readonly columns: readonly Omit<ColumnInfo, 'comment'>[];
  readonly batches: AsyncIterable<readonly (readonly Json[])[]>;
}

/** Values for the placeholders of a statement: `?` by position, `$name` by name. */
export type QueryParameters = DuckDBValue[] | Record<string, DuckDBValue>;

/**
 * Settings that keep a query inside the database: no writing, no other files, no network, no extensions, and no way to lift that with SET.
 */
const confinement: Readonly<Record<string, string>> = {
  ...settings,
  memory_limit: '1GB',
  threads: '2',
  access_mode: 'READ_ONLY',
  enable_external_access: 'false',
  allow_community_extensions: 'false',
  preserve_insertion_order: 'true',
};

/** A replica that is open for reading. It stays on the version that it opened, whatever syncs do in the meantime. */
export class ReplicaReader {
  /** What the replica says about itself. */
  readonly meta: ReplicaMeta;
  readonly #session: Session;

  private constructor(session: Session, meta: ReplicaMeta) {
    this.#session = session;
    this.meta = meta;
  }

  /** Opens the replica at `path`; see {@link openReplica}. */
  static async open(path: string): Promise<ReplicaReader> {
    if ((await sizeOf(path)) === undefined) throw new AffinityReplicaMissingError(path);
    const session = await openSession(path, confinement).catch((error: unknown) => {
      throw openError(path, error);
    });
    try {
      const meta = await readMeta(session.connection, path, 'main');
      await session.connection.run('SET lock_configuration = true');
      return new ReplicaReader(session, meta);
    } catch (error) {
      closeSession(session);
      throw error;
    }
  }

  /**
   * Runs a query and reads all of its rows as objects of JSON values: ids are numbers, moments ISO 8601 in UTC, dates `YYYY-MM-DD`, JSON
   * columns their text. Of columns with the same name all but the first get a number.
   *
   * @throws AffinityReplicaQueryError with DuckDB's own words.
   */
  async query(sql: string, parameters?: QueryParameters): Promise<Readonly<Record<string, Json>>[]> {
    const { columns, batches } = await this.stream(sql, parameters);
    const rows: Record<string, Json>[] = [];
    for await (const batch of batches) {
      for (const row of batch) rows.push(Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null])));
    }
    return rows;
  }

  /** Runs a query whose rows are read as they are needed. */
  async stream(sql: string, parameters?: QueryParameters): Promise<RowStream> {
    const result = await this.#session.connection.stream(sql, parameters).catch(failQuery);
    const names = result.deduplicatedColumnNames();
    const types = result.columnTypes();
    return { columns: names.map((column, index) => ({ name: column, type: String(types[index]) })), batches: batchesOf(result) };
  }

  /** Lists tables and views, data first and bookkeeping last. */
  async tables(): Promise<TableInfo[]> {
    const { connection } = this.#session;
    const infos: TableInfo[] = [];
    const columns = await readColumns(this.#session);
    for (const row of await readRows(connection, catalog)) {
      const table = String(row['name']);
      const kind = row['kind'] === 'view' ? 'view' : 'table';
      const rows = kind === 'view' ? null : await readNumber(connection, `SELECT count(*) FROM ${name(table)}`);
      infos.push({ name: table, kind, rows, comment: textOrNull(row['comment']), columns: columns.get(table) ?? [] });
    }
    return infos;
  }

  /** The state that the last written load of each stream left. */
  states(): Promise<ReadonlyMap<string, StreamState>> {
    return readStates(this.#session.connection, 'main', []);
  }

  /** Closes the database. */
  close(): void {
    closeSession(this.#session);
  }
}

const catalog = `SELECT name, kind, comment FROM (
    SELECT table_name AS name, 'table' AS kind, comment, table_oid AS oid FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_name, 'view', comment, view_oid FROM duckdb_views() WHERE NOT internal
  ) ORDER BY starts_with(name, '_'), kind, oid`;

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

async function readColumns({ connection }: Session): Promise<Map<string, ColumnInfo[]>> {
  const sql =
    'SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index';
  const columns = new Map<string, ColumnInfo[]>();
  for (const row of await readRows(connection, sql)) {
    const table = String(row['table_name']);
    const info = { name: String(row['column_name']), type: String(row['data_type']), comment: textOrNull(row['comment']) };
    columns.set(table, [...(columns.get(table) ?? []), info]);
  }
  return columns;
}

function failQuery(error: unknown): never {
  throw new AffinityReplicaQueryError(error instanceof Error ? error : new Error(String(error)));
}

async function* batchesOf(result: DuckDBResult): AsyncGenerator<readonly (readonly Json[])[]> {
  try {
    yield* result.yieldConvertedRows(jsonValue);
  } catch (error) {
    failQuery(error);
  }
}
