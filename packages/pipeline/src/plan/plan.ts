import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { v2 } from '@affinity-kit/contract';
import { Journal } from '../journal/journal.ts';
import type { StreamRun } from '../journal/run.ts';
import { isObject } from '../normalise/record-reader.ts';
import { chooseStreams } from '../streams/index.ts';
import type { Prefer, Stream } from '../streams/stream.ts';
import { journalFolder } from '../sync.ts';
import type { SyncOptions } from '../sync-options.ts';
import { lastTimes } from '../sync-run.ts';
import { decide } from './decide.ts';

/** What one stream of a sync will cost. */
export interface StreamPlan {
  readonly stream: string;
  readonly mode: 'full' | 'feed' | 'filter';
  readonly reason: string;
  /** What is spared; `null` where there is only one way to read. */
  readonly prefer: Prefer | null;
  /** Requests that it took the last time in this mode; `null` before that: Affinity does not say how much there is. */
  readonly estimatedRequests: number | null;
}

/** What a sync will do and cost, before it does it. */
export interface SyncPlan {
  readonly streams: readonly StreamPlan[];
  /** Sum of the estimates that there are. */
  readonly estimatedRequests: number;
  /** Whether some streams have no estimate, so that the sum is a lower bound. */
  readonly isLowerBound: boolean;
  /** Minutes that the requests take at the current limit; `null` when the server does not tell its limit. */
  readonly minutes: number | null;
  /** Requests left this month; `null` when there is no bound or the server does not tell. */
  readonly monthRemaining: number | null;
  /** Part of what is left of the month, from 0 to 1 and above when it is not enough. */
  readonly shareOfMonth: number | null;
}

/** A quota in requests. */
interface Quota {
  readonly perMinute: number | null;
  readonly monthRemaining: number | null;
}

const numberIn = (value: unknown, key: string): number | null => (isObject(value) && typeof value[key] === 'number' ? value[key] : null);

/** A server without `/v2/rate-limit` leaves the plan without minutes, and is no reason to have none. */
const quotaOf = async ({ client, signal }: SyncOptions): Promise<Quota> => {
  try {
    const { text } = await client.exchange(v2.rateLimit.get, {}, signal ? { signal } : {});
    const answer: unknown = JSON.parse(text);
    if (!isObject(answer)) return { perMinute: null, monthRemaining: null };
    return { perMinute: numberIn(answer['callerPerMinute'], 'limit'), monthRemaining: numberIn(answer['orgPerMonth'], 'remaining') };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'not_found'))
      return { perMinute: null, monthRemaining: null };
    throw error;
  }
};

/** Sums up what streams cost against a quota. */
export const summarise = (streams: readonly StreamPlan[], { perMinute, monthRemaining }: Quota): SyncPlan => {
  const estimatedRequests = streams.reduce((sum, { estimatedRequests: requests }) => sum + (requests ?? 0), 0);
  return {
    streams,
    estimatedRequests,
    isLowerBound: streams.some(({ estimatedRequests: requests }) => requests === null),
    minutes: perMinute ? estimatedRequests / perMinute : null,
    monthRemaining,
    shareOfMonth: monthRemaining === null ? null : monthRemaining > 0 ? estimatedRequests / monthRemaining : Number.POSITIVE_INFINITY,
  };
};

/** What a stream will cost that was read before; asking by ids takes a page of ids and one of records. */
const requestsLike = ({ pages, prefer = 'quota' }: StreamRun, now: Prefer | null): number => {
  if (now === null || now === prefer) return pages;
  return now === 'time' ? pages * 2 : Math.ceil(pages / 2);
};

/** Only a mode that has run before has a price; reading on costs a page at least. */
const planOf = (stream: Stream, { journal, exists, options, now }: Planning): StreamPlan => {
  const last = exists ? journal.lastOf(stream.name) : undefined;
  const watermarkMs = last ? Date.parse(last.startedAt) : null;
  const facts = {
    full: options.full === true,
    prefer: options.prefer ?? 'quota',
    now,
    hasRecords: last !== undefined,
    watermarkMs,
    ...lastTimes(journal, stream, options.include),
  };
  const { mode, reason, prefer } = decide(stream, facts);
  const before = exists ? journal.lastIn(stream.name, mode)?.streams[stream.name] : undefined;
  const estimatedRequests = before ? requestsLike(before, prefer) : mode === 'full' ? null : 1;
  return { stream: stream.name, mode, reason, prefer, estimatedRequests };
};

interface Planning {
  readonly journal: Journal;
  readonly exists: boolean;
  readonly options: SyncOptions;
  readonly now: Date;
}

/** Says which streams a sync would read, how and why, and what that costs. Asks the API for its limits and nothing else. */
export const plan = async (options: SyncOptions): Promise<SyncPlan> => {
  const own = (options.streams ?? []).filter((stream) => typeof stream !== 'string');
  const streams = chooseStreams(
    options.streams?.filter((stream) => typeof stream === 'string'),
    own,
  );
  const database = resolve(options.database);
  const found = async (path: string): Promise<boolean> =>
    await access(path).then(
      () => true,
      () => false,
    );
  const exists = (await found(database)) && (await found(journalFolder(database)));
  const journal = await Journal.peek(journalFolder(database));
  const planning = { journal, exists, options, now: (options.now ?? (() => new Date()))() };
  return summarise(
    streams.map((stream) => planOf(stream, planning)),
    await quotaOf(options),
  );
};
