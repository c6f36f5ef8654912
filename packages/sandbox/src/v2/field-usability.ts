import {
  type FieldFilterability,
  type FieldSortability,
  type FilterOperator,
  type ValueFilter,
  versionTraits,
} from '@affinity-kit/contract';
import type { ApiVersion } from '../context.ts';
import type { ValueType } from '../seed/model.ts';
import type { FieldRow } from '../state/fields.ts';

type OperatorId = FilterOperator['id'];
type Count = FilterOperator['numberOfValuesRequired'];

const one = (...ids: OperatorId[]): [OperatorId, Count][] => ids.map((id) => [id, 'one']);
const multi = (...ids: OperatorId[]): [OperatorId, Count][] => ids.map((id) => [id, 'multi']);
const emptiness: [OperatorId, Count][] = [
  ['is-not-empty', 'none'],
  ['is-empty', 'none'],
];

const numbers = [
  ['is-between', 'two'] as [OperatorId, Count],
  ...one('is-greater-than', 'is-greater-than-or-equal-to', 'is-less-than', 'is-less-than-or-equal-to', 'is-equal-to', 'is-not-equal-to'),
  ...emptiness,
];
const texts = [...one('contains', 'does-not-contain', 'starts-with', 'ends-with'), ...emptiness];
const choices = [...multi('is-none-of', 'is-any-of'), ...emptiness];
const sets = [...multi('has-any-of', 'has-none-of', 'has-all-of'), ...emptiness];
const relativeDates = one('is-not-within-the-next', 'is-within-the-next', 'is-not-within-the-last', 'is-within-the-last');
const dates = [
  ...relativeDates,
  ['is-between', 'two'] as [OperatorId, Count],
  ...one('is-after', 'is-before', 'is-on', 'is-not-on'),
  ...emptiness,
];
const ages = [
  ...one('is-more-than-relative', 'is-more-than-or-equal-to-relative', 'is-less-than-relative', 'is-less-than-or-equal-to-relative'),
  ...one('is-exactly-relative', 'is-not-exactly-relative'),
  ...emptiness,
];

/** Operators by value type (v2 reference, sections 5.6 and 7.1); `null` for types that searches cannot filter. */
const operators: Record<ValueType, readonly [OperatorId, Count][] | null> = {
  text: texts,
  'filterable-text': choices,
  'filterable-text-multi': sets,
  number: numbers,
  'number-multi': null,
  datetime: dates,
  location: choices,
  'location-multi': sets,
  dropdown: choices,
  'dropdown-multi': sets,
  'ranked-dropdown': choices,
  person: choices,
  'person-multi': sets,
  company: choices,
  'company-multi': sets,
  interaction: dates,
  'formula-number': numbers,
  note: dates,
  reminder: dates,
  'list-multi': sets,
};

/** Attributes that a filter or sort goes by where the field itself is no single value. */
const attributes: Partial<Record<ValueType, { readonly id: string; readonly name: string; readonly valueType: 'date' }>> = {
  interaction: { id: 'date-of-activity', name: 'Date of Activity', valueType: 'date' },
  note: { id: 'created-date', name: 'Created Date', valueType: 'date' },
  reminder: { id: 'due-date', name: 'Due Date', valueType: 'date' },
};

/** How the conditions of a search name a field's values: dates and interactions are `date` (v2 reference, section 7.1). */
const comparisons: Record<ValueType, ValueFilter['valueType']> = {
  text: 'text',
  'filterable-text': 'filterable-text',
  'filterable-text-multi': 'filterable-text-multi',
  number: 'number',
  'number-multi': 'number',
  datetime: 'date',
  location: 'location',
  'location-multi': 'location-multi',
  dropdown: 'dropdown',
  'dropdown-multi': 'dropdown-multi',
  'ranked-dropdown': 'ranked-dropdown',
  person: 'person',
  'person-multi': 'person-multi',
  company: 'company',
  'company-multi': 'company-multi',
  interaction: 'date',
  'formula-number': 'number',
  note: 'date',
  reminder: 'date',
  'list-multi': 'list-multi',
};

/** The value type and the attribute by which conditions and sorts compare a field. */
export const comparisonOf = ({ valueType }: FieldRow): { valueType: ValueFilter['valueType']; attributeId: string | undefined } => ({
  valueType: comparisons[valueType],
  attributeId: attributes[valueType]?.id,
});

const ageOperators: ReadonlySet<string> = new Set(ages.map(([id]) => id));

/** Whether an operator asks how old a date is, or whether there is one. */
export const isAge = (operator: string): boolean => ageOperators.has(operator);

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;

const isRelative = (id: OperatorId): boolean => id.includes('within') || id.includes('relative');

const operatorOf = ([id, count]: readonly [OperatorId, Count], version: ApiVersion): FilterOperator => {
  const name = `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;
  const relativeDateUnits = units.filter((unit) => unit !== 'quarter' || versionTraits[version].quarters);
  return { id, name, numberOfValuesRequired: count, ...(isRelative(id) && { relativeDateUnits }) };
};

/** How searches may filter by a field. */
export const filterabilityOf = (field: FieldRow, version: ApiVersion): FieldFilterability | null => {
  const usable = field.id === 'time-in-current-status' ? ages : operators[field.valueType];
  if (usable === null) return null;
  const listed = usable.map((operator) => operatorOf(operator, version));
  const attribute = attributes[field.valueType];
  if (attribute === undefined) return { filterableFieldType: 'field-only', operators: listed };
  return { filterableFieldType: 'attribute-on-field', attributes: [{ ...attribute, operators: listed }] };
};

/** How searches may sort by a field. */
export const sortabilityOf = ({ valueType }: FieldRow): FieldSortability | null => {
  if (valueType === 'list-multi' || valueType === 'number-multi') return null;
  const attribute = attributes[valueType];
  return attribute === undefined
    ? { sortableFieldType: 'field-only' }
    : { sortableFieldType: 'attribute-on-field', attributes: [attribute] };
};
