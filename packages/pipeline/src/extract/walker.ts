import type { Completion, PageRows } from '../normalise/page-rows.ts';
import { isObject } from '../normalise/record-reader.ts';
import type { RecordId } from '../replica/feed.ts';
import type { Batch } from '../replica/stage.ts';
import type { FirstPage, Walk } from '../streams/stream.ts';
import { FilterIgnoredError, statusOf, UnreadableAnswerError } from './errors.ts';
import { type FetchedPage, objectAt, type PageContents, type PageSource, recordsOf } from './page-source.ts';
import { keyOf, type PageRequest, requestOf } from './request.ts';
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

/** Walks from page to page: the next one is asked for while the rows of the one before go into the database. */
export const walkPages = async (walk: Walk, context: WalkContext): Promise<readonly Walk[]> => {
  const begin = requestOf(walk.endpoint, walk.input);
  const visited = new Set([keyOf(begin)]);
  let pending: Promise<Taken> | undefined = take(walk, begin, context);
  while (pending) {
    const taken: Taken = await pending;
    const { next } = taken.page;
    pending = undefined;
    try {
      const parts = visited.size === 1 && next && taken.first ? (walk.split?.(taken.first) ?? []) : [];
      if (next && parts.length === 0 && !walk.single) pending = take(walk, unlessCircle(next, visited), context);
      // A failure is met where it is awaited; until then it must not count as unhandled.
      pending?.catch(() => undefined);
      if (walk.follow) context.start(walk.follow(taken.page.ids, !pending));
      await store(walk, taken, context);
      if (parts.length > 0) return parts;
    } catch (error) {
      pending?.then(({ release }) => release()).catch(() => undefined);
      throw error;
    } finally {
      taken.release();
    }
  }
  return [];
};

const take = async (walk: Walk, request: PageRequest, context: WalkContext): Promise<Taken> => {
  const release = await context.slots.take(context.urgent);
  try {
    let rows: PageRows | undefined;
    let first: FirstPage | undefined;
    const read = (json: unknown): PageContents => {
      rows = context.rows();
      const records = walk.single ? [json] : recordsOf(json, walk.endpoint.items);
      readRecords(walk, records, { rows, context });
      if (walk.split) first = firstPageOf(json, records);
      return { ids: [...rows.ids], cut: rows.completions.length + rows.leftOut };
    };
    const canPassOver = !walk.learn && !walk.spans && !walk.split && !walk.single;
    const page = await context.source.page({ stream: context.stream, request, canPassOver, read }, context.signal);
    return { page, rows, first, release };
  } catch (error) {
    release();
    throw error;
  }
};

const storeIds = async ({ page, rows }: Taken, context: WalkContext): Promise<void> => {
  await context.destination.markSeen(page.ids);
  if (rows?.rejected) await context.destination.append({ read: [], rows: rows.buffers });
  context.report({ records: 0, unchanged: 0, rejected: rows?.rejected ?? 0 });
};

const store = async (walk: Walk, taken: Taken, context: WalkContext): Promise<void> => {
  const { page, rows } = taken;
  if (walk.idsOnly) return await storeIds(taken, context);
  if (!rows) {
    await context.destination.markSeen(page.ids);
    if (context.seen) for (const id of page.ids) context.seen(id);
    context.report({ records: page.ids.length, unchanged: page.ids.length, rejected: 0 });
    return;
  }
  await complete(rows, context);
  const read = walk.spans ? rows.ids.filter((id) => !context.announced.has(id)) : rows.ids;
  const ids = walk.spans ? [...new Set(read)] : read;
  for (const id of walk.spans ? ids : []) context.announced.add(id);
  await context.destination.append({ read: ids, rows: rows.buffers });
  if (context.seen) for (const id of ids) context.seen(id);
  context.report({ records: walk.spans ? rows.count(context.table) : rows.ids.length, unchanged: 0, rejected: rows.rejected });
};

/** Parts of records that are asked for side by side. */
const completionsAtOnce = 8;

/** Brings the parts of records that the page had not; all rows of a record have to go into the database together. */
const complete = async (rows: PageRows, context: WalkContext): Promise<void> => {
  while (rows.completions.length > 0) {
    await Promise.all(rows.completions.splice(0, completionsAtOnce).map((completion) => completeOne(completion, rows, context)));
  }
};

const completeOne = async ({ endpoint, input, item, truncated }: Completion, rows: PageRows, context: WalkContext): Promise<void> => {
  const items: unknown[] = [];
  const read = (json: unknown): PageContents => {
    items.push(...recordsOf(json, endpoint.items));
    return { ids: [], cut: 1 };
  };
  try {
    let request: PageRequest | null = requestOf(endpoint, input);
    while (request) {
      const page: FetchedPage = await context.source.page({ stream: context.stream, request, canPassOver: false, read }, context.signal);
      request = page.next;
    }
  } catch (error) {
    if (!refusals.has(statusOf(error) ?? 0)) throw error;
    context.truncated();
    truncated(rows);
    return;
  }
  for (const [ordinal, value] of items.entries()) item(value, ordinal, rows);
};

/** Statuses by which a server says that it does not serve a part of a record; the rest of it is kept. */
const refusals: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);
