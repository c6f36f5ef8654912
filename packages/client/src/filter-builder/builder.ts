import { type CheckedFilter, type FilterEndpoint, parseFilter, type Filter as TextFilter } from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import type { FieldKey } from '../values/field-key.ts';
import type { AgeOperator, Comparison, FilterNode, FilterValue, OneOperator, RelativeUnit, WithinOperator } from './expression.ts';
import { showFilter } from './expression.ts';
import { toFilterText } from './filter-text.ts';

/** A filter in the making, never changed: each method gives another one. Made by {@link F}. */
export class FieldFilter {
  /** What it is made of, as plain data. */
  readonly node: FilterNode;

  constructor(node: FilterNode) {
    this.node = node;
  }

  /** This and all of those. */
  and(...others: readonly FieldFilter[]): FieldFilter {
    return joined('and', [this, ...others]);
  }

  /** This or any of those. */
  or(...others: readonly FieldFilter[]): FieldFilter {
    return joined('or', [this, ...others]);
  }

  /** Everything that this leaves out, records with an empty field included. */
  not(): FieldFilter {
    return new FieldFilter(this.node.kind === 'not' ? this.node.term : { kind: 'not', term: this.node });
  }

  /**
   * The text of the `filter` parameter of an endpoint, by method and path: `'GET /v2/notes'`.
   *
   * @throws AffinityFilterError for what the endpoint does not take.
   */
  toText<const E extends FilterEndpoint>(endpoint: E, now: Date = new Date()): CheckedFilter<E> {
    return toFilterText(this.node, endpoint, now);
  }

  toString(): string {
    return showFilter(this.node);
  }
}

const joined = (kind: 'and' | 'or', filters: readonly FieldFilter[]): FieldFilter => {
  const terms = filters.flatMap(({ node }) => (node.kind === kind ? node.terms : [node]));
  const [only] = terms;
  return new FieldFilter(terms.length === 1 && only !== undefined ? only : { kind, terms });
};

/** A field to compare. On its own it is the filter for records that have a value in it. */
export class FilteredField extends FieldFilter {
  readonly #key: FieldKey;

  constructor(key: FieldKey) {
    super({ kind: 'not', term: { kind: 'condition', field: key, comparison: { operator: 'isEmpty' } } });
    this.#key = key;
  }

  #condition(comparison: Comparison): FieldFilter {
    return new FieldFilter({ kind: 'condition', field: this.#key, comparison });
  }

  #one(operator: OneOperator, value: FilterValue): FieldFilter {
    return this.#condition({ operator, value });
  }

  #age(operator: AgeOperator, amount: number, unit: RelativeUnit): FieldFilter {
    return this.#condition({ operator, amount, unit });
  }

  #within(operator: WithinOperator, amounts: readonly [number] | readonly [number, number], unit: RelativeUnit): FieldFilter {
    return this.#condition({ operator, amounts, unit });
  }

  /** This value, or for a field of several values, this among them; the day of a date; the option of this text. `null` is {@link isEmpty}. */
  equals(value: FilterValue | null): FieldFilter {
    return value === null ? this.isEmpty() : this.#one('equals', value);
  }

  /** Not this value, which an empty field has not either. */
  notEquals(value: FilterValue | null): FieldFilter {
    return this.equals(value).not();
  }

  /** Any of these values, 1 to 100. */
  in(values: readonly FilterValue[]): FieldFilter {
    return this.#condition({ operator: 'in', values });
  }

  /** None of these values. */
  notIn(values: readonly FilterValue[]): FieldFilter {
    return this.in(values).not();
  }

  /** All of these values, of a field that takes several. */
  hasAll(values: readonly FilterValue[]): FieldFilter {
    return this.#condition({ operator: 'hasAll', values });
  }

  /** Has this part, whatever its case. */
  contains(part: string): FieldFilter {
    return this.#one('contains', part);
  }

  /** Begins so, whatever the case. */
  startsWith(start: string): FieldFilter {
    return this.#one('startsWith', start);
  }

  /** Ends so, whatever the case. */
  endsWith(end: string): FieldFilter {
    return this.#one('endsWith', end);
  }

  greaterThan(value: number | string | Date): FieldFilter {
    return this.#one('greaterThan', value);
  }

  greaterThanOrEqual(value: number | string | Date): FieldFilter {
    return this.#one('greaterThanOrEqual', value);
  }

  lessThan(value: number | string | Date): FieldFilter {
    return this.#one('lessThan', value);
  }

  lessThanOrEqual(value: number | string | Date): FieldFilter {
    return this.#one('lessThanOrEqual', value);
  }

  /** From the one to the other, both included. */
  between(low: number | string | Date, high: number | string | Date): FieldFilter {
    return this.#condition({ operator: 'between', low, high });
  }

  /** Before this day. */
  before(day: string | Date): FieldFilter {
    return this.lessThan(day);
  }

  /** After this day. */
  after(day: string | Date): FieldFilter {
    return this.greaterThan(day);
  }

  isEmpty(): FieldFilter {
    return this.#condition({ operator: 'isEmpty' });
  }

  isNotEmpty(): FieldFilter {
    return this.isEmpty().not();
  }

  /** From so long ago up to now; with two numbers, between so long ago and so long ago. */
  withinTheLast(amount: number | readonly [number, number], unit: RelativeUnit): FieldFilter {
    return this.#within('withinTheLast', typeof amount === 'number' ? [amount] : amount, unit);
  }

  /** From now to so far ahead; with two numbers, between the two. */
  withinTheNext(amount: number | readonly [number, number], unit: RelativeUnit): FieldFilter {
    return this.#within('withinTheNext', typeof amount === 'number' ? [amount] : amount, unit);
  }

  /** Between so long ago and so long ago, the smaller number first. */
  betweenRelative(near: number, far: number, unit: RelativeUnit): FieldFilter {
    return this.#within('betweenRelative', [near, far], unit);
  }

  /** On the day so long ago. */
  exactlyRelative(amount: number, unit: RelativeUnit): FieldFilter {
    return this.#age('exactlyRelative', amount, unit);
  }

  /** Longer ago; of `time-in-current-status`, longer in its status. */
  moreThanRelative(amount: number, unit: RelativeUnit): FieldFilter {
    return this.#age('moreThanRelative', amount, unit);
  }

  moreThanOrEqualRelative(amount: number, unit: RelativeUnit): FieldFilter {
    return this.#age('moreThanOrEqualRelative', amount, unit);
  }

  /** Less long ago. */
  lessThanRelative(amount: number, unit: RelativeUnit): FieldFilter {
    return this.#age('lessThanRelative', amount, unit);
  }

  lessThanOrEqualRelative(amount: number, unit: RelativeUnit): FieldFilter {
    return this.#age('lessThanOrEqualRelative', amount, unit);
  }
}

const operators = {
  '=': 'equals',
  '=^': 'startsWith',
  '=$': 'endsWith',
  '=~': 'contains',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
} as const;

/** Texts that are numbers stand for numbers, as in a URL. */
const valueOf = (text: string): string | number => (/^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text);

const fromCondition = (filter: Extract<TextFilter, { kind: 'condition' }>): FieldFilter => {
  const { property, operator, operand } = filter;
  const field = new FilteredField(property);
  if (operator === '!=') return fromCondition({ ...filter, operator: '=' }).not();
  if (operator === '=' && operand.kind === 'any') return field.isNotEmpty();
  if (operator === '=' && operand.kind === 'list') return field.in(operand.items.map(valueOf));
  if (operand.kind !== 'text') throw new AffinityFilterError(property, `${operator} takes one value`);
  return new FieldFilter({
    kind: 'condition',
    field: property,
    comparison: { operator: operators[operator], value: valueOf(operand.text) },
  });
};

const fromText = (filter: TextFilter): FieldFilter => {
  if (filter.kind === 'condition') return fromCondition(filter);
  if (filter.kind === 'not') return fromText(filter.term).not();
  return joined(filter.kind, filter.terms.map(fromText));
};

/**
 * Builds filters: `F.field('Department').equals('Sales').and(F.field('Amount').greaterThan(100_000))`.
 *
 * The same filter serves a search, where its names are those of fields, and the `filter` of a collection, where they are its properties.
 */
export const F = {
  /** A field by name, `field-<id>` or numeric v1 id; or a property such as `creator.id`. */
  field: (key: FieldKey): FilteredField => new FilteredField(key),
  /** All of these; none of them match everything. */
  and: (...filters: readonly FieldFilter[]): FieldFilter => joined('and', filters),
  /** Any of these. */
  or: (...filters: readonly FieldFilter[]): FieldFilter => joined('or', filters),
  /** Everything that this leaves out. */
  not: (filter: FieldFilter): FieldFilter => filter.not(),
  /**
   * A filter from a text in the grammar of `filter`: `Status=Active & !(Region=[US, Canada])`.
   *
   * @throws FilterSyntaxError with the position; TypeError for a blank text, which is no filter.
   */
  parse: (text: string): FieldFilter => {
    const filter = parseFilter(text);
    if (filter === undefined) throw new TypeError('A blank text is no filter');
    return fromText(filter);
  },
} as const;
