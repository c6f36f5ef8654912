import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

interface Row {
  readonly id: number;
  readonly field_id: number;
  readonly value: unknown;
}

const rows = async (query: string, key: string = keys.mira): Promise<Row[]> => (await get(`/field-values?${query}`, { key })).body;
const rowsOf = async (fieldId: number, query = 'list_entry_id=1001'): Promise<Row[]> =>
  (await rows(query)).filter(({ field_id }) => field_id === fieldId);
const inV2 = async (field: string) => (await get(`/v2/lists/10/list-entries/1001/fields/${field}`)).body.value.data;
const create = (body: Record<string, unknown>) => call('POST', '/field-values', { body });
const onEntry = { entity_id: 101, list_entry_id: 1001 };

test('a row shows one value, a set is as many rows', async () => {
  const found = await rows('list_entry_id=1001');
  expect(found.map(({ field_id, value }) => [field_id, value])).toEqual([
    [201, { id: options.diligence, text: 'Diligence', rank: 1, color: 2 }],
    [202, 1],
    [202, 2],
    [203, 250_000],
    [205, 'Hot'],
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(5);
  expect(found[0]).toMatchObject({
    entity_id: 101,
    entity_type: 1,
    list_entry_id: 1001,
    value_type: 7,
    updated_at: null,
    created_at: '2025-04-22T02:00:00.000-07:00',
  });
});

test('a record has its global values and those of the rows that the caller sees', async () => {
  const fields = async (key: string) => [...new Set((await rows('organization_id=101', key)).map(({ field_id }) => field_id))];
  expect(await fields(keys.mira)).toEqual([101, 102, 103, 201, 202, 203, 205, 301]);
  expect(await fields(keys.jo)).not.toContain(301);
  expect(await rows('person_id=501')).toEqual([expect.objectContaining({ field_id: 501, value: 'warm', list_entry_id: 1301 })]);
  expect((await rows('opportunity_id=702')).map(({ field_id }) => field_id)).toEqual([401, 402]);
});

test('exactly one record must be named, it must exist, and a restricted one must be manageable', async () => {
  expect((await get('/field-values')).status).toBe(422);
  expect((await get('/field-values?person_id=501&organization_id=101')).status).toBe(422);
  const unknown = await get('/field-values?person_id=999');
  expect([unknown.status, unknown.body]).toEqual([
    422,
    ['Field person_id: expected 999 to be a valid id for model Affinity::Models::Person'],
  ]);
  expect((await get('/field-values?opportunity_id=702', { key: keys.jo })).status).toBe(403);
});

test('a value of a set comes and goes without its neighbours noticing', async () => {
  const before = await rowsOf(202);
  const added = await create({ field_id: 202, ...onEntry, value: 3 });
  expect(added.body).toMatchObject({ field_id: 202, value: 3, updated_at: null });
  expect((await inV2('field-202')).map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
  expect((await call('DELETE', `/field-values/${before[0]?.id}`)).body).toEqual({ success: true });
  expect(await rowsOf(202)).toEqual([before[1], added.body]);
  const again = await create({ field_id: 202, ...onEntry, value: 1 });
  expect([before[0]?.id, before[1]?.id, added.body.id]).not.toContain(again.body.id);
});

test('values that v2 keeps in a set keep their ids', async () => {
  const before = await rowsOf(202);
  const value = { type: 'person-multi', data: [{ id: 3 }, { id: 2 }] };
  await call('POST', '/v2/lists/10/list-entries/1001/fields/field-202', { body: { value } });
  const after = await rowsOf(202);
  expect(after.map((row) => row.value)).toEqual([3, 2]);
  expect(after[1]).toEqual(before[1]);
  expect(before.map(({ id }) => id)).not.toContain(after[0]?.id);
});

test('a changed value keeps its id and tells when', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  const [row] = await rowsOf(203);
  const { body } = await call('PUT', `/field-values/${row?.id}`, { body: { value: 7.5 } });
  expect(body).toEqual({ ...row, value: 7.5, updated_at: '2026-12-01T02:00:00.000-08:00' });
  expect(await inV2('field-203')).toBe(7.5);
});

test.each([
  ['a date without time', 206, '2026-04-01', '2026-04-01T07:00:00.000Z'],
  ['a date with time', 206, '2026-04-01T23:30:00-08:00', '2026-04-02T07:00:00.000Z'],
  ['a text', 204, 'why', 'why'],
  [
    'a place',
    207,
    { street_address: null, city: 'Oslo', state: null, country: 'Norway' },
    { street_address: null, city: 'Oslo', state: null, country: 'Norway', continent: null },
  ],
])('%s is kept', async (_, field_id, value, kept) => {
  const { status, body } = await create({ field_id, ...onEntry, value });
  expect([status, body.value]).toEqual([200, kept]);
});

test('a ranked dropdown takes an id and shows an option, a plain one takes text and makes options', async () => {
  const [status] = await rowsOf(201);
  const { body } = await call('PUT', `/field-values/${status?.id}`, { body: { value: options.won } });
  expect(body.value).toEqual({ id: options.won, text: 'Won', rank: 2, color: 2 });
  const tag = await create({ field_id: 205, ...onEntry, value: 'Brand new' });
  expect(tag.body.value).toBe('Brand new');
  const { body: all } = await get('/v2/lists/10/fields/field-205/dropdown-options');
  expect(all.data.map(({ text }: { text: string }) => text)).toEqual(['Hot', 'Cold', 'Brand new']);
});

test.each([
  ['a second value of a single field', { field_id: 203, ...onEntry, value: 1 }],
  ['a value that is there already', { field_id: 202, ...onEntry, value: 1 }],
  ['another type', { field_id: 204, ...onEntry, value: 5 }],
  ['an option of another field', { field_id: 201, entity_id: 101, list_entry_id: 1003, value: options.hot }],
  ['a person who does not exist', { field_id: 202, ...onEntry, value: 999 }],
  ['a list field without its entry', { field_id: 204, entity_id: 101, value: 'x' }],
  ['a global field with an entry', { field_id: 102, ...onEntry, value: 1 }],
  ['the entry of another record', { field_id: 204, entity_id: 102, list_entry_id: 1001, value: 'x' }],
  ['a record that does not exist', { field_id: 103, entity_id: 999, value: 101 }],
  ['a field that does not exist', { field_id: 9, ...onEntry, value: 1 }],
  ['a day that does not exist', { field_id: 206, ...onEntry, value: '2026-13-01' }],
])('%s is refused and changes nothing', async (_, body) => {
  const before = await rows('organization_id=101');
  const answer = await create(body);
  expect(answer.status).toBe(422);
  expect(answer.body).toEqual([expect.any(String)]);
  expect(await rows('organization_id=101')).toEqual(before);
});

test('a refused value leaves no option behind', async () => {
  await create({ field_id: 205, ...onEntry, value: 'Cold' });
  const [hot] = await rowsOf(205);
  expect((await call('PUT', `/field-values/${hot?.id}`, { body: { value: 'Cold' } })).status).toBe(422);
  expect((await get('/v2/lists/10/fields/field-205/dropdown-options')).body.data).toHaveLength(2);
});

test('an id that is not there any more is as unknown as one that never was', async () => {
  const [row] = await rowsOf(203);
  await call('DELETE', `/field-values/${row?.id}`);
  for (const id of [row?.id, 5, Number.MAX_SAFE_INTEGER]) {
    const { status, body } = await call('PUT', `/field-values/${id}`, { body: { value: 1 } });
    expect([status, body[0]]).toEqual([
      422,
      `Field field_value_id: expected ${id} to be a valid id for model Affinity::Models::FieldValue`,
    ]);
  }
});

test('values on a hidden list are out of reach', async () => {
  const [row] = (await rows('list_entry_id=1101')).filter(({ field_id }) => field_id === 301);
  expect((await call('DELETE', `/field-values/${row?.id}`, { key: keys.jo })).status).toBe(403);
  expect((await get('/field-values?list_entry_id=1101', { key: keys.jo })).status).toBe(403);
});

const changes = async (query: string, key: string = keys.mira) => (await get(`/field-value-changes?${query}`, { key })).body;

test('v1 shows the same feed in its own words, newest first', async () => {
  const found = await changes('field_id=201');
  expect(found.map(({ id }: Row) => id)).toEqual([8002, 8001]);
  expect(found[0]).toEqual({
    id: 8002,
    field_id: 201,
    entity_id: 101,
    list_entry_id: 1001,
    action_type: 2,
    changed_at: '2025-06-01T03:00:00.000-07:00',
    changer: {
      id: 1,
      type: 1,
      first_name: 'Mira',
      last_name: 'Novak',
      primary_email: 'mira@mail.example',
      emails: ['mira@mail.example'],
    },
    value: {
      id: options.diligence,
      text: 'Diligence',
      rank: 1,
      color: 2,
    },
  });
});

test('a change through either version is in both feeds with the same action, author and time', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  const body = { value: { type: 'number', data: 5 } };
  await call('POST', '/v2/lists/10/list-entries/1001/fields/field-203', { key: keys.jo, body });
  const [row] = await rowsOf(203);
  await call('DELETE', `/field-values/${row?.id}`);
  const [deleted, updated] = await changes('field_id=203');
  expect([deleted.action_type, deleted.value, deleted.changer.id]).toEqual([1, 5, 1]);
  expect([updated.action_type, updated.value, updated.changer.id]).toEqual([2, 5, 2]);
  const { body: feed } = await get('/v2/field-value-changes?filter=field.id%3Dfield-203');
  expect(
    feed.data.map(({ id, actionType, changedAt }: { id: number; actionType: string; changedAt: string }) => [id, actionType, changedAt]),
  ).toEqual([
    [updated.id, 'update', '2026-12-01T10:00:00.000Z'],
    [deleted.id, 'delete', '2026-12-01T10:00:00.000Z'],
  ]);
});

test.each([
  ['field_id=201&action_type=0', [8001]],
  ['field_id=201&organization_id=101', [8002, 8001]],
  ['field_id=201&organization_id=102', []],
  ['field_id=201&person_id=501', []],
  ['field_id=201&list_entry_id=1003', [8002, 8001]],
  ['field_id=201&changed_after=2025-06-01T10:00:00Z', [8002]],
  ['field_id=201&order_by=asc&limit=1', [8001]],
  ['field_id=201&order_by=asc&changed_after=2025-01-01&after_id=8001', [8002]],
  ['field_id=201&order_by=asc&changed_after=2025-01-01&after_id=8002', []],
  ['field_id=402', [8004]],
])('changes of %s', async (query, expected) => {
  expect((await changes(query)).map(({ id }: Row) => id)).toEqual(expected);
});

test('changes need a tracked field, one record at most, and eyes for it', async () => {
  for (const query of [
    '',
    'field_id=204',
    'field_id=201&person_id=501&organization_id=101',
    'field_id=201&after_id=8001',
    'field_id=999',
  ]) {
    expect((await get(`/field-value-changes?${query}`)).status).toBe(422);
  }
  expect((await get('/field-value-changes?field_id=301', { key: keys.jo })).status).toBe(403);
  expect(await changes('field_id=402', keys.jo)).toEqual([]);
});
