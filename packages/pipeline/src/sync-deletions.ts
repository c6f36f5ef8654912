import type { StreamResult, StreamRunner } from './extract/stream-runner.ts';
import { readRows } from './replica/connection.ts';
import { live } from './replica/delta.ts';
import type { RecordId } from './replica/feed.ts';
import { isLargeDeletion } from './replica/guard.ts';
import { literal, name } from './replica/sql.ts';
import type { Deletion } from './replica/stage.ts';
import type { ReplicaWriter } from './replica/writer.ts';
import type { Reading, Stream } from './streams/stream.ts';

/** One stream after its walks. */
export interface Walked {
  readonly stream: Stream;
  readonly runner: StreamRunner;
  readonly result: StreamResult;
  readonly reading: Reading;
}

/** Asking for many records by id costs requests; the guard keeps so many anyway. */
const isHopeless = async (writer: ReplicaWriter, { stream }: Walked, missing: number): Promise<boolean> =>
  isLargeDeletion(missing, (await writer.ids(stream.name)).length);

/** Whether what a stream brings depends on which lists are read. */
export const isByList = ({ needs, uses = [] }: Stream): boolean => needs.includes('lists') || uses.includes('lists');

/** The part of the replica that was walked completely, as a condition; `null` when that is nothing. */
const completeWhere = ({ stream, result, reading }: Walked): string | null => {
  const { catalog, mode } = reading;
  if (mode !== 'full') return null;
  if (result.complete && !(isByList(stream) && catalog.narrowed)) return stream.covers?.(reading) ?? 'true';
  if (!stream.independent || result.lists.size === 0) return null;
  return `list_id IN (${[...result.lists].join(', ')})`;
};

/** Records that leave with those that they belong to. */
const partsOf = async (writer: ReplicaWriter, stream: Stream, gone: readonly Deletion[]): Promise<readonly Deletion[]> => {
  if (stream.partOf === undefined || gone.length === 0) return [];
  const leaving = new Set(gone.map(({ id }) => id));
  const parts = await writer.ids(stream.name, `${name(stream.partOf)} IN (${gone.map(({ id }) => literal(id)).join(', ')})`);
  return parts.filter((id) => !leaving.has(id)).map((id) => ({ id }));
};

/** Lists of the records that are to be asked for by list and id. */
const listsOf = async (writer: ReplicaWriter, { stream }: Walked): Promise<ReadonlyMap<RecordId, number>> => {
  if (!stream.againByList) return new Map();
  const rows = await readRows(writer.scratch.connection, `SELECT id, list_id FROM ${live}.${stream.feeds[0].table}`);
  return new Map(rows.map(({ id, list_id: listId }) => [Number(id), Number(listId)]));
};

/**
 * Finds the records that a complete walk did not bring, asks for them once more, and marks those that are gone. Whether they then leave
 * their tables is for the replica's guard to say.
 */
export const findDeletions = async (walked: Walked, writer: ReplicaWriter, acceptDeletes: boolean): Promise<void> => {
  const { stream, runner, reading } = walked;
  const where = completeWhere(walked);
  if (where === null || !writer.meta) return;
  const missing = await writer.candidates(stream.name, where);
  if (missing.length === 0) return;
  const hopeless = !acceptDeletes && (await isHopeless(writer, walked, missing.length));
  const ask = stream.again && !hopeless;
  const kept = ask ? await runner.again(missing, stream.again(missing, reading, await listsOf(writer, walked))) : new Set<RecordId>();
  const gone = missing.filter((id) => !kept.has(id)).map((id) => ({ id }));
  const parts = await partsOf(writer, stream, gone);
  await writer.scratch.markGone(stream.name, [...gone, ...parts]);
};
