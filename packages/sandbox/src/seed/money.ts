import { dayMs, yearOf } from './dates.ts';
import { at, type Random, weighted } from './random.ts';
import type { Sector } from './sectors.ts';

/** A rung of the funding ladder, with the medians of a software company. */
export interface Round {
  readonly name: string;
  readonly amount: number;
  readonly headcount: number;
  /** Years after the founding. */
  readonly years: number;
}

export const rounds: readonly Round[] = [
  { name: 'Pre-Seed', amount: 900_000, headcount: 4, years: 0.8 },
  { name: 'Seed', amount: 3_400_000, headcount: 12, years: 1.8 },
  { name: 'Series A', amount: 12_500_000, headcount: 38, years: 3.3 },
  { name: 'Series B', amount: 32_000_000, headcount: 115, years: 5 },
  { name: 'Series C', amount: 70_000_000, headcount: 270, years: 6.8 },
  { name: 'Series D', amount: 145_000_000, headcount: 620, years: 8.6 },
];

/** Index in `rounds`, or -1 for a company that never raised. */
const drawRound = weighted<number>([
  [-1, 14],
  [0, 17],
  [1, 30],
  [2, 19],
  [3, 10],
  [4, 6],
  [5, 4],
]);

/** Nobody raises 3,482,117 dollars: two significant digits, or a half. */
export const roundMoney = (amount: number): number => {
  const step = 10 ** Math.floor(Math.log10(amount)) / (amount < 10_000_000 ? 10 : 2);
  return Math.max(step, Math.round(amount / step) * step);
};

/** What a company raised and how large it is. */
export interface Funding {
  /** Index in `rounds`, or -1. */
  readonly round: number;
  readonly lastAmount: number | null;
  readonly totalAmount: number | null;
  /** Instant of the last round. */
  readonly lastAt: number | null;
  readonly headcount: number;
  readonly founded: number;
}

/** Funding that fits age, sector and stage: a young company has no Series C, and money arrives after the founding. */
export const inventFunding = (company: { sector: Sector; knownAt: number; now: number; minRound: number }, random: Random): Funding => {
  const { sector, knownAt, now, minRound } = company;
  const round = Math.max(minRound, drawRound(random));
  const rung = round < 0 ? undefined : at(rounds, round);
  const ageThen = (rung?.years ?? 1.5) * random.between(0.7, 1.35);
  const lastAt = Math.min(now - random.between(10, 200) * dayMs, knownAt + random.between(-500, 700) * dayMs);
  const foundedAt = lastAt - ageThen * 365 * dayMs;
  const founded = Math.min(yearOf(foundedAt), yearOf(knownAt));
  if (!rung)
    return { round, lastAmount: null, totalAmount: null, lastAt: null, founded, headcount: Math.max(1, Math.round(random.around(5, 0.6))) };
  const factor = sector.capital * Math.exp(random.normal() * 0.3);
  const lastAmount = roundMoney(rung.amount * factor);
  const headcount = Math.max(2, Math.round(rung.headcount * Math.sqrt(factor) * random.between(0.7, 1.4)));
  return { round, lastAmount, totalAmount: totalOf(round, lastAmount, factor), lastAt, founded, headcount };
};

/** Funding of many companies, in columns of 31 bytes each. */
export class FundingColumns {
  private readonly rounds: Int8Array;
  private readonly headcounts: Uint32Array;
  private readonly years: Uint16Array;
  private readonly lastAmounts: Float64Array;
  private readonly totals: Float64Array;
  private readonly lastInstants: Float64Array;

  constructor(count: number) {
    this.rounds = new Int8Array(count);
    this.headcounts = new Uint32Array(count);
    this.years = new Uint16Array(count);
    this.lastAmounts = new Float64Array(count);
    this.totals = new Float64Array(count);
    this.lastInstants = new Float64Array(count);
  }

  set(index: number, funding: Funding): void {
    this.rounds[index] = funding.round;
    this.headcounts[index] = funding.headcount;
    this.years[index] = funding.founded;
    this.lastAmounts[index] = funding.lastAmount ?? 0;
    this.totals[index] = funding.totalAmount ?? 0;
    this.lastInstants[index] = funding.lastAt ?? 0;
  }

  get(index: number): Funding {
    const round = this.roundAt(index);
    const raised = round >= 0;
    return {
      round,
      headcount: this.headcounts[index] ?? 0,
      founded: this.years[index] ?? 0,
      lastAmount: raised ? (this.lastAmounts[index] ?? null) : null,
      totalAmount: raised ? (this.totals[index] ?? null) : null,
      lastAt: raised ? (this.lastInstants[index] ?? null) : null,
    };
  }

  roundAt(index: number): number {
    return this.rounds[index] ?? -1;
  }
}

const totalOf = (round: number, lastAmount: number, factor: number): number => {
  let earlier = 0;
  for (let index = 0; index < round; index++) earlier += at(rounds, index).amount;
  return lastAmount + (earlier > 0 ? roundMoney(earlier * factor * 0.9) : 0);
};

/** Dollars the way people write them in notes: `$3.4M`, `$850k`. */
export const shortMoney = (amount: number): string =>
  amount >= 1_000_000 ? `$${Number((amount / 1_000_000).toFixed(1))}M` : `$${Math.round(amount / 1000)}k`;
