import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAffinity } from '@affinity-kit/client';
import { type SyncOptions, type SyncReport, sync } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { DuckDBInstance } from '@duckdb/node-api';
import { adminKey } from './sync-firm.ts';

type Row = Record<string, unknown>;

/** Opens a database with its own DuckDB, as any other program would. */
export const reading = async <T>(database: string, read: (query: (sql: string) => Promise<Row[]>) => Promise<T>): Promise<T> => {
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return await read(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

export const query = (database: string, sql: string): Promise<Row[]> => reading(database, (run) => run(sql));

const ownTables = `SELECT table_name FROM duckdb_tables() WHERE NOT starts_with(table_name, '_') AND table_name <> 'record_history' ORDER BY 1`;

/** Everything that a database says about the CRM, load ids and times apart. */
export const contents = (database: string): Promise<Row> =>
  reading(database, async (run) => {
    const tables: Row = {};
    for (const { table_name: name } of await run(ownTables)) {
      const columns = "COLUMNS(lambda c: c NOT IN ('_load_id', '_first_seen_at', '_changed_at'))";
      tables[String(name)] = await run(`SELECT ${columns} FROM ${String(name)} ORDER BY ALL`);
    }
    return tables;
  });

/** A place for a database that is synced from a sandbox. */
export interface Synced {
  readonly database: string;
  readonly sync: (options?: Partial<SyncOptions>) => Promise<SyncReport>;
  readonly remove: () => Promise<void>;
}

/** A client of a sandbox that does not wait between its tries. */
export const clientOf = (sandbox: Sandbox, apiKey: string = adminKey): ReturnType<typeof createAffinity> =>
  createAffinity({ apiKey, baseUrl: sandbox.url, fetch: sandbox.fetch, pace: false, retry: { baseDelayMs: 1, maxDelayMs: 2 } });

/** Makes a place for a database; every sync of it goes to the sandbox. */
export const synced = async (sandbox: Sandbox): Promise<Synced> => {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-sync-'));
  const database = join(folder, 'test.duckdb');
  return {
    database,
    sync: (options = {}) => sync({ client: clientOf(sandbox), database, ...options }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
