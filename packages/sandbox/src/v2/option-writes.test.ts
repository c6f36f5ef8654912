import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const at = (field: string, option?: number): string =>
  `/v2/lists/10/fields/${field}/dropdown-options${option === undefined ? '' : `/${option}`}`;
const create = (field: string, body: object, extra: { key?: string; version?: string } = {}) => call('POST', at(field), { body, ...extra });
const update = (field: string, option: number, body: object, version?: string) =>
  call('POST', at(field, option), { body, ...(version !== undefined && { version }) });
const paramOf = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body?.errors[0].param];

const stage = { type: 'status-dropdown', text: 'Passed', rank: 5, color: 'red', statusCategory: 'lost' };

test('an option of each kind is created, shown and listed', async () => {
  const { status, body } = await create('field-201', { ...stage, statusCategory: 'open', winRate: 40 });
  expect([status, body]).toEqual([201, { ...stage, statusCategory: 'open', winRate: 40, id: expect.any(Number) }]);
  expect((await get(at('field-201', body.id))).body).toEqual(body);
  expect((await get(at('field-201'))).body.data).toContainEqual(body);
  expect((await create('field-205', { type: 'dropdown', text: 'Warm' })).body).toEqual({ type: 'dropdown', text: 'Warm', id: body.id + 1 });
});

test('options of an account-wide field are created under a list of its records [v2.options.under-global-fields]', async () => {
  const { status, body } = await create('field-101', { type: 'dropdown', text: 'Space' });
  expect(status).toBe(201);
  expect((await get('/v2/companies/fields/field-101/dropdown-options')).body.data).toContainEqual(body);
  expect((await call('POST', '/v2/lists/13/fields/field-101/dropdown-options', { body: { type: 'dropdown', text: 'X' } })).status).toBe(
    404,
  );
});

test.each([
  ['another type', 'field-201', { type: 'ranked-dropdown', text: 'X', rank: 1, color: 'red' }, 'type'],
  ['a text that is there', 'field-205', { type: 'dropdown', text: 'Hot' }, 'text'],
  ['a win rate of what is lost', 'field-201', { ...stage, winRate: 10 }, 'winRate'],
  ['a text of nothing', 'field-205', { type: 'dropdown', text: '' }, 'text'],
  ['a field that is no dropdown', 'field-203', { type: 'dropdown', text: 'X' }, 'fieldId'],
])('%s is refused', async (_, field, body, param) => {
  expect(paramOf(await create(field, body))).toEqual([400, param]);
});

test('texts differ by case', async () => {
  expect((await create('field-205', { type: 'dropdown', text: 'hot' })).status).toBe(201);
});

test('an update changes what it says and keeps the rest', async () => {
  const before = (await get(at('field-201', options.diligence))).body;
  expect((await update('field-201', options.diligence, { text: 'DD', rank: 9, winRate: 55 })).status).toBe(204);
  expect((await get(at('field-201', options.diligence))).body).toEqual({ ...before, text: 'DD', rank: 9, winRate: 55 });
  const { body } = await get('/v2/lists/10/list-entries/1001/fields/field-201');
  expect(body.value.data).toEqual({ dropdownOptionId: options.diligence, text: 'DD', rank: 9, color: 'blue' });
});

test('a stage that is no longer open loses its win rate', async () => {
  await update('field-201', options.diligence, { statusCategory: 'on-hold' });
  expect((await get(at('field-201', options.diligence))).body).toMatchObject({ statusCategory: 'on-hold', winRate: null });
  expect(paramOf(await update('field-201', options.diligence, { winRate: 5 }))).toEqual([400, 'winRate']);
  expect((await update('field-201', options.diligence, { statusCategory: 'open', winRate: 5 })).status).toBe(204);
});

test.each([
  ['a rank of a plain option', 'field-205', options.hot, { rank: 1 }, 'rank', undefined],
  ['the text of another option', 'field-205', options.hot, { text: 'Cold' }, 'text', undefined],
  ['a category in a version without', 'field-201', options.fresh, { statusCategory: 'won' }, 'statusCategory', '2024-01-01'],
  ['a win rate in a version without', 'field-201', options.fresh, { winRate: 1 }, 'winRate', '2024-01-01'],
])('%s cannot be set', async (_, field, option, body, param, version) => {
  expect(paramOf(await update(field, option, body, version))).toEqual([400, param]);
});

test('its own text is no duplicate', async () => {
  expect((await update('field-205', options.hot, { text: 'Hot' })).status).toBe(204);
});

test('version 2024-01-01 takes and shows options of Status as ranked ones', async () => {
  const version = '2024-01-01';
  const ranked = { type: 'ranked-dropdown', text: 'Later', rank: 7, color: 'gray' };
  const { status, body } = await create('field-201', ranked, { version });
  expect([status, body]).toEqual([201, { ...ranked, id: expect.any(Number) }]);
  expect((await get(at('field-201', body.id))).body).toMatchObject({ type: 'status-dropdown', statusCategory: 'open' });
  expect(paramOf(await create('field-201', stage, { version }))).toEqual([400, 'type']);
});

test('a deleted option is gone from values, and the feed keeps its text', async () => {
  expect((await call('DELETE', at('field-201', options.diligence))).status).toBe(204);
  expect((await get(at('field-201', options.diligence))).status).toBe(404);
  expect((await get('/v2/lists/10/list-entries/1001/fields/field-201')).body.value.data).toBeNull();
  const { body } = await get('/v2/lists/10/list-entries/1001/field-value-changes');
  expect(body.data.at(-1)).toMatchObject({ actionType: 'delete', changer: { id: 1 } });
  for (const change of body.data.slice(1)) expect(change.value).toEqual({ referenceType: 'deleted-entity', displayValue: 'Diligence' });
  const v1 = (await get('/field-value-changes?field_id=201')).body;
  expect(v1[0]).toMatchObject({ action_type: 1, value: 'Diligence' });
});

test('of a set only the deleted option goes, and its id does not come back', async () => {
  const value = { type: 'dropdown-multi', data: [{ dropdownOptionId: options.hot }, { dropdownOptionId: options.cold }] };
  await call('POST', '/v2/lists/10/list-entries/1002/fields/field-205', { body: { value } });
  const { id: last } = (await create('field-205', { type: 'dropdown', text: 'Last' })).body;
  await call('DELETE', at('field-205', options.hot));
  await call('DELETE', at('field-205', last));
  const { body } = await get('/v2/lists/10/list-entries/1002/fields/field-205');
  expect(body.value.data).toEqual([{ dropdownOptionId: options.cold, text: 'Cold' }]);
  expect((await create('field-205', { type: 'dropdown', text: 'Next' })).body.id).toBeGreaterThan(last);
});

test('a Status that lost its last option takes new ones as before', async () => {
  for (const option of [options.fresh, options.diligence, options.won]) await call('DELETE', at('field-201', option));
  expect((await create('field-201', stage)).status).toBe(201);
});

test('basic users of a list do not edit its options, and nobody edits those of a hidden list', async () => {
  const { status, body } = await create('field-205', { type: 'dropdown', text: 'X' }, { key: keys.jo });
  expect([status, body.errors[0].code]).toEqual([403, 'authorization']);
  expect((await call('DELETE', at('field-205', options.hot), { key: keys.jo })).status).toBe(403);
  expect((await call('GET', '/v2/lists/11/fields/field-101/dropdown-options', { key: keys.jo })).status).toBe(404);
});
