import type { FirmSize } from './model.ts';

/** How much of everything a firm of a size has. */
export interface SizePlan {
  readonly users: number;
  readonly companies: number;
  /** Companies of Affinity's directory that the account has nothing to do with. */
  readonly directory: number;
  /** Users included: every user is a person too. */
  readonly persons: number;
  readonly lists: number;
  /** Entries of the largest list, which also has the most fields. */
  readonly largestList: number;
  /** Entries of all lists together. */
  readonly entries: number;
  readonly notes: number;
  /** Rows of the change feed. */
  readonly changes: number;
  /** How long ago the firm began to use Affinity. */
  readonly years: number;
}

export const sizePlans: Record<FirmSize, SizePlan> = {
  S: {
    users: 12,
    companies: 3000,
    directory: 120,
    persons: 8000,
    lists: 3,
    largestList: 500,
    entries: 1500,
    notes: 5000,
    changes: 15_000,
    years: 4,
  },
  M: {
    users: 26,
    companies: 25_000,
    directory: 1000,
    persons: 60_000,
    lists: 15,
    largestList: 9000,
    entries: 17_000,
    notes: 30_000,
    changes: 150_000,
    years: 6,
  },
  L: {
    users: 64,
    companies: 100_000,
    directory: 4000,
    persons: 300_000,
    lists: 60,
    largestList: 30_000,
    entries: 150_000,
    notes: 250_000,
    changes: 1_500_000,
    years: 9,
  },
};
