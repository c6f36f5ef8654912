import type { Run } from './run.ts';

/** Whether a run's pages of a stream are still the way to what the replica holds. */
const isNeeded = (runs: readonly Run[], run: Run, stream: string): boolean => {
  if (run.streams[stream] === undefined) return false;
  const lastWhole = runs.findLast((other) => other.state === 'done' && other.streams[stream]?.coverage === 'whole');
  return lastWhole === undefined || run.startedAt >= lastWhole.startedAt;
};

/**
 * Tells whether a run's pages of a stream can go.
 *
 * Kept are the last run that brought the whole stream and everything after it, and of those runs also the streams that this one's requests
 * were made of; pages that never reached the replica are of no use once their run is done.
 */
export const prunable = (runs: readonly Run[], run: Run, stream: string): boolean => {
  if (run.state === 'open' || isNeeded(runs, run, stream)) return false;
  return !Object.entries(run.streams).some(([name, { uses }]) => uses?.includes(stream) && isNeeded(runs, run, name));
};
