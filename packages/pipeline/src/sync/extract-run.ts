import type { Contents } from '../contents/file-store.ts';
import { type Extracted, extract } from '../extract/extract.ts';
import type { PageSource } from '../extract/page-source.ts';
import { Slots } from '../extract/slots.ts';
import { type StreamResult, StreamRunner } from '../extract/stream-runner.ts';
import type { Journal } from '../journal/journal.ts';
import type { Run } from '../journal/run.ts';
import { readRows, readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import type { RecordId } from '../replica/feed.ts';
import { name } from '../replica/sql.ts';
import type { ReplicaWriter } from '../replica/writer.ts';
import { choiceOf } from '../streams/asked.ts';
import { Catalog } from '../streams/catalog.ts';
import { batches, type Mode, type Reading, type Stream } from '../streams/stream.ts';
import { seedCatalog } from './catalog.ts';
import { countRecords } from './counts.ts';
import { findDeletions } from './deletions.ts';
import { applyFeed } from './feed.ts';
import { keepUnread } from './keep.ts';
import type { SyncOptions } from './options.ts';

/** Pages in hand at once: enough to keep any allowance of the API busy, few enough to stay small. */
const pagesInHand = 24;

/** What reading the streams of a run takes. */
export interface RunExtraction {
  readonly run: Run;
  readonly streams: readonly Stream[];
  readonly writer: ReplicaWriter;
  readonly source: PageSource;
  /** The journal that the pages go into, or come from. */
  readonly journal: Pick<Journal, 'idsBetween'>;
  readonly asked: Pick<SyncOptions, 'lists' | 'include' | 'acceptDeletes' | 'fieldTypes' | 'fields'>;
  /** The records of a stream that the replica holds, in batches. */
  readonly held: (stream: Stream) => Promise<readonly (readonly RecordId[])[]>;
  readonly contents: Contents;
  readonly signal: AbortSignal;
  /** How far a stream is; `done` when nothing more will come. */
  readonly onProgress: (result: StreamResult, done: boolean) => void;
}

/** Records that the replica holds, the older ones first: what is written later then leaves the batches before it as they are. */
export const heldBatches = async (
  writer: ReplicaWriter,
  { feeds: [{ table, owner }] }: Stream,
): Promise<readonly (readonly RecordId[])[]> => {
  const { connection } = writer.scratch;
  const tables = writer.meta ? await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = '${live}'`) : [];
  if (!tables.includes(table)) return [];
  const rows = await readRows(connection, `SELECT ${owner} AS id FROM ${live}.${name(table)} ORDER BY _first_seen_at, id`);
  return batches(rows.map(({ id }) => Number(id)));
};

/** Reads the streams of a run into the scratch database, and finds out which records are gone. */
export const extractRun = async (parts: RunExtraction): Promise<readonly Extracted[]> => {
  const { run, streams, writer, source, journal, asked, contents, signal, onProgress } = parts;
  const catalog = new Catalog(asked.lists);
  await seedCatalog(catalog, run, writer);
  const choice = choiceOf(asked);
  const slots = new Slots(pagesInHand);
  const readingOf = async (stream: Stream): Promise<Reading> => {
    const { mode = 'full', since = null, prefer, plain = false, parts: stretches = [], units, past = null } = run.plan[stream.name] ?? {};
    const byIds = stream.byIds && prefer === 'time' ? await parts.held(stream) : undefined;
    const way = { mode: mode as Mode, since, prefer: byIds ? 'time' : 'quota', batches: byIds ?? [], plain } as const;
    const [due, known] = [new Set(units?.due), new Set(units?.known)];
    const isDue = (unit: string): boolean => units === undefined || due.has(unit) || !known.has(unit);
    return {
      ...way,
      startedAt: run.startedAt,
      catalog,
      includes: new Set(asked.include),
      parts: stretches,
      ...(units && { units }),
      isDue,
      past,
      tracks: [],
      contents,
      ...(choice && { choice }),
    };
  };
  const runnerOf = (stream: Stream, reading: Reading): StreamRunner => {
    const { scratch } = writer;
    const destination = {
      append: (batch: Parameters<typeof scratch.append>[1]) => scratch.append(stream.name, batch),
      markSeen: (ids: Parameters<typeof scratch.markSeen>[1]) => scratch.markSeen(stream.name, ids),
      clear: () => scratch.clear(stream.name),
    };
    const onPage = (result: StreamResult): void => onProgress(result, false);
    return new StreamRunner({ stream, reading, source, slots, destination, signal, onPage });
  };
  const first = asked.lists && { stream: 'lists', check: () => void catalog.lists };
  const metSince = (stream: string, since: string) => journal.idsBetween(stream, since, run.startedAt);
  const extracted = await extract({ streams, readingOf, runnerOf, first });
  await writer.scratch.finishStaging();
  for (const one of extracted) {
    if (!one.result.deletionsWait && !run.streams[one.stream.name]?.deletionsWait)
      await findDeletions(one, writer, { acceptDeletes: asked.acceptDeletes === true, metSince });
    await countRecords(one, writer);
    onProgress(one.result, true);
  }
  await keepUnread(extracted, writer);
  await applyFeed(extracted, writer, run.readsFrom ?? run.startedAt);
  return extracted;
};
