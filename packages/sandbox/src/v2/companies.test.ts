import { afterAll, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get } = smallSandbox();
afterAll(sandbox.close);

const all = '/v2/companies?fieldTypes=enriched&fieldTypes=global&fieldTypes=relationship-intelligence';

const valuesOf = (record: { fields: { id: string; value: unknown }[] }) =>
  Object.fromEntries(record.fields.map(({ id, value }) => [id, value]));

test('a company without a selection has no fields', async () => {
  const { body } = await get('/v2/companies/101');
  expect(body).toEqual({
    id: 101,
    name: 'Kestrel "Robotics"',
    domain: 'kestrel.example',
    domains: ['kestrel.example'],
    isGlobal: true,
    fields: [],
  });
});

test('every kind of value is written as the reference shows it [v2.values.shapes]', async () => {
  const { body } = await get(`${all}&ids=101`);
  const values = valuesOf(body.data[0]);
  const ada = { id: 501, firstName: 'Ada', lastName: 'Novak', primaryEmailAddress: 'ada@mail.example', type: 'external' };
  const bob = { id: 502, firstName: 'Bob', lastName: null, primaryEmailAddress: 'bob@mail.example', type: 'collaborator' };
  const mira = { id: 1, firstName: 'Mira', lastName: 'Novak', primaryEmailAddress: 'mira@mail.example', type: 'internal' };
  const never = { type: 'interaction', data: null };
  expect(values).toEqual({
    'first-email': never,
    'first-event': never,
    'last-event': never,
    'next-event': never,
    'first-chat-message': never,
    'last-chat-message': never,
    'last-contact': never,
    'affinity-data-description': { type: 'text', data: 'Robots\nfor “warehouses” 🤖' },
    'affinity-data-industry': { type: 'filterable-text-multi', data: ['Robotics', 'Logistics'], totalCount: 2 },
    'affinity-data-location': {
      type: 'location',
      data: { streetAddress: null, city: 'Bergen', state: null, country: 'Norway', continent: 'Europe' },
    },
    'last-email': {
      type: 'interaction',
      data: {
        type: 'email',
        id: 9001,
        subject: 'Hi',
        sentAt: '2026-10-01T10:00:00.000Z',
        cc: [],
        from: {
          emailAddress: 'mira@mail.example',
          person: mira,
        },
        to: [
          {
            emailAddress: 'ada@mail.example',
            person: ada,
          },
        ],
      },
      internalPerson: mira,
    },
    'source-of-introduction': { type: 'person', data: bob },
    persons: { type: 'person-multi', data: [ada, bob], totalCount: 2 },
    lists: {
      type: 'list-multi',
      data: [
        { id: 10, name: 'Pipeline', type: 'company', entityCount: 4 },
        { id: 11, name: 'Secret pipeline', type: 'company', entityCount: 1 },
      ],
      totalCount: 2,
    },
    notes: { type: 'note', data: expect.objectContaining({ id: 903, content: { html: '<p>Note 903</p>' }, creator: mira }) },
    reminders: { type: 'reminder', data: null },
    'field-101': { type: 'dropdown', data: { dropdownOptionId: options.robotics, text: 'Robotics' } },
    'field-102': { type: 'number', data: 7 },
    'field-103': {
      type: 'company-multi',
      data: [
        { id: 102, name: 'Ørsted Labs', domain: null },
        { id: 103, name: 'Many Tags', domain: 'many.example' },
      ],
      totalCount: 2,
    },
  });
});

test('a requested field without a value says null', async () => {
  const { body } = await get('/v2/companies/102?fieldIds=field-102&fieldIds=affinity-data-industry');
  expect(body.fields.map((field: { value: unknown }) => field.value)).toEqual([
    { type: 'filterable-text-multi', data: null, totalCount: 0 },
    { type: 'number', data: null },
  ]);
});

test('a multi value is cut at 100, says how many there are, and its collection has the rest', async () => {
  const { body } = await get('/v2/companies/103?fieldIds=affinity-data-industry');
  expect(body.fields[0].value.data).toHaveLength(100);
  expect(body.fields[0].value.totalCount).toBe(130);
  const first = await get('/v2/companies/103/fields/affinity-data-industry/values');
  const second = await get(first.body.pagination.nextUrl);
  expect([...first.body.data, ...second.body.data]).toEqual(Array.from({ length: 130 }, (_, index) => `Tag ${index + 1}`));
  expect(second.body.pagination.nextUrl).toBeNull();
});

test('older versions know neither the newer value types nor what was added to values', async () => {
  const { body } = await get(`${all}&ids=101`, { version: '2024-01-01' });
  const values = valuesOf(body.data[0]);
  expect(Object.keys(values)).not.toContain('notes');
  expect(Object.keys(values)).not.toContain('lists');
  expect(values['affinity-data-industry']).toEqual({ type: 'filterable-text-multi', data: ['Robotics', 'Logistics'] });
  expect(values['last-email']).not.toHaveProperty('internalPerson');
});

test('lists that the caller does not see are missing from the lists of a company', async () => {
  const { body } = await get(`${all}&ids=101`, { key: keys.jo });
  expect((valuesOf(body.data[0])['lists'] as { data: { id: number }[] }).data.map(({ id }) => id)).toEqual([10]);
});

test('pages go forth and back by id, and unknown ids are left out', async () => {
  const first = await get('/v2/companies?limit=2');
  expect(first.body.data.map(({ id }: { id: number }) => id)).toEqual([101, 102]);
  expect(first.body.pagination.prevUrl).toBeNull();
  const second = await get(first.body.pagination.nextUrl);
  expect(second.body.data.map(({ id }: { id: number }) => id)).toEqual([103, 104]);
  const back = await get(second.body.pagination.prevUrl);
  expect(back.body.data).toEqual(first.body.data);
  const chosen = await get('/v2/companies?ids=104&ids=999&ids=101');
  expect(chosen.body.data.map(({ id }: { id: number }) => id)).toEqual([101, 104]);
});

test('fields that a company does not have are refused with the observed sentence', async () => {
  const { status, body } = await get('/v2/companies?fieldIds=field-201&fieldIds=nope');
  expect(status).toBe(400);
  expect(body.errors).toEqual([
    {
      code: 'validation',
      param: 'fieldIds',
      message: 'Invalid fieldIds must refer to non-list-specific company fields: [field-201, nope].',
    },
  ]);
});

test('fieldIds and fieldTypes exclude each other', async () => {
  const { status, body } = await get('/v2/companies/101?fieldIds=field-101&fieldTypes=global');
  expect([status, body.errors[0].param]).toEqual([400, 'fieldTypes']);
});

test('the collection needs its export permission, one company does not', async () => {
  expect((await get('/v2/companies', { key: keys.ken })).status).toBe(403);
  expect((await get('/v2/companies/101', { key: keys.ken })).status).toBe(200);
});

test('an unknown company is not found, whatever is asked of it', async () => {
  for (const path of ['/v2/companies/999', '/v2/companies/999/fields', '/v2/companies/999/fields/field-101']) {
    const { status, body } = await get(path);
    expect([status, body.errors[0].message]).toEqual([404, 'Resource not found']);
  }
});

test('the fields of one company come by twenty, and can be chosen', async () => {
  const some = await get('/v2/companies/101/fields?limit=5');
  expect(some.body.data).toHaveLength(5);
  expect(some.body.pagination.nextUrl).not.toBeNull();
  const types = await get('/v2/companies/101/fields?types=global');
  expect(types.body.data.map(({ id }: { id: string }) => id)).toEqual([
    'lists',
    'notes',
    'reminders',
    'field-101',
    'field-102',
    'field-103',
  ]);
  const one = await get('/v2/companies/101/fields/field-102');
  expect(one.body.value).toEqual({ type: 'number', data: 7 });
});

test('values of types that have no collection are refused', async () => {
  expect((await get('/v2/companies/101/fields/field-102/values')).status).toBe(400);
  expect((await get('/v2/companies/101/fields/field-101/values')).body.data).toEqual([
    { dropdownOptionId: options.robotics, text: 'Robotics' },
  ]);
});

test('metadata filters by name and minds case', async () => {
  const names = async (filter: string): Promise<string[]> => {
    const { body } = await get(`/v2/companies/fields?filter=${encodeURIComponent(filter)}`);
    return body.data.map(({ name }: { name: string }) => name);
  };
  expect(await names('name=~i')).toEqual([
    'Description',
    'Location',
    'First Chat Message',
    'First Email',
    'First Event',
    'Last Email',
    'Lists',
    'Reminders',
    'Source of Introduction',
    'Fit',
    'Competitors',
  ]);
  expect(await names('name=Industry')).toEqual(['Industry']);
  expect(await names('name=industry')).toEqual([]);
  expect((await get('/v2/companies/fields?filter=id=1')).status).toBe(400);
});

test('metadata has list fields nowhere, and tells usability on request only', async () => {
  const { body } = await get('/v2/companies/fields');
  const ids = body.data.map(({ id }: { id: string }) => id);
  expect(ids).not.toContain('created-at');
  expect(ids).not.toContain('field-201');
  expect(body.data[0]).not.toHaveProperty('filterability');
  const full = await get('/v2/companies/fields?includes=filterability&includes=sortability');
  const email = full.body.data.find(({ id }: { id: string }) => id === 'last-email');
  expect(email.filterability.attributes[0].id).toBe('date-of-activity');
});

test('older versions leave the description and the obligation out of the metadata [v2.versions.field-descriptions]', async () => {
  const { body } = await get('/v2/companies/fields', { version: '2026-07-15' });
  expect(body.data[0]).toEqual(expect.not.objectContaining({ isRequired: expect.anything() }));
  expect(Object.keys(body.data[0])).not.toContain('description');
});

test('dropdown options: 400 for what is no dropdown, 404 for what does not exist', async () => {
  const { body } = await get('/v2/companies/fields/field-101/dropdown-options');
  expect(body.data).toEqual([
    { type: 'dropdown', id: options.robotics, text: 'Robotics' },
    { type: 'dropdown', id: options.health, text: 'Health' },
  ]);
  expect((await get('/v2/companies/fields/field-102/dropdown-options')).status).toBe(400);
  expect((await get('/v2/companies/fields/field-999/dropdown-options')).status).toBe(404);
  expect((await get('/v2/companies/fields/NOT%20AN%20ID/dropdown-options')).status).toBe(400);
});

test('persons show collaborators as external and their own fields', async () => {
  const { body } = await get('/v2/persons?ids=501&ids=502&fieldTypes=enriched');
  expect(body.data.map(({ type }: { type: string }) => type)).toEqual(['external', 'external']);
  expect(body.data[0].fields).toEqual([
    {
      id: 'affinity-data-current-organization',
      name: 'Current Organization',
      type: 'enriched',
      enrichmentSource: null,
      value: {
        type: 'company',
        data: {
          id: 101,
          name: 'Kestrel "Robotics"',
          domain: 'kestrel.example',
        },
      },
    },
  ]);
});
