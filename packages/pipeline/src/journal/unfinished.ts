import { open, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockHolder } from '../replica/lock.ts';
import { Journal, suffix } from './journal.ts';
import { journalFolder } from './journal-folder.ts';
import { scanFile } from './scan.ts';

/** A load that is older is begun anew: too much has changed since its first pages. */
export const oldestResumableMs = 24 * 3_600_000;

/** What of a stream came before a load ended early. */
export interface ArrivedStream {
  readonly stream: string;
  readonly pages: number;
  /** Records on these pages; one that came on two counts twice. */
  readonly records: number;
}

/** A load that was begun and has not come to its end: it was interrupted, it failed, or it is at work. Times are ISO 8601. */
export interface UnfinishedLoad {
  readonly loadId: string;
  readonly startedAt: string;
  /** When the newest page came; `null` before the first. */
  readonly lastPageAt: string | null;
  /** Until when the same sync goes on from here; a later one begins anew. */
  readonly resumableUntil: string;
  /** How far the server's clock, which dated all of this, is ahead of this machine's. */
  readonly clockOffsetMs: number;
  /** Process that is at work on the database, if one is. */
  readonly pid: number | null;
  /** Those of which pages came. */
  readonly streams: readonly ArrivedStream[];
}

interface Arrived extends ArrivedStream {
  readonly lastAt: string | null;
}

const arrivedIn = async (folder: string, name: string): Promise<Arrived> => {
  const file = await open(join(folder, name), 'r');
  let [pages, records, lastAt]: [number, number, string | null] = [0, 0, null];
  try {
    for await (const found of scanFile(file)) {
      if (found.kind !== 'page') continue;
      pages += 1;
      records += found.header.ids.length;
      if (lastAt === null || found.header.at > lastAt) lastAt = found.header.at;
    }
  } finally {
    await file.close();
  }
  return { stream: name.slice(0, -suffix.length), pages, records, lastAt };
};

const latest = (times: readonly (string | null)[]): string | null =>
  times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null);

/**
 * What came of a load that has not come to its end, from the journal beside the database; `undefined` where the last load did. It reads the
 * files of that load from their beginning, and changes nothing.
 */
export const readUnfinished = async (database: string): Promise<UnfinishedLoad | undefined> => {
  const path = resolve(database);
  const { folder, unfinished } = await Journal.peek(journalFolder(path));
  if (!unfinished) return undefined;
  const { loadId, startedAt, clockOffsetMs = 0 } = unfinished;
  const names = (await readdir(join(folder, loadId))).filter((name) => name.endsWith(suffix)).sort();
  const arrived = await Promise.all(names.map((name) => arrivedIn(join(folder, loadId), name)));
  return {
    loadId,
    startedAt,
    lastPageAt: latest(arrived.map(({ lastAt }) => lastAt)),
    resumableUntil: new Date(Date.parse(startedAt) + oldestResumableMs).toISOString(),
    clockOffsetMs,
    pid: (await lockHolder(path)) ?? null,
    streams: arrived.filter(({ pages }) => pages > 0).map(({ stream, pages, records }) => ({ stream, pages, records })),
  };
};

/** Whether there are pages of finished loads beside a database, from which it can be rebuilt. */
export const isReplayable = async (database: string): Promise<boolean> =>
  (await Journal.peek(journalFolder(resolve(database)))).last !== undefined;
