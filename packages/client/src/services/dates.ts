import { AffinityInputError } from '../errors.ts';

/** An instant as `Date`, or as RFC 3339 text; a bare day (`2026-11-21`) is its beginning in UTC. */
export type DateInput = Date | string;

/** The instant as the API takes it. What is no date fails with `AffinityInputError`. */
export const instantOf = (date: DateInput): string => {
  const parsed = date instanceof Date ? date : new Date(date);
  if (Number.isNaN(parsed.getTime())) throw new AffinityInputError(`'${String(date)}' is no date`);
  const isWhole = typeof date === 'string' && /T.+(?:Z|[+-]\d\d:\d\d)$/i.test(date);
  return isWhole ? date : parsed.toISOString();
};

/** {@link instantOf}, with `undefined` for what is not given. */
export const instantOrNone = (date: DateInput | undefined): string | undefined => (date === undefined ? undefined : instantOf(date));
