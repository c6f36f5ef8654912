import type { Company, CompanyBook } from './company-book.ts';
import type { Move } from './journey.ts';
import type { FirmList } from './lists.ts';
import { roundMoney, rounds } from './money.ts';
import type { Person, PersonBook } from './person-book.ts';
import { at, type Random } from './random.ts';
import type { Member, Team } from './team.ts';

/** What everybody in the firm may look up. */
export interface FirmWorld {
  readonly seed: number;
  readonly opening: number;
  readonly now: number;
  readonly team: Team;
  readonly companies: CompanyBook;
  readonly persons: PersonBook;
}

/** The terms that a deal is about. */
export interface Terms {
  readonly roundName: string;
  readonly roundSize: number;
  readonly preMoney: number;
  /** What the firm would put in. */
  readonly check: number;
}

/** One entry of one list, from the day it was added until now. */
export interface Story {
  readonly world: FirmWorld;
  readonly list: FirmList;
  /** Position among the entries of the list, oldest first. */
  readonly ordinal: number;
  readonly company: Company;
  /** Whom the list is about, or the contact at the company; `undefined` when the firm knows nobody there. */
  readonly person: Person | undefined;
  readonly owner: Member;
  readonly moves: readonly Move[];
  readonly opens: number;
  readonly depth: number;
  readonly start: number;
  readonly terms: Terms;
  readonly random: Random;
}

/** Terms that fit what the company raised before: the same round extended, or the next one. */
export const inventTerms = (company: Company, random: Random): Terms => {
  const { funding, sector } = company;
  const rung = Math.max(0, Math.min(rounds.length - 1, funding.round + (random.chance(0.45) ? 1 : 0)));
  const round = at(rounds, rung);
  const roundSize =
    rung === funding.round && funding.lastAmount !== null
      ? funding.lastAmount
      : roundMoney(random.around(round.amount * sector.capital, 0.3));
  const check = roundMoney(Math.min(15_000_000, roundSize * random.between(0.12, 0.4)));
  return { roundName: round.name, roundSize, check, preMoney: roundMoney(roundSize / random.between(0.18, 0.27) - roundSize) };
};

/** The stage an entry is in now. */
export const currentMove = (story: Pick<Story, 'moves'>): Move => at(story.moves, story.moves.length - 1);

/** When an entry first got as deep as `depth`; `undefined` if it never did. */
export const reachedAt = ({ moves, opens }: Story, depth: number): number | undefined =>
  moves.find(({ stage }) => stage <= opens && stage >= depth)?.at;

/** The category of the present stage. */
export const outcomeOf = (story: Story) => at(story.list.stages, currentMove(story).stage).category;
