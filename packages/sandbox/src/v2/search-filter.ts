import type { ParsedSearchFilterGroup, ParsedValueFilter } from '@affinity-kit/contract';
import { invalid } from '../problem.ts';
import type { FieldRow } from '../state/fields.ts';
import { comparisonOf, isAge } from './field-usability.ts';
import { itemsTest } from './search-operators.ts';
import type { SearchRecord, SearchSpace } from './search-records.ts';

/** Whether a record is found. */
export type RecordTest = (record: SearchRecord) => boolean;

const refuse = (message: string): never => {
  throw invalid('filters', `Invalid filter: ${message}`);
};

/** Interactions, notes and reminders are compared by an attribute, and nothing else is. */
const checkAttribute = (filter: ParsedValueFilter, expected: string | undefined): void => {
  const attributeId = 'attributeId' in filter ? filter.attributeId : undefined;
  if (attributeId === expected) return;
  if (expected === undefined) refuse(`the field '${filter.fieldId}' has no attribute '${attributeId}'`);
  refuse(`the field '${filter.fieldId}' needs the attribute '${expected}'`);
};

/** Refuses conditions that a field does not take (v2 reference, sections 7.1 and 14, rows 2, 6 and 8). */
const checkedField = (space: SearchSpace, filter: ParsedValueFilter): FieldRow => {
  const field = space.fields.get(filter.fieldId);
  if (field === undefined) return refuse(`there is no field '${filter.fieldId}'`);
  const { valueType, attributeId } = comparisonOf(field);
  if (valueType !== filter.valueType) refuse(`valueType '${filter.valueType}' is not valid for this field`);
  checkAttribute(filter, attributeId);
  if (field.id === 'time-in-current-status' && !isAge(filter.operator)) refuse('operator is not supported for this field');
  return field;
};

type FieldOf = (filter: ParsedValueFilter) => FieldRow | undefined;

const conditionTest = (space: SearchSpace, filter: ParsedValueFilter, fieldOf: FieldOf): RecordTest => {
  const field = fieldOf(filter);
  const test = itemsTest(filter, space.context.now);
  if (field === undefined) return () => test([]);
  const itemsOf = space.itemsOf(field);
  return (record) => test(itemsOf(record));
};

/** A group without conditions matches everything. */
const groupTest = (space: SearchSpace, { operator, filters }: ParsedSearchFilterGroup, fieldOf: FieldOf): RecordTest => {
  const tests = filters.map((filter) => ('filters' in filter ? groupTest(space, filter, fieldOf) : conditionTest(space, filter, fieldOf)));
  if (tests.length === 0) return () => true;
  return operator === 'and' ? (record) => tests.every((test) => test(record)) : (record) => tests.some((test) => test(record));
};

/** What the filters of a search ask of a record. */
export const filterTest = (space: SearchSpace, group: ParsedSearchFilterGroup): RecordTest =>
  groupTest(space, group, (filter) => checkedField(space, filter));

/** The same for a saved view, which may be older than its fields: one that is gone is empty. */
export const viewTest = (space: SearchSpace, group: ParsedSearchFilterGroup): RecordTest =>
  groupTest(space, group, ({ fieldId }) => space.fields.get(fieldId));

/** Ids of the fields that a group of filters looks at. */
export const fieldIdsIn = ({ filters }: ParsedSearchFilterGroup): string[] =>
  filters.flatMap((filter) => ('filters' in filter ? fieldIdsIn(filter) : [filter.fieldId]));
