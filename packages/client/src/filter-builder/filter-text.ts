import {
  type CheckedFilter,
  checkFilter,
  type Filter,
  type FilterComparison,
  type FilterEndpoint,
  FilterRefusedError,
  printFilter,
} from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import type { Comparison, FieldCondition, FilterNode, FilterValue, OneOperator } from './expression.ts';
import { showFilter } from './expression.ts';
import { timeFrom } from './relative-time.ts';

const tokens: Record<OneOperator, FilterComparison> = {
  equals: '=',
  contains: '=~',
  startsWith: '=^',
  endsWith: '=$',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  lessThan: '<',
  lessThanOrEqual: '<=',
};

const textOf = (value: FilterValue): string | undefined => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return 'id' in value ? String(value.id) : undefined;
};

/** Turns the nodes of one filter into those of the grammar. */
const reader = (now: Date) => {
  const compare = (node: FieldCondition, operator: OneOperator, value: FilterValue): Filter => {
    const text = textOf(value);
    if (text === undefined) throw new AffinityFilterError(showFilter(node), 'a property is compared with a text, a number or a date');
    return { kind: 'condition', property: String(node.field), operator: tokens[operator], operand: { kind: 'text', text } };
  };

  const any = (node: FieldCondition, values: readonly FilterValue[]): Filter => {
    const [first, second, ...rest] = values.map((value) => compare(node, 'equals', value));
    if (first === undefined) throw new AffinityFilterError(showFilter(node), 'needs at least one value');
    return second === undefined ? first : { kind: 'or', terms: [first, second, ...rest] };
  };

  const range = (node: FieldCondition, low: FilterValue, high: FilterValue): Filter => ({
    kind: 'and',
    terms: [compare(node, 'greaterThanOrEqual', low), compare(node, 'lessThanOrEqual', high)],
  });

  /** Relative dates are instants by now: the grammar has no others. */
  const within = (node: FieldCondition, comparison: Extract<Comparison, { amounts: unknown }>): Filter => {
    const [one, other = 0] = comparison.amounts;
    const sign = comparison.operator === 'withinTheNext' ? 1 : -1;
    const times = [one, other].map((amount) => timeFrom(now, sign * amount, comparison.unit)).toSorted((a, b) => a.getTime() - b.getTime());
    return range(node, times[0] ?? now, times[1] ?? now);
  };

  const presence = ({ field }: FieldCondition, operator: '=' | '!='): Filter => ({
    kind: 'condition',
    property: String(field),
    operator,
    operand: { kind: 'any' },
  });

  const condition = (node: FieldCondition): Filter => {
    const { comparison } = node;
    if ('value' in comparison) return compare(node, comparison.operator, comparison.value);
    if ('low' in comparison) return range(node, comparison.low, comparison.high);
    if ('amounts' in comparison) return within(node, comparison);
    if (comparison.operator === 'in') return any(node, comparison.values);
    if (comparison.operator === 'isEmpty') return presence(node, '!=');
    throw new AffinityFilterError(showFilter(node), `the filter of a collection knows no ${comparison.operator}`);
  };

  const read = (node: FilterNode): Filter => {
    if (node.kind === 'condition') return condition(node);
    if (node.kind === 'not') {
      const { term } = node;
      const isPresence = term.kind === 'condition' && term.comparison.operator === 'isEmpty';
      return isPresence ? presence(term, '=') : { kind: 'not', term: read(term) };
    }
    // A range inside an AND, or a choice inside an OR, needs no parentheses of its own.
    const [first, second, ...rest] = node.terms.map(read).flatMap((term) => (term.kind === node.kind ? term.terms : [term]));
    if (first === undefined) throw new AffinityFilterError(showFilter(node), 'the filter of a collection needs a condition');
    return second === undefined ? first : { kind: node.kind, terms: [first, second, ...rest] };
  };
  return read;
};

/** A filter as the grammar has it. */
export const toTextFilter = (node: FilterNode, now: Date): Filter => reader(now)(node);

/** The text of the `filter` of an endpoint, checked against what it filters by. */
export const toFilterText = <const E extends FilterEndpoint>(node: FilterNode, endpoint: E, now: Date): CheckedFilter<E> => {
  const filter = toTextFilter(node, now);
  try {
    checkFilter(filter, endpoint);
  } catch (error) {
    if (error instanceof FilterRefusedError) throw new AffinityFilterError(error.property, `${endpoint}: ${error.message}`);
    throw error;
  }
  return printFilter(filter) as CheckedFilter<E>; // just checked
};
