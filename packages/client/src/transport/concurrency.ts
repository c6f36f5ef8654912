/** An adaptive bound of the requests in flight: it grows while answers come and is halved when the server finds it too much. */
export interface Concurrency {
  /** Requests that may be in flight now. */
  readonly limit: () => number;
  /** An answer came while `inFlight` requests were on their way. */
  readonly succeeded: (inFlight: number) => void;
  /** The server refused for concurrency; `sentAt` is when the refused request left. */
  readonly refused: (sentAt: number, now: number, inFlight: number) => void;
}

/** Growth around a level that was refused before: one more for every 32nd round, so that the ceiling is felt for, not run into. */
const probing = 1 / 32;

/**
 * Starts at `start` and never exceeds `max`. Each answer adds one until the first refusal; after that a whole round of answers adds one,
 * and fewer near the level that was refused. Refusals of requests that left before the last halving are the same event.
 */
export const createConcurrency = (start: number, max: number): Concurrency => {
  let limit = Math.min(start, max);
  let ceiling = Number.POSITIVE_INFINITY;
  let halvedAt = Number.NEGATIVE_INFINITY;

  const step = (): number => {
    if (ceiling === Number.POSITIVE_INFINITY) return 1;
    return (Math.abs(limit - ceiling) > 1 ? 1 : probing) / limit;
  };

  return {
    limit: () => Math.floor(limit),
    succeeded: (inFlight) => {
      if (inFlight * 2 >= limit) limit = Math.min(max, limit + step());
    },
    refused: (sentAt, now, inFlight) => {
      if (sentAt < halvedAt) return;
      ceiling = Math.max(2, Math.min(limit, inFlight));
      limit = Math.max(1, ceiling / 2);
      halvedAt = now;
    },
  };
};
