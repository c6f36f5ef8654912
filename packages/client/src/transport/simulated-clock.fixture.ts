import type { Clock } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Lets everything that waits for promises, and nothing that waits for time, happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that jumps from timer to timer, so that minutes of waiting take none. */
export const createSimulatedClock = () => {
  const timers = new Set<Timer>();
  let now = 1_000;
  const clock: Clock = {
    now: () => now,
    wall: () => Date.UTC(2026, 0, 1) + now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  const fireNext = (): void => {
    const next = [...timers].sort((one, other) => one.at - other.at)[0];
    if (next === undefined) throw new Error('Nothing is waiting for time, and yet it has not ended');
    timers.delete(next);
    now = Math.max(now, next.at);
    next.run();
  };
  return {
    clock,
    /** Timers that are still set. */
    pending: () => timers.size,
    settled,
    /** Moves time until a promise settles. */
    until: async <T>(promise: Promise<T>): Promise<T> => {
      let done = false;
      const mark = (): void => {
        done = true;
      };
      promise.then(mark, mark);
      for (await settled(); !done; await settled()) fireNext();
      return promise;
    },
  };
};
