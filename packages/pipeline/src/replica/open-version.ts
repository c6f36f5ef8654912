import { stat } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { settings } from './connection.ts';
import { api } from './duckdb.ts';
import { AffinityReplicaMissingError } from './errors.ts';
import { openError, type ReplicaMeta, readMeta } from './live.ts';

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

/** What tells one version of a database from the next, which takes its place under the same name. */
export async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino}/${size}/${mtimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** One version of a database, open for reading until it was given up and its last query has ended. */
export class OpenVersion {
  /** What the replica says about itself. */
  readonly meta: ReplicaMeta;
  /** As {@link versionOf} told it before it was opened. */
  readonly version: string;
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<DuckDBConnection>();
  #isGivenUp = false;

  private constructor(instance: DuckDBInstance, version: string, meta: ReplicaMeta) {
    this.#instance = instance;
    this.version = version;
    this.meta = meta;
  }

  /** @throws AffinityReplicaError: missing, foreign, newer, damaged, or open for writing in another program. */
  static async open(path: string): Promise<OpenVersion> {
    const version = await versionOf(path);
    if (version === undefined) throw new AffinityReplicaMissingError(path);
    const instance = await api.DuckDBInstance.create(path, { ...confinement }).catch((error: unknown) => {
      throw openError(path, error);
    });
    const connection = await instance.connect();
    try {
      await connection.run("SET GLOBAL TimeZone = 'UTC'");
      const meta = await readMeta(connection, path, 'main');
      await connection.run('SET lock_configuration = true');
      return new OpenVersion(instance, version, meta);
    } catch (error) {
      instance.closeSync();
      throw error;
    } finally {
      connection.closeSync();
    }
  }

  /** A connection for one query: a connection has one result at a time, and a second query would silently end the first. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    return connection;
  }

  /** Gives a connection back. */
  release(connection: DuckDBConnection): void {
    if (!this.#connections.delete(connection)) return;
    connection.closeSync();
    this.#closeUnused();
  }

  /** Stops the queries that are running; they fail. */
  interrupt(): void {
    for (const connection of this.#connections) connection.interrupt();
  }

  /** Closes the database as soon as nobody reads it. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#closeUnused();
  }

  /** Closes the database with everything that reads it. */
  close(): void {
    for (const connection of this.#connections) this.release(connection);
    if (!this.#isGivenUp) this.giveUp();
  }

  #closeUnused(): void {
    if (this.#isGivenUp && this.#connections.size === 0) this.#instance.closeSync();
  }
}
