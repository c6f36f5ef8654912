import type { Extracted } from '../extract/extract.ts';
import { live } from '../replica/delta.ts';
import { columnNames } from '../replica/schema.ts';
import { columnList, name } from '../replica/sql.ts';
import type { Stage } from '../replica/stage.ts';
import type { ReplicaWriter } from '../replica/writer.ts';

/** A record is what has an id; where that is a whole listing, every row of it. */
const distinctRecords = (stage: Stage): string => {
  const [feed] = stage.stream.feeds;
  if (stage.stream.idType === 'VARCHAR') return `SELECT DISTINCT ${columnList(stage.table(feed).key)} FROM ${stage.rowsOf(feed.table)}`;
  return `SELECT id FROM ${stage.read} UNION SELECT id FROM ${stage.seen}`;
};

/** The rows that a stream's first table will have: what was read, and what stands and was not. */
const comingRows = (stage: Stage, stands: boolean): string => {
  const [feed] = stage.stream.feeds;
  const columns = columnList(columnNames(stage.table(feed)));
  const read = `SELECT DISTINCT ON (${feed.owner}) ${columns} FROM ${stage.rowsOf(feed.table)} ORDER BY ${feed.owner}, _batch DESC`;
  const met = `SELECT id FROM ${stage.read} UNION SELECT id FROM ${stage.gone}`;
  const kept = `SELECT ${columns} FROM ${live}.${name(feed.table)} WHERE (${feed.owner}) NOT IN (${met})`;
  return stands ? `(${read}) UNION ALL (${kept})` : read;
};

/** Says how much was passed over because nobody asked for it. */
const noteLeftOut = async ({ stream, reading, result }: Extracted, writer: ReplicaWriter): Promise<void> => {
  const leftOut = result.status === 'succeeded' ? stream.leftOut?.(reading) : undefined;
  if (!leftOut) return;
  const stands = (await writer.ids(stream.name)).length > 0;
  const rows = comingRows(writer.scratch.stage(stream.name), stands);
  const count = await writer.scratch.number(`SELECT ${leftOut.count} FROM (${rows})`);
  if (count > 0) result.leftOut = leftOut.say(count);
};

/**
 * Counts what a stream read: walks meet records twice where their windows touch, where a list shifts under them and where a run was resumed,
 * and what is reported is how many there are.
 */
export const countRecords = async (extracted: Extracted, writer: ReplicaWriter): Promise<void> => {
  const stage = writer.scratch.stage(extracted.stream.name);
  await stage.flush();
  if (extracted.result.records > 0)
    extracted.result.records = await writer.scratch.number(`SELECT count(*) FROM (${distinctRecords(stage)})`);
  await noteLeftOut(extracted, writer);
};
