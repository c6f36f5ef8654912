/**
 * How far an estimate can be relied on: `exact` where Affinity tells how much there is, `about` where it comes from a sample or from what was
 * read before, `at-most` where only a bound is told, `at-least` where more may come that nothing tells of, `unknown` where there is no number.
 */
export type Certainty = 'exact' | 'about' | 'at-most' | 'at-least' | 'unknown';

/** What reading something takes, and how that is known. */
export interface Estimate {
  /** `null` where nothing tells. */
  readonly requests: number | null;
  readonly certainty: Certainty;
  /** What the number goes by, in words. */
  readonly basis: string;
}

/** Where nothing tells how much there is. */
export const unknown = (basis: string): Estimate => ({ requests: null, certainty: 'unknown', basis });

/** Pages that so many records fill; asking takes a request also where there are none. */
export const pagesOf = (records: number, pageSize = 100): number => Math.max(1, Math.ceil(records / pageSize));

/** `3,000 companies`, `1 company`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
