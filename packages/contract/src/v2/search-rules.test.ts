import { describe, expect, it } from 'vitest';
import { apiVersions } from '../versions.ts';
import { SearchCriteria } from './search.ts';
import { checkSearch } from './search-rules.ts';

const base = { fieldId: 'field-4103' };
const relative = (operator: string, amount: unknown, unit = 'day') => ({ ...base, valueType: 'date', operator, value: { amount, unit } });
const between = (valueType: string, value: unknown) => ({ ...base, valueType, operator: 'is-between', value });

/** By condition: what 2024-01-01, 2026-07-15 and 2026-09-17 refuse, as the path below the condition (v2 reference, section 1.3). */
const table: readonly (readonly [string, object, readonly [string | null, string | null, string | null]])[] = [
  ['a number range in order', between('number', [1, 2]), [null, null, null]],
  ['equal numbers', between('number', [1, 1]), [null, null, null]],
  ['numbers in reverse', between('number', [2, 1]), [null, null, 'value']],
  ['dates in order', between('date', ['2026-01-01', '2026-01-02']), [null, null, null]],
  ['equal dates', between('date', ['2026-01-01', '2026-01-01']), [null, null, 'value']],
  [
    'equal dates of notes',
    { ...between('date', ['2026-01-01', '2026-01-01']), fieldId: 'notes', attributeId: 'created-date' },
    [null, null, null],
  ],
  ['dates in reverse', between('date', ['2026-01-02', '2026-01-01']), [null, null, 'value']],
  ['a length of time', relative('is-within-the-last', [30]), [null, null, null]],
  ['no time at all', relative('is-not-within-the-next', [0]), [null, null, 'value.amount']],
  ['a relative range', relative('is-between-relative', [1, 2]), [null, null, null]],
  ['equal ends of a relative range', relative('is-between-relative', [2, 2]), [null, null, null]],
  ['a relative range in reverse', relative('is-between-relative', [2, 1]), [null, null, 'value.amount']],
  ['a relative range from today', relative('is-between-relative', [0, 1]), [null, null, 'value.amount']],
  ['half a relative range', relative('is-between-relative', [2]), [null, null, 'value.amount']],
  ['today', relative('is-exactly-relative', 0), [null, null, null]],
  ['quarters', relative('is-more-than-relative', 1, 'quarter'), ['value.unit', null, null]],
  ['lists', { ...base, valueType: 'list-multi', operator: 'is-empty' }, ['valueType', 'valueType', null]],
  ['an empty date', { ...base, valueType: 'date', operator: 'is-empty' }, [null, null, null]],
];
const rows = table.flatMap(([name, filter, refused]) =>
  apiVersions.map((version, index) => [name, version, { filter, refused: refused[index] ?? null }] as const),
);

describe('checkSearch', () => {
  it.each(rows)('judges %s in %s', (_, version, { filter, refused }) => {
    const criteria = SearchCriteria.parse({ filters: { operator: 'and', filters: [{ operator: 'or', filters: [filter] }] } });
    const paths = checkSearch(criteria, version).map(({ path }) => path.join('.'));
    expect(paths).toEqual(refused === null ? [] : [`filters.filters.0.filters.0.${refused}`]);
  });

  it('judges by the newest version unless told otherwise', () => {
    expect(
      checkSearch({ filters: { operator: 'and', filters: [{ ...base, valueType: 'number', operator: 'is-between', value: [2, 1] }] } }),
    ).toEqual([{ path: ['filters', 'filters', 0, 'value'], message: 'The first value is above the second' }]);
  });

  it('has nothing against criteria without filters', () => {
    expect(checkSearch({ search: { term: 'kestrel' } })).toEqual([]);
  });
});
