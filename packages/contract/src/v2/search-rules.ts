import { type ApiVersion, newestApiVersion, type VersionTraits, versionTraits } from '../versions.ts';
import type { ParsedSearchCriteria, SearchCriteria } from './search.ts';
import type { ParsedSearchFilterGroup, ParsedValueFilter } from './search-filter.ts';

/** What a version refuses in search criteria that are well formed. */
export interface SearchIssue {
  /** Where, from the criteria on: `['filters', 'filters', 0, 'value', 'amount']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Problem {
  /** Below `value`. */
  readonly path: readonly string[];
  readonly message: string;
}

const within = new Set(['is-within-the-last', 'is-not-within-the-last', 'is-within-the-next', 'is-not-within-the-next']);

type Amount = number | readonly [number] | readonly [number, number];

const unitProblem = ({ unit }: { readonly unit: string }, { quarters }: VersionTraits): Problem | undefined =>
  unit === 'quarter' && !quarters ? { path: ['unit'], message: 'This version does not count in quarters' } : undefined;

const amountProblem = (operator: string, amount: Amount, traits: VersionTraits): string | undefined => {
  if (typeof amount === 'number') return undefined;
  const between = operator === 'is-between-relative';
  if (amount.some((number) => number < traits.smallestRangeAmount)) return `At least ${traits.smallestRangeAmount} in this version`;
  if (!between) return undefined;
  if (amount.length < traits.betweenRelativeAmounts.min) return 'Exactly two numbers in this version';
  return traits.refusesReversedRanges && amount[0] > (amount[1] ?? Infinity) ? 'The first number is above the second' : undefined;
};

/** `notes.created-date` has a time of day, so a single day of it is a range. */
const mayBeOneDay = ({ fieldId, attributeId }: { readonly fieldId: string; readonly attributeId?: string | undefined }): boolean =>
  fieldId === 'notes' && attributeId === 'created-date';

const rangeProblem = (filter: ParsedValueFilter, { refusesReversedRanges }: VersionTraits): string | undefined => {
  if (filter.operator !== 'is-between' || !refusesReversedRanges) return undefined;
  const [first, second] = filter.value;
  if (first > second) return 'The first value is above the second';
  return filter.valueType === 'date' && first === second && !mayBeOneDay(filter) ? 'The two dates are equal' : undefined;
};

const isRelative = (filter: ParsedValueFilter): filter is Extract<ParsedValueFilter, { value: { unit: string } }> =>
  filter.valueType === 'date' && (within.has(filter.operator) || filter.operator.endsWith('-relative'));

const valueProblem = (filter: ParsedValueFilter, traits: VersionTraits): Problem | undefined => {
  const range = rangeProblem(filter, traits);
  if (range !== undefined) return { path: [], message: range };
  if (!isRelative(filter)) return undefined;
  const message = amountProblem(filter.operator, filter.value.amount, traits);
  return message === undefined ? unitProblem(filter.value, traits) : { path: ['amount'], message };
};

const conditionIssues = (filter: ParsedValueFilter, at: SearchIssue['path'], traits: VersionTraits): readonly SearchIssue[] => {
  if (filter.valueType === 'list-multi' && !traits.notesRemindersAndLists)
    return [{ path: [...at, 'valueType'], message: 'This version has no list-multi' }];
  const problem = valueProblem(filter, traits);
  return problem === undefined ? [] : [{ path: [...at, 'value', ...problem.path], message: problem.message }];
};

const groupIssues = (group: ParsedSearchFilterGroup, at: SearchIssue['path'], traits: VersionTraits): readonly SearchIssue[] =>
  group.filters.flatMap((filter, index) => {
    const path = [...at, 'filters', index];
    return 'valueType' in filter && filter.valueType !== undefined
      ? conditionIssues(filter, path, traits)
      : groupIssues(filter, path, traits);
  });

/**
 * What a version refuses in search criteria that the schema accepts: reversed ranges, amounts below its minimum, units and value types that it
 * does not have (v2 reference, sections 1.3 and 7.1).
 *
 * @param version - The newest unless stated.
 */
export const checkSearch = (
  { filters }: SearchCriteria | ParsedSearchCriteria,
  version: ApiVersion = newestApiVersion,
): readonly SearchIssue[] => (filters === undefined ? [] : groupIssues(filters, ['filters'], versionTraits[version]));
