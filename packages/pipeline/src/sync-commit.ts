import type { Extracted } from './extract/extract.ts';
import type { Run, RunLoad } from './journal/run.ts';
import type { StreamOutcome } from './replica/ledger.ts';
import type { CommitReport, ReplicaWriter } from './replica/writer.ts';
import type { StreamReport } from './report.ts';

/** A run whose streams were read, and what its load says about itself. */
export interface RunCommit {
  readonly writer: ReplicaWriter;
  readonly run: Run;
  readonly extracted: readonly Extracted[];
  readonly reports: readonly StreamReport[];
  readonly load: RunLoad;
}

/** Writes what a run read into the replica. */
export const commitRun = async ({ writer, run, extracted, reports, load }: RunCommit): Promise<CommitReport> => {
  const { acceptDeletes, ...told } = load;
  const { loadId, startedAt } = run;
  const streams = reports.map((report, index): StreamOutcome => {
    const complete = extracted[index]?.result.complete === true && report.mode === 'full';
    return { ...report, startedAt, finishedAt: load.finishedAt, state: null, complete };
  });
  return await writer.commit({ load: { ...told, loadId, startedAt }, streams, acceptDeletes });
};
