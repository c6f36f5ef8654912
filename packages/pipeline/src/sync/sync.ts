import { resolve } from 'node:path';
import type { RateState } from '@affinity-kit/contract';
import { FileStore } from '../contents/file-store.ts';
import { Budget } from '../extract/budget.ts';
import type { Extracted } from '../extract/extract.ts';
import { type Identity, identify } from '../extract/identity.ts';
import { PageSource } from '../extract/page-source.ts';
import { type Clock, offsetClock } from '../extract/server-clock.ts';
import type { StreamResult } from '../extract/stream-runner.ts';
import { journalError } from '../journal/errors.ts';
import { Journal } from '../journal/journal.ts';
import { journalFolder } from '../journal/journal-folder.ts';
import type { Run, RunLoad } from '../journal/run.ts';
import type { StreamMarks } from '../plan/marks.ts';
import { AffinityReplicaError, AffinityReplicaSpaceError } from '../replica/errors.ts';
import { isDiskFull } from '../replica/live.ts';
import { type CommitReport, ReplicaWriter } from '../replica/writer.ts';
import { streamsFor, streamsWithoutV2 } from '../streams/asked.ts';
import { MisnamedError } from '../streams/catalog.ts';
import { isByList, type Stream } from '../streams/stream.ts';
import { commitRun } from './commit-run.ts';
import { coverageOf, endingOf, endingOfReport } from './coverage.ts';
import { extractRun, heldBatches } from './extract-run.ts';
import { type FinishedLoad, finishedLoad } from './finished-load.ts';
import { endOfLoad } from './load-times.ts';
import type { SyncOptions } from './options.ts';
import { overallStatus, type Progress, type StreamReport, type SyncReport, streamReport } from './report.ts';
import { beginRun, marksOf, replicaLoadId } from './run.ts';

/**
 * Brings a DuckDB file up to date with Affinity.
 *
 * Resolves to what `affinity sync --json` prints, also when some streams failed (`partial`), when it was stopped by its signal
 * (`interrupted`), when nothing could be read (`failed`), and when it must not start (`refused`: the database is locked, foreign, newer, or of
 * another account; the reason stands with every stream).
 *
 * The database is replaced as a whole at the end or not at all. What came before an interruption, of whatever kind, is in the journal: the
 * same call goes on from there.
 *
 * @throws the client's error when the key is wrong or the server cannot be reached; an AffinityReplicaError of category `failed` (full disk,
 * damaged database, unwritable folder) or an AffinityJournalError; UnknownStreamError and UnknownListError, whose messages name what there is.
 */
export const sync = async (options: SyncOptions): Promise<SyncReport> => {
  const session = new SyncSession(options, streamsFor(options));
  try {
    return await session.run();
  } catch (error) {
    if (error instanceof AffinityReplicaError && error.category === 'refused') return session.refused(error);
    if (options.signal?.aborted) return session.interrupted();
    throw spaceError(options.database, journalError(journalFolder(resolve(options.database)), error));
  } finally {
    await session.close();
  }
};

/** What an account without API v2 gets; the guide to running has the whole of it. */
const withoutV2Warning =
  'This account has no API v2: v1 is read. Values of companies and persons, and interactions where they are asked for, come for named lists alone. ' +
  'v1 does not tell saved views, users, teams, merges, suggested duplicates, transcripts, relationships, enriched fields and values of relationship intelligence.';

/** DuckDB says in its own words that it had no room for what was read. */
const spaceError = (database: string, error: unknown): unknown =>
  error instanceof Error && !('code' in error) && isDiskFull(error)
    ? new AffinityReplicaSpaceError(resolve(database), error.message, { cause: error })
    : error;

/** One call of {@link sync} and what it has opened. */
class SyncSession {
  readonly #options: SyncOptions;
  #streams: readonly Stream[];
  /** Streams that nobody asked for by name and that few keys may read. */
  #extras: ReadonlySet<string>;
  readonly #database: string;
  readonly #signal: AbortSignal;
  /** Tells the server's time as soon as the server has answered, so that what is read and what Affinity tells are dated by one clock. */
  #now: Clock;
  readonly #startedMs = performance.now();
  #writer: ReplicaWriter | undefined;
  #journal: Journal | undefined;
  #run: Run | undefined;
  #identityRequests = 0;
  #rate: RateState | undefined;
  #budget: Budget | undefined;

  constructor(options: SyncOptions, streams: readonly Stream[]) {
    this.#options = options;
    this.#streams = streams;
    this.#extras = extrasOf(streams, options);
    this.#database = resolve(options.database);
    this.#signal = options.signal ?? new AbortController().signal;
    this.#now = options.now ?? (() => new Date());
  }

  async run(): Promise<SyncReport> {
    this.#signal.throwIfAborted();
    const identity = await identify(this.#options.client, { warn: this.#warn, signal: this.#signal, now: this.#now });
    this.#now = offsetClock(this.#now, identity.clockOffsetMs);
    this.#identityRequests = identity.requests;
    this.#rate = identity.rate;
    if (identity.withoutV2) this.#useV1();
    if (this.#options.lists && !this.#streams.some((stream) => isByList(stream) || stream.byEvent))
      this.#warn('None of the streams asked for belongs to a list: `lists` narrows nothing.');
    const { writer, journal } = await this.#open(identity);
    const parts = { options: this.#options, streams: this.#streams, identity, writer, journal, now: this.#now(), warn: this.#warn };
    const { run, resumed } = await beginRun(parts);
    this.#run = run;
    const finished = resumed ? await finishedLoad(writer, run) : undefined;
    if (finished) return await this.#closeFinished({ writer, journal, run }, finished);
    return await this.#load({ writer, journal, run }).catch((error: unknown) => this.#misnamed(error));
  }

  /** A run that names what there is not can never be gone on with. */
  async #misnamed(error: unknown): Promise<never> {
    await this.#journal?.close();
    if (error instanceof MisnamedError && this.#run) await this.#journal?.discard(this.#run);
    throw error;
  }

  refused({ message, nextStep, code }: AffinityReplicaError): SyncReport {
    const streams = this.#streams.map(({ name }) => blank(name, 'refused', `${message} ${nextStep}`));
    return { ...this.#report('refused', streams), refusal: code };
  }

  interrupted(): SyncReport {
    return this.#report(
      'interrupted',
      this.#streams.map(({ name }) => blank(name, 'interrupted', 'stopped; the next run goes on from here')),
    );
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    await this.#writer?.close();
  }

  #useV1(): void {
    if (!this.#streams.some(({ byEvent }) => byEvent)) this.#warn(withoutV2Warning);
    this.#streams = streamsWithoutV2(this.#options);
    this.#extras = extrasOf(this.#streams, this.#options);
  }

  readonly #warn = (warning: string): void => this.#options.onWarning?.(warning);

  async #open(identity: Identity): Promise<{ writer: ReplicaWriter; journal: Journal }> {
    const stateFolder = journalFolder(this.#database);
    const tables = this.#streams.flatMap((stream) => stream.tables ?? []);
    const { tenantId, userId, webUrl, clockOffsetMs } = identity;
    const whose = { tenantId, userId, webUrl, clockOffsetMs };
    this.#writer = await ReplicaWriter.open({ database: this.#database, stateFolder, streams: this.#streams, tables, ...whose });
    this.#journal = await Journal.open(stateFolder);
    return { writer: this.#writer, journal: this.#journal };
  }

  /** A run that was killed between putting the new version in place and saying so. */
  async #closeFinished({ writer, journal, run }: Opened, report: FinishedLoad): Promise<SyncReport> {
    const endings = report.streams.flatMap((one) => endingOfReport(one, this.#streams, run) ?? []);
    await journal.finish({
      streams: await coverageOf(journal, endings, this.#options),
      replicaLoadId: await replicaLoadId(writer),
      load: { ...report.load, acceptDeletes: this.#options.acceptDeletes === true },
    });
    return this.#report(report.status, report.streams, report.tables);
  }

  async #load(opened: Opened): Promise<SyncReport> {
    const { writer, journal, run } = opened;
    const budget = new Budget(this.#options, this.#identityRequests, this.#rate);
    this.#budget = budget;
    const source = new PageSource({ api: this.#options.client, journal, now: this.#now, budget });
    const extracted = await extractRun({
      run,
      streams: this.#streams,
      writer,
      source,
      journal,
      asked: this.#options,
      held: (stream) => heldBatches(writer, stream),
      contents: await FileStore.open(this.#database, this.#options.client),
      signal: this.#signal,
      onProgress: (result, done) => this.#progress(result, source, done),
    });
    for (const { path } of journal.damages)
      this.#warn(`${path} is damaged; its pages were asked for again. Check the disk if this happens again.`);
    const reports = extracted.map((one) => this.#streamReport(one, source, undefined));
    const empty = new Set(extracted.filter(({ result }) => result.pages === 0).map(({ stream }) => stream.name));
    const status = overallStatus(reports, { extras: this.#extras, empty });
    if (status === 'failed' && empty.size === reports.length)
      this.#warn(`Nothing could be read from ${this.#options.client.baseUrl}. If that is not Affinity, change AFFINITY_BASE_URL.`);
    if (status === 'interrupted' || status === 'failed') return this.#report(status, reports);
    await journal.sync();
    const { load, commit, marks } = await this.#commit(opened, extracted, source);
    if (commit.waitingAt)
      this.#warn(
        `The new version waits at ${commit.waitingAt}: another program holds ${this.#database} open. The next sync puts it in place.`,
      );
    const streams = await coverageOf(
      journal,
      extracted.map((one) => endingOf(one, marks.get(one.stream.name))),
      this.#options,
    );
    await journal.finish({ streams, replicaLoadId: commit.written ? run.loadId : await replicaLoadId(writer), load });
    const isNoted = this.#options.schema === 'report' && commit.schemaChanges > 0;
    if (isNoted) this.#warn(`${commit.schemaChanges} changes of lists, fields or their values are new; they stand in _schema_changes.`);
    return this.#report(
      isNoted && status === 'succeeded' ? 'partial' : status,
      extracted.map((one) => this.#streamReport(one, source, commit)),
      commit.tables,
    );
  }

  #progress({ stream, status, records, rejected }: StreamResult, source: PageSource, done: boolean): void {
    const progress: Progress = {
      stream,
      records,
      rejected,
      requests: source.requests.get(stream) ?? 0,
      done,
      status: done ? status : 'running',
    };
    this.#options.onProgress?.(progress);
  }

  #streamReport({ stream, result, reading }: Extracted, source: PageSource, commit: CommitReport | undefined): StreamReport {
    const planned = this.#run?.plan[stream.name];
    const decision = { mode: reading.mode, reason: planned?.reason ?? '' };
    const plannedRequests = planned?.requests ?? null;
    return streamReport(result, { decision, requests: source.requests.get(stream.name) ?? 0, plannedRequests, commit });
  }

  async #commit(
    { writer, run, journal }: Opened,
    extracted: readonly Extracted[],
    source: PageSource,
  ): Promise<{ load: RunLoad; commit: CommitReport; marks: ReadonlyMap<string, StreamMarks> }> {
    const reports = extracted.map((one) => this.#streamReport(one, source, undefined));
    const load: RunLoad = {
      status: overallStatus(reports, { extras: this.#extras }) === 'succeeded' ? 'succeeded' : 'partial',
      finishedAt: endOfLoad(this.#now(), run.startedAt).toISOString(),
      toolVersion: this.#options.toolVersion ?? '',
      requests: reports.reduce((sum, report) => sum + report.requests, this.#identityRequests),
      acceptDeletes: this.#options.acceptDeletes === true,
    };
    const marks = await marksOf(writer, journal, await replicaLoadId(writer));
    return { load, marks, commit: await commitRun({ writer, run, extracted, reports, load, marks, schema: this.#options.schema }) };
  }

  #report(status: SyncReport['status'], streams: readonly StreamReport[], tables: SyncReport['tables'] = []): SyncReport {
    const requests = streams.reduce((sum, stream) => sum + stream.requests, this.#identityRequests);
    const durationMs = Math.round(performance.now() - this.#startedMs);
    return {
      loadId: this.#run?.loadId ?? '',
      status,
      database: this.#database,
      requests,
      durationMs,
      ...(this.#budget?.isSpent && { budgetSpent: true }),
      streams,
      tables,
    };
  }
}

const extrasOf = (streams: readonly Stream[], { streams: asked }: SyncOptions): ReadonlySet<string> =>
  new Set(streams.filter(({ name, extra }) => extra && !asked?.includes(name)).map(({ name }) => name));

interface Opened {
  readonly writer: ReplicaWriter;
  readonly journal: Journal;
  readonly run: Run;
}

const blank = (stream: string, status: StreamReport['status'], reason: string): StreamReport => ({
  stream,
  status,
  mode: null,
  reason,
  requests: 0,
  records: 0,
  rejected: 0,
});
