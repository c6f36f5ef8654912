import { resolve } from 'node:path';
import { Journal } from '../journal/journal.ts';
import { journalFolder } from '../journal/journal-folder.ts';
import type { Run } from '../journal/run.ts';
import { sizeOf } from '../replica/live.ts';
import { acquireLock, type Lock } from '../replica/lock.ts';
import { ReplicaReader } from '../replica/reader.ts';
import { streamsFor } from '../streams/asked.ts';
import type { Stream } from '../streams/stream.ts';
import type { SyncOptions } from '../sync/options.ts';
import type { SyncReport } from '../sync/report.ts';
import { sync } from '../sync/sync.ts';
import type { QueuedEvent } from './event-queue.ts';
import { resolveTouches, type Touched } from './touched.ts';
import { touchedStreams } from './touched-streams.ts';

/** Folder of the events that were received for a database and are not yet applied. */
export const eventsFolder = (database: string): string => `${resolve(database)}.events`;

/** Keeps other processes from following with the same database. */
export const lockEvents = (database: string): Promise<Lock> => acquireLock(eventsFolder(database));

/** What became of some events. */
export interface AppliedEvents {
  /**
   * `applied`: the tables hold what Affinity answered. `nothing`: they were about nothing that is loaded here. `waits`: a load has to come to its
   * end first, since there is no database yet or an unfinished one that would be lost. `failed`: they are to be applied once more.
   */
  readonly outcome: 'applied' | 'nothing' | 'waits' | 'failed';
  readonly report?: SyncReport;
}

const isOfEvents = ({ asked }: Run): boolean => {
  const value: unknown = JSON.parse(asked);
  return typeof value === 'object' && value !== null && 'events' in value;
};

/** Whether a load was begun that goes on where it stopped, unless another one takes its place. */
const isUnfinished = async (database: string): Promise<boolean> => {
  const { unfinished } = await Journal.peek(journalFolder(resolve(database)));
  return unfinished !== undefined && !isOfEvents(unfinished);
};

/** When the first of the events came, by the server's clock as the last load found it. */
const firstReceived = async (database: string, events: readonly QueuedEvent[]): Promise<string> => {
  const { last } = await Journal.peek(journalFolder(resolve(database)));
  const first = events.map(({ receivedAt }) => receivedAt).sort()[0] ?? new Date().toISOString();
  return new Date(Date.parse(first) + (last?.clockOffsetMs ?? 0)).toISOString();
};

const resolveFor = async (database: string, events: readonly QueuedEvent[]): Promise<Touched> => {
  const first = await firstReceived(database, events);
  const reader = await ReplicaReader.open(database);
  try {
    return await resolveTouches(
      (sql) => reader.query(sql),
      events.flatMap(({ touches }) => touches),
      first,
    );
  } finally {
    reader.close();
  }
};

/** Those that somebody asked for, with what they take along. */
const asked = (streams: readonly Stream[], options: SyncOptions): readonly Stream[] => {
  const names = new Set(streamsFor(options).map(({ name }) => name));
  return streams.filter(({ name }) => names.has(name));
};

/** Whether a stream that went wrong may go well another time. */
const isHopeful = ({ status }: SyncReport['streams'][number]): boolean =>
  status === 'failed' || status === 'interrupted' || status === 'skipped';

const outcomeOf = (report: SyncReport): AppliedEvents['outcome'] => {
  if (report.status === 'refused' || report.status === 'interrupted') return 'failed';
  return report.streams.some(isHopeful) ? 'failed' : 'applied';
};

/**
 * Reads from Affinity what events were about, and brings the database up to date with it: a load like any other, of these records alone.
 *
 * Several events of one record are one request; what they say is not believed. Takes the options of the loads that fill the database, and
 * fails like them.
 */
export const applyEvents = async (options: SyncOptions, events: readonly QueuedEvent[]): Promise<AppliedEvents> => {
  if ((await sizeOf(options.database)) === undefined || (await isUnfinished(options.database))) return { outcome: 'waits' };
  const streams = asked(touchedStreams(await resolveFor(options.database, events)), options);
  if (streams.every(({ byEvent, name }) => byEvent === undefined && name === 'lists')) return { outcome: 'nothing' };
  const { views: _views, full: _full, prefer: _prefer, ...rest } = options;
  const report = await sync({ ...rest, streams });
  return { outcome: outcomeOf(report), report };
};
