import { setMaxListeners } from 'node:events';
import { PageRows } from '../normalise/page-rows.ts';
import type { RecordId } from '../replica/feed.ts';
import { isDiskFull } from '../replica/live.ts';
import type { Reading, Stream, Walk } from '../streams/stream.ts';
import { codeOf, FilterIgnoredError, permissionOf, statusOf, UnreadableAnswerError } from './errors.ts';
import type { PageSource } from './page-source.ts';
import type { Slots } from './slots.ts';
import { type Destination, type WalkContext, walkPages } from './walker.ts';

/** Errors after which no stream can go on; they end the run. */
const fatalCodes: ReadonlySet<string> = new Set([
  'authentication',
  'unknown-list',
  'unknown-field',
  'unknown-view',
  'missing_key',
  'configuration',
]);

/** Also whatever the file system says: where pages or rows cannot be written, no stream can go on. */
const isFatal = (error: unknown): boolean =>
  fatalCodes.has(codeOf(error) ?? '') || (error instanceof Error && ('syscall' in error || isDiskFull(error)));

/** Statuses with which a server answers to a page that it does not know any more. */
const lostCursor: ReadonlySet<number> = new Set([400, 404, 410, 422]);

/** What is known of a stream while and after it is read. */
export interface StreamResult {
  readonly stream: string;
  status: 'succeeded' | 'failed' | 'not_permitted' | 'skipped' | 'interrupted';
  reason: string;
  /** Pages that came, those of completions apart. */
  pages: number;
  records: number;
  unchanged: number;
  rejected: number;
  /** Parts of records that could not be completed. */
  truncated: number;
  /** What was passed over because nobody asked for it. */
  leftOut: string;
  /** Lists whose walks came to their end. */
  readonly lists: Set<number>;
  /** Whether every walk came to its end. */
  complete: boolean;
  /** Records whose ids are none. */
  nameless: number;
  /** Whether it could not be told which records are gone. */
  deletionsWait: boolean;
}

/** What running a stream takes. */
export interface RunnerParts {
  readonly stream: Stream;
  readonly reading: Reading;
  readonly source: PageSource;
  readonly slots: Slots;
  readonly destination: Destination & { clear(): Promise<void> };
  readonly signal: AbortSignal;
  readonly onPage: (result: StreamResult) => void;
}

/** Why a walk ended early, in a word for programs and a sentence for people. */
const verdict = (error: unknown, stream: Stream, signal: AbortSignal): Pick<StreamResult, 'status' | 'reason'> => {
  if (signal.aborted) return { status: 'interrupted', reason: 'stopped; the next run goes on from here' };
  const message = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === 'budget-spent') return { status: 'interrupted', reason: message };
  if (codeOf(error) !== 'authorization') return { status: 'failed', reason: message };
  const permission = permissionOf(error) ?? stream.permission;
  return { status: 'not_permitted', reason: permission ? `missing permission: ${permission}` : message };
};

/** Reads one stream to its end, or as far as it goes. */
export class StreamRunner {
  readonly result: StreamResult;
  /** How the stream is read; plainer than at first where the server is. */
  reading: Reading;
  readonly #parts: RunnerParts;
  readonly #announced = new Set<RecordId>();
  #firstNameless: unknown;
  /** Stops the other walks of the stream when one has failed. */
  #stop = new AbortController();
  #signal: AbortSignal;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.reading = parts.reading;
    this.#signal = this.#listen();
    const counts = { pages: 0, records: 0, unchanged: 0, rejected: 0, truncated: 0, nameless: 0 };
    this.result = {
      stream: parts.stream.name,
      status: 'succeeded',
      reason: '',
      leftOut: '',
      ...counts,
      lists: new Set(),
      complete: false,
      deletionsWait: false,
    };
  }

  #listen(): AbortSignal {
    const signal = AbortSignal.any([this.#parts.signal, this.#stop.signal]);
    // Every request in flight listens to it.
    setMaxListeners(0, signal);
    return signal;
  }

  /** Never rejects but for what ends the run. */
  async run(): Promise<StreamResult> {
    try {
      await this.#stages().catch((error: unknown) => this.#withoutFilters(error));
      this.#requireNames();
      this.result.complete = this.result.status === 'succeeded';
    } catch (error) {
      if (isFatal(error)) throw error;
      Object.assign(this.result, verdict(error, this.#parts.stream, this.#parts.signal));
    }
    if (this.result.status !== 'succeeded' && !this.#parts.stream.independent) await this.#parts.destination.clear();
    return this.result;
  }

  /** Records without ids cannot be kept; where there are only such, or what is gone cannot be told from them, that has to be said. */
  #requireNames(): void {
    const { nameless, records } = this.result;
    if (nameless === 0) return;
    if (records === 0) {
      const example = JSON.stringify(this.#firstNameless) ?? 'nothing';
      throw new UnreadableAnswerError(`None of ${nameless} records has a usable id: expected a positive integer, got ${example}`);
    }
    this.result.deletionsWait = true;
    this.result.reason = `${nameless} ${nameless === 1 ? 'record has' : 'records have'} no usable id; deletions wait`;
  }

  /** Asks for records again. Gives the ids of those that are still there, and of those of which nobody can tell. */
  async again(ids: readonly RecordId[], walks: readonly Walk[]): Promise<ReadonlySet<RecordId>> {
    const kept = new Set<RecordId>();
    for (const walk of walks) {
      try {
        await walkPages(walk, { ...this.#context(false), start: () => undefined, seen: (id) => kept.add(id) });
      } catch (error) {
        if (this.#parts.signal.aborted || isFatal(error)) throw error;
        // Gone, or a server that cannot be asked like this: the complete walk stands.
        const status = statusOf(error) ?? 0;
        if (status === 404 || walk.nothingOn?.includes(status) || error instanceof FilterIgnoredError) continue;
        for (const id of ids) kept.add(id);
        this.result.deletionsWait = true;
        this.result.reason = `deletions wait for the next run: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return kept;
  }

  /** A server that ignores filters or ids is walked from the beginning to the end. */
  async #withoutFilters(error: unknown): Promise<void> {
    if (!(error instanceof FilterIgnoredError)) throw error;
    this.#stop = new AbortController();
    this.#signal = this.#listen();
    await this.#parts.destination.clear();
    Object.assign(this.result, {
      records: 0,
      unchanged: 0,
      rejected: 0,
      reason: `the server ignores ${this.reading.prefer === 'time' ? 'ids' : 'time filters'}: read from beginning to end`,
    });
    this.reading = { ...this.reading, mode: 'full', since: null, prefer: 'quota', plain: true };
    await this.#stages();
  }

  async #stages(): Promise<void> {
    for (const walks of this.#parts.stream.stages(this.reading)) {
      await this.#stage(this.reading.plain ? walks.map(({ split: _, ...walk }) => walk) : walks);
    }
  }

  async #stage(walks: readonly Walk[]): Promise<void> {
    const failures: unknown[] = [];
    const running: Promise<void>[] = [];
    const start = (more: readonly Walk[]): void => void running.push(...more.map(run));
    const run = async (walk: Walk): Promise<void> => {
      try {
        start(await walkPages(walk, { ...this.#context(walk.leads ?? walks.length === 1), start }));
        if (walk.listId !== undefined) this.result.lists.add(walk.listId);
      } catch (error) {
        if (walk.nothingOn?.includes(statusOf(error) ?? 0)) return start(this.#instead(walk));
        if (walk.from !== undefined && walk.track && lostCursor.has(statusOf(error) ?? 0)) {
          walk.track.refused = true;
          return;
        }
        failures.push(error);
        if (walk.track) walk.track.failed = true;
        if (walk.listId !== undefined) this.result.lists.delete(walk.listId);
        // What cannot be used anyway need not be asked for.
        // But what is on its way when a budget ends was paid for.
        if (codeOf(error) !== 'budget-spent' && (!this.#parts.stream.independent || isFatal(error))) this.#stop.abort();
      }
    };
    start(walks);
    while (running.length > 0) await Promise.all(running.splice(0));
    if (failures.length > 0) this.#fail(failures, walks.length);
  }

  /** What an account is not served is no failure, and no sign that what the replica holds of it is gone. */
  #instead({ unserved, instead, idsOnly }: Walk): readonly Walk[] {
    const { say, walks } = instead?.() ?? { say: unserved, walks: [] };
    if (say !== undefined) this.result.reason = say;
    if (unserved !== undefined && !idsOnly) this.result.deletionsWait = true;
    return walks;
  }

  #fail(failures: readonly unknown[], walks: number): never {
    const first = failures.find(isFatal) ?? failures.find((error) => codeOf(error) === 'budget-spent') ?? failures[0];
    const refused = failures.filter((error) => codeOf(error) === 'authorization').length;
    // Alone, in a stream that is nothing without it, or the same everywhere: the failure speaks for the stream.
    if (isFatal(first) || codeOf(first) === 'budget-spent' || !this.#parts.stream.independent || refused === walks || walks === 1)
      throw first;
    throw new Error(
      `${failures.length} of ${walks} lists could not be read, the first because: ${first instanceof Error ? first.message : String(first)}`,
    );
  }

  #context(urgent: boolean): Omit<WalkContext, 'start'> {
    const { stream, source, slots, destination, onPage } = this.#parts;
    return {
      stream: stream.name,
      source,
      slots,
      destination,
      urgent,
      signal: this.#signal,
      announced: this.#announced,
      table: stream.feeds[0].table,
      rows: () => new PageRows(stream.name),
      nameless: (id) => {
        if (this.result.nameless++ === 0) this.#firstNameless = id;
      },
      truncated: () => this.result.truncated++,
      report: ({ records, unchanged, rejected }) => {
        this.result.pages++;
        this.result.records += records;
        this.result.unchanged += unchanged;
        this.result.rejected += rejected;
        onPage(this.result);
      },
    };
  }
}
