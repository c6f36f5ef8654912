import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DueUnits, Part, PastWindow } from '../streams/stream.ts';

/** What a finished run brought of a stream. */
export interface StreamRun {
  /** `whole` when every record came, `part` when only some were asked for. */
  readonly coverage: 'whole' | 'part';
  readonly mode: string;
  /** Pages that it took, those that an earlier start of the run had asked for included. */
  readonly pages: number;
  /** What was read only because it was asked for. */
  readonly includes?: readonly string[];
  /** What was spared, where there are two ways to read. */
  readonly prefer?: string;
  /** Whether the server knew neither filters nor ids. */
  readonly plain?: true;
  /** Whether it asked for no values of records, and there were none that it kept. */
  readonly withoutValues?: true;
  /** Whether only a part succeeded, and that is what the replica holds. */
  readonly failed?: true;
  /** Whether deletions were left to the next run. */
  readonly deletionsWait?: true;
  /**
   * Id of the load from which on every record was read once, this run included: with it a round of the sweep, of all chains, units or times,
   * came to its end. Pages before it are no longer needed.
   */
  readonly wholeSince?: string;
  /** Streams that its requests depend on: their pages are kept as long as its own. */
  readonly uses?: readonly string[];
}

/** What the replica says about the load of a run; enough to write it once more. */
export interface RunLoad {
  readonly status: 'succeeded' | 'partial';
  readonly finishedAt: string;
  readonly toolVersion: string;
  readonly requests: number;
  readonly acceptDeletes: boolean;
}

/** How a run reads a stream. */
interface Planned {
  readonly mode: string;
  readonly reason: string;
  readonly since: string | null;
  readonly prefer?: string | null;
  readonly plain?: true;
  readonly parts?: readonly Part[];
  readonly units?: DueUnits;
  readonly past?: PastWindow;
  /** Requests that it was expected to take; `null` where nothing told. */
  readonly requests?: number | null;
}

/**
 * A run as its folder remembers it: everything that decides which requests it makes.
 *
 * A run that is resumed takes all of it from here, so that it asks for the very same pages.
 */
export interface Run {
  readonly version: 1;
  readonly loadId: string;
  /** ISO 8601, by the server's clock as all times of a run; also the upper end of every time window, and when what it read was so. */
  readonly startedAt: string;
  /** When it began by that clock, where the loads before it are dated later. */
  readonly readsFrom?: string;
  /** What was asked for: streams, lists, `full`. A command that asks for something else begins a run of its own. */
  readonly asked: string;
  /** Digest of tables and normalisers: pages that an older program normalised are not taken for unchanged. */
  readonly shape: string;
  /** Who asked: tenant, user and the origin that was asked. */
  readonly identity: string;
  /** Where people see the account's records, where the server told. */
  readonly webUrl?: string;
  /** How many milliseconds the server's clock was ahead of this machine's, where they differed. */
  readonly clockOffsetMs?: number;
  /** The decisions of the plan, by stream. */
  readonly plan: Readonly<Record<string, Planned>>;
  /** `open` until the replica holds what was read, or is known to hold it already. */
  readonly state: 'open' | 'done';
  /** Streams whose pages are in the replica. */
  readonly streams: Readonly<Record<string, StreamRun>>;
  /** The newest load of the replica after this run; pages are only taken for unchanged on top of it. */
  readonly replicaLoadId: string | null;
  /** Set when it is done. */
  readonly load?: RunLoad;
}

const fileName = 'run.json';

const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open folders; it needs no such sync either.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Replaces a small file as a whole: a crash leaves the old one or the new one. */
const replaceFile = async (path: string, text: string): Promise<void> => {
  const handle = await open(`${path}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
};

/** Writes down a run; its folder is made when it is new. */
export const saveRun = async (folder: string, run: Run): Promise<void> => {
  await mkdir(join(folder, run.loadId), { recursive: true, mode: 0o700 });
  await replaceFile(join(folder, run.loadId, fileName), `${JSON.stringify(run, null, 1)}\n`);
};

const isRun = (value: unknown): value is Run =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  value.version === 1 &&
  'loadId' in value &&
  typeof value.loadId === 'string';

const loadRun = async (path: string): Promise<Run | undefined> => {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRun(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** All runs of a journal, oldest first; folders without a readable `run.json` are named in `broken`. */
export const loadRuns = async (folder: string): Promise<{ runs: Run[]; broken: string[] }> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const runs: Run[] = [];
  const broken: string[] = [];
  for (const name of names.sort()) {
    const run = await loadRun(join(folder, name, fileName));
    if (run?.loadId === name) runs.push(run);
    else broken.push(name);
  }
  return { runs: runs.sort((a, b) => a.startedAt.localeCompare(b.startedAt)), broken };
};
