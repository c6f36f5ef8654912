import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterEach(sandbox.reset);
afterAll(sandbox.close);

const eve = { first_name: 'Eve', last_name: 'Brandt', emails: ['eve@brandt.example', 'e@brandt.example'], organization_ids: [104] };

const create = async (body: object = eve): Promise<number> => (await call('POST', '/persons', { body })).body.id;

test('a created person has what was sent, and v2 sees the same', async () => {
  const { status, body } = await call('POST', '/persons', { body: eve });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.any(Number),
    type: 0,
    first_name: 'Eve',
    last_name: 'Brandt',
    primary_email: 'eve@brandt.example',
    emails: ['eve@brandt.example', 'e@brandt.example'],
    organization_ids: [104],
  });
  expect((await get(`/persons/${body.id}`)).body).toEqual({ ...body, list_entries: [] });
  expect((await get(`/v2/persons/${body.id}`)).body).toMatchObject({
    firstName: 'Eve',
    primaryEmailAddress: 'eve@brandt.example',
    emailAddresses: eve.emails,
    type: 'external',
  });
  expect((await get('/organizations/104')).body.person_ids).toEqual([body.id]);
});

test('an address belongs to one person, whatever its case', async () => {
  const refused = { status: 422, body: ['There exists a contact with this email address.'] };
  expect(await call('POST', '/persons', { body: { ...eve, emails: ['ADA@mail.example'] } })).toEqual(refused);
  const id = await create();
  expect(await call('PUT', `/persons/${id}`, { body: { emails: ['ada@mail.example'] } })).toEqual(refused);
  expect((await call('PUT', `/persons/${id}`, { body: { emails: ['EVE@brandt.example'] } })).body.emails).toEqual(['EVE@brandt.example']);
});

test('an update keeps what is left out and replaces arrays', async () => {
  const id = await create();
  const { body } = await call('PUT', `/persons/${id}`, { body: { last_name: 'Moss', emails: ['new@brandt.example'] } });
  expect(body).toMatchObject({ first_name: 'Eve', last_name: 'Moss', emails: ['new@brandt.example'], organization_ids: [104] });
  expect(body.primary_email).toBe('new@brandt.example');
  expect((await call('PUT', `/persons/${id}`, { body: { organization_ids: [] } })).body.organization_ids).toEqual([]);
  expect((await get('/organizations/104')).body.person_ids).toEqual([]);
});

test('a user has the names of the person with the same id', async () => {
  await call('PUT', '/persons/2', { body: { first_name: 'Joanna' } });
  expect((await get('/v2/users/2')).body.firstName).toBe('Joanna');
});

test.each([
  [{ ...eve, organization_ids: [9999] }, 'Field organization_ids: expected 9999 to be a valid id for model Affinity::Models::Organization'],
  [{ ...eve, first_name: undefined }, expect.stringContaining('first_name')],
])('what cannot be is refused and leaves nothing behind', async (body, message) => {
  const before = (await get('/persons')).body.persons.length;
  const answer = await call('POST', '/persons', { body });
  expect(answer).toEqual({ status: 422, body: [message] });
  expect((await get('/persons')).body.persons).toHaveLength(before);
});

test('an id that names nobody is 422', async () => {
  const message = 'Field person_id: expected 9999 to be a valid id for model Affinity::Models::Person';
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect(await call(method, '/persons/9999', method === 'PUT' ? { body: {} } : {})).toEqual({ status: 422, body: [message] });
  }
});

test('a term is part of a name or an address, whatever its case', async () => {
  const idsOf = async (term: string): Promise<number[]> =>
    (await get(`/persons?term=${encodeURIComponent(term)}`)).body.persons.map(({ id }: { id: number }) => id);
  expect(await idsOf('ADA NOV')).toEqual([501]);
  expect(await idsOf('bob@mail')).toEqual([502]);
  expect(await idsOf('nobody')).toEqual([]);
  expect(await idsOf('%')).toEqual([]);
});

test('pages lead through all persons, and a token is good for its own search only', async () => {
  const seen: number[] = [];
  let token: string | null = null;
  do {
    const { body }: { body: ReturnType<typeof JSON.parse> } = await get(
      `/persons?page_size=4${token === null ? '' : `&page_token=${token}`}`,
    );
    seen.push(...body.persons.map(({ id }: { id: number }) => id));
    token = body.next_page_token;
  } while (token !== null);
  expect(seen).toEqual([1, 2, 3, 4, 501, 502]);
  const { next_page_token } = (await get('/persons?page_size=2')).body;
  expect(await get(`/persons?page_size=2&term=a&page_token=${next_page_token}`)).toEqual({
    status: 422,
    body: ['Invalid page_token variable'],
  });
});

test('a row that is deleted behind a token moves nothing', async () => {
  const first = (await get('/persons?page_size=5')).body;
  await call('DELETE', '/persons/501');
  const rest = (await get(`/persons?page_size=5&page_token=${first.next_page_token}`)).body;
  expect(rest.persons.map(({ id }: { id: number }) => id)).toEqual([502]);
});

test('flags add opportunities and current organizations', async () => {
  const { body } = await get('/persons/501?with_opportunities=true&with_current_organizations=true');
  expect(body).toMatchObject({ organization_ids: [101, 102], opportunity_ids: [701], current_organization_ids: [101] });
  expect(body.list_entries).toEqual([
    { id: 1301, list_id: 13, creator_id: 1, entity_id: 501, entity_type: 0, created_at: expect.stringMatching(/-0[78]:00$/) },
  ]);
  expect((await get('/persons/501')).body).not.toHaveProperty('opportunity_ids');
});

test('persons without interactions drop out of a list with interaction dates', async () => {
  expect((await get('/persons?with_interaction_dates=true')).body.persons).toEqual([]);
});

test('deleting a person takes rows, values and own notes along, and leaves the rest without the link', async () => {
  const id = await create();
  const entry = (await call('POST', '/lists/13/list-entries', { body: { entity_id: id } })).body;
  await call('POST', '/field-values', { body: { field_id: 202, entity_id: 101, list_entry_id: 1001, value: id } });
  await call('PUT', '/opportunities/701', { body: { person_ids: [501, id] } });
  const note = (await call('POST', '/v2/notes', { body: { type: 'entities', content: { html: '<p>Hi</p>' }, persons: [{ id }] } })).body;
  expect(await call('DELETE', `/persons/${id}`)).toEqual({ status: 200, body: { success: true } });
  expect((await get(`/persons/${id}`)).status).toBe(422);
  expect((await get(`/v2/persons/${id}`)).status).toBe(404);
  expect((await get(`/v2/lists/13/list-entries/${entry.id}`)).status).toBe(404);
  const owners = (await get('/v2/lists/10/list-entries/1001/fields/field-202')).body.value.data;
  expect(owners.map((owner: { id: number }) => owner.id)).toEqual([1, 2]);
  expect((await get('/opportunities/701')).body.person_ids).toEqual([501]);
  expect((await get('/organizations/104')).body.person_ids).toEqual([]);
  expect((await get(`/v2/notes/${note.id}`)).body.content.html).toContain('Hi');
  expect((await get(`/v2/notes/${note.id}/attached-persons`)).body.data).toEqual([]);
  expect(await create()).toBeGreaterThan(id);
});

test('the change feed goes on to show a deleted person by name', async () => {
  const id = await create();
  await call('POST', '/field-values', { body: { field_id: 202, entity_id: 101, list_entry_id: 1001, value: id } });
  await call('DELETE', `/persons/${id}`);
  const { data } = (await get('/v2/field-value-changes?filter=field.id%3Dfield-202')).body;
  const gone = { referenceType: 'deleted-entity', displayValue: 'Eve Brandt' };
  expect(data.map(({ actionType, value }: { actionType: string; value: unknown }) => [actionType, value])).toEqual([
    ['add', gone],
    ['delete', gone],
  ]);
});

test('interactions go on without the person who was deleted', async () => {
  await call('DELETE', '/persons/501');
  const field = (await get('/v2/companies/101/fields/last-email')).body;
  expect(field.value.data.to).toEqual([{ emailAddress: null, person: null }]);
});

test('users, and people on the mail domain of the firm, are not deleted', async () => {
  const refused = { status: 422, body: ['Deleting internal or inferred_internal person is not allowed.'] };
  expect(await call('DELETE', '/persons/2')).toEqual(refused);
  const id = await create({ ...eve, emails: ['intern@firm.example'] });
  expect(await call('DELETE', `/persons/${id}`)).toEqual(refused);
  expect((await call('DELETE', `/v2/persons/${id}`)).status).toBe(403);
});

test('rows of hidden lists do not show', async () => {
  expect((await get('/organizations/101', { key: keys.jo })).body.list_entries.map(({ list_id }: { list_id: number }) => list_id)).toEqual([
    10, 10,
  ]);
});

test('global fields come in their reduced shape, at a path that is no id', async () => {
  expect(await get('/persons/fields')).toEqual({ status: 200, body: [] });
  expect((await get('/organizations/fields')).body).toContainEqual({
    id: 102,
    name: 'Fit',
    value_type: 3,
    allows_multiple: false,
    dropdown_options: [],
  });
});
