import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Destination, Publication, PublishedState, TableChange } from '../destinations/destination.ts';
import { AffinityDestinationLostError } from '../destinations/errors.ts';
import { compose } from './compose.ts';
import { RowSource } from './row-source.ts';

/** What to publish, and where. */
export interface PublishOptions {
  /** Path of the replica. */
  readonly database: string;
  readonly destination: Destination;
  /** Views whose rows are published as tables, or `all`; none when left out. Views that do not exist are reported. */
  readonly views?: readonly string[] | 'all' | undefined;
  /** Sends everything, and lets go of a version that another replica published. */
  readonly full?: boolean | undefined;
  readonly onProgress?: ((progress: PublishProgress) => void) | undefined;
  /** Told, in a sentence, of what the user should know and the report has no place for. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Stops the publication; what the destination held stays. */
  readonly signal?: AbortSignal | undefined;
  readonly now?: (() => Date) | undefined;
  readonly toolVersion?: string | undefined;
  /** Milliseconds to wait before each new try after a cut connection; 1, 5 and 15 seconds when left out. */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

/** How far a publication is. */
export interface PublishProgress {
  readonly table: string;
  /** Rows of the table that have left. */
  readonly rows: number;
  readonly done: boolean;
}

/** What became of one table. */
export interface PublishedTableReport {
  readonly table: string;
  /** Rows that the destination holds. */
  readonly rows: number;
  /** `replace`: all rows were sent. `ranges`: some stretches of the table were. `rows`: single rows were. */
  readonly how: TableChange['how'];
  readonly written: number;
  readonly removed: number;
}

/** What a publication did: the object that `affinity publish --json` prints. */
export interface PublishReport {
  readonly destination: string;
  readonly status: 'published' | 'unchanged';
  /** Last load that the destination holds. */
  readonly loadId: string;
  readonly durationMs: number;
  /** Tables that were written. */
  readonly tables: readonly PublishedTableReport[];
  /** Rows that were sent. */
  readonly rows: number;
}

const reportOf = ({ table, how, written, removed }: TableChange): PublishedTableReport => ({
  table: table.name,
  rows: table.rows,
  how,
  written,
  removed,
});

/** Counts rows per table as they leave. */
function counter(onProgress: PublishOptions['onProgress']): Publication['onRows'] {
  const sums = new Map<string, number>();
  return (table, rows) => {
    const sum = (sums.get(table) ?? 0) + rows;
    sums.set(table, sum);
    onProgress?.({ table, rows: sum, done: false });
  };
}

/** Views follow the lists of the CRM: one that is asked for may not be there any more. */
function warnOfMissing(views: readonly string[] | 'all', tables: PublishedState['tables'], onWarning: (warning: string) => void): void {
  const missing = views === 'all' ? [] : views.filter((view) => !tables.some((table) => table.name === view));
  for (const view of missing) onWarning(`There is no view ${view} to publish.`);
}

/** One try. */
async function attempt(source: RowSource, options: PublishOptions): Promise<Omit<PublishReport, 'durationMs'>> {
  const { destination, views = [], full = false, signal = new AbortController().signal, onWarning = () => {} } = options;
  const now = (options.now ?? (() => new Date()))();
  let held: PublishedState | undefined;
  let made: Publication | null = null;
  await destination.publish(async (state) => {
    held = state;
    const asked = { address: destination.address, detail: destination.detail, views, full, toolVersion: options.toolVersion ?? '', now };
    const composed = await compose(source, state, asked);
    warnOfMissing(views, composed?.state.tables ?? state?.tables ?? [], onWarning);
    made = composed && { ...composed, source, onRows: counter(options.onProgress), onWarning, signal };
    return made;
  });
  return reportAttempt(destination.address, held, made);
}

function reportAttempt(destination: string, held: PublishedState | undefined, made: Publication | null): Omit<PublishReport, 'durationMs'> {
  if (made === null) return { destination, status: 'unchanged', loadId: held?.loadId ?? '', tables: [], rows: 0 };
  const tables = made.changes.map(reportOf);
  return {
    destination,
    status: 'published',
    loadId: made.state.loadId,
    tables,
    rows: tables.reduce((sum, table) => sum + table.written, 0),
  };
}

/** Tries again after a cut connection: what the destination holds is read anew, so that nothing is sent twice or left out. */
async function attempts(source: RowSource, options: PublishOptions): Promise<Omit<PublishReport, 'durationMs'>> {
  for (const delayMs of [...(options.retryDelaysMs ?? [1000, 5000, 15_000]), null]) {
    try {
      return await attempt(source, options);
    } catch (error) {
      if (!(error instanceof AffinityDestinationLostError) || delayMs === null || options.signal?.aborted) throw error;
      options.onWarning?.(`${error.message} Trying again.`);
      await delay(delayMs, undefined, options.signal ? { signal: options.signal } : {});
    }
  }
  throw new Error('unreachable: the last try returns or throws');
}

/**
 * Brings a destination up to date with the replica: only what changed since the version that it holds travels, and its readers see that
 * version until the next one is complete.
 *
 * @throws AffinityDestinationError, and AffinityReplicaError when the replica cannot be read.
 */
export const publish = async (options: PublishOptions): Promise<PublishReport> => {
  const startedMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'affinity-publish-'));
  try {
    const source = await RowSource.open(resolve(options.database), folder);
    try {
      const report = await attempts(source, options);
      return { ...report, durationMs: Math.round(performance.now() - startedMs) };
    } finally {
      source.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
