/** What the time of the next run goes by. */
export interface Timing {
  readonly intervalMs: number;
  /** When the first run began: runs keep to its rhythm, however long one takes. */
  readonly firstMs: number;
  readonly nowMs: number;
  /** Runs that failed, one after the other, up to now. */
  readonly failures: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** The longest time between two attempts where runs fail, unless the interval itself is longer. */
const longestBackoffMs = 6 * 3_600_000;

/** Spreads the runs of many machines that were started by one clock: a tenth of the interval, and never more than a minute. */
const jitterMs = (intervalMs: number, random: number): number => Math.floor(Math.min(intervalMs / 10, 60_000) * random);

/** After the first failure as usual, then twice, four times, eight times the interval. */
const stepMs = (intervalMs: number, failures: number): number => {
  const backoffMs = intervalMs * 2 ** Math.min(Math.max(failures - 1, 0), 10);
  return Math.max(intervalMs, Math.min(backoffMs, longestBackoffMs));
};

/**
 * When to run again, in milliseconds since 1970: at the next beat of the interval that is not over yet, so that a run that takes longer than the
 * interval skips those that it covers; later where runs fail.
 */
export const nextRunMs = ({ intervalMs, firstMs, nowMs, failures, random }: Timing): number => {
  const step = stepMs(intervalMs, failures);
  const beats = Math.floor((nowMs - firstMs) / intervalMs) + Math.max(1, Math.round(step / intervalMs));
  return firstMs + beats * intervalMs + jitterMs(intervalMs, random);
};
