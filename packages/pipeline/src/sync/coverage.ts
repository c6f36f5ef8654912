import type { Extracted } from '../extract/extract.ts';
import type { Journal } from '../journal/journal.ts';
import type { Run, StreamRun } from '../journal/run.ts';
import { parseMarks, readSince, type StreamMarks } from '../plan/marks.ts';
import { stateAfter } from '../plan/next-marks.ts';
import { includesOf, isByList, type Stream } from '../streams/stream.ts';
import type { SyncOptions } from './options.ts';
import type { StreamReport } from './report.ts';

/** How a stream ended, as far as later runs depend on it. */
export interface StreamEnding extends Pick<StreamReport, 'status' | 'mode'> {
  readonly prefer: string | null;
  readonly plain: boolean;
  readonly deletionsWait: boolean;
  readonly stream: Stream;
  /** Whether every walk came to its end. */
  readonly complete: boolean;
  /** Since when every record was read at least once, ISO 8601. */
  readonly readSince?: string | undefined;
  /** Lists whose walks came to their end. */
  readonly lists?: ReadonlySet<number>;
}

/** How a stream of this run ended. */
export const endingOf = (extracted: Extracted, before?: StreamMarks): StreamEnding => {
  const { stream, result, reading } = extracted;
  const prefer = stream.byIds ? reading.prefer : null;
  const since = readSince(parseMarks(stateAfter(extracted, before)));
  return { ...result, stream, mode: reading.mode, prefer, plain: reading.plain, readSince: since };
};

/** How a stream ended, as far as the ledger of the replica tells. */
export const endingOfReport = (
  { stream: name, status, mode }: StreamReport,
  streams: readonly Stream[],
  run: Run,
): StreamEnding | undefined => {
  const stream = streams.find((other) => other.name === name);
  const prefer = run.plan[name]?.prefer ?? null;
  return stream && { stream, status, mode, prefer, plain: false, deletionsWait: false, complete: status === 'succeeded' };
};

/** Whether values that the stream keeps were read by earlier runs, so that the pages of this one are not all that it takes. */
const keepsValues = ({ name, narrowed }: Stream, journal: Journal): boolean =>
  narrowed === 'by-lists' && journal.done.some(({ streams }) => streams[name] && !streams[name].withoutValues);

/** Whether the run brought all that the replica holds of a stream. */
const isWhole = ({ stream, mode, complete }: StreamEnding, journal: Journal, lists: SyncOptions['lists']): boolean => {
  const narrowed = stream.narrowed === true || (lists !== undefined && isByList(stream));
  return complete && mode === 'full' && !narrowed && !keepsValues(stream, journal);
};

const marksOf = (ending: StreamEnding, includes: readonly string[]): Partial<StreamRun> => {
  const { name, needs, uses: can = [], narrowed, units } = ending.stream;
  const uses = [...needs, ...can, ...(narrowed === 'by-lists' ? ['lists'] : []), ...(units?.rests ? [name] : [])];
  return {
    ...(includes.length > 0 && { includes }),
    ...(ending.prefer !== null && { prefer: ending.prefer }),
    ...(ending.plain && { plain: true }),
    ...(ending.status !== 'succeeded' && { failed: true }),
    ...(ending.deletionsWait && { deletionsWait: true }),
    ...(uses.length > 0 && { uses }),
  };
};

/** What the journal notes of each stream whose pages are now in the replica. */
export const coverageOf = async (
  journal: Journal,
  outcomes: readonly StreamEnding[],
  { lists: narrowedTo, include }: SyncOptions,
): Promise<Record<string, StreamRun>> => {
  const streams: Record<string, StreamRun> = {};
  for (const ending of outcomes) {
    const { stream, status, mode } = ending;
    if (status !== 'succeeded' && !ending.lists?.size) continue;
    const since = journal.done.find(({ startedAt }) => startedAt === ending.readSince);
    const whole = isWhole(ending, journal, narrowedTo);
    streams[stream.name] = {
      coverage: whole ? 'whole' : 'part',
      mode: mode ?? 'full',
      pages: await journal.pages(stream.name),
      ...(since && !whole && ending.mode !== 'full' && { wholeSince: since.loadId }),
      ...(whole && !narrowedTo && stream.narrowed === 'by-lists' && { withoutValues: true }),
      ...marksOf(ending, includesOf(stream, include)),
    };
  }
  return streams;
};
