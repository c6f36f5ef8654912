import { v1EntityTypes as entities, v1ValueTypes as types } from '@affinity-kit/contract';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const onList = { entity_type: entities.organization, list_id: 10 };
const create = (body: object, key: string = keys.mira) => call('POST', '/fields', { body, key });

test('a field of a list is created and takes values in both versions', async () => {
  const { status, body } = await create({ name: 'Cheque Size', value_type: types.number, ...onList });
  expect([status, body]).toEqual([
    200,
    {
      id: expect.any(Number),
      name: 'Cheque Size',
      list_id: 10,
      enrichment_source: 'none',
      value_type: 3,
      allows_multiple: false,
      track_changes: true,
      dropdown_options: [],
    },
  ]);
  const value = await call('POST', '/field-values', { body: { field_id: body.id, entity_id: 101, list_entry_id: 1001, value: 5 } });
  expect(value.status).toBe(200);
  const { body: field } = await get(`/v2/lists/10/list-entries/1001/fields/field-${body.id}`);
  expect(field).toMatchObject({ name: 'Cheque Size', type: 'list', value: { type: 'number', data: 5 } });
});

test.each([
  ['tags', { value_type: types.dropdown }, 'dropdown', false],
  ['managed tags', { value_type: types.managedDropdown, allows_multiple: true }, 'dropdown-multi', false],
  ['persons', { value_type: types.person, allows_multiple: true }, 'person-multi', true],
  ['a stage', { value_type: types.rankedDropdown }, 'ranked-dropdown', true],
  ['a day', { value_type: types.date }, 'datetime', true],
  ['a text', { value_type: types.text }, 'text', false],
])('%s becomes the type of v2 and is tracked where that can be', async (name, rest, valueType, tracked) => {
  const { body } = await create({ name, ...rest, ...onList });
  expect(body.track_changes).toBe(tracked);
  const { body: fields } = await get('/v2/lists/10/fields?limit=100');
  expect(fields.data).toContainEqual(expect.objectContaining({ id: `field-${body.id}`, valueType, isRequired: false }));
});

test('a global field shows on its records', async () => {
  const { body } = await create({ name: 'Tier', entity_type: entities.organization, value_type: types.number });
  expect(body.list_id).toBeNull();
  expect((await get(`/v2/companies/101/fields/field-${body.id}`)).body).toMatchObject({ type: 'global', value: { data: null } });
});

test.each([
  ['of another entity type than the list', { name: 'X', value_type: 3, entity_type: entities.person, list_id: 10 }],
  ['of a list that does not exist', { name: 'X', value_type: 3, entity_type: entities.organization, list_id: 99 }],
  ['for all opportunities', { name: 'X', value_type: 3, entity_type: entities.opportunity }],
  ['of an unknown type', { name: 'X', value_type: 99, ...onList }],
  ['of a list without saying which', { name: 'X', value_type: 3, entity_type: 1, is_list_specific: true }],
  ['with several days', { name: 'X', value_type: 4, allows_multiple: true, ...onList }],
  ['without a name', { value_type: 3, ...onList }],
])('a field %s is refused', async (_, body) => {
  const before = (await get('/fields')).body;
  expect((await create(body)).status).toBe(422);
  expect((await get('/fields')).body).toEqual(before);
});

test('basic users neither create nor delete fields', async () => {
  expect((await create({ name: 'X', value_type: 3, ...onList }, keys.jo)).status).toBe(403);
  expect((await create({ name: 'X', value_type: 3, entity_type: 1 }, keys.jo)).status).toBe(403);
  expect((await call('DELETE', '/fields/203', { key: keys.jo })).status).toBe(403);
  expect((await call('DELETE', '/fields/102', { key: keys.jo })).status).toBe(403);
});

test('a deleted field is gone with its values, its options and its part of the feed', async () => {
  expect((await get('/field-value-changes?field_id=201')).body).toHaveLength(2);
  expect((await call('DELETE', '/fields/201')).body).toEqual({ success: true });
  expect((await get('/field-values?list_entry_id=1001')).body.map(({ field_id }: { field_id: number }) => field_id)).not.toContain(201);
  expect((await get('/v2/lists/10/list-entries/1001/fields/field-201')).status).toBe(404);
  expect((await get('/v2/lists/10/fields/field-201/dropdown-options')).status).toBe(404);
  expect((await get('/v2/field-value-changes')).body.data.map(({ id }: { id: number }) => id)).not.toContain(8001);
  expect((await get('/v2/lists/10/saved-views/81/list-entries')).status).toBe(200);
  expect((await call('DELETE', '/fields/201')).status).toBe(422);
});

test('a new field does not inherit from one that was deleted', async () => {
  const { body: first } = await create({ name: 'A', value_type: types.text, ...onList });
  await call('POST', '/field-values', { body: { field_id: first.id, entity_id: 101, list_entry_id: 1001, value: 'x' } });
  const search = (id: number, valueType: string) =>
    call('POST', '/v2/lists/10/list-entries/search', {
      body: { filters: { operator: 'and', filters: [{ fieldId: `field-${id}`, valueType, operator: 'is-not-empty' }] } },
    });
  expect((await search(first.id, 'text')).body.data).toHaveLength(1);
  await call('DELETE', `/fields/${first.id}`);
  const { body: second } = await create({ name: 'B', value_type: types.number, ...onList });
  expect((await search(second.id, 'number')).body.data).toEqual([]);
  const { body: value } = await call('POST', '/field-values', {
    body: { field_id: second.id, entity_id: 101, list_entry_id: 1001, value: 4 },
  });
  expect(value).toMatchObject({ value: 4, updated_at: null });
});
