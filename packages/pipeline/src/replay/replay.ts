import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FileStore } from '../contents/file-store.ts';
import { Journal } from '../journal/journal.ts';
import { journalFolder } from '../journal/journal-folder.ts';
import { wholeSince } from '../journal/retention.ts';
import type { Run } from '../journal/run.ts';
import { sizeOf } from '../replica/live.ts';
import { acquireLock } from '../replica/lock.ts';
import { ReplicaReader } from '../replica/reader.ts';
import { absorbWal, buildPath, clearWorkFolder, keepAside, prepareWorkFolder, swap } from '../replica/swap.ts';
import { builtInStreams } from '../streams/index.ts';
import { savedViewSourceName } from '../streams/saved-view-source.ts';
import type { Stream } from '../streams/stream.ts';
import type { StreamReport } from '../sync/report.ts';
import { AffinityReplayError } from './replay-error.ts';
import { replayRun } from './replay-run.ts';

/** What to rebuild, and from what. */
export interface ReplayOptions {
  /** Path of the DuckDB file; its journal stands beside it in `<database>.journal/`. */
  readonly database: string;
  /** Streams of one's own that the journal holds pages of. */
  readonly streams?: readonly Stream[] | undefined;
  /** Rebuilds what the journal can tell, also where that is not everything. */
  readonly allowIncomplete?: boolean | undefined;
  /** Told of every load before it is written. */
  readonly onLoad?: ((load: { readonly loadId: string; readonly index: number; readonly of: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a replay came to. */
export interface ReplayReport {
  readonly database: string;
  /** Where the database that was replaced is kept; `null` when there was none. */
  readonly previous: string | null;
  /** Ids of the loads that were written once more, oldest first. */
  readonly loads: readonly string[];
  /** Streams that the journal holds, as they stood in the last load that brought them. */
  readonly streams: readonly StreamReport[];
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** Where the database that a replay replaces is kept. */
const previousPath = (database: string): string => `${database}.before-replay`;

/**
 * Rebuilds the replica from the journal without asking Affinity, for a lost or damaged database or a new schema.
 *
 * The loads that the journal still holds are written once more, in order, into a new file, which then takes the place of the old one; the
 * old one is kept beside it. Tables end up the same. `record_history` and `_first_seen_at` begin with the oldest load that is still held.
 *
 * @throws AffinityReplayError when the journal does not hold a whole walk of every stream, unless `allowIncomplete`;
 * AffinityReplicaLockedError while a sync is at work.
 */
export const replay = async (options: ReplayOptions): Promise<ReplayReport> => {
  const database = resolve(options.database);
  const lock = await acquireLock(database);
  const folder = `${database}.replay`;
  try {
    await prepareWorkFolder(database);
    const runs = await runsToReplay(database, options);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const replayed = await replayAll(runs, options, folder);
    const previous = await putInPlace(join(folder, fileName), database);
    const journal = await Journal.peek(journalFolder(database));
    await journal.rebase(replayed.newest);
    return { ...replayed.report, database, previous };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await clearWorkFolder(database);
    await lock.release();
  }
};

const fileName = 'replayed.duckdb';

const tenantOf = ({ identity }: Run): string => identity.slice(0, identity.indexOf('/'));

/** The finished runs of the account whose data the journal holds; another account's may stand before them. */
const runsToReplay = async (database: string, options: ReplayOptions): Promise<readonly Run[]> => {
  const folder = journalFolder(database);
  const { done, last } = await Journal.peek(folder);
  if (!last) throw AffinityReplayError.empty(folder);
  const runs = done.filter((run) => tenantOf(run) === tenantOf(last));
  if (!options.allowIncomplete) await requireWhole(runs, database, options.streams ?? []);
  return runs;
};

/** Streams that the standing replica has brought to their end at some time, when it can be read. */
const streamsOf = async (database: string): Promise<readonly string[]> => {
  try {
    const reader = await ReplicaReader.open(database);
    const states = await reader.states().finally(() => reader.close());
    return [...states].filter(([, { status }]) => status === 'succeeded').map(([name]) => name);
  } catch {
    // A database that is lost or damaged is what a replay is for.
    return [];
  }
};

const requireWhole = async (runs: readonly Run[], database: string, own: readonly Stream[]): Promise<void> => {
  const known = new Set([savedViewSourceName, ...[...builtInStreams, ...own].map(({ name }) => name)]);
  const named = new Set([...runs.flatMap(({ streams }) => Object.keys(streams)), ...(await streamsOf(database))]);
  const unknown = [...named].filter((name) => !known.has(name));
  if (unknown.length > 0) throw AffinityReplayError.unknown(unknown);
  const missing = [...named].filter((name) => !wholeSince(runs, name));
  if (missing.length > 0) throw AffinityReplayError.incomplete(missing);
};

interface Replayed {
  readonly report: Pick<ReplayReport, 'loads' | 'streams' | 'tables'>;
  /** The newest load that is written in the replica. */
  readonly newest: string | null;
}

const replayAll = async (runs: readonly Run[], options: ReplayOptions, folder: string): Promise<Replayed> => {
  const streams = new Map<string, StreamReport>();
  const tables = new Map<string, number>();
  const loads: string[] = [];
  let newest: string | null = null;
  const contents = await FileStore.open(resolve(options.database));
  for (const [index, run] of runs.entries()) {
    options.signal?.throwIfAborted();
    options.onLoad?.({ loadId: run.loadId, index, of: runs.length });
    const load = await replayRun(run, {
      ...options,
      journal: journalFolder(resolve(options.database)),
      contents,
      folder,
      target: join(folder, fileName),
    });
    if (!load) continue;
    loads.push(run.loadId);
    if (load.written) newest = run.loadId;
    for (const report of load.streams) streams.set(report.stream, report);
    for (const { table, rows } of load.tables) tables.set(table, rows);
  }
  return { report: { loads, streams: [...streams.values()], tables: [...tables].map(([table, rows]) => ({ table, rows })) }, newest };
};

const keep = async (database: string): Promise<string | null> => {
  if ((await sizeOf(database)) === undefined) return null;
  const previous = previousPath(database);
  await keepAside(database, previous);
  return previous;
};

const putInPlace = async (built: string, database: string): Promise<string | null> => {
  if ((await sizeOf(built)) === undefined) throw AffinityReplayError.empty(journalFolder(database));
  await absorbWal(database);
  const previous = await keep(database);
  await rename(built, buildPath(database));
  const done = await swap(database);
  if (!done.inPlace) throw AffinityReplayError.heldOpen(database);
  return previous;
};
