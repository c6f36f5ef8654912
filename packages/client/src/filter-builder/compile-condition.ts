import type { DropdownOption, SearchFilter, ValueFilter } from '@affinity-kit/contract';
import { InputProblem, readDay, readNumber, readReference, referenceKind } from '../values/read-input.ts';
import type { AgeOperator, Comparison, FilterValue, OneOperator } from './expression.ts';
import { join, spread } from './groups.ts';
import { Inexpressible } from './inexpressible.ts';
import { optionIdOf } from './option-id-of.ts';
import type { FilterField } from './resolve-fields.ts';

type Of<Type extends ValueFilter['valueType']> = Extract<ValueFilter, { valueType: Type }>;

/** Interactions, notes and reminders are compared by one of their dates. */
const dateAttributes: Readonly<Record<string, string>> = { interaction: 'date-of-activity', note: 'created-date', reminder: 'due-date' };

/** An empty field satisfies the opposite of every comparison, also where the server's opposite operator leaves it out. */
const orEmpty = (filter: SearchFilter, empty: SearchFilter): SearchFilter => join('or', [filter, empty]);

const unable = (operator: string, valueType: string): Inexpressible => new Inexpressible(`fields of type ${valueType} know no ${operator}`);

const orders = {
  greaterThan: ['is-greater-than', 'is-less-than-or-equal-to'],
  greaterThanOrEqual: ['is-greater-than-or-equal-to', 'is-less-than'],
  lessThan: ['is-less-than', 'is-greater-than-or-equal-to'],
  lessThanOrEqual: ['is-less-than-or-equal-to', 'is-greater-than'],
} as const;
const dayOrders = {
  greaterThan: ['is-after', 'is-on-or-before'],
  greaterThanOrEqual: ['is-on-or-after', 'is-before'],
  lessThan: ['is-before', 'is-on-or-after'],
  lessThanOrEqual: ['is-on-or-before', 'is-after'],
} as const;
const isOrder = (operator: OneOperator): operator is keyof typeof orders => Object.hasOwn(orders, operator);

/** Which of the two that a negation chooses between. */
const pick = <A, B>([positive, negative]: readonly [A, B], negated: boolean): A | B => (negated ? negative : positive);

const checkRange = (low: number | string, high: number | string): void => {
  if (low > high) throw new InputProblem(`begins above its end: ${low} to ${high}`);
};

const compileNumber = ({ field }: FilterField, comparison: Comparison, negated: boolean): SearchFilter => {
  const base = { fieldId: field.id, valueType: 'number' } as const;
  const empty: Of<'number'> = { ...base, operator: 'is-empty' };
  const equal = (value: FilterValue): SearchFilter => ({
    ...base,
    operator: negated ? 'is-not-equal-to' : 'is-equal-to',
    value: readNumber(value),
  });
  const single = (): void => {
    if (negated && field.valueType.endsWith('-multi'))
      throw new Inexpressible('no operator is the opposite for a field of several numbers');
  };
  if ('low' in comparison) {
    const [low, high] = [readNumber(comparison.low), readNumber(comparison.high)];
    checkRange(low, high);
    single();
    if (!negated) return { ...base, operator: 'is-between', value: [low, high] };
    return join('or', [{ ...base, operator: 'is-less-than', value: low }, { ...base, operator: 'is-greater-than', value: high }, empty]);
  }
  if (comparison.operator === 'in') return join(negated ? 'and' : 'or', comparison.values.map(equal));
  if (comparison.operator === 'equals') return equal(comparison.value);
  if (!('value' in comparison) || !isOrder(comparison.operator)) throw unable(comparison.operator, field.valueType);
  const value = readNumber(comparison.value);
  single();
  const filter: SearchFilter = { ...base, operator: pick(orders[comparison.operator], negated), value };
  return negated ? orEmpty(filter, empty) : filter;
};

const ages = {
  exactlyRelative: ['is-exactly-relative', 'is-not-exactly-relative'],
  moreThanRelative: ['is-more-than-relative', 'is-less-than-or-equal-to-relative'],
  moreThanOrEqualRelative: ['is-more-than-or-equal-to-relative', 'is-less-than-relative'],
  lessThanRelative: ['is-less-than-relative', 'is-more-than-or-equal-to-relative'],
  lessThanOrEqualRelative: ['is-less-than-or-equal-to-relative', 'is-more-than-relative'],
} as const satisfies Record<AgeOperator, readonly [string, string]>;
const withins = {
  withinTheLast: ['is-within-the-last', 'is-not-within-the-last'],
  withinTheNext: ['is-within-the-next', 'is-not-within-the-next'],
} as const;

type DateBase = Pick<Of<'date'>, 'fieldId' | 'valueType' | 'attributeId'>;

const compileRelative = (base: DateBase, comparison: Extract<Comparison, { unit: unknown }>, negated: boolean): SearchFilter => {
  const { unit } = comparison;
  if ('amount' in comparison)
    return { ...base, operator: pick(ages[comparison.operator], negated), value: { amount: comparison.amount, unit } };
  const { operator, amounts } = comparison;
  if (operator !== 'betweenRelative') return { ...base, operator: pick(withins[operator], negated), value: { amount: amounts, unit } };
  const [near, far = near] = amounts;
  checkRange(near, far);
  if (!negated) return { ...base, operator: 'is-between-relative', value: { amount: [near, far], unit } };
  return join('or', [
    { ...base, operator: 'is-less-than-relative', value: { amount: near, unit } },
    { ...base, operator: 'is-more-than-relative', value: { amount: far, unit } },
  ]);
};

const compileDays = (base: DateBase, comparison: Comparison, negated: boolean): SearchFilter => {
  const on = (value: FilterValue): SearchFilter => ({ ...base, operator: negated ? 'is-not-on' : 'is-on', value: readDay(value) });
  if (comparison.operator === 'in') return join(negated ? 'and' : 'or', comparison.values.map(on));
  if (comparison.operator === 'equals') return on(comparison.value);
  if ('low' in comparison) {
    const [low, high] = [readDay(comparison.low), readDay(comparison.high)];
    checkRange(low, high);
    if (low === high) return on(low);
    if (!negated) return { ...base, operator: 'is-between', value: [low, high] };
    return join('or', [
      { ...base, operator: 'is-before', value: low },
      { ...base, operator: 'is-after', value: high },
    ]);
  }
  if (!('value' in comparison) || !isOrder(comparison.operator)) throw unable(comparison.operator, 'date');
  return { ...base, operator: pick(dayOrders[comparison.operator], negated), value: readDay(comparison.value) };
};

const compileDate = ({ field }: FilterField, comparison: Comparison, negated: boolean): SearchFilter => {
  const attributeId = dateAttributes[field.valueType];
  const base = { fieldId: field.id, valueType: 'date', ...(attributeId !== undefined && { attributeId }) } as const;
  const relative = 'unit' in comparison;
  if (field.id === 'time-in-current-status' && !('amount' in comparison))
    throw new Inexpressible('this field is compared by its age alone, such as moreThanRelative(14, "day")');
  const filter = relative ? compileRelative(base, comparison, negated) : compileDays(base, comparison, negated);
  return negated ? orEmpty(filter, { ...base, operator: 'is-empty' }) : filter;
};

const compileText = ({ field }: FilterField, comparison: Comparison, negated: boolean): SearchFilter => {
  const base = { fieldId: field.id, valueType: 'text' } as const;
  if (!('value' in comparison)) throw unable(comparison.operator, 'text');
  const value = String(comparison.value);
  if (comparison.operator === 'contains')
    return negated
      ? orEmpty({ ...base, operator: 'does-not-contain', value }, { ...base, operator: 'is-empty' })
      : { ...base, operator: 'contains', value };
  const operators = { startsWith: 'starts-with', endsWith: 'ends-with' } as const;
  const { operator } = comparison;
  if (operator !== 'startsWith' && operator !== 'endsWith') throw unable(operator, 'text');
  if (negated) throw new Inexpressible(`no operator is the opposite of ${operator}`);
  return { ...base, operator: operators[operator], value };
};

const parts: Partial<Record<OneOperator, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
};

/** The options whose text has a part: they are known here, so the server need not compare texts. */
const optionsWith = (options: readonly DropdownOption[], comparison: Comparison): readonly FilterValue[] | undefined => {
  const holds = 'value' in comparison ? parts[comparison.operator] : undefined;
  if (holds === undefined || !('value' in comparison)) return undefined;
  const part = String(comparison.value).toLowerCase();
  return options.filter(({ text }) => holds(text.toLowerCase(), part)).map(({ id }) => ({ dropdownOptionId: id }));
};

const wantedValues = ({ field, options }: FilterField, comparison: Comparison): readonly FilterValue[] => {
  if ('values' in comparison) return comparison.values;
  if (comparison.operator === 'equals') return [comparison.value];
  const found = field.valueType.includes('dropdown') ? optionsWith(options, comparison) : undefined;
  if (found === undefined) throw unable(comparison.operator, field.valueType);
  return found;
};

const placeOf = (value: FilterValue): object => {
  if (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length > 0) return value;
  throw new InputProblem('takes parts of a place, such as { country }');
};

const textOf = (value: FilterValue): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new InputProblem('takes a text');
};

const itemOf = ({ field: { valueType }, options }: FilterField, value: FilterValue): unknown => {
  if (valueType.includes('dropdown')) return { dropdownOptionId: optionIdOf(options, value) };
  if (valueType.startsWith('location')) return placeOf(value);
  return valueType.startsWith('filterable-text') ? textOf(value) : readReference(value, referenceKind(valueType));
};

const compileChoice = (resolved: FilterField, comparison: Comparison, negated: boolean): SearchFilter => {
  const { id: fieldId, valueType } = resolved.field;
  // The operators and items of a choice go by its value type, which is any of nine; the schema judges the whole afterwards.
  const filter = (operator: string, value?: readonly unknown[]) =>
    ({ fieldId, valueType, operator, ...(value && { value }) }) as ValueFilter;
  const items = wantedValues(resolved, comparison).map((value) => itemOf(resolved, value));
  if (items.length === 0) {
    if ('values' in comparison) throw new InputProblem('needs at least one value');
    return join(negated ? 'or' : 'and', [filter('is-empty'), filter('is-not-empty')]);
  }
  const [any, none] = valueType.endsWith('-multi') ? ['has-any-of', 'has-none-of'] : ['is-any-of', 'is-none-of'];
  if (comparison.operator !== 'hasAll' || items.length === 1) {
    return negated ? spread('and', items, (part) => filter(none ?? '', part)) : spread('or', items, (part) => filter(any ?? '', part));
  }
  if (!valueType.endsWith('-multi')) throw new InputProblem('holds one value, and never all of several');
  if (negated)
    return join(
      'or',
      items.map((item) => filter('has-none-of', [item])),
    );
  return spread('and', items, (part) => filter('has-all-of', part));
};

type Compile = (field: FilterField, comparison: Comparison, negated: boolean) => SearchFilter;

const compilers: Readonly<Record<string, Compile>> = {
  text: compileText,
  number: compileNumber,
  'number-multi': compileNumber,
  'formula-number': compileNumber,
  datetime: compileDate,
  interaction: compileDate,
  note: compileDate,
  reminder: compileDate,
  'filterable-text': compileChoice,
  'filterable-text-multi': compileChoice,
  dropdown: compileChoice,
  'dropdown-multi': compileChoice,
  'ranked-dropdown': compileChoice,
  location: compileChoice,
  'location-multi': compileChoice,
  person: compileChoice,
  'person-multi': compileChoice,
  company: compileChoice,
  'company-multi': compileChoice,
  'list-multi': compileChoice,
};

const searchTypes: Readonly<Record<string, string>> = {
  datetime: 'date',
  interaction: 'date',
  note: 'date',
  reminder: 'date',
  'number-multi': 'number',
  'formula-number': 'number',
};

const presence = ({ field: { id: fieldId, valueType } }: FilterField, negated: boolean): SearchFilter => {
  const attributeId = dateAttributes[valueType];
  const operator = negated ? 'is-not-empty' : 'is-empty';
  const type = searchTypes[valueType] ?? valueType;
  return { fieldId, valueType: type, operator, ...(attributeId !== undefined && { attributeId }) } as ValueFilter; // the type is one of them
};

/**
 * A condition on a field, or its opposite, as a search has it.
 *
 * @throws Inexpressible for what the server cannot do, InputProblem for a value that the field does not take.
 */
export const compileCondition = (field: FilterField, comparison: Comparison, negated: boolean): SearchFilter => {
  const compile = Object.hasOwn(compilers, field.field.valueType) ? compilers[field.field.valueType] : undefined;
  if (compile === undefined) throw new Inexpressible(`searches do not know fields of type ${field.field.valueType}`);
  if (comparison.operator === 'isEmpty') return presence(field, negated);
  if ('values' in comparison && comparison.values.length === 0) throw new InputProblem('needs at least one value');
  return compile(field, comparison, negated);
};
