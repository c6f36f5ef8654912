import {
  type Filter,
  type FilterComparison,
  type FilterCondition,
  FilterSyntaxError,
  parseFilter,
  printFilter,
} from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import { type DateInput, instantOf } from './dates.ts';

/** Conditions that are given as options rather than as text: property, comparison and value; those without a value are none. */
export type WindowCondition = readonly [property: string, operator: FilterComparison, value: DateInput | number | undefined];

const conditionOf = ([property, operator, value]: WindowCondition): FilterCondition[] => {
  if (value === undefined) return [];
  const text = typeof value === 'number' ? String(value) : instantOf(value);
  return [{ kind: 'condition', property, operator, operand: { kind: 'text', text } }];
};

const parsed = (filter: string): Filter | undefined => {
  try {
    return parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw new AffinityFilterError(filter, error.message);
    throw error;
  }
};

/** Joins a filter as text, which may be missing, with conditions; nothing at all is `undefined`. */
export const windowFilter = (filter: string | undefined, conditions: readonly WindowCondition[]): string | undefined => {
  const given = filter === undefined ? undefined : parsed(filter);
  const [first, second, ...rest] = [...(given === undefined ? [] : [given]), ...conditions.flatMap(conditionOf)];
  if (first === undefined) return undefined;
  return printFilter(second === undefined ? first : { kind: 'and', terms: [first, second, ...rest] });
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
