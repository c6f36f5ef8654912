import type { Run } from './run.ts';

/**
 * Tells whether a run's pages of a stream can go.
 *
 * Kept are the last run that brought the whole stream and everything after it; pages that never reached the replica are of no use once
 * their run is done.
 */
export const prunable = (runs: readonly Run[], run: Run, stream: string): boolean => {
  if (run.state === 'open') return false;
  if (run.streams[stream] === undefined) return true;
  const lastWhole = runs.findLast((other) => other.state === 'done' && other.streams[stream]?.coverage === 'whole');
  return lastWhole !== undefined && run.startedAt < lastWhole.startedAt;
};
