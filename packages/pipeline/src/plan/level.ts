import { cut } from './fit-budget.ts';
import type { PlannedStream } from './plan-streams.ts';

/** Above the pace itself, so that what was left to a later run is not left again and again. */
const headroom = 1.05;

/** Requests of the sweep that can wait: pages of chains whose round is not over. */
const deferrable = ({ decision, sweepRequests }: PlannedStream): number =>
  decision.parts?.every(({ kind, pages }) => kind !== 'sweep' || pages !== null) ? sweepRequests : 0;

/**
 * Has the streams of a run share what their sweeps take in the time since the last one: where units fall due together, pages of chains wait for a
 * run with fewer of them. `paceOf` gives the requests that the sweep of a stream takes in that time.
 */
export const level = (planned: readonly PlannedStream[], paceOf: (planned: PlannedStream) => number): readonly PlannedStream[] => {
  const allowed = Math.ceil(planned.reduce((sum, one) => sum + paceOf(one), 0) * headroom);
  let over = planned.reduce((sum, { sweepRequests }) => sum + sweepRequests, 0) - allowed;
  const longestFirst = [...planned].sort((a, b) => deferrable(b) - deferrable(a));
  const levelled = new Map<PlannedStream, PlannedStream>();
  for (const one of longestFirst) {
    const waits = Math.min(Math.max(0, over), deferrable(one));
    if (waits === 0) continue;
    const { left, ...rest } = cut(one, one.sweepRequests - waits);
    levelled.set(one, rest);
    over -= left;
  }
  return planned.map((one) => levelled.get(one) ?? one);
};
