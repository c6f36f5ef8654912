import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { closeSession, openSession, type ResultRow, readNumber, readRows, type Session, settings } from '../replica/connection.ts';
import { AffinityReplicaMissingError } from '../replica/errors.ts';
import { attachReadOnly, type ReplicaMeta, readMeta, sizeOf } from '../replica/live.ts';
import { text } from '../replica/sql.ts';

/** Name of the database that the replica is attached under; queries name its tables with it. */
export const replica = 'replica';

/** Settings of the session that reads the replica: more room than a sync has, because files are written from sorted and joined rows. */
const sourceSettings = { ...settings, memory_limit: '256MB', threads: '2' } as const;

/** A version of the replica, open for reading, whose rows can be written into files. It stays that version whatever syncs do. */
export class RowSource {
  readonly meta: ReplicaMeta;
  /** Private folder for files on their way. */
  readonly folder: string;
  readonly #session: Session;
  #files = 0;

  private constructor(session: Session, meta: ReplicaMeta, folder: string) {
    this.#session = session;
    this.meta = meta;
    this.folder = folder;
  }

  /** Opens the replica at `database`. `folder` is for files on their way; the caller removes it. */
  static async open(database: string, folder: string): Promise<RowSource> {
    if ((await sizeOf(database)) === undefined) throw new AffinityReplicaMissingError(database);
    const session = await openSession(':memory:', { ...sourceSettings, temp_directory: join(folder, 'spill') });
    try {
      await attachReadOnly(session.connection, database, replica);
      const meta = await readMeta(session.connection, database, replica);
      return new RowSource(session, meta, folder);
    } catch (error) {
      closeSession(session);
      throw error;
    }
  }

  get connection(): DuckDBConnection {
    return this.#session.connection;
  }

  rows(sql: string): Promise<ResultRow[]> {
    return readRows(this.connection, sql);
  }

  number(sql: string): Promise<number> {
    return readNumber(this.connection, sql);
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** Writes the rows of a query into a new file of the folder. `options` are those of DuckDB's COPY. */
  async writeFile(query: string, options: string): Promise<string> {
    const path = join(this.folder, `rows-${++this.#files}`);
    await this.connection.run(`COPY (${query}) TO ${text(path)} (${options})`);
    return path;
  }

  /** Removes a file that has arrived. */
  async removeFile(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  close(): void {
    closeSession(this.#session);
  }
}
