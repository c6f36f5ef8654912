import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

test('the rows of a company come with all fields, from the lists that the caller sees', async () => {
  const { body } = await get('/v2/companies/101/list-entries');
  expect(body.data.map(({ id, listId, listName }: Record<string, unknown>) => [id, listId, listName])).toEqual([
    [1001, 10, 'Pipeline'],
    [1003, 10, 'Pipeline'],
    [1101, 11, 'Secret pipeline'],
  ]);
  const [first, , secret] = body.data;
  const one = (await get('/v2/lists/10/list-entries/1001/fields?limit=100')).body.data;
  expect(first).toMatchObject({ creatorId: 1, createdAt: '2025-04-22T09:00:00.000Z', fields: one });
  expect(secret.fields.map(({ id }: { id: string }) => id)).toContain('field-301');
  const seen = await get('/v2/companies/101/list-entries', { key: keys.jo });
  expect(seen.body.data).toHaveLength(2);
});

test('rows page in both directions', async () => {
  const { body: first } = await get('/v2/companies/101/list-entries?limit=2');
  const { body: second } = await get(first.pagination.nextUrl);
  expect([second.data.length, second.pagination.nextUrl]).toEqual([1, null]);
  expect((await get(second.pagination.prevUrl)).body.data).toEqual(first.data);
});

test('the lists of a record come once each, without their type', async () => {
  const { body } = await get('/v2/companies/101/lists');
  expect(body.data).toEqual([
    { id: 10, name: 'Pipeline', creatorId: 1, ownerId: 1, isPublic: true, createdAt: '2025-03-01T09:00:00.000Z' },
    expect.objectContaining({ id: 11, isPublic: false }),
  ]);
  expect((await get('/v2/companies/101/lists', { key: keys.jo })).body.data).toHaveLength(1);
  expect((await get('/v2/persons/501/lists')).body.data).toEqual([expect.objectContaining({ id: 13 })]);
  expect((await get('/v2/persons/501/list-entries')).body.data).toEqual([expect.objectContaining({ id: 1301, listName: 'Advisors' })]);
  for (const path of ['companies/999/lists', 'companies/999/list-entries', 'persons/999/lists', 'persons/999/list-entries']) {
    expect((await get(`/v2/${path}`)).status).toBe(404);
  }
});

test('neither takes an export permission', async () => {
  expect((await get('/v2/companies/101/list-entries', { key: keys.ken })).status).toBe(200);
});

const add = (list: number, body: object, key: string = keys.mira) => call('POST', `/v2/lists/${list}/list-entries`, { body, key });

test('a row starts with the first open status and its creator as owner', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  const { status, body } = await add(10, { entity: { id: 104 }, creatorId: 3 });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({
      type: 'company',
      listId: 10,
      creatorId: 3,
      createdAt: '2026-12-01T10:00:00.000Z',
      entity: expect.objectContaining({ id: 104, fields: [] }),
    }),
  ]);
  const valueOf = async (field: string) => (await get(`/v2/lists/10/list-entries/${body.id}/fields/${field}`)).body.value.data;
  expect(await valueOf('field-201')).toMatchObject({ dropdownOptionId: options.fresh });
  expect(await valueOf('field-202')).toEqual([expect.objectContaining({ id: 3 })]);
  expect(await valueOf('time-in-current-status')).toBe('2026-12-01T10:00:00.000Z');
  const again = await add(10, { entity: { id: 104 } });
  expect([again.status, again.body.creatorId]).toEqual([201, 1]);
  expect(again.body.id).not.toBe(body.id);
});

test('time in the current status begins anew with every change of it', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  const since = async () => (await get('/v2/lists/10/list-entries/1001/fields/time-in-current-status')).body.value.data;
  expect(await since()).toBe('2025-06-01T10:00:00.000Z');
  const value = { type: 'ranked-dropdown', data: { dropdownOptionId: options.won } };
  await call('POST', '/v2/lists/10/list-entries/1001/fields/field-201', { body: { value } });
  expect(await since()).toBe('2026-12-01T10:00:00.000Z');
  const cleared = { type: 'ranked-dropdown', data: null };
  await call('POST', '/v2/lists/10/list-entries/1001/fields/field-201', { body: { value: cleared } });
  expect(await since()).toBeNull();
});

test.each([
  ['a company that does not exist', 10, { entity: { id: 999 } }, ['validation', 'entity.id']],
  ['a person on a list of companies', 10, { entity: { id: 501 } }, ['validation', 'entity.id']],
  ['an opportunity', 12, { entity: { id: 701 } }, ['bad-request', undefined]],
  ['a creator from outside', 10, { entity: { id: 101 }, creatorId: 501 }, ['validation', 'creatorId']],
  ['no entity', 10, {}, ['validation', 'entity']],
])('%s is refused', async (_, list, body, [code, param]) => {
  const { status, body: answer } = await add(list, body);
  expect([status, answer.errors[0].code, answer.errors[0].param]).toEqual([400, code, param]);
});

test('a list that the caller does not see takes no rows', async () => {
  expect((await add(11, { entity: { id: 101 } }, keys.jo)).status).toBe(404);
});

test('a list with required fields takes no rows and names them [v2.entries.required-fields]', async () => {
  const field = { name: 'Why', entity_type: 1, value_type: 6, list_id: 10, is_required: true };
  const { id } = (await call('POST', '/fields', { body: field })).body;
  const { status, body } = await add(10, { entity: { id: 101 } });
  expect([status, body.errors]).toEqual([400, [{ code: 'bad-request', message: expect.stringContaining(`field-${id}`) }]]);
});

test('a list is created with its default fields, owned by its creator', async () => {
  const { status, body } = await call('POST', '/v2/lists', { body: { name: 'New deals', type: 'opportunity' } });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ name: 'New deals', type: 'opportunity', isPublic: false, creatorId: 1, ownerId: 1 }),
  ]);
  const { body: fields } = await get(`/v2/lists/${body.id}/fields?limit=100`);
  const own = fields.data.filter(({ type, id }: Record<string, string>) => type === 'list' && id?.startsWith('field-'));
  expect(own.map(({ name, valueType }: Record<string, string>) => [name, valueType])).toEqual([
    ['Status', 'ranked-dropdown'],
    ['Owners', 'person-multi'],
    ['Amount', 'number'],
    ['Close Date', 'datetime'],
  ]);
  expect((await get(`/v2/lists/${body.id}`, { key: keys.jo })).status).toBe(404);
});

test('a list for everyone takes a permission', async () => {
  const body = { name: 'All', type: 'company', isPublic: true };
  const refused = await call('POST', '/v2/lists', { body, key: keys.jo });
  expect([refused.status, refused.body.errors[0].message]).toEqual([403, 'Missing permission: Share accessible Lists globally']);
  const { body: made } = await call('POST', '/v2/lists', { body });
  expect((await get(`/v2/lists/${made.id}`, { key: keys.jo })).status).toBe(200);
});

const write = (path: string, value: unknown) => call('POST', `/v2/${path}`, { body: { value } });

test('fields of companies and persons are written one by one', async () => {
  expect((await write('companies/102/fields/field-102', { type: 'number', data: 5 })).status).toBe(204);
  expect((await get('/v2/companies/102/fields/field-102')).body.value.data).toBe(5);
  expect((await get('/v2/lists/10/list-entries/1002/fields/field-102')).body.value.data).toBe(5);
  expect((await write('persons/502/fields/affinity-data-current-organization', { type: 'company', data: { id: 103 } })).status).toBe(204);
  expect((await get('/v2/persons/502/fields/affinity-data-current-organization')).body.value.data).toMatchObject({ id: 103 });
  const { body } = await get('/v2/field-value-changes?filter=field.id%3Dfield-102');
  expect(body.data).toEqual([expect.objectContaining({ actionType: 'add', listEntry: null, entity: { id: 102 } })]);
});

test('several fields are written at once, all of them or none', async () => {
  const fit = { id: 'field-102', value: { type: 'number', data: 9 } };
  const patch = (updates: object[]) => call('PATCH', '/v2/companies/102/fields', { body: { operation: 'update-fields', updates } });
  const wrong = await patch([fit, { id: 'field-101', value: { type: 'dropdown', data: { dropdownOptionId: 41 } } }]);
  expect([wrong.status, wrong.body.errors[0].param]).toEqual([400, 'updates.1.value.data']);
  expect((await get('/v2/companies/102/fields/field-102')).body.value.data).toBeNull();
  const right = await patch([{ ...fit, value: { type: 'number', data: 1 } }, fit]);
  expect([right.status, right.body]).toEqual([200, { operation: 'update-fields' }]);
  expect((await get('/v2/companies/102/fields/field-102')).body.value.data).toBe(9);
});

test.each([
  ['a field of a list', 'companies/101/fields/field-203', { type: 'number', data: 1 }, 404],
  ['a field that does not exist', 'companies/101/fields/field-9', { type: 'number', data: 1 }, 404],
  ['another type', 'companies/101/fields/field-102', { type: 'text', data: '1' }, 400],
  ['what is computed', 'companies/101/fields/persons', { type: 'person-multi', data: [{ id: 1 }] }, 400],
  ['a company that does not exist', 'companies/999/fields/field-102', { type: 'number', data: 1 }, 404],
  ['a person who does not exist', 'persons/999/fields/affinity-data-current-organization', { type: 'company', data: null }, 404],
])('%s cannot be written', async (_, path, value, status) => {
  expect((await write(path, value)).status).toBe(status);
});

test('a field of a list is not found in a batch either', async () => {
  const updates = [{ id: 'field-203', value: { type: 'number', data: 1 } }];
  expect((await call('PATCH', '/v2/companies/101/fields', { body: { operation: 'update-fields', updates } })).status).toBe(404);
  const unknown = [{ id: 'field-9', value: { type: 'number', data: 1 } }];
  const { status, body } = await call('PATCH', '/v2/companies/101/fields', { body: { operation: 'update-fields', updates: unknown } });
  expect([status, body.errors[0].param]).toEqual([400, 'updates.0.id']);
});
