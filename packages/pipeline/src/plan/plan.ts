import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { v1, v2 } from '@affinity-kit/contract';
import { Journal } from '../journal/journal.ts';
import { journalFolder } from '../journal/journal-folder.ts';
import { isObject } from '../normalise/record-reader.ts';
import { closeSession, openSession, readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { attachReadOnly } from '../replica/live.ts';
import { QuietLoads, quietLoadsPath } from '../replica/quiet-loads.ts';
import { readStates } from '../replica/states.ts';
import { streamsFor, streamsWithoutV2 } from '../streams/asked.ts';
import type { Mode, Prefer, Stream } from '../streams/stream.ts';
import type { SyncOptions } from '../sync/options.ts';
import { standingOf } from './facts.ts';
import { type CutStream, fitBudget } from './fit-budget.ts';
import { parseMarks } from './marks.ts';
import { defaultSweepDays, planStreams } from './plan-streams.ts';
import { Probe } from './probe.ts';
import { refusalOf } from './refusal.ts';

/** What one stream of a sync will cost. */
export interface StreamPlan {
  readonly stream: string;
  readonly mode: Mode;
  readonly reason: string;
  /** What is spared; `null` where there is only one way to read. */
  readonly prefer: Prefer | null;
  /** Requests that it will take; `null` where nothing tells how much there is. */
  readonly estimatedRequests: number | null;
  /** Those among them that read known records once more. */
  readonly sweepRequests: number;
  /** What will be out of date for how long, in a sentence; `null` where everything is read or told by Affinity. */
  readonly stale: string | null;
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
  /** Requests that making this plan took. */
  readonly planRequests: number;
  /** Runs that it takes when each sends no more than `maxRequests`; each goes on from the one before. At least so many when `isLowerBound`. */
  readonly runs: number;
  /** When the sync began that was interrupted and is gone on with, if it is asked for the same; `null` when there is none. */
  readonly unfinishedSince: string | null;
  /** Why a sync would refuse to start; `null` when it would not. */
  readonly refusal: string | null;
}

/** A quota in requests. */
interface Quota {
  /** Set where the account has no API v2. */
  readonly withoutV2?: true;
  readonly perMinute: number | null;
  readonly monthRemaining: number | null;
}

const numberIn = (value: unknown, key: string): number | null => (isObject(value) && typeof value[key] === 'number' ? value[key] : null);

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'authorization' || error.code === 'authentication');

/** The limits as v1 tells them; `undefined` where that is refused too, as it is with a wrong key. */
const quotaOfV1 = async ({ client, signal }: SyncOptions): Promise<Quota | undefined> => {
  try {
    const { text } = await client.exchange(v1.rateLimit.get, {}, signal ? { signal } : {});
    const answer: unknown = JSON.parse(text);
    const rate = isObject(answer) && isObject(answer['rate']) ? answer['rate'] : {};
    const [perMinute, monthRemaining] = [numberIn(rate['api_key_per_minute'], 'limit'), numberIn(rate['org_monthly'], 'remaining')];
    return { withoutV2: true, perMinute, monthRemaining };
  } catch {
    return undefined;
  }
};

/** A server without `/v2/rate-limit` leaves the plan without minutes, and is no reason to have none. */
const quotaOf = async (options: SyncOptions): Promise<Quota> => {
  const { client, signal } = options;
  try {
    const { text } = await client.exchange(v2.rateLimit.get, {}, signal ? { signal } : {});
    const answer: unknown = JSON.parse(text);
    if (!isObject(answer)) return { perMinute: null, monthRemaining: null };
    return { perMinute: numberIn(answer['callerPerMinute'], 'limit'), monthRemaining: numberIn(answer['orgPerMonth'], 'remaining') };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'not_found'))
      return { perMinute: null, monthRemaining: null };
    const quota = isRefusal(error) ? await quotaOfV1(options) : undefined;
    if (quota) return quota;
    throw error;
  }
};

/** What a summary knows besides. */
interface Circumstances extends Pick<SyncOptions, 'keepMonthAbove' | 'maxRequests'> {
  readonly planRequests?: number;
  readonly unfinishedSince?: string | null;
}

/** Each run asks who we are before anything else. */
const runsOf = (requests: number, maxRequests: number | undefined): number =>
  maxRequests === undefined ? 1 : Math.max(1, Math.ceil(requests / Math.max(1, maxRequests - 1)));

/** Sums up what streams cost against a quota. */
export const summarise = (
  streams: readonly StreamPlan[],
  { perMinute, monthRemaining }: Quota,
  { planRequests = 0, keepMonthAbove, maxRequests, unfinishedSince = null }: Circumstances = {},
): SyncPlan => {
  const estimatedRequests = streams.reduce((sum, { estimatedRequests: requests }) => sum + (requests ?? 0), 0);
  return {
    streams,
    estimatedRequests,
    isLowerBound: streams.some(({ estimatedRequests: requests }) => requests === null),
    minutes: perMinute ? estimatedRequests / perMinute : null,
    monthRemaining,
    shareOfMonth: monthRemaining === null ? null : monthRemaining > 0 ? estimatedRequests / monthRemaining : Number.POSITIVE_INFINITY,
    planRequests,
    runs: runsOf(estimatedRequests, maxRequests),
    unfinishedSince,
    refusal: refusalOf({ estimatedRequests, monthRemaining, keepMonthAbove }),
  };
};

/** How long a round takes when a run of it reads less than is due. */
const slowedDays = ({ sweepRequests, left }: CutStream, days: number): string =>
  sweepRequests === 0
    ? 'as long as no more requests are allowed'
    : `about ${Math.ceil((days * (sweepRequests + left)) / sweepRequests)} days`;

const staleOf = (planned: CutStream, { sweepDays = defaultSweepDays }: SyncOptions): string | null => {
  const { decision, stream, left } = planned;
  const days = stream.units?.days === undefined ? sweepDays : Math.min(stream.units.days, sweepDays);
  if (!decision.parts && !decision.units && !stream.later?.past) return null;
  if (decision.mode === 'full') return null;
  const what = decision.units ? 'changes' : stream.later?.past ? 'deletions' : 'changes of which Affinity does not tell, and deletions,';
  const due = `${what} show within ${days} ${days === 1 ? 'day' : 'days'}`;
  return left === 0 ? due : `${due}; within this budget, ${slowedDays(planned, days)}`;
};

const planOf = (planned: CutStream, options: SyncOptions, estimated: number | null): StreamPlan => {
  const { stream, decision, sweepRequests } = planned;
  const { mode, reason, prefer } = decision;
  return {
    stream: stream.name,
    mode,
    reason: stream.absent ?? reason,
    prefer,
    estimatedRequests: estimated,
    sweepRequests,
    stale: staleOf(planned, options),
  };
};

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  );

/** What streams would take, from the replica and the journal as they are. */
const planned = async (streams: readonly Stream[], options: SyncOptions): Promise<readonly CutStream[]> => {
  const database = resolve(options.database);
  const folder = journalFolder(database);
  const session = await openSession(':memory:');
  try {
    const { connection } = session;
    const stands = await exists(database);
    if (stands) await attachReadOnly(connection, database, live);
    const journal = await Journal.peek(folder);
    const [base] = stands ? await readTexts(connection, `SELECT load_id FROM ${live}._loads ORDER BY finished_at DESC LIMIT 1`) : [];
    const isKnown = stands && (!journal.last || journal.last.replicaLoadId === (base ?? null));
    const quiet = await new QuietLoads(quietLoadsPath(folder)).read();
    const states = isKnown ? await readStates(connection, live, quiet) : new Map();
    const marks = new Map([...states].map(([stream, { state }]) => [stream, parseMarks(state)]));
    const standing = stands ? await standingOf(connection) : undefined;
    const now = (options.now ?? (() => new Date()))();
    return fitBudget(await planStreams({ streams, standing, marks, journal, options, now }), options.maxRequests);
  } finally {
    closeSession(session);
  }
};

/**
 * Says which streams a sync would read, how and why, and what that costs.
 *
 * Asks the API for its limits (one request; of an account without API v2 two) and, of streams that were never read, how much there is (at most ten more); loads nothing.
 */
export const plan = async (options: SyncOptions): Promise<SyncPlan> => {
  const quota = await quotaOf(options);
  const all = await planned(quota.withoutV2 ? streamsWithoutV2(options) : streamsFor(options), options);
  const probe = new Probe(options.client, options.signal);
  const ask = quota.withoutV2 ? probe.v1RequestsOf.bind(probe) : probe.requestsOf.bind(probe);
  const streams: StreamPlan[] = [];
  for (const one of all) {
    const told = one.stream.absent === undefined ? (one.requests ?? (await ask(one.stream.name, options.lists))) : 0;
    const doubled = one.requests === null && one.decision.prefer === 'time' && told !== null ? told * 2 : told;
    streams.push(planOf(one, options, doubled));
  }
  const { keepMonthAbove, maxRequests } = options;
  const { unfinished } = await Journal.peek(journalFolder(resolve(options.database)));
  const unfinishedSince = unfinished?.startedAt ?? null;
  return summarise(streams, quota, { planRequests: probe.requests + 1, keepMonthAbove, maxRequests, unfinishedSince });
};
