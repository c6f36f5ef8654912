import {
  type CheckedFilter,
  type Filter,
  type FilterComparison,
  type FilterCondition,
  type FilterEndpoint,
  FilterRefusedError,
  FilterSyntaxError,
  filterText,
  parseFilter,
  printFilter,
} from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import type { FieldFilter } from '../filter-builder/builder.ts';
import { toTextFilter } from '../filter-builder/filter-text.ts';
import { type DateInput, instantOf } from './dates.ts';

/** What a condition compares with: a date, a number, or the id of a field, which is a text. */
type WindowValue = DateInput | number | undefined;

/** Conditions that are given as options rather than as text: property, comparison and value; those without a value are none. */
export type WindowCondition = readonly [property: string, operator: FilterComparison, value: WindowValue];

const conditionOf = ([property, operator, value]: WindowCondition): FilterCondition[] => {
  if (value === undefined) return [];
  const isDate = typeof value !== 'number' && property !== 'field.id';
  const text = isDate ? instantOf(value) : String(value);
  return [{ kind: 'condition', property, operator, operand: { kind: 'text', text } }];
};

const parsed = (filter: string | FieldFilter): Filter | undefined => {
  if (typeof filter !== 'string') return toTextFilter(filter.node, new Date());
  try {
    return parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw new AffinityFilterError(filter, error.message);
    throw error;
  }
};

const joined = (filter: string | FieldFilter | undefined, conditions: readonly WindowCondition[]): string | undefined => {
  const given = filter === undefined ? undefined : parsed(filter);
  const [first, second, ...rest] = [...(given === undefined ? [] : [given]), ...conditions.flatMap(conditionOf)];
  if (first === undefined) return undefined;
  return printFilter(second === undefined ? first : { kind: 'and', terms: [first, second, ...rest] });
};

/**
 * Joins a filter, which may be a text or built, or missing, with conditions; nothing at all is `undefined`.
 *
 * @throws AffinityFilterError for what the endpoint does not filter by.
 */
export const windowFilter = <const E extends FilterEndpoint>(
  endpoint: E,
  filter: string | FieldFilter | undefined,
  conditions: readonly WindowCondition[] = [],
): CheckedFilter<E> | undefined => {
  const text = joined(filter, conditions);
  try {
    return text === undefined ? undefined : filterText(endpoint, text);
  } catch (error) {
    if (error instanceof FilterRefusedError) throw new AffinityFilterError(error.property, `${endpoint}: ${error.message}`);
    throw error;
  }
};

/** The bounds that most feeds take; lower ones are inclusive, upper ones are not. */
export interface CreationWindow {
  readonly createdAfter?: DateInput | undefined;
  readonly createdBefore?: DateInput | undefined;
}

/** {@link CreationWindow} and when the record was changed last. */
export interface ChangeWindow extends CreationWindow {
  readonly updatedAfter?: DateInput | undefined;
  readonly updatedBefore?: DateInput | undefined;
}

/** The conditions of a {@link ChangeWindow}. */
export const changeConditions = ({ createdAfter, createdBefore, updatedAfter, updatedBefore }: ChangeWindow): WindowCondition[] => [
  ['createdAt', '>=', createdAfter],
  ['createdAt', '<', createdBefore],
  ['updatedAt', '>=', updatedAfter],
  ['updatedAt', '<', updatedBefore],
];
