import { resolve } from 'node:path';
import type { DuckDBConnection, DuckDBValue, Json } from '@duckdb/node-api';
import { journalFolder } from '../journal/journal-folder.ts';
import { jsonValue } from './json-value.ts';
import type { ReplicaMeta } from './live.ts';
import { OpenVersion, versionOf } from './open-version.ts';
import { type BoundQuery, type QueryValue, type TableQuery, tableQuery, templateQuery } from './query-text.ts';
import { QuietLoads, quietLoadsPath } from './quiet-loads.ts';
import { chunksOf, failQuery, type OpenResult, Rows } from './rows.ts';
import { readStates, type StreamState } from './states.ts';
import { type ReplicaStatus, readStatus, readStreams } from './status.ts';
import { readTables, type TableInfo } from './table-info.ts';
import type { TableName, TableRow } from './table-rows.ts';

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
}

/** Rows of a result as they come, in batches of up to 2,048. Values are those of {@link ReplicaReader.query}. */
export interface RowStream {
  readonly columns: readonly ResultColumn[];
  readonly batches: AsyncIterable<readonly (readonly Json[])[]>;
}

/** Values for the placeholders of a statement: `?` by position, `$name` by name. */
export type QueryParameters = DuckDBValue[] | Record<string, DuckDBValue>;

/** How to open a replica. Reading is all there is: only a sync writes. */
export interface OpenReplicaOptions {
  /**
   * Whether queries go to the newest version: each first looks whether a sync has put another in place, and opens that. Otherwise the reader
   * stays on the version that it opened until `refresh()`, so that several queries see the same.
   */
  readonly follow?: boolean;
}

/** A replica that is open for reading, whatever syncs do in the meantime. Several queries may run at once. */
export class ReplicaReader {
  /** The database. */
  readonly path: string;
  readonly #follows: boolean;
  #version: OpenVersion;

  private constructor(path: string, version: OpenVersion, follows: boolean) {
    this.path = path;
    this.#version = version;
    this.#follows = follows;
  }

  /** Opens the replica at `path`; see {@link openReplica}. */
  static async open(path: string, { follow = false }: OpenReplicaOptions = {}): Promise<ReplicaReader> {
    const absolute = resolve(path);
    return new ReplicaReader(absolute, await OpenVersion.open(absolute), follow);
  }

  /** What the replica says about itself. */
  get meta(): ReplicaMeta {
    return this.#version.meta;
  }

  /**
   * Opens the newest version of the database, if a sync has put another in place. Queries that are running stay on theirs.
   *
   * @returns whether there was another.
   */
  async refresh(): Promise<boolean> {
    const before = this.#version;
    const version = await versionOf(this.path);
    if (version === undefined || version === before.version) return false;
    const newest = await OpenVersion.open(this.path);
    if (before !== this.#version) {
      // A query beside this one was quicker.
      newest.close();
      return true;
    }
    this.#version = newest;
    before.giveUp();
    return true;
  }

  /** Rows of one of our tables, typed: `await`, iterate, or read column by column. */
  table<Name extends TableName, Column extends keyof TableRow<Name> = keyof TableRow<Name>>(
    name: Name,
    query: TableQuery<Name, Column> = {},
  ): Rows<Pick<TableRow<Name>, Column>> {
    return this.#rows(tableQuery(name, query));
  }

  /** Rows of a query. What stands in `${}` is bound, never pasted into the text; an array stands for the list behind `IN`. */
  sql<Row extends object = Readonly<Record<string, Json>>>(texts: TemplateStringsArray, ...values: readonly QueryValue[]): Rows<Row> {
    return this.#rows(templateQuery(texts, values));
  }

  /**
   * Runs a query and reads all of its rows as objects of JSON values: ids are numbers, moments ISO 8601 in UTC, dates `YYYY-MM-DD`, JSON
   * columns their text. Of columns with the same name all but the first get a number.
   *
   * @throws AffinityReplicaQueryError with DuckDB's own words.
   */
  query(sql: string, parameters?: QueryParameters): Promise<Readonly<Record<string, Json>>[]> {
    return new Rows<Readonly<Record<string, Json>>>(() => this.#execute(sql, parameters)).all();
  }

  /** Runs a query whose rows are read as they are needed. */
  async stream(sql: string, parameters?: QueryParameters): Promise<RowStream> {
    const open = await this.#execute(sql, parameters);
    const names = open.result.deduplicatedColumnNames();
    const types = open.result.columnTypes();
    return { columns: names.map((column, index) => ({ name: column, type: String(types[index]) })), batches: batchesOf(open) };
  }

  /** Lists tables and views, data first and bookkeeping last. */
  tables(): Promise<TableInfo[]> {
    return this.#with(async (connection) => {
      const streams = await readStreams(connection, await this.#quietLoads());
      const times = streams.flatMap(({ stream, readAt }) => (readAt === null ? [] : [[stream, readAt] as const]));
      return readTables(connection, new Map(times));
    });
  }

  /** The state that the last load of each stream left. */
  states(): Promise<ReadonlyMap<string, StreamState>> {
    return this.#with(async (connection) => readStates(connection, 'main', await this.#quietLoads()));
  }

  /** What loads did last, how fresh each stream is, and what they could not read. */
  status(): Promise<ReplicaStatus> {
    return this.#with(async (connection) => readStatus(connection, { path: this.path, meta: this.meta, quiet: await this.#quietLoads() }));
  }

  /** Stops the queries that are running; they fail. */
  interrupt(): void {
    this.#version.interrupt();
  }

  /** Closes the database, and ends what is still being read. */
  close(): void {
    this.#version.close();
  }

  #rows<Row extends object>({ sql, values }: BoundQuery): Rows<Row> {
    return new Rows<Row>(() => this.#execute(sql, values));
  }

  #quietLoads(): ReturnType<QuietLoads['read']> {
    return new QuietLoads(quietLoadsPath(journalFolder(this.path))).read();
  }

  async #current(): Promise<OpenVersion> {
    if (this.#follows) await this.refresh();
    return this.#version;
  }

  async #execute(sql: string, parameters?: QueryParameters): Promise<OpenResult> {
    const version = await this.#current();
    const connection = await version.connect();
    try {
      return { result: await connection.stream(sql, parameters), release: () => version.release(connection) };
    } catch (error) {
      version.release(connection);
      failQuery(error);
    }
  }

  async #with<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const version = await this.#current();
    const connection = await version.connect();
    try {
      return await work(connection);
    } finally {
      version.release(connection);
    }
  }
}

async function* batchesOf(open: OpenResult): AsyncGenerator<readonly (readonly Json[])[]> {
  for await (const chunk of chunksOf(open)) yield chunk.convertRows<Json>(jsonValue);
}
