import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterEach(sandbox.reset);
afterAll(sandbox.close);

const eve = { firstName: 'Eve', lastName: null, primaryEmailAddress: 'eve@brandt.example' };

test('a created person is external; the primary address is among the others', async () => {
  const { status, body } = await call('POST', '/v2/persons', { body: { ...eve, emailAddresses: ['e@brandt.example'] } });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.any(Number),
    ...eve,
    emailAddresses: ['eve@brandt.example', 'e@brandt.example'],
    type: 'external',
    fields: [],
  });
  expect((await get(`/persons/${body.id}`)).body).toMatchObject({ first_name: 'Eve', last_name: null, type: 0, organization_ids: [] });
});

test('a person may be without addresses', async () => {
  const { body } = await call('POST', '/v2/persons', { body: { ...eve, primaryEmailAddress: null } });
  expect([body.primaryEmailAddress, body.emailAddresses]).toEqual([null, []]);
});

test('an address of another person is a conflict', async () => {
  const answer = await call('POST', '/v2/persons', { body: { ...eve, emailAddresses: ['ADA@mail.example'] } });
  expect([answer.status, answer.body.errors[0].code]).toEqual([409, 'conflict']);
});

test('all three properties must be there', async () => {
  const { status, body } = await call('POST', '/v2/persons', { body: { firstName: 'Eve' } });
  expect([status, body.errors.map(({ param }: { param: string }) => param)]).toEqual([400, ['lastName', 'primaryEmailAddress']]);
});

test('values come along, for those who may edit them; one that is refused leaves no person behind', async () => {
  const value = { type: 'company', data: { id: 104 } };
  const fields = [{ id: 'affinity-data-current-organization', value }];
  const { body } = await call('POST', '/v2/persons', { body: { ...eve, fields } });
  expect((await get(`/v2/persons/${body.id}/fields/affinity-data-current-organization`)).body.value.data.id).toBe(104);
  const other = { ...eve, primaryEmailAddress: 'x@brandt.example' };
  expect((await call('POST', '/v2/persons', { key: keys.jo, body: { ...other, fields } })).body.errors[0].message).toBe(
    'Missing permission: Edit Global Field Values',
  );
  const refused = await call('POST', '/v2/persons', { body: { ...other, fields: [{ id: 'field-999', value }] } });
  expect([refused.status, refused.body.errors[0].param]).toEqual([400, 'fields.0.id']);
  expect((await get('/persons?term=x%40brandt')).body.persons).toEqual([]);
});

test('a deleted person is gone from both versions; users are not deleted', async () => {
  expect((await call('DELETE', '/v2/persons/501')).status).toBe(204);
  expect((await get('/v2/persons/501')).status).toBe(404);
  expect((await get('/persons/501')).status).toBe(422);
  expect((await get('/v2/opportunities/701')).status).toBe(200);
  expect((await call('DELETE', '/v2/persons/2')).body.errors[0].code).toBe('authorization');
  expect((await call('DELETE', '/v2/persons/9999')).status).toBe(404);
});
