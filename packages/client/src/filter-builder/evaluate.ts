import type { FieldMetadata } from '@affinity-kit/contract';
import { hasOptions } from '../values/field-update.ts';
import { InputProblem, readDay, readNumber, readReference, referenceKind } from '../values/read-input.ts';
import { isAddress } from '../web-address.ts';
import type { AgeOperator, Comparison, FieldCondition, FilterNode, FilterValue, OneOperator, WithinOperator } from './expression.ts';
import { refusal } from './inexpressible.ts';
import type { LocalItem } from './local-values.ts';
import { optionIdOf } from './option-id-of.ts';
import { pacificDay, timeFrom } from './relative-time.ts';
import type { FieldLookup, FilterField } from './resolve-fields.ts';

type Test = (item: LocalItem) => boolean;

const dateTypes = new Set(['datetime', 'interaction', 'note', 'reminder']);

const referring = /^(?:person|company|list)(?:-multi)?$/;

const isDate = ({ valueType }: FieldMetadata): boolean => dateTypes.has(valueType);
const isNumber = ({ valueType }: FieldMetadata): boolean => valueType.includes('number');

/** What is ordered: numbers, or days of the Pacific calendar, which compare as texts. */
const keyOf = (field: FieldMetadata, { raw }: LocalItem): number | string => (isDate(field) ? pacificDay(String(raw)) : Number(raw));
const wantedKey = (field: FieldMetadata, value: FilterValue): number | string => (isDate(field) ? readDay(value) : readNumber(value));

const orders: Partial<Record<OneOperator, (one: number | string, other: number | string) => boolean>> = {
  greaterThan: (one, other) => one > other,
  greaterThanOrEqual: (one, other) => one >= other,
  lessThan: (one, other) => one < other,
  lessThanOrEqual: (one, other) => one <= other,
};

const samePlace = (parts: LocalItem['parts'], wanted: object): boolean =>
  Object.entries(wanted).every(([key, part]) => String(parts?.[key] ?? '').toLowerCase() === String(part ?? '').toLowerCase());

const referenced = (field: FieldMetadata, value: FilterValue): number | undefined =>
  typeof value === 'string' && isAddress(value) && referring.test(field.valueType)
    ? readReference(value, referenceKind(field.valueType)).id
    : undefined;

const equals = ({ field, options }: FilterField, value: FilterValue): Test => {
  const reference = referenced(field, value);
  if (reference !== undefined) return (item) => item.id === reference;
  if (hasOptions(field)) {
    const id = optionIdOf(options, value);
    return (item) => item.id === id;
  }
  if (isDate(field) || isNumber(field)) {
    const wanted = wantedKey(field, value);
    return (item) => keyOf(field, item) === wanted;
  }
  if (typeof value === 'object' && !(value instanceof Date)) {
    const id = 'id' in value ? value.id : undefined;
    return id === undefined ? ({ parts }) => samePlace(parts, value) : (item) => item.id === id;
  }
  return typeof value === 'number' ? (item) => item.id === value || item.text === String(value) : ({ text }) => text === String(value);
};

const textTests: Partial<Record<OneOperator, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
};

const ordered = (field: FieldMetadata, node: Comparison): void => {
  if (!isDate(field) && !isNumber(field)) throw new InputProblem(`fields of type ${field.valueType} have no order for ${node.operator}`);
};

const compareOne = (resolved: FilterField, comparison: Extract<Comparison, { value: unknown }>): Test => {
  const { field } = resolved;
  const { operator, value } = comparison;
  const textTest = textTests[operator];
  if (textTest !== undefined) {
    const part = String(value).toLowerCase();
    return ({ text }) => text !== undefined && textTest(text.toLowerCase(), part);
  }
  const order = orders[operator];
  if (order === undefined) return equals(resolved, value);
  ordered(field, comparison);
  const wanted = wantedKey(field, value);
  return (item) => order(keyOf(field, item), wanted);
};

const between = (field: FieldMetadata, comparison: Extract<Comparison, { low: unknown }>): Test => {
  ordered(field, comparison);
  const [low, high] = [wantedKey(field, comparison.low), wantedKey(field, comparison.high)];
  return (item) => keyOf(field, item) >= low && keyOf(field, item) <= high;
};

const momentOf = ({ raw }: LocalItem): number => Date.parse(String(raw));

const ageTest = (comparison: Extract<Comparison, { operator: AgeOperator }>, now: Date): Test => {
  const { operator, amount, unit } = comparison;
  const limit = timeFrom(now, -amount, unit);
  const fine = unit === 'minute' || unit === 'hour';
  const start = fine ? timeFrom(now, -amount - 1, unit).getTime() : 0;
  switch (operator) {
    case 'exactlyRelative':
      return (item) =>
        fine ? momentOf(item) > start && momentOf(item) <= limit.getTime() : pacificDay(String(item.raw)) === pacificDay(limit);
    case 'moreThanRelative':
      return (item) => momentOf(item) < limit.getTime();
    case 'moreThanOrEqualRelative':
      return (item) => momentOf(item) <= limit.getTime();
    case 'lessThanRelative':
      return (item) => momentOf(item) > limit.getTime();
    case 'lessThanOrEqualRelative':
      return (item) => momentOf(item) >= limit.getTime();
  }
};

const withinTest = (comparison: Extract<Comparison, { operator: WithinOperator }>, now: Date): Test => {
  const [one, other = 0] = comparison.amounts;
  const sign = comparison.operator === 'withinTheNext' ? 1 : -1;
  const ends = [one, other].map((amount) => timeFrom(now, sign * amount, comparison.unit).getTime());
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  return (item) => momentOf(item) >= start && momentOf(item) <= end;
};

const relativeTest = (field: FieldMetadata, comparison: Extract<Comparison, { unit: unknown }>, now: Date): Test => {
  if (!isDate(field)) throw new InputProblem(`fields of type ${field.valueType} hold no dates`);
  return 'amount' in comparison ? ageTest(comparison, now) : withinTest(comparison, now);
};

/** What is asked of all values of a field together. */
type ItemsTest = (items: readonly LocalItem[]) => boolean;

const compile = (resolved: FilterField, comparison: Comparison, now: Date): ItemsTest => {
  if (comparison.operator === 'isEmpty') return (items) => items.length === 0;
  if ('values' in comparison) {
    if (comparison.values.length === 0) throw new InputProblem('needs at least one value');
    const tests = comparison.values.map((value) => equals(resolved, value));
    const each = comparison.operator === 'in' ? tests.some.bind(tests) : tests.every.bind(tests);
    return (items) => items.length > 0 && each((test) => items.some(test));
  }
  if ('value' in comparison) return some(compareOne(resolved, comparison));
  const { field } = resolved;
  return some('low' in comparison ? between(field, comparison) : relativeTest(field, comparison, now));
};

const some =
  (test: Test): ItemsTest =>
  (items) =>
    items.some((item) => test(item));

/** The values of a field of the record at hand, by the field's id. */
export type ItemsOf = (fieldId: string) => readonly LocalItem[];

const condition = (node: FieldCondition, lookup: FieldLookup, now: Date): ((itemsOf: ItemsOf) => boolean) => {
  const resolved = lookup(node.field);
  try {
    const test = compile(resolved, node.comparison, now);
    return (itemsOf) => test(itemsOf(resolved.field.id));
  } catch (error) {
    throw refusal(node, error);
  }
};

/**
 * What a filter asks of the values of a record; for what the server cannot do.
 *
 * Texts are equal when they are in the same case, and contain in any; days are those of the Pacific calendar, as on the server.
 *
 * @throws AffinityFilterError for a value that the field does not take.
 */
export const recordTest = (node: FilterNode, lookup: FieldLookup, now: Date): ((itemsOf: ItemsOf) => boolean) => {
  if (node.kind === 'condition') return condition(node, lookup, now);
  if (node.kind === 'not') {
    const test = recordTest(node.term, lookup, now);
    return (itemsOf) => !test(itemsOf);
  }
  const tests = node.terms.map((term) => recordTest(term, lookup, now));
  return node.kind === 'and' ? (itemsOf) => tests.every((test) => test(itemsOf)) : (itemsOf) => tests.some((test) => test(itemsOf));
};
