import type { RateState } from '@affinity-kit/contract';
import { minuteResetMs } from './retry-delay.ts';

/** A minute that headers told of. */
interface Window {
  limit: number;
  remaining: number;
  resetAt: number;
  /** When the answer that set `remaining` arrived. */
  knownAt: number;
}

/** Bookkeeping of the minute's and the month's allowance. Times are the clock's milliseconds. */
export interface Allowance {
  /** Requests that may be sent now, given those that are on their way; `Infinity` while no header told a limit. */
  readonly available: (now: number, inFlight: number, reserve: number) => number;
  /** When more will be available, if waiting is what helps. */
  readonly resetAt: () => number | undefined;
  /** Whether the month is used up. */
  readonly monthUsedUp: (now: number) => boolean;
  /** Learns from an answer; `sentAt` is when its request left. */
  readonly observe: (rate: RateState, sentAt: number, now: number) => void;
  /** A request ended without an answer: it may have been counted. */
  readonly lose: () => void;
}

/** Resets come in whole seconds and late by the latency; two that differ by less belong to the same window. */
const sameWindowMs = 1_500;

/** A reset of zero seconds was rounded down. */
const shortestResetMs = 250;

/** What a window's end is put off by, once the server has shown that it rounds its resets down. */
const roundedDownMs = 1_000;

const longestMonthMs = 32 * 86_400_000;

const monthResetMs = (resetSeconds: number | undefined): number => {
  const resetMs = (resetSeconds ?? Number.NaN) * 1000;
  return resetMs > 0 && resetMs <= longestMonthMs ? resetMs : 3_600_000;
};

/** A minute's window whose headers told at least what is left. */
interface Told {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

/** A limit that was not told is at least what is left. */
const toldOf = (minute: RateState['minute']): Told | undefined => {
  if (minute?.remaining === undefined) return undefined;
  const { remaining, limit = remaining, resetSeconds } = minute;
  return { remaining, limit, resetMs: Math.max(shortestResetMs, minuteResetMs(resetSeconds)) };
};

/** Joins what an answer tells with what is known. Answers overtake each other, so only one whose request left after the last news may raise `remaining`. */
const joined = (known: Window | undefined, told: Told & { resetAt: number }, times: { sentAt: number; now: number }): Window => {
  const { limit, remaining, resetAt } = told;
  const fresh = { limit: Math.max(1, limit), remaining, resetAt, knownAt: times.now };
  if (known === undefined || resetAt > known.resetAt + sameWindowMs) return fresh;
  const later = times.sentAt >= known.knownAt;
  const sameWindow = resetAt >= known.resetAt - sameWindowMs;
  if (!later && !sameWindow) return known;
  return {
    ...fresh,
    remaining: later ? remaining : Math.min(known.remaining, remaining),
    resetAt: sameWindow ? Math.min(resetAt, known.resetAt) : resetAt,
  };
};

/** Starts without knowing anything. */
export const createAllowance = (): Allowance => {
  let minute: Window | undefined;
  let windowMs = 0;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let paddingMs = 0;
  let monthEmptyUntil = Number.NEGATIVE_INFINITY;

  const renew = (now: number): void => {
    if (minute === undefined || now < minute.resetAt) return;
    minute = { ...minute, remaining: minute.limit, resetAt: now + windowMs, knownAt: now };
    renewedAt = now;
  };

  const observeMinute = (told: Told, sentAt: number, now: number): void => {
    renew(now);
    const refusedEarly = told.remaining === 0 && told.resetMs <= roundedDownMs && sentAt >= renewedAt && now < renewedAt + sameWindowMs;
    if (refusedEarly) paddingMs = roundedDownMs;
    windowMs = Math.max(windowMs, told.resetMs);
    minute = joined(minute, { ...told, resetAt: now + told.resetMs + paddingMs }, { sentAt, now });
  };

  const lose = (): void => {
    if (minute !== undefined) minute = { ...minute, remaining: minute.remaining - 1 };
  };

  return {
    available: (now, inFlight, reserve) => {
      renew(now);
      if (minute === undefined) return Number.POSITIVE_INFINITY;
      return minute.remaining - Math.min(reserve, minute.limit - 1) - inFlight;
    },
    resetAt: () => minute?.resetAt,
    monthUsedUp: (now) => now < monthEmptyUntil,
    observe: (rate, sentAt, now) => {
      const told = toldOf(rate.minute);
      if (told !== undefined) observeMinute(told, sentAt, now);
      else lose();
      const { month } = rate;
      if (month?.remaining !== undefined) monthEmptyUntil = month.remaining === 0 ? now + monthResetMs(month.resetSeconds) : Number.NEGATIVE_INFINITY;
    },
    lose,
  };
};
