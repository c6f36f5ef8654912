import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { closeSession, openSession } from './connection.ts';
import { AffinityReplicaBusyError, AffinityReplicaSpaceError, AffinityReplicaWalError } from './errors.ts';
import { openError, sizeOf } from './live.ts';

/** Private folder beside a database in which its next version is built. Only the holder of the lock touches it. */
export const workFolder = (database: string): string => `${database}.load`;

/** Where the next version is built. */
export const buildPath = (database: string): string => join(workFolder(database), 'next.duckdb');

/** Where a complete next version waits when it could not be renamed into place. */
export const readyPath = (database: string): string => join(workFolder(database), 'ready.duckdb');

/** Bytes that DuckDB may need beside the data itself. */
const reserveBytes = 32_000_000;

/** Makes sure that `bytes` fit beside the database. */
export async function requireSpace(database: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(database));
  const freeBytes = bavail * bsize;
  const neededBytes = bytes + reserveBytes;
  if (freeBytes >= neededBytes) return;
  const mega = (value: number): string => `${Math.ceil(value / 1e6)} MB`;
  throw new AffinityReplicaSpaceError(database, `about ${mega(neededBytes)} needed, ${mega(freeBytes)} free`);
}

/** Puts a version that an earlier load had to leave waiting in its place. */
async function adoptWaiting(database: string): Promise<void> {
  const waiting = readyPath(database);
  if ((await sizeOf(waiting)) === undefined || (await putInPlace(waiting, database))) return;
  throw new AffinityReplicaBusyError(database, new Error(`The version at ${waiting} waits for its place.`));
}

/** Empties the work folder of what an interrupted load left, but for a complete version that waits for its place. */
export async function prepareWorkFolder(database: string): Promise<void> {
  const folder = workFolder(database);
  await mkdir(dirname(folder), { recursive: true });
  await adoptWaiting(database);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Removes the work folder, unless a complete version waits in it. */
export async function clearWorkFolder(database: string): Promise<void> {
  if ((await sizeOf(readyPath(database))) !== undefined) return;
  await rm(workFolder(database), { recursive: true, force: true });
}

/**
 * Writes the log that another program left beside the database into it.
 *
 * @throws AffinityReplicaWalError when that is not possible: the log would be replayed into the version that replaces the database.
 */
export async function absorbWal(database: string): Promise<void> {
  const wal = `${database}.wal`;
  if ((await sizeOf(wal)) === undefined) return;
  if ((await sizeOf(database)) === undefined) throw new AffinityReplicaWalError(database);
  try {
    const session = await openSession(database);
    await session.connection.run('CHECKPOINT').finally(() => closeSession(session));
  } catch (error) {
    const known = openError(database, error);
    throw known.code === 'replica-busy' ? known : new AffinityReplicaWalError(database, error);
  }
  const left = await sizeOf(wal);
  if (left !== undefined && left > 0) throw new AffinityReplicaWalError(database);
  await rm(wal, { force: true });
}

/** Copies a version of the database to where its next one is built; shares its blocks where the file system can. */
export async function copyForBuild(database: string, source: string): Promise<void> {
  const target = buildPath(database);
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await chmod(target, 0o600);
}

/** Gives a database a second name, under which it stays when another takes its place; where the file system cannot, a copy does. */
export async function keepAside(database: string, path: string): Promise<void> {
  await rm(path, { force: true });
  await link(database, path).catch(() => copyFile(database, path));
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Syncs a folder, so that a rename in it survives a power cut; Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  try {
    await syncToDisk(path);
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  }
}

/** Errors of a rename over a file that somebody has open, on systems that refuse it. */
const heldOpen = new Set(['EPERM', 'EBUSY', 'EACCES']);

const isHeldOpen = (error: unknown): boolean => heldOpen.has((error as NodeJS.ErrnoException).code ?? '');

const renameDelaysMs = [50, 100, 200, 400, 800];

/** Renames a file over another that may be open for a moment. Resolves to false when it stays open. */
async function renameOver(source: string, target: string, move: typeof rename): Promise<boolean> {
  for (const delayMs of [...renameDelaysMs, null]) {
    try {
      await move(source, target);
      return true;
    } catch (error) {
      if (!isHeldOpen(error)) throw error;
      if (delayMs !== null) await delay(delayMs);
    }
  }
  return false;
}

async function putInPlace(source: string, database: string, move: typeof rename = rename): Promise<boolean> {
  const moved = await renameOver(source, database, move);
  if (moved) await syncFolder(dirname(database));
  return moved;
}

/** Where a complete version of the database ended up. */
export type SwapResult = { readonly inPlace: true } | { readonly inPlace: false; readonly waitingAt: string };

/**
 * Puts the version that was built in the place of the database: sync the file, rename, sync the folder.
 *
 * Where the system cannot rename over an open file and the file stays open, the version is kept for the next load, which begins by putting it
 * in place.
 */
export async function swap(database: string, move: typeof rename = rename): Promise<SwapResult> {
  const built = buildPath(database);
  await syncToDisk(built);
  if (await putInPlace(built, database, move)) return { inPlace: true };
  const waitingAt = readyPath(database);
  await rename(built, waitingAt);
  return { inPlace: false, waitingAt };
}
