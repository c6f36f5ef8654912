import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Damage, idsIn, PageFile, type PageLocation } from './page-file.ts';
import type { PageMemo } from './page-memo.ts';
import type { PageRecord, RecordId } from './record.ts';
import { type Retention, retentionOf } from './retention.ts';
import { loadRuns, type Run, type StreamRun, saveRun } from './run.ts';

/** What the name of a file of pages ends with; before it stands the stream. */
export const suffix = '.pages';

type Index = Map<string, PageLocation>;

/** Pages of one stream: those of this run, and the last answers before it. */
interface Shelf {
  readonly file: PageFile;
  readonly now: Index;
  readonly before: Index;
}

/**
 * The pages that the API has answered, on disk, as a memo of requests.
 *
 * One folder beside the database holds a folder for each run, and that a file for each stream. What a run reads is first looked up here, so
 * that a run that was killed asks for no page twice; what the run before was answered tells which pages have not changed.
 */
export class Journal implements PageMemo {
  readonly folder: string;
  readonly #shelves = new Map<string, Promise<Shelf>>();
  readonly #opened: PageFile[] = [];
  #runs: Run[];
  #run: Run | undefined;
  #trusted = false;
  /** Bytes that could not be read; their pages are asked for again. */
  readonly damages: Damage[] = [];

  private constructor(folder: string, runs: Run[]) {
    this.folder = folder;
    this.#runs = runs;
  }

  /** Opens the journal of a database; the folder is made when it is missing (mode 0700). */
  static async open(folder: string): Promise<Journal> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { runs, broken } = await loadRuns(folder);
    // Without its run.json nobody can tell what the pages are an answer to; a run begins with writing it, so nothing is lost.
    for (const name of broken) await rm(join(folder, name), { recursive: true, force: true });
    return new Journal(folder, runs);
  }

  /** Looks into a journal without making, changing or removing anything. */
  static async peek(folder: string): Promise<Journal> {
    return new Journal(
      folder,
      await loadRuns(folder).then(
        ({ runs }) => runs,
        () => [],
      ),
    );
  }

  /** The run that was begun and not finished. */
  get unfinished(): Run | undefined {
    return this.#runs.find((run) => run.state === 'open');
  }

  /** The runs that came to their end, oldest first. */
  get done(): readonly Run[] {
    return this.#runs.filter((run) => run.state === 'done');
  }

  /** The last run that came to its end. */
  get last(): Run | undefined {
    return this.#runs.findLast((run) => run.state === 'done');
  }

  /** The last finished run that brought this stream; with `includes`, the last that brought the whole of it and these things too. */
  lastOf(stream: string, includes?: Iterable<string>): Run | undefined {
    const suits = (brought: StreamRun): boolean =>
      includes === undefined || (brought.coverage === 'whole' && [...includes].every((include) => brought.includes?.includes(include)));
    return this.#runs.findLast(({ state, streams: { [stream]: brought } }) => state === 'done' && brought !== undefined && suits(brought));
  }

  /** The last finished run that read on in this stream: one that read records because of events may have passed over others before them. */
  lastRead(stream: string): Run | undefined {
    return this.#runs.findLast(({ state, streams: { [stream]: brought } }) => state === 'done' && brought && brought.mode !== 'event');
  }

  /** The last finished run that brought this stream in this mode. */
  lastIn(stream: string, mode: string): Run | undefined {
    return this.#runs.findLast((run) => run.state === 'done' && run.streams[stream]?.mode === mode);
  }

  /**
   * Begins a run, or goes on with the unfinished one of the same load id.
   *
   * With `trustEarlier`, answers of the run before count as what the replica holds.
   */
  async begin(run: Run, options: { readonly trustEarlier: boolean }): Promise<void> {
    this.#run = run;
    this.#trusted = options.trustEarlier;
    if (this.unfinished?.loadId === run.loadId) return;
    await saveRun(this.folder, run);
    this.#runs.push(run);
  }

  /** Gives up an unfinished run and its pages. */
  async discard(run: Run): Promise<void> {
    this.#runs = this.#runs.filter((other) => other !== run);
    await rm(join(this.folder, run.loadId), { recursive: true, force: true });
  }

  /** The answer that this run already got to a request. */
  async answered(stream: string, key: string): Promise<PageRecord | undefined> {
    return await this.#read((await this.#shelf(stream)).now, key);
  }

  /** The last answer to a request before this run, if it was this one. */
  async unchanged(stream: string, key: string, hash: string): Promise<PageRecord | undefined> {
    const { before } = await this.#shelf(stream);
    return before.get(key)?.hash === hash ? await this.#read(before, key) : undefined;
  }

  /** Keeps an answer. When this returns, the page outlives the process; `sync` makes it outlive the machine. */
  async append(stream: string, page: PageRecord): Promise<void> {
    const { file, now } = await this.#shelf(stream);
    now.set(page.header.key, await file.append(page));
  }

  /** Pages of a stream that this run has. */
  async pages(stream: string): Promise<number> {
    return (await this.#shelf(stream)).now.size;
  }

  /** Ids on the pages that finished runs brought of a stream, from one time to before another, ISO 8601. */
  async idsBetween(stream: string, from: string, to: string): Promise<ReadonlySet<RecordId>> {
    const runs = this.done.filter(({ startedAt, streams }) => startedAt >= from && startedAt < to && streams[stream]);
    const ids = new Set<RecordId>();
    for (const { loadId } of runs) for await (const id of idsIn(join(this.folder, loadId, stream + suffix))) ids.add(id);
    return ids;
  }

  /** Brings all pages to the disk. */
  async sync(): Promise<void> {
    for (const shelf of this.#shelves.values()) await (await shelf).file.sync();
  }

  /** Marks the run as done and drops what retention does not keep. Streams that are not named lose the pages of this run. */
  async finish(outcome: Pick<Run, 'streams' | 'replicaLoadId' | 'load'>): Promise<void> {
    const run = this.#run;
    if (!run) throw new TypeError('No run was begun');
    await this.sync();
    await this.close();
    const done: Run = { ...run, ...outcome, state: 'done' };
    await saveRun(this.folder, done);
    this.#runs = this.#runs.map((other) => (other.loadId === done.loadId ? done : other));
    await this.#prune();
  }

  /** Notes that the replica was rebuilt from these pages: its newest load is now another. */
  async rebase(replicaLoadId: string | null): Promise<void> {
    if (this.last) await saveRun(this.folder, { ...this.last, replicaLoadId });
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#shelves.values());
    this.#shelves.clear();
    for (const file of this.#opened.splice(0)) await file.close();
  }

  async #prune(): Promise<void> {
    const { isPrunable } = retentionOf(this.#runs);
    const gone = new Set<Run>();
    for (const run of this.#runs.filter(({ state }) => state === 'done')) {
      const mayDrop = run === this.last || Object.keys(run.streams).some((stream) => isPrunable(run, stream));
      if (mayDrop && (await this.#dropFrom(run, isPrunable))) gone.add(run);
    }
    this.#runs = this.#runs.filter((run) => !gone.has(run));
  }

  /** Drops the pages of a run that nothing needs, and the run with the last of them. Resolves to whether it is gone. */
  async #dropFrom(run: Run, isPrunable: Retention['isPrunable']): Promise<boolean> {
    const folder = join(this.folder, run.loadId);
    const files = (await readdir(folder)).filter((name) => name.endsWith(suffix));
    const drop = files.filter((name) => isPrunable(run, name.slice(0, -suffix.length)));
    for (const name of drop) await rm(join(folder, name), { force: true });
    // The last run is kept even without pages: it knows which load the replica was at.
    if (drop.length < files.length || run === this.last) return false;
    await rm(folder, { recursive: true, force: true });
    return true;
  }

  async #read(index: Index, key: string): Promise<PageRecord | undefined> {
    const location = index.get(key);
    const page = await location?.file.at(location);
    if (location && page?.header.key !== key) {
      index.delete(key);
      this.damages.push({ path: location.file.path, offset: location.offset, length: location.length });
    }
    return page?.header.key === key ? page : undefined;
  }

  #shelf(stream: string): Promise<Shelf> {
    const known = this.#shelves.get(stream) ?? this.#openShelf(stream);
    this.#shelves.set(stream, known);
    return known;
  }

  async #openShelf(stream: string): Promise<Shelf> {
    if (!this.#run) throw new TypeError('No run was begun');
    const now: Index = new Map();
    const path = join(this.folder, this.#run.loadId, stream + suffix);
    const { file, damages } = await PageFile.openToAppend(path, (key, page) => now.set(key, page));
    this.#opened.push(file);
    this.damages.push(...damages);
    return { file, now, before: this.#trusted ? await this.#openBefore(stream) : new Map() };
  }

  /**
   * Only the run that read the stream last: a record may have come and been changed through another request since an older page, which
   * then no longer tells what the replica holds.
   */
  async #openBefore(stream: string): Promise<Index> {
    const before: Index = new Map();
    const run = this.lastOf(stream);
    if (!run || run.shape !== this.#run?.shape) return before;
    try {
      const path = join(this.folder, run.loadId, stream + suffix);
      const { file, damages } = await PageFile.openToRead(path, (key, page) => before.set(key, page));
      this.#opened.push(file);
      this.damages.push(...damages);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    return before;
  }
}
