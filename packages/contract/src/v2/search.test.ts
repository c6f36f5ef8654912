import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SearchCriteria } from './search.ts';

const issuesOf = (body: unknown): readonly string[] =>
  (SearchCriteria.safeParse(body).error?.issues ?? []).map(({ path }) => path.join('.'));

const filtered = (...filters: readonly unknown[]) => ({ filters: { operator: 'and', filters } });

const items = {
  dropdown: { dropdownOptionId: 31007 },
  'ranked-dropdown': { dropdownOptionId: 31007 },
  'dropdown-multi': { dropdownOptionId: 31007 },
  'filterable-text': 'Robotics',
  'filterable-text-multi': 'Robotics',
  location: { country: 'Norway' },
  'location-multi': { city: 'Bergen' },
  person: { id: 5101 },
  'person-multi': { id: 5101 },
  company: { id: 70455 },
  'company-multi': { id: 70455 },
  'list-multi': { id: 822 },
};
const anyOf = ['is-any-of', 'is-none-of'];
const hasOf = ['has-any-of', 'has-none-of', 'has-all-of'];
const ofItems = Object.entries(items).map(
  ([valueType, item]) => [valueType, valueType.endsWith('-multi') ? hasOf : anyOf, [item], !/^(person|company)/.test(valueType)] as const,
);
const days = ['2026-01-01', '2026-03-31'];

/** Value type, operators, what they compare with, and whether the type takes no attribute (v2 reference, section 7.1). */
const table: readonly (readonly [string, readonly string[], unknown, boolean])[] = [
  ['text', ['contains', 'does-not-contain', 'starts-with', 'ends-with'], 'tech', false],
  [
    'number',
    ['is-equal-to', 'is-not-equal-to', 'is-greater-than', 'is-greater-than-or-equal-to', 'is-less-than', 'is-less-than-or-equal-to'],
    250_000,
    false,
  ],
  ['number', ['is-between'], [1, 1.5], false],
  ['date', ['is-on', 'is-not-on', 'is-before', 'is-on-or-before', 'is-after', 'is-on-or-after'], '2026-01-01', false],
  ['date', ['is-between'], days, false],
  [
    'date',
    ['is-within-the-last', 'is-not-within-the-last', 'is-within-the-next', 'is-not-within-the-next'],
    { amount: [30], unit: 'day' },
    false,
  ],
  ['date', ['is-within-the-last', 'is-between-relative'], { amount: [1, 2], unit: 'quarter' }, false],
  [
    'date',
    [
      'is-exactly-relative',
      'is-not-exactly-relative',
      'is-more-than-relative',
      'is-more-than-or-equal-to-relative',
      'is-less-than-relative',
      'is-less-than-or-equal-to-relative',
    ],
    { amount: 14, unit: 'day' },
    false,
  ],
  ...ofItems,
];
const rows = table.flatMap(([valueType, operators, value, plain]) =>
  operators.map((operator) => [`${valueType} ${operator}`, { fieldId: 'field-4101', valueType, operator, value }, plain] as const),
);
const valueTypes = [...new Set(table.map(([valueType]) => valueType))];

describe('search criteria', () => {
  it.each(rows)('take %s', (_, filter) => {
    expect(SearchCriteria.parse(filtered(filter))).toEqual(filtered(filter));
  });

  it.each(rows)('take %s in a group inside a group', (_, filter) => {
    const body = filtered({ operator: 'or', filters: [filter, { operator: 'and', filters: [] }] });
    expect(SearchCriteria.parse(body)).toEqual(body);
  });

  it.each(rows)('keep an attribute of %s where the type has one', (_, filter, plain) => {
    const attributed = { ...filter, attributeId: 'date-of-activity' };
    expect(SearchCriteria.parse(filtered(attributed))).toEqual(filtered(plain ? filter : attributed));
  });

  it.each(rows)('refuse %s without a value, and say where', (_, { value, ...rest }) => {
    expect(issuesOf(filtered(rest))).toEqual(['filters.filters.0.value']);
    expect(value).toBeDefined();
  });

  it.each(valueTypes)('take %s that is empty or not, without a value', (valueType) => {
    const body = filtered(...['is-empty', 'is-not-empty'].map((operator) => ({ fieldId: 'field-4101', valueType, operator })));
    expect(SearchCriteria.parse(body)).toEqual(body);
  });

  it.each(valueTypes)('refuse an operator that %s has not', (valueType) => {
    expect(issuesOf(filtered({ fieldId: 'field-4101', valueType, operator: 'has-exactly', value: 1 }))).toEqual([
      'filters.filters.0.operator',
    ]);
  });

  it('point at what is wrong, however deep', () => {
    const wrong = { fieldId: 'field-4101', valueType: 'dropdown', operator: 'is-any-of', value: [{ dropdownOptionId: 1 }, { id: 2 }] };
    expect(issuesOf(filtered({ operator: 'or', filters: [wrong] }))).toEqual(['filters.filters.0.filters.0.value.1.dropdownOptionId']);
    expect(issuesOf(filtered({ fieldId: 'last-email', valueType: 'interaction', operator: 'is-empty' }))).toEqual([
      'filters.filters.0.valueType',
    ]);
    expect(issuesOf(filtered({ operator: 'xor', filters: [] }))).toEqual(['filters.filters.0.operator']);
    expect(
      issuesOf(filtered({ fieldId: 'x', valueType: 'date', operator: 'is-within-the-last', value: { amount: 3, unit: 'day' } })),
    ).toEqual(['filters.filters.0.value.amount']);
    expect(issuesOf(filtered({ fieldId: 'x', valueType: 'date', operator: 'is-on', value: '2026-01-01T00:00:00Z' }))).toEqual([
      'filters.filters.0.value',
    ]);
  });

  it('keep to the bounds', () => {
    const many = (length: number) => Array.from({ length }, (_, id) => ({ id: id + 1 }));
    const person = (value: unknown) => filtered({ fieldId: 'x', valueType: 'person', operator: 'is-any-of', value });
    expect(issuesOf(person(many(100)))).toEqual([]);
    expect(issuesOf(person(many(101)))).toEqual(['filters.filters.0.value']);
    expect(issuesOf(person([]))).toEqual(['filters.filters.0.value']);
    const empty = { fieldId: 'x', valueType: 'text', operator: 'is-empty' };
    expect(issuesOf(filtered(...Array.from({ length: 50 }, () => empty)))).toEqual([]);
    expect(issuesOf(filtered(...Array.from({ length: 51 }, () => empty)))).toEqual(['filters.filters']);
    expect(issuesOf({ sorts: [] })).toEqual(['sorts']);
    expect(issuesOf({ sorts: Array.from({ length: 6 }, () => ({ fieldId: 'x', direction: 'asc' })) })).toEqual(['sorts']);
    expect(issuesOf({ search: { term: 'ab' } })).toEqual(['search.term']);
    expect(issuesOf({ search: { term: 'abc', fieldIds: [] } })).toEqual(['search.fieldIds']);
  });

  it('print as JSON Schema, in which a group has no value type', () => {
    const schema = JSON.stringify(z.toJSONSchema(SearchCriteria, { io: 'input' }));
    expect(schema).toContain('"valueType":{"not":{}}');
  });
});
