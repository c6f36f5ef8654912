import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';
import { timeFrom } from './relative-time.ts';
import { searchFirm, searchKey, searchNow } from './search-firm.fixture.ts';

const { sandbox, call } = smallSandbox();
const other = smallSandbox({ firm: searchFirm });
afterAll(() => {
  sandbox.close();
  other.sandbox.close();
});
beforeEach(() => {
  sandbox.reset();
  other.sandbox.clock.set(searchNow);
});

const entriesOf10 = '/v2/lists/10/list-entries/search';
const all = (...filters: object[]) => ({ filters: { operator: 'and', filters } });
const idsIn = ({ body }: Awaited<ReturnType<typeof call>>): number[] => (body.data ?? []).map(({ id }: { id: number }) => id);
const ascending = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);
const find = async (body: unknown, path = entriesOf10): Promise<number[]> => idsIn(await call('POST', path, { body }));
const rich = (path: string, body?: unknown, version?: string) =>
  other.call('POST', path, { key: searchKey, body, ...(version !== undefined && { version }) });

const amount = { fieldId: 'field-203', valueType: 'number' };
const status = { fieldId: 'field-201', valueType: 'ranked-dropdown' };

test('a search answers 201 with the shape of the plain page, its fields chosen as there', async () => {
  const { status: code, body } = await call('POST', `${entriesOf10}?fieldIds=field-203`, {
    body: all({ ...amount, operator: 'is-not-empty' }),
  });
  expect(code).toBe(201);
  expect(body.data.map(({ id, entity }: { id: number; entity: { fields: unknown } }) => [id, entity.fields])).toEqual([
    [1001, [expect.objectContaining({ id: 'field-203', value: { type: 'number', data: 250_000 } })]],
    [1004, [expect.objectContaining({ id: 'field-203', value: { type: 'number', data: 900_000 } })]],
  ]);
  expect(body.pagination).not.toHaveProperty('totalCount');
  expect((await call('POST', `${entriesOf10}?fieldIds=field-203&fieldTypes=list`)).status).toBe(400);
});

test('entries come oldest first, whatever their ids, and none is an empty array [v2.search.oldest-first]', async () => {
  const { body: page } = await rich(entriesOf10);
  const found = idsIn({ status: 201, body: page });
  const created = page.data.map(({ createdAt }: { createdAt: string }) => createdAt);
  expect(created).toEqual(created.toSorted());
  expect(found).not.toEqual(ascending(found));
  const { body } = await call('POST', entriesOf10, { body: all({ ...amount, operator: 'is-greater-than', value: 1e9 }) });
  expect(body.data).toEqual([]);
});

test('a companies search without criteria goes through the whole directory, with any through the account [v2.search.two-populations]', async () => {
  const path = '/v2/companies/search?totalCount=true';
  const count = async (body?: unknown) => (await rich(path, body)).body.pagination.totalCount;
  expect([await count(), await count({})]).toEqual([31, 31]);
  expect(await count({ filters: { operator: 'and', filters: [] } })).toBe(30);
  expect(await count({ sorts: [{ fieldId: 'nothing', direction: 'asc' }] })).toBe(30);
  expect(await count({ search: { term: 'Far' } })).toBe(0);
  const plain = await other.get('/v2/companies', { key: searchKey });
  expect(plain.body.data).toHaveLength(30);
  expect((await rich('/v2/persons/search?totalCount=true')).body.pagination.totalCount).toBe(28);
});

test.each([
  ['an unknown field', { fieldId: 'name', valueType: 'text', operator: 'is-empty' }],
  ['another value type', { ...amount, valueType: 'text', operator: 'is-empty' }],
  ['a missing attribute', { fieldId: 'last-email', valueType: 'date', operator: 'is-empty' }],
  ['an attribute too many', { ...amount, attributeId: 'size', operator: 'is-empty' }],
  ['days of a status', { fieldId: 'time-in-current-status', valueType: 'date', operator: 'is-before', value: '2026-01-01' }],
])('%s is refused', async (_, filter) => {
  const { status: code, body } = await call('POST', entriesOf10, { body: all(filter) });
  expect([code, body.errors]).toEqual([
    400,
    [{ code: 'validation', message: expect.stringMatching(/^Invalid filter: /), param: 'filters' }],
  ]);
});

test('what is malformed is named by its path', async () => {
  const body = all({ operator: 'or', filters: [{ ...amount, operator: 'is-between', value: [1] }] });
  const { status: code, body: answer } = await call('POST', entriesOf10, { body });
  expect([code, answer.errors[0].param]).toEqual([400, 'filters.filters.0.filters.0.value']);
  expect((await call('POST', entriesOf10, { body: { search: { term: 'ab' } } })).body.errors[0].param).toBe('search.term');
  expect((await call('POST', entriesOf10, { body: { search: { term: 'abc', fieldIds: ['nope'] } } })).body.errors[0].param).toBe(
    'search.fieldIds',
  );
  const sort = { fieldId: 'field-203', direction: 'asc' };
  expect((await call('POST', entriesOf10, { body: { sorts: Array.from({ length: 6 }, () => sort) } })).status).toBe(400);
});

test.each([
  ['a reversed range', { ...amount, operator: 'is-between', value: [2, 1] }, [201, 201, 400]],
  ['an amount of nothing', date('is-within-the-last', { amount: [0], unit: 'day' }), [201, 201, 400]],
  ['a quarter', date('is-within-the-last', { amount: [1], unit: 'quarter' }), [400, 201, 201]],
  ['one number between', date('is-between-relative', { amount: [3], unit: 'day' }), [201, 201, 400]],
  ['a list', { fieldId: 'lists', valueType: 'list-multi', operator: 'is-empty' }, [400, 400, 201]],
])('%s is judged by the version', async (_, filter, codes) => {
  const answers = ['2024-01-01', '2026-07-15', '2026-09-17'].map((version) => call('POST', entriesOf10, { body: all(filter), version }));
  expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual(codes);
});

function date(operator: string, value: unknown) {
  return { fieldId: 'created-at', valueType: 'date', operator, value };
}

test('sorts that cannot be are ignored, and so is an attribute that is missing', async () => {
  const natural = await find({});
  for (const fieldId of ['nothing', 'lists', 'last-email'])
    expect(await find({ sorts: [{ fieldId, direction: 'desc' }] })).toEqual(natural);
  expect(await find({ sorts: [{ fieldId: 'field-203', attributeId: 'x', direction: 'desc' }] })).toEqual(natural);
});

test('a ranked dropdown sorts by rank, and what is empty comes last either way', async () => {
  expect(await find({ sorts: [{ fieldId: 'field-201', direction: 'asc' }] })).toEqual([1002, 1001, 1004, 1003]);
  expect(await find({ sorts: [{ fieldId: 'field-201', direction: 'desc' }] })).toEqual([1004, 1001, 1002, 1003]);
});

test('is-not-within-the-last leaves empty values out, so that the three parts make the whole [v2.search.not-within-leaves-empty-out]', async () => {
  const last = { fieldId: 'last-email', attributeId: 'date-of-activity', valueType: 'date' };
  const value = { amount: [30], unit: 'day' };
  const parts = ['is-within-the-last', 'is-not-within-the-last', 'is-empty'].map((operator) =>
    find(all({ ...last, operator, ...(operator !== 'is-empty' && { value }) }), '/v2/companies/search'),
  );
  const found = await Promise.all(parts);
  expect(ascending(found.flat())).toEqual([101, 102, 103, 104, 105]);
});

test('months end where the month ends', () => {
  const now = new Date('2026-03-31T10:00:00Z');
  expect(timeFrom(now, -1, 'month')).toBe('2026-02-28T10:00:00.000Z');
  expect(timeFrom(now, 1, 'quarter')).toBe('2026-06-30T10:00:00.000Z');
  expect(timeFrom(new Date('2028-02-29T10:00:00Z'), -1, 'year')).toBe('2027-02-28T10:00:00.000Z');
});

test('distances that no calendar reaches still compare', async () => {
  const far = { amount: 2_147_483_647, unit: 'year' };
  expect(await find(all(date('is-more-than-relative', far)))).toEqual([]);
  expect(await find(all(date('is-exactly-relative', far)))).toEqual([]);
  expect(await find(all(date('is-within-the-next', { amount: [2_147_483_647], unit: 'year' })))).toEqual([]);
  expect(await find(all(date('is-less-than-relative', far)))).toHaveLength(4);
});

test('a term is looked for in names, and in the fields that it adds, there at the start of a word [v2.search.term-in-fields]', async () => {
  const companies = '/v2/companies/search';
  expect(await find({ search: { term: 'ESTREL' } }, companies)).toEqual([101]);
  expect(await find({ search: { term: 'acme2.ex' } }, companies)).toEqual([105]);
  expect(await find({ search: { term: 'warehouse' } }, companies)).toEqual([]);
  expect(await find({ search: { term: 'warehouse', fieldIds: ['affinity-data-description'] } }, companies)).toEqual([101]);
  expect(await find({ search: { term: 'Nov', fieldIds: ['persons'] } }, companies)).toEqual([101, 102]);
  expect(await find({ search: { term: 'ova', fieldIds: ['persons'] } }, companies)).toEqual([]);
  expect(await find({ search: { term: 'ada@' } }, '/v2/persons/search')).toEqual([501]);
  expect(await find({ search: { term: '2025', fieldIds: ['created-at'] } })).toEqual([]);
});

test('a term and filters must both hold', async () => {
  const open = all({
    ...status,
    operator: 'is-any-of',
    value: [{ dropdownOptionId: options.fresh }, { dropdownOptionId: options.diligence }],
  });
  expect(await find({ ...open, search: { term: 'labs' } })).toEqual([1002]);
});

test('restricted opportunities are found by nothing that the caller must not see', async () => {
  const path = '/v2/lists/12/list-entries/search';
  const rich402 = all({ fieldId: 'field-402', valueType: 'number', operator: 'is-greater-than', value: 2_000_000 });
  const ask = async (body: unknown, key: string) => idsIn(await call('POST', path, { body, key }));
  expect(await ask(rich402, keys.mira)).toEqual([1202]);
  expect(await ask(rich402, keys.jo)).toEqual([]);
  expect(await ask({ search: { term: 'quiet' } }, keys.mira)).toEqual([1202]);
  expect(await ask({ search: { term: 'quiet' } }, keys.jo)).toEqual([]);
});

test('lists that the caller does not see are no values', async () => {
  const secret = all({ fieldId: 'lists', valueType: 'list-multi', operator: 'has-any-of', value: [{ id: 11 }] });
  const ask = async (key: string) => idsIn(await call('POST', '/v2/companies/search', { body: secret, key }));
  expect([await ask(keys.mira), await ask(keys.jo)]).toEqual([[101], []]);
});

test('permissions and lists are checked', async () => {
  expect((await call('POST', '/v2/companies/search', { key: keys.ken })).status).toBe(403);
  expect((await call('POST', '/v2/persons/search', { key: keys.ken })).status).toBe(403);
  expect((await call('POST', entriesOf10, { key: keys.ken })).status).toBe(403);
  expect((await call('POST', '/v2/lists/11/list-entries/search', { key: keys.jo })).status).toBe(404);
});

test('what was written since the last search is found, through whichever API, and what was deleted is not', async () => {
  const large = all({ ...amount, operator: 'is-greater-than', value: 500_000 });
  expect(await find(large)).toEqual([1004]);
  const value = { type: 'number', data: 700_000 };
  await call('POST', '/v2/lists/10/list-entries/1002/fields/field-203', { body: { value } });
  expect(await find(large)).toEqual([1002, 1004]);
  await call('POST', '/field-values', { body: { field_id: 203, entity_id: 101, list_entry_id: 1003, value: 800_000 } });
  expect(await find(large)).toContain(1003);
  await call('DELETE', '/lists/10/list-entries/1004');
  expect(ascending(await find(large))).toEqual([1002, 1003]);
  sandbox.reset();
  expect(await find(large)).toEqual([1004]);
});

test('a failed write leaves the search as it was', async () => {
  const none = all({ ...amount, operator: 'is-equal-to', value: 3 });
  expect(await find(none)).toEqual([]);
  const updates = [
    { id: 'field-203', value: { type: 'number', data: 3 } },
    { id: 'field-201', value: { type: 'ranked-dropdown', data: { dropdownOptionId: 1 } } },
  ];
  expect((await call('PATCH', '/v2/lists/10/list-entries/1002/fields', { body: { operation: 'update-fields', updates } })).status).toBe(
    400,
  );
  expect(await find(none)).toEqual([]);
});

test('a walk neither repeats nor loses a record while the one that it stopped at moves or goes', async () => {
  const body = { sorts: [{ fieldId: 'field-203', direction: 'desc' }] };
  const first = await call('POST', `${entriesOf10}?limit=1`, { body });
  expect(idsIn(first)).toEqual([1004]);
  await call('DELETE', '/lists/10/list-entries/1004');
  const rest = await call('POST', first.body.pagination.nextUrl.replace('limit=1', 'limit=10'), { body });
  expect(idsIn(rest)).toEqual([1001, 1002, 1003]);
});

test.each(['%%%', 'YWZ0ZXI6OjpbMV0x', 'YWZ0ZXI6Ojp7fQ'])('the cursor %s is refused', async (cursor) => {
  const { status: code, body } = await call('POST', `${entriesOf10}?cursor=${encodeURIComponent(cursor)}`, { body: {} });
  expect([code, body.errors[0].param]).toEqual([400, 'cursor']);
});

test('a selected order keeps its place by value, so pages of equal keys follow the ids', async () => {
  const body = { sorts: [{ fieldId: 'field-18', direction: 'asc' }] };
  const ids: number[] = [];
  let page = await rich('/v2/lists/10/list-entries/search?limit=4', body);
  for (;;) {
    ids.push(...idsIn(page));
    const { nextUrl } = page.body.pagination;
    if (nextUrl === null) break;
    page = await rich(nextUrl, body);
  }
  expect(new Set(ids).size).toBe(45);
});
