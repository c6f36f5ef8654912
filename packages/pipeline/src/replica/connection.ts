import type { DuckDBConnection, DuckDBInstance, JS } from '@duckdb/node-api';
import { api } from './duckdb.ts';

/** Value of a result as plain JavaScript: ids as numbers, moments as `Date`. */
export type ResultRow = Readonly<Record<string, JS>>;

/** A DuckDB of our own with one connection. */
export interface Session {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

/**
 * Settings of every DuckDB that we open. The memory limit and the single thread keep a whole sync under 350 MB: a second thread adds 50 to
 * 90 MB and a tenth to the CPU time, and spilling costs little. Extensions are not needed, and looking for them would go to the network.
 */
export const settings = {
  memory_limit: '128MB',
  threads: '1',
  preserve_insertion_order: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
} as const satisfies Readonly<Record<string, string>>;

/** Opens a DuckDB file with one connection in UTC. */
export async function openSession(path: string, options: Readonly<Record<string, string>> = settings): Promise<Session> {
  const instance = await api.DuckDBInstance.create(path, { ...options });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return { instance, connection };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Sets how much memory DuckDB may use. Also where that changes nothing, DuckDB then gives the system back what it has freed. */
export async function limitMemory(connection: DuckDBConnection, limit: string): Promise<void> {
  await connection.run(`SET memory_limit = '${limit}'`);
}

/** Closes what {@link openSession} opened. */
export function closeSession({ connection, instance }: Session): void {
  connection.closeSync();
  instance.closeSync();
}

const plain = (value: JS): JS => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** Runs a query and reads all of its rows. */
export async function readRows(connection: DuckDBConnection, sql: string): Promise<ResultRow[]> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowObjectsJS();
  for (const row of rows) for (const key of Object.keys(row)) row[key] = plain(row[key] ?? null);
  return rows;
}

/** Runs a query and reads its only number, 0 where there is none. */
export async function readNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await readRows(connection, sql);
  return Number(Object.values(row ?? {})[0] ?? 0);
}

/** Runs a query and reads its first column as texts. */
export async function readTexts(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const rows = await readRows(connection, sql);
  return rows.map((row) => String(Object.values(row)[0]));
}
