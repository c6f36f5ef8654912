import { ceilings, rateHeaders as names } from '@affinity-kit/contract';
import type { Allowance, RateState } from '../context.ts';

/** What the sandbox allows (v2 reference, section 3); changeable while it runs. */
export interface Limits {
  /** Requests of one user in a minute; 900 as Affinity documents it. */
  readonly perMinute: number;
  /** Requests of the whole account, v1 and v2 together, in a calendar month (UTC); `null` leaves the account headers out. */
  readonly perMonth: number | null;
  /** Requests of the whole account at the same time; `null` for no ceiling. */
  readonly concurrent: number | null;
  /** Length of the "minute": shorter ones let a test see several. The reset header counts whole seconds, rounded up. */
  readonly minuteMs: number;
  /** Requests that the month has already seen when the sandbox starts. */
  readonly usedThisMonth: number;
}

/** Affinity's documented allowance on a plan without a monthly quota. */
export const defaultLimits: Limits = {
  perMinute: ceilings.requestsPerMinute,
  perMonth: null,
  concurrent: null,
  minuteMs: 60_000,
  usedThisMonth: 0,
};

/** Which allowances a request uses up: `whoami` and `rate-limit` spare the month (v1 reference, section 3). */
export interface Charge {
  readonly month: boolean;
}

/** Why a request is refused. */
export type Excess = 'minute' | 'month' | 'concurrency';

/** Counts requests against the limits. */
export interface Meter {
  /** The limits now. */
  readonly current: () => Limits;
  /** Changes some limits and keeps what has been counted. */
  readonly change: (limits: Partial<Limits>) => void;
  /** Counts one request, unless it exceeds a limit; a refused one uses nothing up. */
  readonly charge: (userId: number, charge: Charge) => Excess | undefined;
  /** What is left to a user; to nobody, a whole allowance. */
  readonly state: (userId: number | undefined) => RateState;
  /** Requests that are running. */
  readonly running: () => number;
  /** Marks a request as running; the result ends it. */
  readonly enter: () => () => void;
  /** Forgets what has been counted. */
  readonly clear: () => void;
}

interface Window {
  start: number;
  used: number;
}

const allowance = (limit: number, used: number, endsInMs: number): Allowance => ({
  limit,
  used,
  remaining: Math.max(0, limit - used),
  reset: Math.max(0, Math.ceil(endsInMs / 1000)),
});

const monthStart = (time: number, months = 0): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};

/** The minute windows of all users: each opens with its first request. */
const createMinutes = (limits: () => Limits, now: () => number) => {
  const windows = new Map<number | undefined, Window>();
  const openWindow = (userId: number | undefined): Window | undefined => {
    const found = windows.get(userId);
    const age = found === undefined ? Number.NaN : now() - found.start;
    return age >= 0 && age < limits().minuteMs ? found : undefined;
  };
  const windowOf = (userId: number): Window => {
    const found = openWindow(userId);
    if (found !== undefined) return found;
    const fresh = { start: now(), used: 0 };
    windows.set(userId, fresh);
    return fresh;
  };
  /** Looking opens no window. */
  const state = (userId: number | undefined): Allowance => {
    const { start, used } = openWindow(userId) ?? { start: now(), used: 0 };
    return allowance(limits().perMinute, used, start + limits().minuteMs - now());
  };
  return { windowOf, state, clear: () => windows.clear() };
};

/** The account's month by the sandbox's calendar. */
const createMonth = (limits: () => Limits, now: () => number) => {
  let window: Window = { start: monthStart(now()), used: limits().usedThisMonth };
  const current = (): Window => {
    const start = monthStart(now());
    if (window.start !== start) window = { start, used: 0 };
    return window;
  };
  const state = (): Allowance | null => {
    const limit = limits().perMonth;
    return limit === null ? null : allowance(limit, current().used, monthStart(now(), 1) - now());
  };
  const clear = (): void => {
    window = { start: monthStart(now()), used: limits().usedThisMonth };
  };
  return { current, state, clear };
};

/** A meter whose windows follow `now`. */
export const createMeter = (initial: Limits, now: () => number): Meter => {
  let limits = initial;
  let running = 0;
  const minutes = createMinutes(() => limits, now);
  const month = createMonth(() => limits, now);
  const excess = (userId: number, charge: Charge): Excess | undefined => {
    if (limits.concurrent !== null && running > limits.concurrent) return 'concurrency';
    if (minutes.windowOf(userId).used >= limits.perMinute) return 'minute';
    if (charge.month && limits.perMonth !== null && month.current().used >= limits.perMonth) return 'month';
    return undefined;
  };
  return {
    current: () => limits,
    change: (changes) => {
      limits = { ...limits, ...changes };
    },
    charge: (userId, charge) => {
      const refused = excess(userId, charge);
      if (refused !== undefined) return refused;
      minutes.windowOf(userId).used += 1;
      if (charge.month) month.current().used += 1;
      return undefined;
    },
    state: (userId) => ({ minute: minutes.state(userId), month: month.state() }),
    running: () => running,
    enter: () => {
      running += 1;
      return () => {
        running -= 1;
      };
    },
    clear: () => {
      minutes.clear();
      month.clear();
    },
  };
};

/** The rate headers of an answer: six with a monthly quota, three without (v2 reference, section 3). */
export const rateHeaders = ({ minute, month }: RateState): Record<string, string> => {
  const headers: Record<string, string> = {
    [names.minute.limit]: String(minute.limit),
    [names.minute.remaining]: String(minute.remaining),
    [names.minute.reset]: String(minute.reset),
  };
  if (month === null) return headers;
  headers[names.month.limit] = String(month.limit);
  headers[names.month.remaining] = String(month.remaining);
  headers[names.month.reset] = String(month.reset);
  return headers;
};
