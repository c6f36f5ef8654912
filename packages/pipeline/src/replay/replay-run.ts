import type { Contents } from '../contents/file-store.ts';
import type { Api } from '../extract/api.ts';
import type { Extracted } from '../extract/extract.ts';
import { PageSource } from '../extract/page-source.ts';
import { Journal } from '../journal/journal.ts';
import type { Run } from '../journal/run.ts';
import { RunPages } from '../journal/run-pages.ts';
import type { Touched } from '../listen/touched.ts';
import { touchedStreams } from '../listen/touched-streams.ts';
import { touchedStreamsOfV1 } from '../listen/touched-streams-v1.ts';
import { parseMarks } from '../plan/marks.ts';
import type { RecordId } from '../replica/feed.ts';
import { type CommitReport, ReplicaWriter, type WriterOptions } from '../replica/writer.ts';
import { choiceOf } from '../streams/asked.ts';
import { withFields } from '../streams/field-choice.ts';
import { builtInStreams } from '../streams/index.ts';
import { savedViewSource } from '../streams/saved-view-source.ts';
import type { Include, Stream } from '../streams/stream.ts';
import { withoutV2 } from '../streams/v1/index.ts';
import { commitRun } from '../sync/commit-run.ts';
import { extractRun } from '../sync/extract-run.ts';
import type { SyncOptions } from '../sync/options.ts';
import { type StreamReport, streamReport } from '../sync/report.ts';
import { AffinityReplayError } from './replay-error.ts';

/** Where a run is replayed from and to. */
export interface ReplayRunOptions {
  readonly journal: string;
  /** What is there of the contents of files. */
  readonly contents: Contents;
  /** Private folder of the replay. */
  readonly folder: string;
  /** The database that is being rebuilt. */
  readonly target: string;
  readonly streams?: readonly Stream[] | undefined;
  readonly allowIncomplete?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A run that was written once more. */
export interface ReplayedRun extends Pick<CommitReport, 'written' | 'tables'> {
  readonly streams: readonly StreamReport[];
}

/** Stands for an answer that the journal does not hold: what was refused then, is refused now. */
class NotJournaledError extends Error {
  readonly code = 'not-journaled';
  readonly diagnostics = { status: 404, attempts: 0 } as const;
}

/** Answers nothing: everything comes from the journal. */
const silent: Api = {
  baseUrl: 'http://localhost',
  exchange: ({ method, path }) => Promise.reject(new NotJournaledError(`${method} ${path} is not in the journal`)),
};

interface Asked extends Pick<SyncOptions, 'views' | 'fieldTypes' | 'fields'> {
  readonly lists: readonly string[] | null;
  readonly include?: readonly Include[];
  readonly events?: Touched;
  readonly api?: 'v1';
}

const [tenant, user] = [0, 1] as const;

const identityOf = ({ identity, webUrl, clockOffsetMs }: Run): Pick<WriterOptions, 'tenantId' | 'userId' | 'webUrl' | 'clockOffsetMs'> => {
  const ids = identity.slice(0, identity.indexOf('@')).split('/').map(Number);
  return { tenantId: ids[tenant] ?? 0, userId: ids[user] ?? 0, webUrl, clockOffsetMs };
};

/** The plan as it was carried out. */
const carriedOut = (run: Run): Run => {
  const plan = Object.entries(run.plan).map(([stream, planned]) => {
    const { mode = planned.mode, plain } = run.streams[stream] ?? {};
    const since = mode === 'full' ? null : planned.since;
    return [stream, plain ? { ...planned, mode, since, prefer: 'quota', plain } : { ...planned, mode, since }] as const;
  });
  return { ...run, plan: Object.fromEntries(plan) };
};

/** The batches of ids that the run asked for. */
const batchesOf = async (pages: RunPages, stream: Stream): Promise<readonly (readonly RecordId[])[]> => {
  const ids = (key: string): readonly RecordId[] => new URLSearchParams(key.slice(key.indexOf('?') + 1)).getAll('ids').map(Number);
  return (await pages.keys(stream.name)).map(ids).filter((batch) => batch.length > 0);
};

/** What came out differently from the first time. */
const problemsOf = (run: Run, extracted: readonly Extracted[], pages: RunPages): readonly { stream: string; problem: string }[] => {
  const failed = extracted
    .filter(({ stream: { name }, result }) => run.streams[name] && !run.streams[name]?.failed && result.status !== 'succeeded')
    .map(({ stream: { name }, result }) => ({ stream: name, problem: result.reason }));
  return failed.length > 0 ? failed : pages.damages.slice(0, 1).map(({ path }) => ({ stream: 'journal', problem: `${path} is damaged` }));
};

const reportOf = (run: Run, { stream, result, reading }: Extracted): StreamReport => {
  const decision = { mode: reading.mode, reason: run.plan[stream.name]?.reason ?? '' };
  return streamReport(result, { decision, requests: run.streams[stream.name]?.pages ?? 0, commit: undefined });
};

/** What events named, as the run read it. */
const eventStreams = ({ events, api, lists }: Asked): readonly Stream[] => {
  if (!events) return [];
  return api === 'v1' ? touchedStreamsOfV1(events, { hasLists: lists !== null }) : touchedStreams(events);
};

/** Reads the pages of a finished run once more and writes its load; `undefined` when the journal holds none of its pages. */
export const replayRun = async (run: Run, options: ReplayRunOptions): Promise<ReplayedRun | undefined> => {
  const pages = await RunPages.of(options.journal, run);
  const asked = JSON.parse(run.asked) as Asked;
  const views = asked.views ? [savedViewSource(asked.views)] : [];
  const choice = choiceOf(asked);
  const events = eventStreams(asked);
  const known = [
    ...(asked.api === 'v1' ? withoutV2(builtInStreams, new Set()) : builtInStreams),
    ...views,
    ...(options.streams ?? []),
    ...events,
  ];
  const streams = [...new Map(known.map((stream) => [stream.name, stream])).values()]
    .filter(({ name }) => pages.streams.includes(name))
    .map((stream) => (choice ? withFields(stream, choice) : stream));
  if (streams.length === 0) return undefined;
  const tables = streams.flatMap((stream) => stream.tables ?? []);
  const writer = await ReplicaWriter.open({ database: options.target, stateFolder: options.folder, streams, tables, ...identityOf(run) });
  try {
    return await readAndWrite({ run: carriedOut(run), pages, streams, writer }, options);
  } finally {
    await writer.close();
    await pages.close();
  }
};

interface Opened {
  readonly run: Run;
  readonly pages: RunPages;
  readonly streams: readonly Stream[];
  readonly writer: ReplicaWriter;
}

const readAndWrite = async ({ run, pages, streams, writer }: Opened, options: ReplayRunOptions): Promise<ReplayedRun> => {
  const { lists, include = [], ...choice } = JSON.parse(run.asked) as Asked;
  const load = run.load ?? { status: 'succeeded', finishedAt: run.startedAt, toolVersion: '', requests: 0, acceptDeletes: false };
  const extracted = await extractRun({
    run,
    streams,
    writer,
    source: new PageSource({ api: silent, journal: pages, now: () => new Date(run.startedAt) }),
    journal: await Journal.peek(options.journal),
    asked: { ...choice, lists: lists ?? undefined, include, acceptDeletes: load.acceptDeletes },
    held: (stream) => batchesOf(pages, stream),
    contents: options.contents,
    signal: options.signal ?? new AbortController().signal,
    onProgress: () => undefined,
  });
  const problems = problemsOf(run, extracted, pages);
  if (problems.length > 0 && !options.allowIncomplete) throw AffinityReplayError.damaged(run.loadId, problems);
  const reports = extracted.map((one) => reportOf(run, one));
  const marks = new Map([...(await writer.states())].map(([stream, { state }]) => [stream, parseMarks(state)]));
  const { written, tables } = await commitRun({ writer, run, extracted, reports, load, marks });
  return { written, tables, streams: reports };
};
