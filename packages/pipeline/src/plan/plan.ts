import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { v1, v2 } from '@affinity-kit/contract';
import { askTime, type Clock, offsetClock } from '../extract/server-clock.ts';
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
import { allowanceOf } from './allowance.ts';
import type { Certainty } from './estimate.ts';
import { standingOf } from './facts.ts';
import { fillIn, isOpen } from './fill-in.ts';
import { type CutStream, fitBudget } from './fit-budget.ts';
import { KnownLists } from './known-lists.ts';
import { parseMarks } from './marks.ts';
import { type PlannedStream, planStreams } from './plan-streams.ts';
import { Probe } from './probe.ts';
import { remember } from './remembered.ts';
import { staleOf } from './stale.ts';
import { type Totals, totalsOf } from './totals.ts';

/** What one stream of a sync will cost. */
export interface StreamPlan {
  readonly stream: string;
  readonly mode: Mode;
  readonly reason: string;
  /** What is spared; `null` where there is only one way to read. */
  readonly prefer: Prefer | null;
  /** Requests that it will take; `null` where nothing tells how much there is. */
  readonly estimatedRequests: number | null;
  /** How far that number can be relied on. */
  readonly certainty: Certainty;
  /** What it goes by, in words. */
  readonly basis: string;
  /** Those among the requests that read known records once more. */
  readonly sweepRequests: number;
  /** Requests of that kind that were due and are left to later runs, to keep to a budget. */
  readonly leftRequests: number;
  /** When it was last read, ISO 8601; `null` where it never was. */
  readonly readAt: string | null;
  /** What will be out of date for how long, in a sentence; `null` where everything is read or told by Affinity. */
  readonly stale: string | null;
}

/** What a sync will do and cost, before it does it. */
export interface SyncPlan extends Totals {
  readonly streams: readonly StreamPlan[];
  /** Requests that making this plan took. */
  readonly planRequests: number;
  /** When the sync began that was interrupted and is gone on with, if it is asked for the same; `null` when there is none. */
  readonly unfinishedSince: string | null;
}

/** A quota in requests. */
interface Quota {
  /** Set where the account has no API v2. */
  readonly withoutV2?: true;
  readonly perMinute: number | null;
  readonly monthRemaining: number | null;
  /** How many milliseconds the server's clock is ahead of ours. */
  readonly clockOffsetMs?: number;
}

/** The clock by which a plan is made, before it is set. */
const clockOf = ({ now }: SyncOptions): Clock => now ?? (() => new Date());

const numberIn = (value: unknown, key: string): number | null => (isObject(value) && typeof value[key] === 'number' ? value[key] : null);

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'authorization' || error.code === 'authentication');

/** The limits as v1 tells them; `undefined` where that is refused too, as it is with a wrong key. */
const quotaOfV1 = async (options: SyncOptions): Promise<Quota | undefined> => {
  try {
    const { answer, clockOffsetMs } = await askTime(options.client, v1.rateLimit.get, { signal: options.signal, now: clockOf(options) });
    const told: unknown = JSON.parse(answer.text);
    const rate = isObject(told) && isObject(told['rate']) ? told['rate'] : {};
    const [perMinute, monthRemaining] = [numberIn(rate['api_key_per_minute'], 'limit'), numberIn(rate['org_monthly'], 'remaining')];
    return { withoutV2: true, perMinute, monthRemaining, clockOffsetMs };
  } catch {
    return undefined;
  }
};

/** A server without `/v2/rate-limit` leaves the plan without minutes, and is no reason to have none. */
const quotaOf = async (options: SyncOptions): Promise<Quota> => {
  try {
    const { answer, clockOffsetMs } = await askTime(options.client, v2.rateLimit.get, { signal: options.signal, now: clockOf(options) });
    const told: unknown = JSON.parse(answer.text);
    if (!isObject(told)) return { perMinute: null, monthRemaining: null };
    const [perMinute, monthRemaining] = [numberIn(told['callerPerMinute'], 'limit'), numberIn(told['orgPerMonth'], 'remaining')];
    return { perMinute, monthRemaining, clockOffsetMs };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'not_found'))
      return { perMinute: null, monthRemaining: null };
    const quota = isRefusal(error) ? await quotaOfV1(options) : undefined;
    if (quota) return quota;
    throw error;
  }
};

const planOf = (planned: CutStream, totals: Totals, options: SyncOptions): StreamPlan => {
  const { stream, decision, requests, certainty, basis, sweepRequests, left, readAt } = planned;
  return {
    stream: stream.name,
    mode: decision.mode,
    reason: stream.absent ?? decision.reason,
    prefer: decision.prefer,
    estimatedRequests: requests,
    certainty,
    basis,
    sweepRequests,
    leftRequests: left,
    readAt,
    stale: staleOf(planned, totals, options),
  };
};

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  );

/** What streams would take, from the replica and the journal as they are. */
const planned = async (streams: readonly Stream[], options: SyncOptions, now: Date): Promise<readonly PlannedStream[]> => {
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
    return await planStreams({ streams, standing, marks, journal, options, now });
  } finally {
    closeSession(session);
  }
};

/**
 * Says which streams a sync would read, how and why, what that costs, and what will be out of date within a budget.
 *
 * Asks the API for its limits (one request; of an account without API v2 two), for its lists where some are named (one), and, of streams that
 * were never read, how much there is: about ten requests, one for each list whose saved views are read, and a few more for each stream or part that is read only on demand. Loads
 * nothing; what was told is kept beside the database for the load to be compared with.
 *
 * @throws UnknownListError where a list is named that there is not.
 */
export const plan = async (options: SyncOptions): Promise<SyncPlan> => {
  const quota = await quotaOf(options);
  const { withoutV2, perMinute, clockOffsetMs = 0 } = quota;
  const now = offsetClock(clockOf(options), clockOffsetMs)();
  const known = await planned(withoutV2 ? streamsWithoutV2(options) : streamsFor(options), options, now);
  const probe = new Probe(options.client, options.signal);
  const lists = new KnownLists(probe, options.lists);
  if (lists.narrowed) await lists.chosen();
  const all = await fillIn(known, { probe, lists, asked: options, now }, { withoutV2 });
  const folder = journalFolder(resolve(options.database));
  const told = all.flatMap(({ stream: { name }, requests }, index) =>
    known[index] && isOpen(known[index]) && requests !== null ? [[name, requests] as const] : [],
  );
  await remember(folder, new Map(told), { options, now });
  // A refused request of v2 tells that v1 has to be asked.
  const [identityRequests, quotaRequests] = withoutV2 ? [2, 2] : [1, 1];
  const monthRemaining = quota.monthRemaining === null ? null : quota.monthRemaining - probe.requests - identityRequests;
  const circumstances = { ...options, identityRequests, monthRemaining, perMinute };
  const streams = fitBudget(all, allowanceOf(options, circumstances));
  const totals = totalsOf(streams, circumstances);
  const { unfinished } = await Journal.peek(folder);
  return {
    streams: streams.map((one) => planOf(one, totals, options)),
    ...totals,
    planRequests: probe.requests + quotaRequests,
    unfinishedSince: unfinished?.startedAt ?? null,
  };
};
