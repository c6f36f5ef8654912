import {
  type DropdownOption,
  type FieldMetadata,
  type FieldValueType,
  type FieldValueUpdate,
  fieldValueTypes,
} from '@affinity-kit/contract';
import type { FieldInput, FieldInputItem } from './field-values.ts';
import { InputProblem, readInstant, readLocation, readNumber, readOption, readReference, readText, referenceKind } from './read-input.ts';

/** Whether a field holds options. */
export const hasOptions = ({ valueType }: FieldMetadata): boolean => valueType.includes('dropdown');

/** Fields that Affinity computes although their type could be written. */
const computed = new Set(['created-at', 'time-in-current-status']);

/** Sets are cut at this many values by the schema; only dropdowns have no such bound. */
const most = 100;

const itemsOf = (input: FieldInput): readonly FieldInputItem[] => {
  if (input === null) return [];
  return Array.isArray(input) ? (input as readonly FieldInputItem[]) : [input as FieldInputItem]; // not an array
};

const one = <T>(input: FieldInput, read: (item: FieldInputItem) => T): T | null => {
  const [item, ...others] = itemsOf(input);
  if (others.length > 0) throw new InputProblem(`takes one value, not ${others.length + 1}`);
  return item === undefined ? null : read(item);
};

const many = <T>(input: FieldInput, read: (item: FieldInputItem) => T, max = most): T[] | null => {
  const items = new Map(
    itemsOf(input)
      .map(read)
      .map((item) => [JSON.stringify(item), item]),
  );
  if (items.size > max) throw new InputProblem(`takes at most ${max} values, not ${items.size}`);
  return items.size === 0 ? null : [...items.values()];
};

const isKnown = (type: string): type is FieldValueType => fieldValueTypes.some((known) => known === type);

const updateOf = (type: FieldValueType, input: FieldInput, options: readonly DropdownOption[]): FieldValueUpdate => {
  const option = (item: FieldInputItem) => ({ dropdownOptionId: readOption(item, options).id });
  const reference = (item: FieldInputItem) => readReference(item, referenceKind(type));
  switch (type) {
    case 'text':
    case 'filterable-text':
      return { type, data: one(input, readText) };
    case 'filterable-text-multi':
      return { type, data: many(input, readText) };
    case 'number':
      return { type, data: one(input, readNumber) };
    case 'number-multi':
      return { type, data: many(input, readNumber) };
    case 'datetime':
      return { type, data: one(input, readInstant) };
    case 'location':
      return { type, data: one(input, readLocation) };
    case 'location-multi':
      return { type, data: many(input, readLocation) };
    case 'dropdown':
    case 'ranked-dropdown':
      return { type, data: one(input, option) };
    case 'dropdown-multi':
      return { type, data: many(input, option, Infinity) };
    case 'person':
    case 'company':
      return { type, data: one(input, reference) };
    case 'person-multi':
    case 'company-multi':
      return { type, data: many(input, reference) };
    default:
      throw new InputProblem(`is of type ${type}, which is read-only`);
  }
};

/**
 * The value that an input is for a field.
 *
 * @param options - Of a dropdown field.
 * @throws InputProblem when the field does not take it.
 */
export const fieldUpdate = (field: FieldMetadata, input: FieldInput, options: readonly DropdownOption[]): FieldValueUpdate => {
  const { id, type, valueType } = field;
  const derived = type === 'relationship-intelligence' && id !== 'source-of-introduction';
  if (computed.has(id) || derived) throw new InputProblem('is computed by Affinity and cannot be written');
  if (!isKnown(valueType)) throw new InputProblem(`is of a type that cannot be written: ${valueType}`);
  return updateOf(valueType, input, options);
};
