import type { Journal } from '../journal/journal.ts';
import { readRows } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import type { ReplicaWriter } from '../replica/writer.ts';

/** The newest time that a load is dated with, in milliseconds; negative infinity before the first. */
const newestMs = async ({ meta, scratch }: ReplicaWriter, { done }: Journal): Promise<number> => {
  const told = done.flatMap(({ startedAt, load }) => [startedAt, load?.finishedAt ?? startedAt]).map((time) => Date.parse(time));
  const [row] = meta ? await readRows(scratch.connection, `SELECT max(finished_at) AS at FROM ${live}._loads`) : [];
  const at = row?.['at'];
  return Math.max(Number.NEGATIVE_INFINITY, ...told, ...(at instanceof Date ? [at.getTime()] : []));
};

/**
 * When a load that begins now is said to begin.
 *
 * Loads, what they read and what they ended are put in order by their times. So these never run backwards, even where a clock was set back
 * or a server began anew: then a load stands right behind the one before.
 */
export const startOfLoad = async (now: Date, writer: ReplicaWriter, journal: Journal): Promise<Date> => {
  const newest = await newestMs(writer, journal);
  return now.getTime() < newest ? new Date(newest + 1) : now;
};

/** When a load that ends now is said to end. */
export const endOfLoad = (now: Date, startedAt: string): Date => new Date(Math.max(now.getTime(), Date.parse(startedAt)));
