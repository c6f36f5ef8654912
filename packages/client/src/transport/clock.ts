/** Time as the transport sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds that only ever go forward. */
  readonly now: () => number;
  /** Milliseconds since 1970, to read dates in headers against. */
  readonly wall: () => number;
  /** Runs something later; the result takes it back. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Waits; an abort ends the wait at once with the signal's reason. */
export const sleep = (clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
