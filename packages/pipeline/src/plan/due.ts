import type { Part } from '../streams/stream.ts';
import type { ChainMark, PastMark, StreamMarks } from './marks.ts';

const dayMs = 86_400_000;

/** By when everything is to be read once more. */
export interface Round {
  readonly now: Date;
  readonly days: number;
}

/** How many records stand on a chain, and how many of them this round has met. */
export interface ChainCount {
  readonly records: number;
  readonly swept: number;
}

/** Part of a round that should be behind us, from 0 to 1. */
const elapsed = (roundAt: string, { now, days }: Round): number =>
  Math.min(1, Math.max(0, (now.getTime() - Date.parse(roundAt)) / Math.max(days * dayMs, 1)));

/** Pages that a round has to read now, so that it is through in time. */
const duePages = ({ records, swept }: ChainCount, share: number, pageSize: number): number =>
  Math.max(0, Math.floor((records * share) / pageSize) - Math.floor(swept / pageSize));

const tailOf = (chain: string, { tail, tailAfter, lastId }: ChainMark): Part => ({
  chain,
  kind: tail === null ? 'whole' : 'tail',
  from: tail,
  afterId: tail === null ? 0 : tailAfter,
  knownId: lastId,
  pages: null,
});

/** The parts of a chain to be read now: its end, and as many pages of the rest as the round is due. */
export const dueParts = (
  [chain, mark]: readonly [string, ChainMark],
  { records, swept }: ChainCount,
  { round, pageSize }: { readonly round: Round; readonly pageSize: number },
): readonly Part[] => {
  const tail = tailOf(chain, mark);
  const share = elapsed(mark.roundAt, round);
  const pages = Math.max(duePages({ records, swept }, share, pageSize), share >= 1 ? 1 : 0);
  if (pages === 0 || tail.kind === 'whole' || mark.tailAfter === 0) return [tail];
  return [tail, { chain, kind: 'sweep', from: mark.sweep, afterId: mark.sweptTo, knownId: mark.lastId, pages: share >= 1 ? null : pages }];
};

/**
 * Units to be read now, the longest unread first: as many as should have been read since the one that was not read for the longest time, so
 * that they spread over the days; and all whose days are over.
 */
export const dueUnits = (units: readonly string[], read: StreamMarks['units'] = {}, { now, days }: Round): readonly string[] => {
  const at = (unit: string): number => (read[unit] === undefined ? 0 : Date.parse(read[unit]));
  const oldest = [...units].sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
  const beganMs = Math.min(...units.map(at));
  const done = units.filter((unit) => at(unit) > beganMs).length;
  const share = (now.getTime() - beganMs) / Math.max(days * dayMs, 1);
  const late = units.filter((unit) => now.getTime() - at(unit) >= days * dayMs);
  return [...new Set([...oldest.slice(0, Math.max(0, Math.floor(units.length * Math.min(share, 1)) - done)), ...late])];
};

/** Pages of the past to be read now. */
export const duePast = (
  mark: PastMark,
  { records, swept }: ChainCount,
  { round, pageSize }: { round: Round; pageSize: number },
): number => {
  const share = elapsed(mark.roundAt, round);
  return share >= 1 ? Number.POSITIVE_INFINITY : duePages({ records, swept }, share, pageSize);
};
