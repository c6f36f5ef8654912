import type { DuckDBConnection } from '@duckdb/node-api';
import { ChunkWriter } from './chunk-writer.ts';
import type { Feed, RecordId, StreamFeeds } from './feed.ts';
import type { Memory } from './memory.ts';
import { RepeatedKeys } from './repeated-keys.ts';
import { columnNames } from './schema.ts';
import { columnList, name, text } from './sql.ts';
import type { Cell, ColumnType, RowBuffer, Table } from './table.ts';

/** Name of the database that rows are staged in. */
export const scratch = 'scratch';

/** Rows of some records of one stream, as one answer brought them. */
export interface Batch {
  /**
   * Ids of the records whose rows these are; a record without rows loses those that it has. The rows of one that comes in several answers are
   * appended with none, and its id once at the end.
   */
  readonly read: readonly RecordId[];
  /** At most one buffer per table. They can be cleared and used again when `append` has returned. */
  readonly rows: readonly RowBuffer[];
}

/** A record that no longer exists. */
export interface Deletion {
  readonly id: RecordId;
  /** The record that it was merged into. */
  readonly mergedInto?: number;
}

/** Rows of `_rejects` follow the records of their stream like any other table. */
function rejectsFeed(stream: StreamFeeds): Feed {
  const owner = stream.idType === 'VARCHAR' ? 'record_id' : 'TRY_CAST(record_id AS BIGINT)';
  return { table: '_rejects', owner, scope: `stream = ${text(stream.name)}` };
}

/** What a stage works with. */
export interface StageParts {
  /** Its own: rows are appended at once, which would break off a statement of another stage that the connection is still at. */
  readonly connection: DuckDBConnection;
  readonly memory: Memory;
  /** By name. */
  readonly tables: ReadonlyMap<string, Table>;
}

/** What one stream has read so far, in tables of the scratch database. */
export class Stage {
  readonly stream: StreamFeeds;
  /** The stream's feeds, that of its rejected values included. */
  readonly feeds: readonly Feed[];
  readonly #connection: DuckDBConnection;
  readonly #memory: Memory;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #writers = new Map<string, Promise<ChunkWriter>>();
  /** Tables in which SQL has to look for repeated keys. */
  readonly #suspects = new Set<string>();
  readonly #keys = new Map<string, RepeatedKeys>();
  #batch = 0;

  constructor(stream: StreamFeeds, { connection, memory, tables }: StageParts) {
    this.#connection = connection;
    this.#memory = memory;
    this.#tables = tables;
    this.stream = stream;
    this.feeds = [...stream.feeds, rejectsFeed(stream)];
  }

  /** Quoted name of the staging table of a fed table. */
  rowsOf(table: string): string {
    return `${scratch}.${name(`${this.stream.name}/${table}`)}`;
  }

  /** Quoted name of the table of ids that were read again. */
  get read(): string {
    return this.rowsOf('@read');
  }

  /** Quoted name of the table of ids that were seen and had not changed. */
  get seen(): string {
    return this.rowsOf('@seen');
  }

  /** Quoted name of the table of ids that are known to be gone. */
  get gone(): string {
    return this.rowsOf('@gone');
  }

  /** Definition of a fed table. */
  table(feed: Feed): Table {
    const table = this.#tables.get(feed.table);
    if (table === undefined) throw new Error(`Stream ${this.stream.name} feeds the unknown table ${feed.table}.`);
    return table;
  }

  async create(): Promise<void> {
    const id = this.stream.idType ?? 'BIGINT';
    await this.#connection.run(`CREATE TABLE ${this.read} (id ${id}, batch INTEGER)`);
    await this.#connection.run(`CREATE TABLE ${this.seen} (id ${id})`);
    await this.#connection.run(`CREATE TABLE ${this.gone} (id ${id}, merged_into BIGINT)`);
    for (const feed of this.feeds) {
      const columns = this.table(feed).columns.map((column) => `${name(column.name)} ${column.type}`);
      await this.#connection.run(`CREATE TABLE ${this.rowsOf(feed.table)} (${columns.join(', ')}, _batch INTEGER)`);
    }
  }

  async append({ read, rows }: Batch): Promise<void> {
    for (const buffer of rows) if (read.length === 0 || this.#mayRepeat(buffer)) this.#suspects.add(buffer.table.name);
    const batch = this.#batch++;
    await this.#write(`${this.stream.name}/@read`, [this.stream.idType ?? 'BIGINT', 'INTEGER'], [read, constant(batch, read.length)]);
    for (const { table, columns, length } of rows) {
      if (length === 0) continue;
      const types = [...table.columns.map((column) => column.type), 'INTEGER' as const];
      await this.#write(`${this.stream.name}/${table.name}`, types, [...columns, constant(batch, length)]);
    }
  }

  async markSeen(ids: readonly RecordId[]): Promise<void> {
    await this.#write(`${this.stream.name}/@seen`, [this.stream.idType ?? 'BIGINT'], [ids]);
  }

  async markGone(deletions: readonly Deletion[]): Promise<void> {
    const columns = [deletions.map(({ id }) => id), deletions.map(({ mergedInto }) => mergedInto ?? null)];
    await this.#write(`${this.stream.name}/@gone`, [this.stream.idType ?? 'BIGINT', 'BIGINT'], columns);
  }

  close(): void {
    this.#connection.closeSync();
  }

  /** Puts everything that was appended into its table. */
  async flush(): Promise<void> {
    const writers = await Promise.all(this.#writers.values());
    this.#writers.clear();
    for (const writer of writers) {
      await this.#memory.insist('staging', () => writer.flush());
      writer.close();
    }
  }

  /** Gives up the rows of a table, which are where they should be. */
  async release(table: string): Promise<void> {
    await this.#connection.run(`DROP TABLE IF EXISTS ${this.rowsOf(table)}`);
  }

  /** Forgets everything that the stream has read. */
  async clear(): Promise<void> {
    await this.flush();
    for (const table of [this.read, this.seen, this.gone, ...this.feeds.map((feed) => this.rowsOf(feed.table))]) {
      await this.#connection.run(`DELETE FROM ${table}`);
    }
  }

  /**
   * Leaves one row per key and the last reading of each record. A walk meets a record twice when the list shifts under it, or when a run
   * resumes in the middle of it.
   */
  async settle(): Promise<void> {
    await this.flush();
    const reread = `SELECT id AS _read_id, max(batch) AS _last_batch FROM ${this.read} GROUP BY id HAVING count(*) > 1`;
    const twice = await this.#connection.runAndReadAll(`${reread} LIMIT 1`);
    for (const feed of this.feeds) {
      const rows = this.rowsOf(feed.table);
      if (twice.currentRowCount > 0) {
        const older = `(${feed.owner}) = _read_id AND _batch < _last_batch`;
        await this.#connection.run(`DELETE FROM ${rows} USING (${reread}) AS latest WHERE ${older}`);
      }
      if (this.#suspects.has(feed.table)) await this.#dropRepeatedKeys(rows, this.table(feed).key);
    }
  }

  /** Rows of different records differ in their keys when the record's id is part of the key, so that looking within a batch is enough. */
  #mayRepeat(buffer: RowBuffer): boolean {
    const { table } = buffer;
    const owner = this.feeds.find((feed) => feed.table === table.name)?.owner;
    if (owner === undefined || !table.key.includes(owner)) return true;
    const keys = this.#keys.get(table.name) ?? new RepeatedKeys(columnNames(table), table.key);
    this.#keys.set(table.name, keys);
    return keys.mayRepeat(buffer);
  }

  async #dropRepeatedKeys(rows: string, key: readonly string[]): Promise<void> {
    const keys = columnList(key);
    // Grouping by a hash costs half of grouping by the key; a collision merely costs the exact query.
    const hashes = `SELECT hash(${keys}) AS key_hash FROM ${rows}`;
    const repeated = await this.#connection.runAndReadAll(`SELECT 1 FROM (${hashes}) GROUP BY key_hash HAVING count(*) > 1 LIMIT 1`);
    if (repeated.currentRowCount === 0) return;
    const kept = `SELECT max(rowid) FROM ${rows} GROUP BY ${keys}`;
    await this.#connection.run(`DELETE FROM ${rows} WHERE rowid NOT IN (${kept})`);
  }

  async #write(table: string, types: readonly ColumnType[], columns: readonly (readonly Cell[])[]): Promise<void> {
    let writer = this.#writers.get(table);
    if (writer === undefined) {
      writer = this.#connection.createAppender(table).then((appender) => new ChunkWriter(appender, types));
      this.#writers.set(table, writer);
    }
    const open = await writer;
    open.append(columns);
    if (open.isFull) await this.#memory.insist('staging', () => open.flush());
  }
}

const constant = (value: number, length: number): number[] => new Array<number>(length).fill(value);
