import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Destination, Fetched, PublishedTable } from '../destinations/destination.ts';
import { AffinityDestinationEmptyError, AffinityDestinationNewerError, AffinityRestoreTargetError } from '../destinations/errors.ts';
import { closeSession, openSession, readNumber, type Session, settings } from '../replica/connection.ts';
import { sizeOf } from '../replica/live.ts';
import { acquireLock } from '../replica/lock.ts';
import { schemaVersion } from '../replica/migrations.ts';
import { name, text } from '../replica/sql.ts';
import { buildPath, clearWorkFolder, prepareWorkFolder, swap, workFolder } from '../replica/swap.ts';
import { refreshViews } from '../views/refresh.ts';

/** What to restore, and into which file. */
export interface RestoreOptions {
  readonly destination: Destination;
  /** Path of the DuckDB file; it must not exist. */
  readonly database: string;
  readonly onProgress?: ((progress: { readonly table: string; readonly rows: number; readonly done: boolean }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was restored: the object that `affinity restore --json` prints. */
export interface RestoreReport {
  readonly database: string;
  readonly destination: string;
  /** Last load that is in it; the next sync goes on from there. */
  readonly loadId: string;
  readonly publishedAt: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly durationMs: number;
}

const define = ({ name: table, comment, columns }: PublishedTable): string => {
  const definitions = columns.map((column) => `${name(column.name)} ${column.type}`).join(', ');
  const about = comment === null ? [] : [`COMMENT ON TABLE ${name(table)} IS ${text(comment)}`];
  const comments = columns.flatMap((column) =>
    column.comment === null ? [] : [`COMMENT ON COLUMN ${name(table)}.${name(column.name)} IS ${text(column.comment)}`],
  );
  return [`CREATE TABLE ${name(table)} (${definitions})`, ...about, ...comments].join(';\n');
};

/** Loads after the last published one are told by their place, so that one goes in last. */
const orderOf = (table: PublishedTable, loadId: string): string =>
  table.name === '_loads' ? ` ORDER BY load_id = ${text(loadId)}, finished_at, load_id` : '';

async function fillTable({ connection }: Session, table: PublishedTable, { state, relations }: Fetched): Promise<void> {
  await connection.run(define(table));
  if (table.rows === 0) return;
  const relation = relations.get(table.name);
  if (relation !== undefined) {
    const columns = table.columns.map((column) => name(column.name)).join(', ');
    await connection.run(`INSERT INTO ${name(table.name)} (${columns}) SELECT ${columns} FROM ${relation}${orderOf(table, state.loadId)}`);
  }
  const rows = await readNumber(connection, `SELECT count(*) FROM ${name(table.name)}`);
  if (rows !== table.rows)
    throw new Error(`${table.name} came back with ${rows} rows instead of ${table.rows}; the destination is incomplete.`);
}

async function build(path: string, fetched: Fetched, options: RestoreOptions): Promise<void> {
  const session = await openSession(path, { ...settings, memory_limit: '512MB', threads: '2', preserve_insertion_order: 'true' });
  try {
    await session.connection.run('BEGIN');
    for (const table of restorable(fetched)) {
      options.signal?.throwIfAborted();
      await fillTable(session, table, fetched);
      options.onProgress?.({ table: table.name, rows: table.rows, done: true });
    }
    // An older version's views are made anew by the sync that brings the tables forward.
    if (fetched.state.schemaVersion === schemaVersion) await refreshViews(session.connection, 'next', undefined);
    await session.connection.run('COMMIT');
    await session.connection.run('CHECKPOINT');
  } finally {
    closeSession(session);
  }
}

const restorable = ({ state }: Fetched): PublishedTable[] => state.tables.filter(({ kind }) => kind === 'table');

async function fetchAll(destination: Destination, folder: string): Promise<Fetched> {
  const fetched = await destination.fetch(folder);
  if (fetched === undefined) throw new AffinityDestinationEmptyError(destination.address);
  if (fetched.state.format !== 1 || fetched.state.schemaVersion > schemaVersion)
    throw new AffinityDestinationNewerError(destination.address);
  return fetched;
}

/** Holds the lock of a database that is about to be made. */
async function whileLocked<T>(database: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireLock(database);
  try {
    if ((await sizeOf(database)) !== undefined) throw new AffinityRestoreTargetError(database);
    await prepareWorkFolder(database);
    const made = await work();
    await swap(database);
    return made;
  } finally {
    await clearWorkFolder(database);
    await lock.release();
  }
}

/**
 * Makes the replica anew from what was published, without asking the API for anything. Its history, ledger and the state of its streams come
 * with it, so that the next sync goes on from the last published load.
 *
 * @throws AffinityRestoreTargetError when the database exists; AffinityDestinationError otherwise. Nothing is left behind then.
 */
export const restore = async (options: RestoreOptions): Promise<RestoreReport> => {
  const startedMs = performance.now();
  const { destination } = options;
  const database = resolve(options.database);
  if ((await sizeOf(database)) !== undefined) throw new AffinityRestoreTargetError(database);
  const { state } = await whileLocked(database, async () => {
    const folder = await mkdtemp(join(workFolder(database), 'fetched-'));
    const fetched = await fetchAll(destination, folder);
    await build(buildPath(database), fetched, options);
    await rm(folder, { recursive: true, force: true });
    return fetched;
  });
  return {
    database,
    destination: destination.address,
    loadId: state.loadId,
    publishedAt: state.publishedAt,
    tables: state.tables.filter(({ kind }) => kind === 'table').map(({ name: table, rows }) => ({ table, rows })),
    durationMs: Math.round(performance.now() - startedMs),
  };
};
