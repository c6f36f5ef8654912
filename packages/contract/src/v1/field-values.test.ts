import { describe, expect, it } from 'vitest';
import { decodeQuery } from '../wire.ts';
import { FieldValue, fieldValues } from './field-values.ts';

const row = {
  id: 2_750_000_001,
  field_id: 301,
  list_entry_id: null,
  entity_type: 1,
  value_type: 5,
  entity_id: 70_455,
  created_at: '2025-03-23T10:58:40.963-07:00',
  updated_at: null,
};

const query = fieldValues.list.query;
const accepts = (search: string): boolean => query.safeParse(decodeQuery(fieldValues.list, new URLSearchParams(search))).success;

describe('FieldValue', () => {
  it.each([
    ['a text', 'Warehouse automation'],
    ['a number', 2_500_000.5],
    ['nothing', null],
    ['a place', { street_address: null, city: 'Bergen', state: null, country: 'Norway', continent: null }],
    ['an option', { id: 31_007, text: 'Diligence', rank: 2, color: 4 }],
    ['several texts', ['a', 'b']],
    ['an object of a shape that nobody knows', { amount: 1, currency: 'NOK' }],
    ['a boolean', true],
  ])('takes %s and keeps all of it', (_, value) => {
    expect(FieldValue.parse({ ...row, value })).toEqual({ ...row, value });
  });

  it('takes types that nobody knows yet', () => {
    expect(FieldValue.parse({ ...row, entity_type: 99, value_type: 99, value: 'x' })).toMatchObject({ entity_type: 99, value_type: 99 });
  });

  it('takes rows of the kind that some documented samples show, without types', () => {
    const { entity_type: _, value_type: __, ...bare } = row;
    expect(FieldValue.parse({ ...bare, value: 'x' })).toEqual({ ...bare, value: 'x' });
  });

  it('refuses a row without a value, and an id that is none', () => {
    expect(FieldValue.safeParse({ ...row }).success).toBe(false);
    expect(FieldValue.safeParse({ ...row, id: '2750000001', value: 'x' }).success).toBe(false);
  });
});

describe('the query of the field values', () => {
  it.each(['person_id=1', 'organization_id=2', 'opportunity_id=3', 'list_entry_id=4'])('takes %s alone', (search) => {
    expect(accepts(search)).toBe(true);
  });

  it.each(['', 'person_id=1&organization_id=2', 'person_id=1&list_entry_id=4', 'person_id=x', 'person_id=0'])('refuses "%s"', (search) => {
    expect(accepts(search)).toBe(false);
  });
});

describe('the body of a new field value', () => {
  const accepted = (value: unknown): boolean => fieldValues.create.body.safeParse({ field_id: 1, entity_id: 2, value }).success;

  it('takes texts, numbers and places, with or without continent', () => {
    expect(accepted('x')).toBe(true);
    expect(accepted(31_007)).toBe(true);
    expect(accepted({ street_address: null, city: 'Bergen', state: null, country: 'Norway' })).toBe(true);
  });

  it.each([null, true, { city: 'Bergen' }, ['a']])('refuses %j, which is no way to write a value', (value) => {
    expect(accepted(value)).toBe(false);
  });
});
