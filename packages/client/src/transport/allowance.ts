import type { RateState, RateWindow } from '@affinity-kit/contract';
import { minuteResetMs } from './retry-delay.ts';

/** A minute that headers told of. */
interface Window {
  limit: number;
  remaining: number;
  resetAt: number;
  /** Whether no answer has told `resetAt` yet. */
  guessed: boolean;
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

/** What an answer tells of the minute, at the clock's times. */
interface News {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
  readonly sentAt: number;
  readonly now: number;
}

/** Joins what an answer tells with what is known. Answers overtake each other, so only one whose request left after the last news may raise `remaining`. */
const joined = (known: Window | undefined, { limit, remaining, resetAt, sentAt, now }: News): Window => {
  if (known === undefined || resetAt > known.resetAt + sameWindowMs) return { limit, remaining, resetAt, guessed: false, knownAt: now };
  const later = sentAt >= known.knownAt;
  const sameWindow = resetAt >= known.resetAt - sameWindowMs;
  if (!later && !sameWindow) return known;
  return {
    limit,
    remaining: later ? remaining : Math.min(known.remaining, remaining),
    resetAt: sameWindow ? Math[known.guessed ? 'max' : 'min'](resetAt, known.resetAt) : resetAt,
    guessed: false,
    knownAt: now,
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
    minute = { ...minute, remaining: minute.limit, resetAt: now + windowMs, guessed: true, knownAt: now };
    renewedAt = now;
  };

  /** A limit that was not told is at least what is left. */
  const observeMinute = ({ remaining = 0, limit = remaining, resetSeconds }: RateWindow, sentAt: number, now: number): void => {
    renew(now);
    const resetMs = Math.max(shortestResetMs, minuteResetMs(resetSeconds));
    const refusedEarly = remaining === 0 && resetMs <= roundedDownMs && sentAt >= renewedAt && now < renewedAt + sameWindowMs;
    if (refusedEarly) paddingMs = roundedDownMs;
    windowMs = Math.max(windowMs, resetMs);
    minute = joined(minute, { limit: Math.max(1, limit), remaining, resetAt: now + resetMs + paddingMs, sentAt, now });
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
    observe: ({ minute: told, month }, sentAt, now) => {
      if (told?.remaining === undefined) lose();
      else observeMinute(told, sentAt, now);
      if (month?.remaining === undefined) return;
      monthEmptyUntil = month.remaining === 0 ? now + monthResetMs(month.resetSeconds) : Number.NEGATIVE_INFINITY;
    },
    lose,
  };
};
