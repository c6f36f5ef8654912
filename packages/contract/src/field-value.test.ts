import { describe, expect, test } from 'vitest';
import { FieldValue, FieldValueUpdate } from './field-value.ts';
import { FieldsUpdate } from './v2/field.ts';

const accepts = (update: unknown): boolean => FieldValueUpdate.safeParse(update).success;
const several = (item: unknown, count: number): unknown[] => Array.from({ length: count }, () => item);

describe('FieldValueUpdate', () => {
  test.each([
    { type: 'text', data: null },
    { type: 'filterable-text', data: 'Seed' },
    { type: 'filterable-text-multi', data: ['Robotics'] },
    { type: 'number', data: 12.5 },
    { type: 'number-multi', data: [1, 2] },
    { type: 'datetime', data: '2026-11-20T12:00:00Z' },
    { type: 'location', data: { streetAddress: null, city: 'Bergen', state: null, country: 'Norway', continent: 'Europe' } },
    { type: 'location-multi', data: [] },
    { type: 'dropdown', data: { dropdownOptionId: 31007 } },
    { type: 'dropdown-multi', data: [{ dropdownOptionId: 31007 }] },
    { type: 'ranked-dropdown', data: { dropdownOptionId: 31007 } },
    { type: 'person', data: { id: 5101 } },
    { type: 'person-multi', data: [{ id: 5101 }, { id: 5102 }] },
    { type: 'company', data: { id: 70455 } },
    { type: 'company-multi', data: null },
  ])('accepts $type: $data', (update) => {
    expect(accepts(update)).toBe(true);
  });

  test.each([
    ['a bare date', { type: 'datetime', data: '2026-11-20' }],
    ['an option by its text', { type: 'dropdown', data: { text: 'Inbound' } }],
    ['a place that lacks a key', { type: 'location', data: { city: 'Bergen' } }],
    ['a number as text', { type: 'number', data: '12' }],
    ['a value without data', { type: 'text' }],
    ['a formula', { type: 'formula-number', data: null }],
    ['an interaction', { type: 'interaction', data: null }],
    ['the lists of a record', { type: 'list-multi', data: null }],
    ['an unknown type', { type: 'hologram', data: null }],
  ])('refuses %s', (_, update) => {
    expect(accepts(update)).toBe(false);
  });

  test('takes at most 100 values, but any number of options', () => {
    expect(accepts({ type: 'number-multi', data: several(1, 100) })).toBe(true);
    expect(accepts({ type: 'number-multi', data: several(1, 101) })).toBe(false);
    expect(accepts({ type: 'person-multi', data: several({ id: 1 }, 101) })).toBe(false);
    expect(accepts({ type: 'dropdown-multi', data: several({ dropdownOptionId: 1 }, 101) })).toBe(true);
  });
});

describe('FieldsUpdate', () => {
  const update = { id: 'field-1', value: { type: 'text', data: 'x' } };

  test('takes at most 100 updates, each with a value', () => {
    expect(FieldsUpdate.safeParse({ operation: 'update-fields', updates: several(update, 100) }).success).toBe(true);
    expect(FieldsUpdate.safeParse({ operation: 'update-fields', updates: several(update, 101) }).success).toBe(false);
    expect(FieldsUpdate.safeParse({ operation: 'update-fields', updates: [{ id: 'field-1' }] }).success).toBe(false);
  });
});

describe('FieldValue', () => {
  test('keeps everything that a value of a new type carries under its known names', () => {
    const value = { type: 'hologram', data: { depth: 3 }, totalCount: 300, internalPerson: null };
    expect(FieldValue.parse(value)).toEqual(value);
  });

  test('refuses what is no value', () => {
    expect(FieldValue.safeParse({ data: 1 }).success).toBe(false);
    expect(FieldValue.safeParse('x').success).toBe(false);
  });
});
