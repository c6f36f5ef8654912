import type { StreamResult, StreamRunner } from '../extract/stream-runner.ts';
import { readRows } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import type { RecordId } from '../replica/feed.ts';
import { isLargeDeletion } from '../replica/guard.ts';
import { instant, literal, name } from '../replica/sql.ts';
import type { Deletion } from '../replica/stage.ts';
import type { ReplicaWriter } from '../replica/writer.ts';
import { isByList, type Reading, type Stream } from '../streams/stream.ts';
import { type MetSince, unlessMet } from './met-in-pieces.ts';

/** One stream after its walks. */
export interface Walked {
  readonly stream: Stream;
  readonly runner: StreamRunner;
  readonly result: StreamResult;
  readonly reading: Reading;
}

/** What finding deletions goes by. */
interface DeletionSearch {
  readonly acceptDeletes: boolean;
  readonly metSince: MetSince;
}

/** Asking for many records by id costs requests; the guard keeps so many anyway. */
const isHopeless = async (writer: ReplicaWriter, { stream }: Walked, missing: number): Promise<boolean> =>
  isLargeDeletion(missing, (await writer.ids(stream.name)).length);

/** What only other users brought stays whatever an answer to this one says. */
const withoutOthers = async (writer: ReplicaWriter, { stream }: Walked, missing: readonly RecordId[]): Promise<readonly RecordId[]> => {
  const others = await writer.idsOfOthers(stream.name);
  return missing.filter((id) => !others.has(id));
};

const anyOf = (conditions: readonly string[]): string | null =>
  conditions.length === 0 ? null : conditions.map((condition) => `(${condition})`).join(' OR ');

/** What the walks along chains saw all records of. */
const trackedWhere = ({ stream, reading, result }: Walked): string | null => {
  if (!result.complete && !stream.independent) return null;
  const { owner } = stream.feeds[0];
  const seen = reading.tracks.map((track) => {
    if (track.part.kind === 'whole' && track.ended && !track.failed) return track.where;
    const { after, to } = track.range;
    return track.proved ? `(${track.where}) AND ${owner} > ${after}${to === null ? '' : ` AND ${owner} <= ${to}`}` : 'false';
  });
  return anyOf(seen);
};

/** The stretch of the past that was read once more. */
const pastWhere = ({ stream, reading: { past }, result }: Walked): string | null => {
  const where = stream.later?.past;
  if (!past || !where || !result.complete) return null;
  const bound = (operator: string, time: string | null): string =>
    time === null ? '' : ` AND ${where.column} ${operator} ${instant(new Date(time))}`;
  return `(${where.of})${bound('>=', past.from)}${bound('<=', past.to)}`;
};

const listed = ({ result }: Walked): string | null => (result.lists.size === 0 ? null : `list_id IN (${[...result.lists].join(', ')})`);

/** Whether a stream reads some lists alone, and does not know itself what of the replica that is. */
const isOfSomeLists = ({ stream, reading }: Walked): boolean =>
  isByList(stream) && reading.catalog.narrowed && !(stream.byListOnly && stream.covers);

/** The part of the replica that was read although the stream was not, as a condition. */
const partWhere = (walked: Walked): string | null => {
  const { stream, result, reading } = walked;
  if (reading.mode === 'filter') return pastWhere(walked);
  if (reading.mode === 'feed') return null;
  if (reading.mode === 'event') return result.complete ? (stream.covers?.(reading) ?? null) : null;
  if (!stream.units) return trackedWhere(walked);
  if (!result.complete) return null;
  return isOfSomeLists(walked) ? listed(walked) : stream.units.covers(reading);
};

/** The part of the replica that was walked completely, as a condition; `null` when that is nothing. */
const completeWhere = (walked: Walked): string | null => {
  const { stream, result, reading } = walked;
  if (reading.mode !== 'full') return partWhere(walked);
  if (result.complete && !isOfSomeLists(walked)) return stream.covers?.(reading) ?? 'true';
  return stream.independent ? listed(walked) : null;
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
export const findDeletions = async (walked: Walked, writer: ReplicaWriter, { acceptDeletes, metSince }: DeletionSearch): Promise<void> => {
  const { stream, runner, reading } = walked;
  const where = completeWhere(walked);
  if (where === null || !writer.meta) return;
  const missing = await unlessMet(walked, await writer.candidates(stream.name, where), metSince);
  if (missing.length === 0) return;
  const asked = acceptDeletes ? missing : await withoutOthers(writer, walked, missing);
  const hopeless = !acceptDeletes && (await isHopeless(writer, walked, asked.length));
  const ask = stream.again && asked.length > 0 && !hopeless;
  const kept = ask ? await runner.again(asked, stream.again(asked, reading, await listsOf(writer, walked))) : new Set<RecordId>();
  const gone = missing.filter((id) => !kept.has(id)).map((id) => ({ id }));
  const parts = await partsOf(writer, stream, gone);
  await writer.scratch.markGone(stream.name, [...gone, ...parts]);
};
