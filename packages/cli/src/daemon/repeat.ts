import { setTimeout as sleep } from 'node:timers/promises';
import type { FinishedRun, Health } from './health.ts';
import { nextRunMs } from './next-run.ts';

/** What is done again and again. */
export interface Repeated {
  readonly intervalMs: number;
  readonly health: Health;
  readonly signal: AbortSignal;
  /** Never rejects: a run that fails is told of by its ending. */
  readonly run: () => Promise<Omit<FinishedRun, 'startedAt' | 'finishedAt'>>;
  /** Told of the end of every run and of when the next one begins. */
  readonly onEnd: (run: FinishedRun, nextMs: number) => void;
}

const waitUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(Math.max(0, ms - Date.now()), undefined, { signal }).catch(() => undefined);
};

/** Runs at once and then at every interval, one run at a time, until it is told to stop. */
export const repeat = async ({ intervalMs, health, signal, run, onEnd }: Repeated): Promise<void> => {
  const firstMs = Date.now();
  while (!signal.aborted) {
    const startedAt = new Date().toISOString();
    health.began();
    const ended: FinishedRun = { ...(await run()), startedAt, finishedAt: new Date().toISOString() };
    health.ended(ended);
    const nextMs = nextRunMs({ intervalMs, firstMs, nowMs: Date.now(), failures: health.failures, random: Math.random() });
    health.waits(nextMs);
    onEnd(ended, nextMs);
    await waitUntil(nextMs, signal);
  }
};
