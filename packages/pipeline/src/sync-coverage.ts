import type { Journal } from './journal/journal.ts';
import type { StreamRun } from './journal/run.ts';
import type { StreamReport } from './report.ts';
import type { Stream } from './streams/stream.ts';
import { isByList } from './sync-deletions.ts';
import type { SyncOptions } from './sync-options.ts';
import { includesOf } from './sync-run.ts';

/** How a stream ended, as far as later runs depend on it. */
export interface StreamEnding extends Pick<StreamReport, 'status' | 'mode'> {
  readonly prefer: string | null;
  readonly stream: Stream;
  /** Whether every walk came to its end. */
  readonly complete: boolean;
  /** Lists whose walks came to their end. */
  readonly lists?: ReadonlySet<number>;
}

/** What the journal notes of each stream whose pages are now in the replica. */
export const coverageOf = async (
  journal: Journal,
  outcomes: readonly StreamEnding[],
  { lists: narrowedTo, include }: SyncOptions,
): Promise<Record<string, StreamRun>> => {
  const streams: Record<string, StreamRun> = {};
  for (const { stream, status, mode, prefer, complete, lists } of outcomes) {
    if (status !== 'succeeded' && !lists?.size) continue;
    const isWhole = complete && mode === 'full' && !(isByList(stream) && narrowedTo);
    const includes = includesOf(stream, include);
    streams[stream.name] = {
      coverage: isWhole ? 'whole' : 'part',
      mode: mode ?? 'full',
      pages: await journal.pages(stream.name),
      ...(includes.length > 0 ? { includes } : {}),
      ...(prefer === null ? {} : { prefer }),
    };
  }
  return streams;
};
