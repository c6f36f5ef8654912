import { afterAll, afterEach, expect, test } from 'vitest';
import { smallFirm, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterEach(sandbox.reset);
afterAll(sandbox.close);

const solvane = { name: 'Solvane', domain: 'solvane.example', person_ids: [501] };

const create = async (): Promise<number> => (await call('POST', '/organizations', { body: solvane })).body.id;

const idsIn = async (query: string): Promise<number[]> =>
  (await get(`/organizations${query}`)).body.organizations.map(({ id }: { id: number }) => id);

test('a created organization is local and has its people, in both versions', async () => {
  const { body } = await call('POST', '/organizations', { body: solvane });
  expect(body).toMatchObject({
    name: 'Solvane',
    domain: 'solvane.example',
    domains: ['solvane.example'],
    global: false,
    person_ids: [501],
  });
  expect((await get(`/v2/companies/${body.id}?fieldIds=persons`)).body).toMatchObject({
    name: 'Solvane',
    domains: ['solvane.example'],
    isGlobal: false,
    fields: [{ value: { data: [{ id: 501 }] } }],
  });
  expect((await get('/persons/501')).body.organization_ids).toEqual([101, 102, body.id]);
});

test('an update keeps what is left out; a new domain takes the place of the primary one', async () => {
  const { body } = await call('PUT', '/organizations/103', { body: { domain: 'tags.example' } });
  expect(body).toMatchObject({ name: 'Many Tags', domain: 'tags.example', domains: ['tags.example', 'm.example'] });
  const id = await create();
  expect((await call('PUT', `/organizations/${id}`, { body: { person_ids: [502] } })).body.person_ids).toEqual([502]);
});

test('name and domain of a global organization cannot be changed, and it cannot be deleted; its people can', async () => {
  for (const body of [{ name: 'Kestrel' }, { domain: 'k.example' }])
    expect((await call('PUT', '/organizations/101', { body })).status).toBe(422);
  expect(await call('DELETE', '/organizations/101')).toEqual({ status: 422, body: ['Cannot delete organization because it is global'] });
  expect((await call('PUT', '/organizations/101', { body: { person_ids: [] } })).body.person_ids).toEqual([]);
});

test('a term is part of a name or a domain', async () => {
  expect(await idsIn('?term=acme2')).toEqual([105]);
  expect(await idsIn('?term=KESTREL')).toEqual([101]);
});

test('interaction dates drop organizations without interactions, and tell all seven dates', async () => {
  const { body } = await get('/organizations?with_interaction_dates=true&with_interaction_persons=true');
  const date = '2026-10-01T03:00:00.000-07:00';
  expect(body.organizations).toHaveLength(1);
  expect(body.organizations[0]).toMatchObject({
    id: 101,
    interaction_dates: {
      first_email_date: null,
      last_email_date: date,
      first_event_date: null,
      last_event_date: null,
      next_event_date: null,
      last_chat_message_date: null,
      last_interaction_date: null,
    },
    interactions: { last_email: { date, person_ids: [1] }, next_event: null },
  });
  expect((await get('/organizations/101?with_interaction_dates=true')).body.interactions.last_email).toEqual({ date });
});

test.each([
  ['min_last_email_date=2026-10-01T10:00:00Z', [101]],
  ['min_last_email_date=2026-10-02', []],
  ['min_last_email_date=2026-09-01&max_last_email_date=2026-10-01', []],
  ['min_last_email_date=2026-09-01&max_last_email_date=2026-10-02', [101]],
  ['min_first_email_date=2020-01-01', []],
])('dates bound the list: %s', async (query, ids) => {
  expect(await idsIn(`?${query}`)).toEqual(ids);
});

test('deleting an organization takes its rows and the values that point at it, and leaves people and opportunities', async () => {
  const id = await create();
  await call('POST', '/lists/10/list-entries', { body: { entity_id: id } });
  await call('POST', '/field-values', { body: { field_id: 103, entity_id: 101, value: id } });
  await call('PUT', '/opportunities/701', { body: { organization_ids: [101, id] } });
  expect((await call('DELETE', `/organizations/${id}`)).body).toEqual({ success: true });
  expect((await get(`/v2/companies/${id}`)).status).toBe(404);
  expect((await get(`/organizations/${id}`)).body).toEqual([
    `Field organization_id: expected ${id} to be a valid id for model Affinity::Models::Organization`,
  ]);
  expect((await get('/opportunities/701')).body.organization_ids).toEqual([101]);
  expect((await get('/persons/501')).body.organization_ids).toEqual([101, 102]);
  const competitors = (await get('/v2/companies/101/fields/field-103')).body.value.data;
  expect(competitors.map((company: { id: number }) => company.id)).toEqual([102, 103]);
  const { data } = (await get('/v2/field-value-changes?filter=field.id%3Dfield-103')).body;
  expect(data.at(-1)).toMatchObject({ actionType: 'delete', value: { referenceType: 'deleted-entity', displayValue: 'Solvane' } });
});

test("a term alone finds companies of the directory too; one that is put on a list is the account's own", async () => {
  const far = { id: 150, name: 'Faraway', domain: 'far.example', domains: ['far.example'], isGlobal: true, inAccount: false, cells: {} };
  const wide = smallSandbox({
    firm: (sink) => {
      smallFirm(sink);
      sink.company({ ...far, createdAt: '2025-01-10T09:00:00Z' });
    },
  });
  const found = async (query: string): Promise<unknown> => (await wide.get(`/organizations?${query}`)).body.organizations.length;
  expect(await found('term=faraway')).toBe(1);
  expect(await found('term=faraway&with_opportunities=true')).toBe(0);
  expect((await wide.get('/organizations/150')).body).toMatchObject({ name: 'Faraway', global: true });
  await wide.call('POST', '/lists/10/list-entries', { body: { entity_id: 150 } });
  expect(await found('term=faraway&with_opportunities=true')).toBe(1);
  wide.sandbox.close();
});
