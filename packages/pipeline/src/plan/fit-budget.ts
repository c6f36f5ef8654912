import type { Part } from '../streams/stream.ts';
import { cutUnits, unitRequests } from './due.ts';
import type { PlannedStream } from './plan-streams.ts';

/** A stream whose share of the sweep was cut to keep to a budget. */
export interface CutStream extends PlannedStream {
  /** Requests of the sweep that were due and are left to later runs. */
  readonly left: number;
}

const cutParts = (parts: readonly Part[], pagesOf: (part: Part) => number, allowed: number): readonly Part[] => {
  let left = allowed;
  return parts.flatMap((part) => {
    if (part.kind !== 'sweep') return [part];
    const pages = Math.min(left, pagesOf(part));
    left -= pages;
    if (pages === 0) return [];
    return [pages === pagesOf(part) ? part : { ...part, pages }];
  });
};

/** Leaves what of a stream's share of the sweep is more than so many requests to later runs. */
export const cut = (planned: PlannedStream, allowed: number): CutStream => {
  const { decision, facts, requests, sweepRequests, stream } = planned;
  if (sweepRequests <= allowed) return { ...planned, left: 0 };
  const pagesOf = ({ chain, pages }: Part): number => {
    const { records, swept } = facts.chains[chain] ?? { records: 0, swept: 0 };
    return pages ?? Math.max(1, Math.ceil((records - swept) / stream.pageSize));
  };
  const { past: _, ...rest } = decision;
  const parts = decision.parts && cutParts(decision.parts, pagesOf, allowed);
  const units = decision.units && cutUnits(facts.units, decision.units, allowed);
  const kept = parts
    ? parts.filter(({ kind }) => kind === 'sweep').reduce((sum, part) => sum + pagesOf(part), 0)
    : (units ? unitRequests(facts.units, units) : []).reduce((sum, [, requests]) => sum + requests, 0);
  const mode = parts && kept === 0 ? ('tail' as const) : decision.mode;
  const narrowed = { ...rest, mode, ...(parts ? { parts } : {}), ...(units ? { units } : {}) };
  const left = sweepRequests - kept;
  return { ...planned, decision: narrowed, requests: (requests ?? 0) - left, sweepRequests: kept, left };
};

/**
 * Keeps a plan to a number of requests as far as that goes by reading less once more: what is new is always asked for. Each stream gets its
 * part of what there is, so that none is left behind for good.
 */
export const fitBudget = (planned: readonly PlannedStream[], budget: number | undefined): readonly CutStream[] => {
  const total = planned.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
  const sweep = planned.reduce((sum, { sweepRequests }) => sum + sweepRequests, 0);
  if (budget === undefined || total <= budget || sweep === 0) return planned.map((one) => ({ ...one, left: 0 }));
  const allowed = Math.max(0, budget - (total - sweep));
  return planned.map((one) => cut(one, Math.floor((allowed * one.sweepRequests) / sweep)));
};
