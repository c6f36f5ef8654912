import type { FieldKey } from '../values/field-key.ts';
import type { FieldInputItem } from '../values/field-values.ts';

/** Units of relative dates. */
export type RelativeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What a field or property is compared with: as for a value to write, and for places any part of them. */
export type FilterValue = FieldInputItem;

/** A comparison with one value. */
export type OneOperator =
  | 'equals'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'greaterThan'
  | 'greaterThanOrEqual'
  | 'lessThan'
  | 'lessThanOrEqual';

/** A comparison of how long ago a date was. */
export type AgeOperator =
  | 'exactlyRelative'
  | 'moreThanRelative'
  | 'moreThanOrEqualRelative'
  | 'lessThanRelative'
  | 'lessThanOrEqualRelative';

/** A comparison with a stretch of time beside now: its length, or where it begins and ends. */
export type WithinOperator = 'withinTheLast' | 'withinTheNext' | 'betweenRelative';

/** What a condition asks of a field; an empty field satisfies none of them but `isEmpty`. */
export type Comparison =
  | { readonly operator: OneOperator; readonly value: FilterValue }
  | { readonly operator: 'in' | 'hasAll'; readonly values: readonly FilterValue[] }
  | { readonly operator: 'between'; readonly low: FilterValue; readonly high: FilterValue }
  | { readonly operator: 'isEmpty' }
  | { readonly operator: AgeOperator; readonly amount: number; readonly unit: RelativeUnit }
  | { readonly operator: WithinOperator; readonly amounts: readonly [number] | readonly [number, number]; readonly unit: RelativeUnit };

/** A condition on one field of a record, or one property of an endpoint. */
export interface FieldCondition {
  readonly kind: 'condition';
  readonly field: FieldKey;
  readonly comparison: Comparison;
}

/** What a filter is made of. */
export type FilterNode =
  | FieldCondition
  | { readonly kind: 'not'; readonly term: FilterNode }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly FilterNode[] };

const show = (value: unknown): string => (value instanceof Date ? value.toISOString() : JSON.stringify(value));

const showComparison = (comparison: Comparison): string => {
  const { operator } = comparison;
  if ('value' in comparison) return `${operator} ${show(comparison.value)}`;
  if ('values' in comparison) return `${operator} [${comparison.values.map(show).join(', ')}]`;
  if ('low' in comparison) return `${operator} ${show(comparison.low)} and ${show(comparison.high)}`;
  if ('amount' in comparison) return `${operator} ${comparison.amount} ${comparison.unit}`;
  return 'amounts' in comparison ? `${operator} ${comparison.amounts.join(' to ')} ${comparison.unit}` : operator;
};

/** A filter as errors print it: `Amount greaterThan 100000 and not (Manager isEmpty)`. */
export const showFilter = (node: FilterNode): string => {
  if (node.kind === 'condition') return `${node.field} ${showComparison(node.comparison)}`;
  if (node.kind === 'not') return `not (${showFilter(node.term)})`;
  return node.terms
    .map((term) => (term.kind === 'and' || term.kind === 'or' ? `(${showFilter(term)})` : showFilter(term)))
    .join(` ${node.kind} `);
};
