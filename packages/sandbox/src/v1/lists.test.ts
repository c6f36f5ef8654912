import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

test('lists that the caller sees come with their size', async () => {
  const { body } = await get('/lists', { key: keys.jo });
  expect(idsOf(body)).toEqual([10, 12, 13]);
  expect(body[0]).toEqual({ id: 10, type: 1, name: 'Pipeline', public: true, owner_id: 1, creator_id: 1, list_size: 4 });
});

test('one list has the fields of its own', async () => {
  const { body } = await get('/lists/12');
  expect(body.fields).toEqual([
    {
      id: 401,
      name: 'Stage',
      value_type: 7,
      allows_multiple: false,
      dropdown_options: [
        {
          id: options.dealNew,
          text: 'New',
          rank: 0,
          color: 2,
        },
        {
          id: options.dealWon,
          text: 'Won',
          rank: 1,
          color: 2,
        },
      ],
    },
    { id: 402, name: 'Amount', value_type: 3, allows_multiple: false, dropdown_options: [] },
  ]);
});

test('an unknown list is 422 with the observed sentence, a hidden one 403', async () => {
  const unknown = await get('/lists/999');
  expect([unknown.status, unknown.body]).toEqual([422, ['Field list_id: expected 999 to be a valid id for model Affinity::Models::List']]);
  expect((await get('/lists/11', { key: keys.jo })).status).toBe(403);
});

test('a new list has the default fields of its kind, and entries start with its first open status', async () => {
  const created = await call('POST', '/lists', {
    body: { name: 'Fresh', type: 1, is_public: false, additional_permissions: [{ internal_person_id: 2, role_id: 2 }] },
  });
  expect(created.body).toMatchObject({
    type: 1,
    public: false,
    owner_id: 1,
    creator_id: 1,
    list_size: 0,
    additional_permissions: [{ internal_person_id: 2, role_id: 2 }],
  });
  const { id } = created.body;
  const names = (await get(`/lists/${id}`, { key: keys.jo })).body.fields.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['Status', 'Owners']);
  expect((await get(`/lists/${id}`, { key: keys.ken })).status).toBe(403);
  const entry = await call('POST', `/lists/${id}/list-entries`, { body: { entity_id: 104 } });
  const { body } = await get(`/field-values?list_entry_id=${entry.body.id}`);
  expect(body.map(({ value }: { value: unknown }) => value)).toEqual([expect.objectContaining({ text: 'New', rank: 0 }), 1]);
  expect((await get('/lists')).body.at(-1).list_size).toBe(1);
});

test('a public list needs its permission', async () => {
  expect((await call('POST', '/lists', { key: keys.jo, body: { name: 'X', type: 0, is_public: true } })).status).toBe(403);
  expect((await call('POST', '/lists', { body: { name: 'X', type: 0, is_public: true, owner_id: 501 } })).status).toBe(422);
});

test('entries are a bare array without a page size, newest first, and pages with one', async () => {
  const all = await get('/lists/10/list-entries');
  expect(idsOf(all.body)).toEqual([1004, 1003, 1002, 1001]);
  expect(idsOf((await get('/lists/10/list-entries?page_token=ignored')).body)).toEqual([1004, 1003, 1002, 1001]);
  const first = await get('/lists/10/list-entries?page_size=2');
  expect(idsOf(first.body.list_entries)).toEqual([1004, 1003]);
  const second = await get(`/lists/10/list-entries?page_size=2&page_token=${first.body.next_page_token}`);
  expect(idsOf(second.body.list_entries)).toEqual([1002, 1001]);
  const third = await get(`/lists/10/list-entries?page_size=2&page_token=${second.body.next_page_token}`);
  expect(third.body).toEqual({ list_entries: [], next_page_token: null });
});

test('an entry shows what stands in it', async () => {
  expect((await get('/lists/10/list-entries/1001')).body).toEqual({
    id: 1001,
    list_id: 10,
    creator_id: 1,
    entity_id: 101,
    entity_type: 1,
    created_at: '2025-04-22T02:00:00.000-07:00',
    entity: {
      id: 101,
      name: 'Kestrel "Robotics"',
      domain: 'kestrel.example',
      domains: ['kestrel.example'],
      crunchbase_uuid: null,
      global: true,
    },
  });
  expect((await get('/lists/13/list-entries/1301')).body.entity).toEqual({
    id: 501,
    type: 0,
    first_name: 'Ada',
    last_name: 'Novak',
    primary_email: 'ada@mail.example',
    emails: ['ada@mail.example'],
  });
  expect((await get('/lists/12/list-entries/1202', { key: keys.jo })).body.entity).toEqual({ id: 702, name: '[Hidden]' });
  expect((await get('/lists/10/list-entries/1201')).status).toBe(422);
});

test('an entry is added with status and owner, and once more for a duplicate', async () => {
  const { body } = await call('POST', '/lists/10/list-entries', { key: keys.jo, body: { entity_id: 104 } });
  expect(body).toMatchObject({ list_id: 10, entity_id: 104, creator_id: 2 });
  const status = await get(`/v2/lists/10/list-entries/${body.id}/fields/field-201`);
  expect(status.body.value.data.dropdownOptionId).toBe(options.fresh);
  const owners = await get(`/v2/lists/10/list-entries/${body.id}/fields/field-202`);
  expect(owners.body.value.data.map(({ id }: { id: number }) => id)).toEqual([2]);
  const again = await call('POST', '/lists/10/list-entries', { body: { entity_id: 104 } });
  expect(again.body.id).not.toBe(body.id);
});

test.each([
  ['an opportunity', 12, { entity_id: 701 }],
  ['a person on a list of companies', 10, { entity_id: 501 }],
  ['a creator who is no user', 10, { entity_id: 104, creator_id: 501 }],
  ['nothing', 10, {}],
])('%s cannot be added', async (_, list, body) => {
  const answer = await call('POST', `/lists/${list}/list-entries`, { body });
  expect(answer.status).toBe(422);
  expect(answer.body).toEqual([expect.any(String)]);
});

test('deleting an entry takes its values, deleting that of an opportunity the opportunity and its history', async () => {
  const { body: values } = await get('/field-values?list_entry_id=1001');
  expect((await call('DELETE', '/lists/10/list-entries/1001')).body).toEqual({ success: true });
  expect((await get('/lists/10/list-entries/1001')).status).toBe(422);
  expect((await call('DELETE', `/field-values/${values[0].id}`)).status).toBe(422);
  await call('DELETE', '/lists/12/list-entries/1202');
  expect((await get('/v2/opportunities/702')).status).toBe(404);
  expect((await get('/v2/field-value-changes?filter=field.id%3Dfield-402')).body.data).toEqual([]);
  expect((await get('/v2/notes/905/attached-opportunities')).body.data.map(({ id }: { id: number }) => id)).toEqual([701]);
});

test('a restricted opportunity can only be deleted by its managers', async () => {
  expect((await call('DELETE', '/lists/12/list-entries/1202', { key: keys.jo })).status).toBe(403);
});

test('fields can be chosen, renamed and stripped of their options', async () => {
  const { body } = await get('/fields?list_id=10&value_type=7&with_modified_names=true&exclude_dropdown_options=true');
  expect(body).toEqual([
    {
      id: 201,
      name: '[Pipeline] Status',
      value_type: 7,
      allows_multiple: false,
      list_id: 10,
      track_changes: true,
      enrichment_source: 'none',
    },
  ]);
  expect(idsOf((await get('/fields?entity_type=8')).body)).toEqual([401, 402]);
  expect(idsOf((await get('/fields', { key: keys.jo })).body)).not.toContain(301);
  expect(idsOf((await get('/fields')).body)).toContain(301);
});

test('whoami and rate limits, in the words of v1', async () => {
  expect((await get('/auth/whoami')).body).toMatchObject({
    user: { id: 1, email: 'mira@firm.example' },
    grant: { type: 'api_key', scope: 'external_api', createdAt: '2024-01-15T02:00:00.000-08:00' },
  });
  expect((await get('/rate-limit')).body.rate).toMatchObject({
    org_monthly: { limit: 'unlimited' },
    api_key_per_minute: { limit: 1_000_000 },
  });
});
