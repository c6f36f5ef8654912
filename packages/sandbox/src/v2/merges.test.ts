import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, options, smallFirm, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ mergeDelayMs: 3000 });
afterEach(sandbox.reset);
afterAll(sandbox.close);

type Kind = 'company' | 'person';

interface Begun {
  readonly taskId: string;
  readonly task: () => Promise<ReturnType<typeof JSON.parse>>;
  /** What came of the merge, or nothing where it is not among the merges. */
  readonly state: () => Promise<ReturnType<typeof JSON.parse>>;
}

const begin = async (kind: Kind, primary: number, duplicate: number): Promise<Begun> => {
  const names = kind === 'company' ? ['primaryCompanyId', 'duplicateCompanyId'] : ['primaryPersonId', 'duplicatePersonId'];
  const body = Object.fromEntries(names.map((name, index) => [name, index === 0 ? primary : duplicate]));
  const answer = await call('POST', `/v2/${kind}-merges`, { body });
  expect(answer.status).toBe(202);
  const taskId = answer.body.taskUrl.split('/').at(-1);
  return {
    taskId,
    task: async () => (await get(answer.body.taskUrl)).body,
    state: async () => (await get(`/v2/${kind}-merges?filter=taskId%3D${taskId}`)).body.data[0],
  };
};

const merge = async (kind: Kind, primary: number, duplicate: number): Promise<Begun> => {
  const begun = await begin(kind, primary, duplicate);
  sandbox.clock.advance(3000);
  return begun;
};

const organization = async (name: string, domain: string, extra: object = {}): Promise<number> =>
  (await call('POST', '/organizations', { body: { name, domain, ...extra } })).body.id;

const person = async (firstName: string, emails: string[], extra: object = {}): Promise<number> =>
  (await call('POST', '/persons', { body: { first_name: firstName, last_name: 'Moss', emails, ...extra } })).body.id;

test('a merge is under way until its time has come [v2.merges.takes-time]', async () => {
  const { taskId, task, state } = await begin('company', 104, 105);
  expect(await task()).toEqual({
    id: taskId,
    status: 'in-progress',
    resultsSummary: { total: 1, inProgress: 1, success: 0, failed: 0 },
  });
  expect(await state()).toMatchObject({ status: 'in-progress', completedAt: null, primaryCompanyId: 104, duplicateCompanyId: 105 });
  sandbox.clock.advance(2999);
  expect((await get('/v2/companies/105')).status).toBe(200);
  sandbox.clock.advance(1);
  expect(await task()).toMatchObject({ status: 'success', resultsSummary: { inProgress: 0, success: 1 } });
  const done = await state();
  expect(Date.parse(done.completedAt) - Date.parse(done.startedAt)).toBe(3000);
  expect((await get(`/v2/company-merges/${done.id}`)).body).toEqual(done);
});

test('a company that was merged away is 404 in v2, and names its survivor in v1', async () => {
  await merge('company', 104, 105);
  expect((await get('/v2/companies/105')).status).toBe(404);
  const gone = ['organization_id: 105 no longer exists as it has been merged into 104'];
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect(await call(method, '/organizations/105', method === 'PUT' ? { body: {} } : {})).toEqual({ status: 422, body: gone });
  }
  expect(await get('/field-values?organization_id=105')).toEqual({ status: 422, body: gone });
  await merge('company', 103, 104);
  expect((await get('/organizations/105')).body).toEqual(['organization_id: 105 no longer exists as it has been merged into 103']);
});

test('two local companies: the primary stays and gets what the other had', async () => {
  const duplicate = await organization('Acme Inc', 'acme.inc.example', { person_ids: [501] });
  const entry = (await call('POST', '/lists/10/list-entries', { body: { entity_id: duplicate } })).body;
  await call('POST', '/field-values', { body: { field_id: 102, entity_id: duplicate, value: 9 } });
  await call('POST', '/field-values', { body: { field_id: 103, entity_id: duplicate, value: 102 } });
  await call('POST', '/field-values', { body: { field_id: 103, entity_id: 104, value: 103 } });
  await call('POST', '/field-values', { body: { field_id: 103, entity_id: 101, value: duplicate } });
  await call('PUT', '/opportunities/701', { body: { organization_ids: [104, duplicate] } });
  const note = { type: 'entities', content: { html: '<p>Hi</p>' }, companies: [{ id: duplicate }, { id: 104 }] };
  const { id: noteId } = (await call('POST', '/v2/notes', { body: note })).body;
  await merge('company', 104, duplicate);

  const { body } = await get('/v2/companies/104?fieldIds=field-102&fieldIds=field-103&fieldIds=persons');
  expect(body).toMatchObject({ name: 'Acme', domain: 'acme.example', domains: ['acme.example', 'acme.inc.example'] });
  const [fit, competitors, people] = ['field-102', 'field-103', 'persons'].map(
    (id) => body.fields.find((field: { id: string }) => field.id === id).value.data,
  );
  expect(fit).toBe(9);
  expect(competitors.map(({ id }: { id: number }) => id)).toEqual([103, 102]);
  expect(people.map(({ id }: { id: number }) => id)).toEqual([501]);
  expect((await get(`/v2/lists/10/list-entries/${entry.id}`)).body.entity.id).toBe(104);
  expect((await get(`/v2/notes/${noteId}/attached-companies`)).body.data.map(({ id }: { id: number }) => id)).toEqual([104]);
  expect((await get('/opportunities/701')).body.organization_ids).toEqual([104]);
  const others = (await get('/v2/companies/101/fields/field-103')).body.value.data;
  expect(others.map(({ id }: { id: number }) => id)).toEqual([102, 103, 104]);
});

test('a primary keeps the single values that it has', async () => {
  await call('POST', '/field-values', { body: { field_id: 102, entity_id: 104, value: 1 } });
  await call('POST', '/field-values', { body: { field_id: 102, entity_id: 105, value: 2 } });
  await merge('company', 104, 105);
  expect((await get('/v2/companies/104/fields/field-102')).body.value.data).toBe(1);
});

test('the change feed tells of values that came to the primary; rows of lists keep theirs', async () => {
  const entry = (await call('POST', '/lists/10/list-entries', { body: { entity_id: 105 } })).body;
  await call('POST', '/field-values', { body: { field_id: 102, entity_id: 105, value: 2 } });
  const before = (await get('/v2/field-value-changes')).body.data.length;
  await merge('company', 104, 105);
  const { data } = (await get('/v2/field-value-changes')).body;
  expect(data.slice(before)).toMatchObject([{ field: { id: 'field-102' }, entity: { id: 104 }, actionType: 'add', value: 2 }]);
  const ofEntry = (await get(`/v2/lists/10/list-entries/${entry.id}/field-value-changes`)).body.data;
  expect(ofEntry.length).toBeGreaterThan(0);
  expect(new Set(ofEntry.map((change: { entity: { id: number } }) => change.entity.id))).toEqual(new Set([104]));
});

test('a local primary and a global duplicate: the duplicate is hidden', async () => {
  const { task } = await merge('company', 104, 101);
  expect((await task()).status).toBe('success');
  expect((await get('/v2/companies/101')).status).toBe(404);
  const { body } = await get('/v2/companies/104');
  expect(body).toMatchObject({ isGlobal: false, domains: ['acme.example', 'kestrel.example'] });
  expect((await get('/v2/lists/10/list-entries/1001')).body.entity.id).toBe(104);
  expect((await get('/v2/companies/104/fields/last-email')).body.value.data.subject).toBe('Hi');
});

test('a global primary and a duplicate without a new domain: the primary stays, and the merge has a task alone', async () => {
  const duplicate = await organization('Kestrel', 'KESTREL.example');
  const { task, state, taskId } = await merge('company', 101, duplicate);
  expect((await task()).status).toBe('success');
  expect(await state()).toBeUndefined();
  expect((await get('/v2/tasks/company-merges')).body.data.map(({ id }: { id: string }) => id)).toEqual([taskId]);
  expect((await get('/v2/companies/101')).body).toMatchObject({ isGlobal: true, domains: ['kestrel.example'] });
});

test('a global primary and a duplicate with a new domain: a new local company takes the place of both [v2.merges.globals]', async () => {
  await merge('company', 101, 104);
  const [, survivor] = /merged into (\d+)/.exec((await get('/organizations/101')).body[0]) ?? [];
  expect((await get('/organizations/104')).body[0]).toContain(`merged into ${survivor}`);
  expect((await get(`/v2/companies/${survivor}`)).body).toMatchObject({
    name: 'Kestrel "Robotics"',
    domain: 'kestrel.example',
    domains: ['kestrel.example', 'acme.example'],
    isGlobal: false,
  });
  expect((await get('/v2/lists/10/list-entries/1001')).body.entity.id).toBe(Number(survivor));
  expect((await get(`/v2/companies/${survivor}/fields/field-102`)).body.value.data).toBe(7);
});

test('persons: addresses, companies and values are united; rows, notes and mentions move', async () => {
  const duplicate = await person('Ada', ['ada2@mail.example'], { organization_ids: [104] });
  const entry = (await call('POST', '/lists/13/list-entries', { body: { entity_id: duplicate } })).body;
  await call('POST', '/field-values', { body: { field_id: 202, entity_id: 101, list_entry_id: 1001, value: duplicate } });
  await call('POST', '/field-values', { body: { field_id: 202, entity_id: 101, list_entry_id: 1001, value: 501 } });
  const added = (await get('/v2/field-value-changes?filter=field.id%3Dfield-202')).body.data.length;
  const { task, state } = await merge('person', 501, duplicate);
  expect((await task()).status).toBe('success');
  expect(await state()).toMatchObject({ primaryPersonId: 501, duplicatePersonId: duplicate, status: 'success', errorMessage: null });
  expect((await get('/persons/501')).body).toMatchObject({
    primary_email: 'ada@mail.example',
    emails: ['ada@mail.example', 'ada2@mail.example'],
    organization_ids: [101, 102, 104],
  });
  expect((await get(`/v2/lists/13/list-entries/${entry.id}`)).body.entity.id).toBe(501);
  const owners = (await get('/v2/lists/10/list-entries/1001/fields/field-202')).body.value;
  expect(owners.totalCount).toBe(3);
  expect(owners.data.map(({ id }: { id: number }) => id)).toEqual([1, 2, 501]);
  const feed = (await get('/v2/field-value-changes?filter=field.id%3Dfield-202')).body.data;
  const gone = { referenceType: 'deleted-entity', displayValue: 'Ada Moss' };
  expect(feed.slice(added)).toMatchObject([{ actionType: 'delete', value: gone }]);
  expect(feed[added - 2].value).toEqual(gone);
  expect((await get(`/persons/${duplicate}`)).body).toEqual([`person_id: ${duplicate} no longer exists as it has been merged into 501`]);
});

test('what a person took part in moves too', async () => {
  const primary = await person('Ada', ['ada2@mail.example']);
  await merge('person', primary, 501);
  const email = (await get('/v2/companies/101/fields/last-email')).body.value.data;
  expect(email.to).toEqual([{ emailAddress: 'ada2@mail.example', person: expect.objectContaining({ id: primary }) }]);
  expect((await get('/v2/notes/903/replies')).body.data[0].mentions[0].person.id).toBe(primary);
});

test.each<[Kind, number, number, string]>([
  ['company', 9999, 104, 'Primary company not found'],
  ['company', 104, 9999, 'Duplicate company not found'],
  ['person', 9999, 501, 'Primary person not found'],
  ['person', 501, 2, 'Duplicate person must be external'],
  ['person', 501, 502, 'Duplicate person must be external'],
])('nothing is checked before: a %s merge of %d and %d fails later', async (kind, primary, duplicate, message) => {
  const { task, state } = await merge(kind, primary, duplicate);
  expect(await task()).toMatchObject({ status: 'failed', resultsSummary: { failed: 1 } });
  expect(await state()).toMatchObject({ status: 'failed', errorMessage: message });
});

test('a record merged into itself stays as it is', async () => {
  const before = (await get('/v2/companies/104')).body;
  const { task } = await merge('company', 104, 104);
  expect((await task()).status).toBe('success');
  expect((await get('/v2/companies/104')).body).toEqual(before);
});

test('a person merged away before as primary has a task alone', async () => {
  const [one, other] = [await person('Ada', ['a1@mail.example']), await person('Ada', ['a2@mail.example'])];
  await merge('person', 501, one);
  const { task, state } = await merge('person', one, other);
  expect((await task()).status).toBe('failed');
  expect(await state()).toBeUndefined();
});

test('collections come newest first, in pages, and filter by status', async () => {
  await merge('company', 104, 105);
  await begin('company', 9999, 103);
  const { body } = await get('/v2/company-merges?limit=1');
  expect(body.data).toMatchObject([{ status: 'in-progress', primaryCompanyId: 9999 }]);
  expect((await get(body.pagination.nextUrl)).body.data).toMatchObject([{ status: 'success', primaryCompanyId: 104 }]);
  expect((await get('/v2/company-merges?filter=status%3Dsuccess')).body.data).toHaveLength(1);
  expect((await get('/v2/tasks/company-merges?filter=status%3Din-progress')).body.data).toHaveLength(1);
  expect((await get('/v2/tasks/person-merges')).body.data).toEqual([]);
});

test('merging is for admins who manage duplicates, and what is unknown is not found', async () => {
  const body = { primaryCompanyId: 104, duplicateCompanyId: 105 };
  expect((await call('POST', '/v2/company-merges', { key: keys.jo, body })).status).toBe(403);
  expect((await get('/v2/tasks/person-merges', { key: keys.jo })).status).toBe(403);
  expect((await get('/v2/company-merges/7')).status).toBe(404);
  expect((await get('/v2/tasks/company-merges/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});

test('a reset takes a merge back', async () => {
  await merge('company', 104, 105);
  await get('/v2/companies/105');
  sandbox.reset();
  expect((await get('/v2/companies/105')).status).toBe(200);
  expect((await get('/organizations/105')).status).toBe(200);
  expect((await get('/v2/lists/10/list-entries/1001/fields/field-201')).body.value.data.dropdownOptionId).toBe(options.diligence);
});

test('a seeded merge is over, and its duplicate names the survivor', async () => {
  const merge = {
    id: 7,
    kind: 'company',
    primaryId: 104,
    duplicateId: 99,
    requesterId: 1,
    startedAt: '2026-01-01T10:00:00Z',
    completedAt: '2026-01-01T10:00:05Z',
    error: null,
  } as const;
  const seeded = smallSandbox({
    firm: (sink) => {
      smallFirm(sink);
      sink.merge(merge);
    },
  });
  const { body } = await seeded.get('/v2/company-merges/7');
  expect(body).toMatchObject({ status: 'success', completedAt: '2026-01-01T10:00:05.000Z', primaryCompanyId: 104 });
  expect((await seeded.get(`/v2/tasks/company-merges/${body.taskId}`)).body.status).toBe('success');
  expect((await seeded.get('/organizations/99')).body).toEqual(['organization_id: 99 no longer exists as it has been merged into 104']);
  seeded.sandbox.close();
});
