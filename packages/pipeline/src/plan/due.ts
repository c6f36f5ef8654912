import type { DueUnits, Part } from '../streams/stream.ts';
import type { UnitFact } from './facts.ts';
import { type ChainMark, lastRead, type PastMark, type PieceMark, type StreamMarks } from './marks.ts';

const dayMs = 86_400_000;
const never = new Date(0).toISOString();

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

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

/** A round is through a little before its days are over: pages that waited for a quieter run still come in time. */
const roundLength = 0.98;

/** Part of a round that should be behind us, from 0 to 1. */
const elapsed = (roundAt: string, { now, days }: Round): number =>
  Math.min(1, Math.max(0, (now.getTime() - Date.parse(roundAt)) / Math.max(days * dayMs * roundLength, 1)));

/** Pages that a round has to read now, so that it is through in time. */
const duePages = ({ records, swept }: ChainCount, share: number, pageSize: number): number =>
  Math.max(0, Math.floor((records * share) / pageSize) - Math.floor(swept / pageSize));

/** Pages of a chain: how many there are, and how many of them this round has met. */
const pagesOf = ({ records, swept }: ChainCount, pageSize: number): readonly [all: number, met: number] => [
  Math.ceil(records / pageSize),
  Math.floor(swept / pageSize),
];

/** How much of a page a chain is ahead of its round, so that chains whose rounds began together do not end them together; one alone is not. */
const aheadOf = (chain: string): number => (Number(chain) * 0.618_034) % 1 || 0;

/** Pages of a chain that a round has to read now. */
const duePagesOf = (
  chain: string,
  count: ChainCount,
  { share, pageSize }: { readonly share: number; readonly pageSize: number },
): number => {
  const ahead = aheadOf(chain);
  if (ahead === 0) return duePages(count, share, pageSize);
  const [all, met] = pagesOf(count, pageSize);
  return Math.max(0, Math.min(all, Math.floor(all * share + ahead)) - met);
};

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
  count: ChainCount,
  { round, pageSize }: { readonly round: Round; readonly pageSize: number },
): readonly Part[] => {
  const tail = tailOf(chain, mark);
  const share = elapsed(mark.roundAt, round);
  const [all, met] = pagesOf(count, pageSize);
  const pages = share >= 1 ? Math.max(1, all - met) : duePagesOf(chain, count, { share, pageSize });
  const isOver = round.now.getTime() - Date.parse(mark.roundAt) >= round.days * dayMs;
  if (pages === 0 || tail.kind === 'whole' || mark.tailAfter === 0) return [tail];
  return [tail, { chain, kind: 'sweep', from: mark.sweep, afterId: mark.sweptTo, knownId: mark.lastId, pages: isOver ? null : pages }];
};

type UnitMarks = Pick<StreamMarks, 'units' | 'pieces'>;

/** Requests that what is left of a unit takes. */
const leftOf = ({ requests, done = 0 }: UnitFact): number => Math.max(1, requests - done);

/** A unit from where it was left, for so many pages; `null` for the rest of it. */
const pieceOf = (unit: string, mark: PieceMark | undefined, pages: number | null): Part => ({
  chain: unit,
  kind: 'sweep',
  from: mark?.from ?? null,
  afterId: mark?.afterId ?? 0,
  knownId: 0,
  pages,
  ...(mark && { since: mark.at }),
});

/** A unit, and when it was last read. */
interface UnitTurn {
  readonly fact: UnitFact;
  readonly atMs: number;
}

/** The longest unread first; of those that are as old, the one that was begun. */
const byTurn = (a: UnitTurn, b: UnitTurn): number =>
  a.atMs - b.atMs || (b.fact.done ?? 0) - (a.fact.done ?? 0) || (a.fact.unit < b.fact.unit ? -1 : 1);

/** Requests that should have been spent since the unit was read that was not read for the longest time, and were not. */
const owedNow = (turns: readonly UnitTurn[], { now, days }: Round): number => {
  const beganMs = Math.min(...turns.map(({ atMs }) => atMs));
  const share = Math.min(1, (now.getTime() - beganMs) / Math.max(days * dayMs, 1));
  const spent = sumOf(turns.map(({ atMs, fact }) => (atMs > beganMs ? fact.requests : fact.requests - leftOf(fact))));
  return Math.floor(sumOf(turns.map(({ fact }) => fact.requests)) * share) - spent;
};

/**
 * Units to be read now, the longest unread first: as many as take the requests that should have been spent since the one that was not read
 * for the longest time, so that these spread over the days; and all whose days are over. What takes more than is due waits until there is
 * as much, or is read in pieces.
 */
export const dueUnits = (units: readonly UnitFact[], { units: read = {}, pieces = {} }: UnitMarks, round: Round): DueUnits => {
  const nowMs = round.now.getTime();
  const turns = units.map((fact): UnitTurn => ({ fact, atMs: Date.parse(lastRead(read, fact.unit) ?? never) })).sort(byTurn);
  const parts: Part[] = [];
  let taken = 0;
  while (taken < turns.length) {
    const turn = turns[taken];
    if (!turn) break;
    const { unit, inPieces } = turn.fact;
    // Those that are taken count as read by now.
    const owed = owedNow([...turns.slice(taken), ...turns.slice(0, taken).map(({ fact }) => ({ fact, atMs: nowMs }))], round);
    const fits = nowMs - turn.atMs >= round.days * dayMs || leftOf(turn.fact) <= owed;
    if (!fits && !(inPieces && owed > 0)) break;
    if (!fits || pieces[unit]) parts.push(pieceOf(unit, pieces[unit], fits ? null : owed));
    taken++;
    if (!fits) break;
  }
  const due = turns.slice(0, taken).map(({ fact }) => fact.unit);
  return { due, known: units.map(({ unit }) => unit), ...(parts.length > 0 && { pieces: parts }) };
};

/** What is due of units with different days. */
export const joinUnits = (groups: readonly DueUnits[]): DueUnits => {
  const pieces = groups.flatMap((group) => group.pieces ?? []);
  const [due, known] = [groups.flatMap((group) => group.due), groups.flatMap((group) => group.known)];
  return { due, known, ...(pieces.length > 0 && { pieces }) };
};

/** The units that are read now, each with the requests that it takes. */
export const unitRequests = (
  units: readonly UnitFact[],
  { due, pieces = [] }: DueUnits,
): readonly (readonly [unit: string, requests: number])[] => {
  const facts = new Map(units.map((fact) => [fact.unit, fact]));
  const pages = new Map(pieces.map((part) => [part.chain, part.pages]));
  return due.map((unit) => [unit, pages.get(unit) ?? leftOf(facts.get(unit) ?? { unit, requests: 1 })]);
};

/** As many of the units that are due as so many requests read, of long ones a piece. */
export const cutUnits = (units: readonly UnitFact[], wanted: DueUnits, allowed: number): DueUnits => {
  const long = new Set(units.filter(({ inPieces }) => inPieces).map(({ unit }) => unit));
  const parts = new Map((wanted.pieces ?? []).map((part) => [part.chain, part]));
  let left = allowed;
  const due: string[] = [];
  for (const [unit, requests] of unitRequests(units, wanted)) {
    const pages = Math.min(requests, left);
    if (pages === 0 || (pages < requests && !long.has(unit))) continue;
    if (pages < requests) parts.set(unit, { ...(parts.get(unit) ?? pieceOf(unit, undefined, pages)), pages });
    due.push(unit);
    left -= pages;
  }
  const pieces = due.flatMap((unit) => parts.get(unit) ?? []);
  const { pieces: _, ...rest } = wanted;
  return { ...rest, due, ...(pieces.length > 0 && { pieces }) };
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
