import { describe, expect, expectTypeOf, it } from 'vitest';
import { AffinityAmbiguousNameError } from '../errors.ts';
import { type FieldState, fieldsOf, type NotRequestedField, type RequestedField } from './fields-of.ts';

const field = (id: string, name: string, value: object, type = 'global') => ({ id, name, type, enrichmentSource: null, value });
const hundred = Array.from({ length: 100 }, (_, index) => `Industry ${index}`);

const company = {
  id: 70_455,
  name: 'Kestrel Robotics',
  domain: null,
  domains: [],
  isGlobal: false,
  fields: [
    field('field-1', 'Budget', { type: 'number', data: 250_000 }),
    field('field-2', 'Thesis', { type: 'text', data: null }),
    field('affinity-data-industry', 'Industry', { type: 'filterable-text-multi', data: hundred, totalCount: 130 }),
    field('dealroom-industry', 'Industry', { type: 'filterable-text-multi', data: ['Robotics'], totalCount: 1 }),
    field('field-3', 'Fee', { type: 'number', data: null }, 'hidden'),
    field('field-4', 'Mood', { type: 'weather', data: { sky: 'grey' } }),
    field('field-5', 'Tags', { type: 'dropdown-multi', data: hundred.map((text, id) => ({ dropdownOptionId: id + 1, text })) }),
  ],
};

describe('the fields of a record', () => {
  it('say what state they are in', () => {
    const fields = fieldsOf(company);
    expect(fields.requested).toBe(true);
    expect([...fields].map(({ id, state }) => [id, state])).toEqual([
      ['field-1', 'value'],
      ['field-2', 'empty'],
      ['affinity-data-industry', 'truncated'],
      ['dealroom-industry', 'value'],
      ['field-3', 'hidden'],
      ['field-4', 'value'],
      ['field-5', 'truncated'],
    ]);
    expect(fields.get('field-4')).toMatchObject({ value: undefined, data: { sky: 'grey' } });
  });

  it('are found by name in any case, by id, and by the number that v1 has for them', () => {
    const fields = fieldsOf(company);
    for (const key of ['Budget', 'budget', 'field-1', '1', 1]) {
      expect(fields.get(key)).toMatchObject({ state: 'value', id: 'field-1', value: { type: 'number', data: 250_000 } });
    }
    expect(fields.get('Amount')).toEqual({ state: 'notRequested', key: 'Amount' });
    expect(fields.get(2)).toMatchObject({ state: 'empty' });
  });

  it('list the candidates of an ambiguous name', () => {
    const ambiguous = () => fieldsOf(company).get('Industry');
    expect(ambiguous).toThrow(AffinityAmbiguousNameError);
    expect(ambiguous).toThrow(/affinity-data-industry.*dealroom-industry/);
    expect(fieldsOf(company).get('dealroom-industry')).toMatchObject({ state: 'value' });
  });

  it('are those of the record inside a list entry, or of the row of a record', () => {
    const { fields } = company;
    expect(fieldsOf({ id: 1, listId: 2, type: 'company', entity: company }).get('Budget').state).toBe('value');
    expect(fieldsOf({ id: 1, listId: 2, listName: 'Deals', fields }).get('Budget').state).toBe('value');
  });

  it('are not requested where an answer has none', () => {
    for (const record of [{ ...company, fields: [] }, { id: 1 }, { id: 1, listId: 2, entity: { id: 3 } }]) {
      expect(fieldsOf(record).requested).toBe(false);
      expect(fieldsOf(record).get('Budget').state).toBe('notRequested');
    }
  });

  it('have in their types what was asked for', () => {
    const fields = fieldsOf(company, { fieldIds: ['field-1', 'affinity-data-industry'] });
    expectTypeOf(fields.get('field-1')).toEqualTypeOf<RequestedField>();
    expectTypeOf(fields.get('field-9')).toEqualTypeOf<NotRequestedField>();
    expectTypeOf(fields.get('Budget')).toEqualTypeOf<FieldState>();
    expectTypeOf(fieldsOf(company).get('field-9')).toEqualTypeOf<FieldState>();
  });
});
