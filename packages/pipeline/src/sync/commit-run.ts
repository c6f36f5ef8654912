import type { Extracted } from '../extract/extract.ts';
import type { Run, RunLoad } from '../journal/run.ts';
import type { StreamMarks } from '../plan/marks.ts';
import { stateAfter } from '../plan/next-marks.ts';
import type { SeenRange } from '../replica/freshness.ts';
import type { StreamOutcome } from '../replica/ledger.ts';
import type { SchemaPolicy } from '../replica/schema-policy.ts';
import type { CommitReport, ReplicaWriter } from '../replica/writer.ts';
import type { StreamReport } from './report.ts';

/** A run whose streams were read, and what its load says about itself. */
export interface RunCommit {
  readonly writer: ReplicaWriter;
  readonly run: Run;
  readonly extracted: readonly Extracted[];
  readonly reports: readonly StreamReport[];
  readonly load: RunLoad;
  /** What the last load of each stream left. */
  readonly marks: ReadonlyMap<string, StreamMarks>;
  readonly schema?: SchemaPolicy | undefined;
}

/** What the walks along chains saw. */
const rangesOf = ({ stream, reading, result }: Extracted, seenAt: string): readonly SeenRange[] | undefined => {
  if (!stream.chains) return undefined;
  if (!result.complete && !stream.independent) return [];
  const proved = reading.tracks.filter((track) => track.proved && track.lastId > track.part.afterId);
  return proved.map((track) => ({
    stream: track.part.chain === '' ? stream.name : `${stream.name}/${track.part.chain}`,
    firstId: track.part.afterId + 1,
    lastId: Math.max(track.lastId, track.ended ? track.part.knownId : 0),
    seenAt,
    isAll: track.part.afterId === 0 && track.ended,
  }));
};

/** Writes what a run read into the replica. */
export const commitRun = async ({ writer, run, extracted, reports, load, marks, schema }: RunCommit): Promise<CommitReport> => {
  const { acceptDeletes, ...told } = load;
  const { loadId, startedAt } = run;
  const streams = reports.map((report, index): StreamOutcome => {
    const one = extracted[index];
    const complete = one?.result.complete === true && report.mode === 'full';
    const ranges = one && rangesOf(one, load.finishedAt);
    const state = one ? stateAfter(one, marks.get(one.stream.name)) : null;
    return { ...report, startedAt, finishedAt: load.finishedAt, state, complete, ...(ranges ? { ranges } : {}) };
  });
  return await writer.commit({ load: { ...told, loadId, startedAt }, streams, acceptDeletes, schema });
};
