import type { RateState } from '@affinity-kit/contract';

/** How often and how patiently a call is tried again. */
export interface RetryOptions {
  /** Retries after the first try; 3 unless stated. Waiting for a used-up minute does not count. */
  readonly retries: number;
  /** Upper bound of the first wait, doubled with each retry; 500 unless stated. */
  readonly baseDelayMs: number;
  /** Upper bound of any wait that the server did not ask for; 20,000 unless stated. */
  readonly maxDelayMs: number;
}

export const defaultRetry: RetryOptions = { retries: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/** One failed try, reduced to what a retry depends on. */
export interface Failure {
  /** `refused`: nothing was sent. `network`, `timeout`, `truncated`: something may have happened. */
  readonly kind: 'status' | 'refused' | 'network' | 'timeout' | 'truncated';
  readonly status?: number;
  readonly rate?: RateState | undefined;
  /** What a `Retry-After` header asks for, when it makes sense. */
  readonly retryAfterMs?: number | undefined;
}

/** How far a call has come. */
export interface RetryState {
  readonly effect: 'read' | 'write';
  /** Retries so far that count. */
  readonly retries: number;
  /** Waits so far for a used-up minute. */
  readonly minuteWaits: number;
  /** From 0 up to 1. */
  readonly random: number;
}

/** A wait before the next try. */
export interface RetryDelay {
  readonly delayMs: number;
  /** Whether the try uses up one of the retries. */
  readonly counts: boolean;
}

/** Longest wait that a server is taken at its word for. */
const longestObeyedMs = 3_600_000;

/** Waits for a used-up minute before a call gives up: somebody else takes every allowance. */
const maxMinuteWaits = 60;

/** A server that says "0 seconds" after a refusal rounds down; asking again at once would only be refused again. */
const shortestMinuteWaitMs = 250;

/** Reads `Retry-After`, in seconds or as a date; nonsense (negative, not a number, beyond an hour) is `undefined`. */
export const parseRetryAfter = (header: string | null, wallMs: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined;
  const text = header.trim();
  const delayMs = /^-?[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wallMs;
  return delayMs >= 0 && delayMs <= longestObeyedMs ? Math.ceil(delayMs) : undefined;
};

/** Milliseconds until the minute's allowance is renewed; a missing or senseless reset counts as a whole minute. */
export const minuteResetMs = (resetSeconds: number | undefined): number => {
  const resetMs = (resetSeconds ?? Number.NaN) * 1000;
  return resetMs >= 0 && resetMs <= longestObeyedMs ? resetMs : 60_000;
};

const isRetryable = (failure: Failure, effect: RetryState['effect']): boolean => {
  if (failure.kind === 'refused' || failure.status === 429) return true;
  if (effect === 'write') return false;
  return failure.kind !== 'status' || (failure.status !== undefined && failure.status >= 500 && failure.status !== 501);
};

const minuteWait = (failure: Failure, state: RetryState): RetryDelay | undefined => {
  if (state.minuteWaits >= maxMinuteWaits) return undefined;
  const delayMs = failure.retryAfterMs ?? minuteResetMs(failure.rate?.minute?.resetSeconds);
  return { delayMs: Math.max(shortestMinuteWaitMs, delayMs), counts: false };
};

/**
 * Says how long to wait before trying again, or `undefined` where a further try is pointless or could repeat a write.
 *
 * Reads are tried again after network errors, timeouts, cut answers, 429 and every 5xx but 501; writes only after 429 and refused connections,
 * where nothing can have happened. A used-up month is never waited for. Without a `Retry-After` the wait has full jitter.
 */
export const retryDelay = (failure: Failure, state: RetryState, options: RetryOptions = defaultRetry): RetryDelay | undefined => {
  if (!isRetryable(failure, state.effect)) return undefined;
  if (failure.status === 429 && failure.rate?.month?.remaining === 0) return undefined;
  if (options.retries > 0 && failure.status === 429 && failure.rate?.minute?.remaining === 0) return minuteWait(failure, state);
  if (state.retries >= options.retries) return undefined;
  const ceilingMs = Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** state.retries);
  return { delayMs: failure.retryAfterMs ?? state.random * ceilingMs, counts: true };
};
