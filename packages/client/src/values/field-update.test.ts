import type { DropdownOption, FieldMetadata } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { fieldUpdate } from './field-update.ts';
import type { FieldInput } from './field-values.ts';
import { sameValue } from './same-value.ts';

const field = (valueType: string, rest: Partial<FieldMetadata> = {}): FieldMetadata => ({
  id: 'field-1',
  name: 'Field',
  description: null,
  type: 'global',
  enrichmentSource: null,
  valueType,
  isRequired: false,
  createdAt: null,
  ...rest,
});

const options: readonly DropdownOption[] = [
  { type: 'dropdown', id: 11, text: 'Diligence' },
  { type: 'dropdown', id: 12, text: 'USA' },
  { type: 'dropdown', id: 13, text: 'usa' },
];
const of = (valueType: string, input: FieldInput) => fieldUpdate(field(valueType), input, options).data;

describe('a value to write', () => {
  it.each<[string, FieldInput, unknown]>([
    ['text', 'Robots', 'Robots'],
    ['text', null, null],
    ['filterable-text-multi', 'Robotics', ['Robotics']],
    ['filterable-text-multi', [], null],
    ['number', 0, 0],
    ['number-multi', [1, 2, 1], [1, 2]],
    ['datetime', '2026-04-01', '2026-04-01T12:00:00Z'],
    ['datetime', '2026-04-01T07:00:00.000Z', '2026-04-01T12:00:00Z'],
    ['datetime', '2026-04-01T23:30:00-07:00', '2026-04-01T12:00:00Z'],
    ['datetime', new Date('2026-04-01T15:30:00Z'), '2026-04-01T12:00:00Z'],
    ['location', { city: 'Bergen' }, { streetAddress: null, city: 'Bergen', state: null, country: null, continent: null }],
    ['dropdown', 'diligence', { dropdownOptionId: 11 }],
    ['ranked-dropdown', { dropdownOptionId: 12 }, { dropdownOptionId: 12 }],
    ['dropdown-multi', ['usa', 'USA', 'usa'], [{ dropdownOptionId: 13 }, { dropdownOptionId: 12 }]],
    ['person', 5101, { id: 5101 }],
    ['person-multi', [{ id: 5101 }, 5101], [{ id: 5101 }]],
    ['company', { id: 7 }, { id: 7 }],
  ])('of %s from %j', (valueType, input, data) => {
    expect(of(valueType, input)).toEqual(data);
  });

  it.each<[string, FieldInput, RegExp]>([
    ['text', 5, /takes a text/],
    ['text', ['a', 'b'], /takes one value, not 2/],
    ['number', '5', /takes a number, not "5"/],
    ['number', Number.NaN, /takes a number/],
    ['datetime', '2026-02-30', /ISO 8601/],
    ['datetime', 'tomorrow', /ISO 8601/],
    ['datetime', new Date('never'), /ISO 8601/],
    ['location', 'Bergen', /streetAddress/],
    ['location', {}, /streetAddress/],
    ['dropdown', 'Won', /none of the options 'Diligence', 'USA', 'usa'/],
    ['dropdown', 'Usa', /several options/],
    ['dropdown', { dropdownOptionId: 99 }, /99 is none/],
    ['person', 'Ada', /id of a record/],
    ['person-multi', Array.from({ length: 101 }, (_, id) => id + 1), /at most 100/],
    ['interaction', 'x', /read-only/],
    ['galaxy', 'x', /cannot be written/],
  ])('of %s is refused from %j', (valueType, input, message) => {
    expect(() => of(valueType, input)).toThrow(message);
  });

  it('is refused for what Affinity computes, but not for who introduced a record', () => {
    const derived = { type: 'relationship-intelligence' } as const;
    expect(() => fieldUpdate(field('datetime', { id: 'created-at' }), '2026-01-01', [])).toThrow(/computed/);
    expect(() => fieldUpdate(field('person', { ...derived, id: 'last-contact' }), 1, [])).toThrow(/computed/);
    expect(fieldUpdate(field('person', { ...derived, id: 'source-of-introduction' }), 1, []).data).toEqual({ id: 1 });
  });
});

describe('a value that a field already has', () => {
  const dropdown = (...ids: number[]) => ids.map((dropdownOptionId) => ({ dropdownOptionId, text: String(dropdownOptionId) }));

  it('is told from another one', () => {
    const write = fieldUpdate(field('datetime'), '2026-04-01', []);
    expect(sameValue({ type: 'datetime', data: '2026-04-01T07:00:00.000Z' }, write)).toBe(true);
    expect(sameValue({ type: 'datetime', data: '2026-04-02T07:00:00.000Z' }, write)).toBe(false);
    expect(sameValue({ type: 'datetime', data: null }, write)).toBe(false);
    expect(sameValue({ type: 'text', data: null }, fieldUpdate(field('text'), null, []))).toBe(true);
    const place = { streetAddress: null, city: 'Bergen', state: null, country: null, continent: null };
    expect(sameValue({ type: 'location', data: place }, fieldUpdate(field('location'), { city: 'Bergen' }, []))).toBe(true);
  });

  it('is a set, whatever its order, unless the set is cut', () => {
    const write = fieldUpdate(field('dropdown-multi'), ['USA', 'Diligence'], options);
    expect(sameValue({ type: 'dropdown-multi', data: dropdown(11, 12) }, write)).toBe(true);
    expect(sameValue({ type: 'dropdown-multi', data: dropdown(11) }, write)).toBe(false);
    expect(sameValue({ type: 'dropdown-multi', data: dropdown(11, 12), totalCount: 3 }, write)).toBe(false);
  });
});
