import type { Asking, Completion, PageRows, Work } from '../normalise/page-rows.ts';
import { isObject } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import type { Batch } from '../replica/stage.ts';
import type { FirstPage, Walk } from '../streams/stream.ts';
import { codeOf, FilterIgnoredError, statusOf, UnreadableAnswerError } from './errors.ts';
import { type Answer, type FetchedPage, objectAt, type PageContents, type PageSource, recordsOf } from './page-source.ts';
import { asTarget, keyOf, type PageRequest, requestFrom, requestOf } from './request.ts';
import type { Slots } from './slots.ts';

/** Where the rows of a stream go. */
export interface Destination {
  append(batch: Batch): Promise<void>;
  markSeen(ids: readonly RecordId[]): Promise<void>;
}

/** What a walk reports of each page. */
export interface PageReport {
  readonly records: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** What a walk works with. */
export interface WalkContext {
  readonly stream: string;
  readonly source: PageSource;
  readonly slots: Slots;
  readonly destination: Destination;
  readonly signal: AbortSignal;
  /** Nothing runs beside it. */
  readonly urgent: boolean;
  /** Table of the records themselves. */
  readonly table: string;
  readonly rows: () => PageRows;
  readonly report: (page: PageReport) => void;
  /** Called for every record whose id is none. */
  readonly nameless: (id: unknown) => void;
  /** Called for every part of a record that could not be completed. */
  readonly truncated: () => void;
  /** Ids of records that span pages and were announced already. */
  readonly announced: Set<RecordId>;
  /** Given the walks that a page makes possible. */
  readonly start: (walks: readonly Walk[]) => void;
  /** Told of every record that came. */
  readonly seen?: (id: RecordId) => void;
}

/** A page and what was made of it. */
interface Taken {
  readonly page: FetchedPage;
  readonly rows: PageRows | undefined;
  readonly first: FirstPage | undefined;
}

/** An answer that came, and the room that it takes. */
interface Arrived {
  readonly request: PageRequest;
  readonly answer: Answer;
  readonly release: () => void;
}

const readRecords = (walk: Walk, records: readonly unknown[], { rows, context }: { rows: PageRows; context: WalkContext }): void => {
  for (let index = 0; index < records.length; index++) {
    const raw = objectAt(records, index);
    if (raw && walk.inFilter && !walk.inFilter(raw))
      throw new FilterIgnoredError(`${walk.endpoint.path} answered with records outside its filter`);
    const id = raw && walk.record(raw, rows);
    if (raw) walk.learn?.(raw);
    if (id !== undefined) rows.ids.push(id);
    else {
      context.nameless(raw?.['id']);
      rows.reject(null, `data[${index}]`, [raw ? 'a record without a usable id' : 'expected an object', records[index]]);
    }
  }
  if (walk.owner !== undefined && rows.ids.length === 0) rows.ids.push(walk.owner);
  for (let index = 0; index < rows.cutOff; index++) context.truncated();
};

const firstPageOf = (json: unknown, records: readonly unknown[]): FirstPage => {
  const pagination = isObject(json) && isObject(json['pagination']) ? json['pagination'] : {};
  const total = pagination['totalCount'];
  return { records: records.filter(isObject), total: typeof total === 'number' ? total : undefined };
};

/** A server whose pages lead back to one that was read would be walked for ever. */
const unlessCircle = (next: PageRequest, visited: Set<string>): PageRequest => {
  const key = keyOf(next);
  if (visited.has(key)) throw new UnreadableAnswerError(`The pages of ${next.path} lead in a circle: ${key} comes a second time`);
  visited.add(key);
  return next;
};

/**
 * Walks from page to page: the next one is asked for as soon as it is known, while this one is read, kept and put into the database, and the
 * one after it only then, so that a walk never has more than two pages in hand.
 */
export const walkPages = async (walk: Walk, context: WalkContext): Promise<readonly Walk[]> => {
  const begin = walk.from === undefined ? requestOf(walk.endpoint, walk.input) : requestFrom(walk.endpoint, walk.input, walk.from);
  const visited = new Set([keyOf(begin)]);
  const goOn = (next: PageRequest | null | undefined): Promise<Arrived> | undefined => {
    const asking =
      next && !walk.single && visited.size < (walk.pages ?? Number.POSITIVE_INFINITY)
        ? ask(unlessCircle(next, visited), context)
        : undefined;
    // A failure is met where it is awaited; until then it must not count as unhandled.
    asking?.catch(() => undefined);
    return asking;
  };
  let asking: Promise<Arrived> | undefined = ask(begin, context);
  while (asking) {
    const arrived: Arrived = await asking;
    asking = undefined;
    try {
      const maySplit = walk.split !== undefined && visited.size === 1;
      if (!maySplit) asking = goOn(arrived.answer.next);
      const taken = await read(walk, arrived, context);
      const parts = maySplit && taken.page.next && taken.first ? (walk.split?.(taken.first) ?? []) : [];
      if (parts.length === 0) asking ??= goOn(taken.page.next);
      walk.track?.page({ ids: taken.page.ids, target: asTarget(arrived.request), next: taken.page.next && asTarget(taken.page.next) });
      if (walk.follow) context.start(walk.follow(taken.page.ids, !asking));
      const stored = store(walk, taken, context);
      // Also of a page whose rows could not be stored: it goes into the journal before the walk ends.
      await Promise.allSettled([stored, taken.page.kept]);
      const [report] = await Promise.all([stored, taken.page.kept]);
      context.report(report);
      if (parts.length > 0) return parts;
    } catch (error) {
      await setAside(walk, asking, { error, context });
      throw error;
    } finally {
      arrived.release();
    }
  }
  return [];
};

/** The page that was on its way when a walk failed: where a budget ended, it was paid for and goes into the journal for the next run. */
const setAside = async (
  walk: Walk,
  asking: Promise<Arrived> | undefined,
  { error, context }: { readonly error: unknown; readonly context: WalkContext },
): Promise<void> => {
  if (codeOf(error) !== 'budget-spent') {
    asking?.then(({ release }) => release()).catch(() => undefined);
    return;
  }
  const arrived = await asking?.catch(() => undefined);
  if (!arrived) return;
  const taken = await read(walk, arrived, context).finally(arrived.release);
  await taken.page.kept;
};

const ask = async (request: PageRequest, context: WalkContext): Promise<Arrived> => {
  const release = await context.slots.take(context.urgent);
  try {
    return { request, release, answer: await context.source.answer({ stream: context.stream, request }, context.signal) };
  } catch (error) {
    release();
    throw error;
  }
};

const read = async (walk: Walk, { request, answer }: Arrived, context: WalkContext): Promise<Taken> => {
  let rows: PageRows | undefined;
  let first: FirstPage | undefined;
  const read = (json: unknown): PageContents => {
    rows = context.rows();
    const records = walk.single ? [json] : recordsOf(json, walk.endpoint.items);
    readRecords(walk, records, { rows, context });
    if (walk.split) first = firstPageOf(json, records);
    return { ids: [...rows.ids], cut: rows.completions.length + rows.leftOut + rows.cutOff };
  };
  const canPassOver = !walk.learn && !walk.spans && !walk.split && !walk.single;
  const page = await context.source.read({ stream: context.stream, request, canPassOver, read }, answer);
  // A failure is met together with that of storing.
  page.kept.catch(() => undefined);
  return { page, rows, first };
};

const storeIds = async ({ unseen }: Walk, { page, rows }: Taken, context: WalkContext): Promise<PageReport> => {
  if (!unseen) await context.destination.markSeen(page.ids);
  if (rows?.rejected) await context.destination.append({ read: [], rows: rows.buffers });
  return { records: 0, unchanged: 0, rejected: rows?.rejected ?? 0 };
};

const storeUnchanged = async ({ page }: Taken, context: WalkContext): Promise<PageReport> => {
  await context.destination.markSeen(page.ids);
  if (context.seen) for (const id of page.ids) context.seen(id);
  return { records: page.ids.length, unchanged: page.ids.length, rejected: 0 };
};

const store = async (walk: Walk, taken: Taken, context: WalkContext): Promise<PageReport> => {
  const { rows } = taken;
  if (walk.idsOnly) return await storeIds(walk, taken, context);
  if (!rows) return await storeUnchanged(taken, context);
  await complete(rows, context);
  const read = walk.spans ? rows.ids.filter((id) => !context.announced.has(id)) : rows.ids;
  const ids = walk.spans ? [...new Set(read)] : read;
  for (const id of walk.spans ? ids : []) context.announced.add(id);
  await context.destination.append({ read: ids, rows: rows.buffers });
  if (context.seen) for (const id of ids) context.seen(id);
  return { records: walk.spans ? rows.count(context.table) : rows.ids.length, unchanged: 0, rejected: rows.rejected };
};

/** Parts of records that are asked for side by side. */
const completionsAtOnce = 8;

/** Brings the parts of records that the page had not; all rows of a record have to go into the database together. */
const complete = async (rows: PageRows, context: WalkContext): Promise<void> => {
  while (rows.completions.length > 0) {
    await Promise.all(rows.completions.splice(0, completionsAtOnce).map((completion) => completeOne(completion, rows, context)));
  }
};

const completeOne = async (completion: Completion, rows: PageRows, context: WalkContext): Promise<void> => {
  try {
    const add = await ('work' in completion ? doWork(completion, context) : askFor(completion, context));
    add(rows);
  } catch (error) {
    if (!refusals.has(statusOf(error) ?? 0)) throw error;
    context.truncated();
    completion.truncated(rows);
  }
};

const doWork = async ({ work, requests }: Work, { source, stream, signal }: WalkContext): Promise<(rows: PageRows) => void> => {
  signal.throwIfAborted();
  source.spend(stream, requests);
  return await work(signal);
};

const askFor = async ({ endpoint, input, item, single }: Asking, context: WalkContext): Promise<(rows: PageRows) => void> => {
  const items: unknown[] = [];
  const read = (json: unknown): PageContents => {
    items.push(...(single ? [json] : recordsOf(json, endpoint.items)));
    return { ids: [], cut: 1 };
  };
  let request: PageRequest | null = requestOf(endpoint, input);
  while (request) {
    const page: FetchedPage = await context.source.page({ stream: context.stream, request, canPassOver: false, read }, context.signal);
    request = single ? null : page.next;
  }
  return (rows) => {
    for (const [ordinal, value] of items.entries()) item(value, ordinal, rows);
  };
};

/** Statuses by which a server says that it does not serve a part of a record; the rest of it is kept. */
const refusals: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);
