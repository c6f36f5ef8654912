import { expectTypeOf, test } from 'vitest';
import type { Input, Item } from '../endpoint.ts';
import type { Company } from './companies.ts';
import type { v2 } from './index.ts';
import type { ListEntryWithEntity } from './list-entries.ts';
import type { ValueFilter } from './search-filter.ts';

const filter = (value: ValueFilter) => value;

test('each value type takes its operators and values', () => {
  filter({ fieldId: 'field-1', valueType: 'text', operator: 'contains', value: 'tech' });
  filter({ fieldId: 'field-1', valueType: 'number', operator: 'is-between', value: [1, 2] });
  filter({ fieldId: 'field-1', valueType: 'dropdown', operator: 'is-any-of', value: [{ dropdownOptionId: 1 }] });
  filter({ fieldId: 'field-1', valueType: 'person-multi', operator: 'has-all-of', value: [{ id: 5101 }] });
  filter({ fieldId: 'x', valueType: 'date', operator: 'is-between-relative', value: { amount: [1, 2], unit: 'quarter' } });
  filter({ fieldId: 'last-email', attributeId: 'date-of-activity', valueType: 'date', operator: 'is-empty' });
});

test('no value type takes the operator of another', () => {
  // @ts-expect-error one of several is had, not been
  filter({ fieldId: 'field-1', valueType: 'dropdown-multi', operator: 'is-any-of', value: [{ dropdownOptionId: 1 }] });
  // @ts-expect-error a dropdown has no order
  filter({ fieldId: 'field-1', valueType: 'dropdown', operator: 'is-greater-than', value: 1 });
  // @ts-expect-error the metadata name it, no search takes it
  filter({ fieldId: 'field-1', valueType: 'person-multi', operator: 'has-exactly', value: [{ id: 1 }] });
  // @ts-expect-error the type of the field is not that of the comparison
  filter({ fieldId: 'last-email', valueType: 'interaction', operator: 'is-empty' });
});

test('no operator takes the value of another', () => {
  // @ts-expect-error options are given by id
  filter({ fieldId: 'field-1', valueType: 'dropdown', operator: 'is-any-of', value: ['Inbound'] });
  // @ts-expect-error a range has two ends
  filter({ fieldId: 'field-1', valueType: 'number', operator: 'is-between', value: [1] });
  // @ts-expect-error a length is an array
  filter({ fieldId: 'x', valueType: 'date', operator: 'is-within-the-last', value: { amount: 30, unit: 'day' } });
  // @ts-expect-error an age is a number
  filter({ fieldId: 'x', valueType: 'date', operator: 'is-more-than-relative', value: { amount: [30], unit: 'day' } });
  // @ts-expect-error the newest version wants both ends
  filter({ fieldId: 'x', valueType: 'date', operator: 'is-between-relative', value: { amount: [30], unit: 'day' } });
  // @ts-expect-error the value is missing
  filter({ fieldId: 'field-1', valueType: 'text', operator: 'contains' });
  // @ts-expect-error nothing to compare with
  filter({ fieldId: 'field-1', valueType: 'text', operator: 'is-empty', value: 'x' });
});

test('only some value types have attributes', () => {
  // @ts-expect-error a dropdown has none
  filter({ fieldId: 'field-1', attributeId: 'rank', valueType: 'dropdown', operator: 'is-empty' });
});

test('a search takes criteria or none, and gives what its collection gives', () => {
  const search = (input: Input<typeof v2.companies.search>) => input;
  search({});
  search({ totalCount: true, body: { sorts: [{ fieldId: 'created-at', direction: 'desc' }] } });
  search({ body: { filters: { operator: 'or', filters: [{ operator: 'and', filters: [] }] } } });
  // @ts-expect-error a group joins by 'and' or 'or'
  search({ body: { filters: { operator: 'not', filters: [] } } });
  expectTypeOf<Item<typeof v2.companies.search>>().toEqualTypeOf<Company>();
  expectTypeOf<Item<typeof v2.lists.entries.search>>().toEqualTypeOf<ListEntryWithEntity>();
});
