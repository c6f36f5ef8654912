import { readFileSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { AffinityReplicaFolderError, AffinityReplicaLockedError } from './errors.ts';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  /** When the process started, in ticks since the machine did; `null` where the system does not say. */
  readonly startedAt: string | null;
}

/** A held lock. */
export interface Lock {
  release(): Promise<void>;
}

/** A process id is given again after its process has died; the start time tells the two apart. */
function startTimeOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold spaces; the start time is the 22nd.
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isAlive = ({ pid, startedAt }: Holder): boolean => exists(pid) && (startedAt === null || startTimeOf(pid) === startedAt);

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const { pid, startedAt } = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, startedAt: startedAt ?? null } : undefined;
  } catch {
    return undefined;
  }
}

/** The process that is at work on a database; `undefined` when none is. */
export async function lockHolder(database: string): Promise<number | undefined> {
  const holder = await readHolder(`${database}.lock`);
  return holder && isAlive(holder) ? holder.pid : undefined;
}

/** Creates the lock file, or says that it is there already. */
async function claim(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) } satisfies Holder));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** How long a lock file without a readable holder may be one that is just being written. */
const graceMs = 2000;

/** Removes the lock of a process that has died. The rename decides between several that try. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function isYoung(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs < graceMs;
  } catch {
    return false;
  }
}

/**
 * Takes the lock of a database: the file `<database>.lock` with the id of this process.
 *
 * @throws AffinityReplicaLockedError with the other process's id while that process lives. The lock of a process that died is taken over.
 */
export async function acquireLock(database: string): Promise<Lock> {
  const path = `${database}.lock`;
  try {
    for (;;) {
      if (await claim(path)) return { release: () => rm(path, { force: true }) };
      const holder = await readHolder(path);
      if (holder === undefined ? await isYoung(path) : isAlive(holder)) throw new AffinityReplicaLockedError(database, holder?.pid ?? 0);
      await removeStale(path);
    }
  } catch (error) {
    if (error instanceof AffinityReplicaLockedError) throw error;
    throw new AffinityReplicaFolderError(database, error as Error);
  }
}
