import { afterAll, beforeEach, describe, expect, it, test } from 'vitest';
import { keys, options, smallSandbox } from './state/small-firm.fixture.ts';
import { unspecifiedChoices } from './unspecified-choices.ts';

const small = smallSandbox();
const first = small.sandbox.snapshot();
beforeEach(() => small.sandbox.restore(first));
afterAll(() => small.sandbox.close());

const { get, call } = small;

/** Status, code and guilty parameter of an answer. */
const outcome = ({ status, body }: Awaited<ReturnType<typeof get>>): unknown[] => {
  const issue = body?.errors?.[0];
  return issue === undefined ? [status] : issue.param === undefined ? [status, issue.code] : [status, issue.code, issue.param];
};

const asked = async (target: string): Promise<unknown[]> => outcome(await get(target));
const posted = async (target: string, body: unknown): Promise<unknown[]> => outcome(await call('POST', target, { body }));

const raw = async (headers: Record<string, string>, body: string): Promise<number> =>
  (
    await small.sandbox.fetch(`${small.sandbox.url}/v2/lists`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.mira}`, ...headers },
      body,
    })
  ).status;

const row = '/v2/lists/10/list-entries/1001/fields';
const write = (fieldId: string, type: string, data: unknown): Promise<unknown[]> => posted(`${row}/${fieldId}`, { value: { type, data } });
const read = async (fieldId: string): Promise<unknown> => (await get(`${row}/${fieldId}`)).body.value.data;
const searched = async (filter: object): Promise<number> =>
  (await call('POST', '/v2/companies/search?totalCount=true', { body: { filters: filter } })).body.pagination.totalCount;
const one = (condition: object): object => ({ operator: 'and', filters: [condition] });
const batch = (...updates: object[]): Promise<unknown[]> =>
  call('PATCH', row, { body: { operation: 'update-fields', updates } }).then(outcome);
const update = (id: string, type: string, data: unknown): object => ({ id, value: { type, data } });

/** What the choices say, asked of the sandbox. */
const proofs: Record<string, () => Promise<void>> = {
  'newer-operation': async () => expect((await get('/v2/teams', { version: '2024-01-01' })).status).toBe(200),
  'version-echo': async () => {
    const headers = { authorization: `Bearer ${keys.mira}`, 'x-affinity-api-version': 'current' };
    const { headers: answered } = await small.sandbox.fetch(`${small.sandbox.url}/v2/auth/whoami`, { headers });
    expect(answered.get('x-affinity-api-version')).toBe('2026-09-17');
  },
  'invisible-resource': async () => expect(outcome(await get('/v2/lists/11', { key: keys.jo }))).toEqual([404, 'not-found']),
  'nested-param': async () => {
    const body = { filters: one(one({ fieldId: 'field-102', valueType: 'number', operator: 'is-equal-to', value: 'x' })) };
    expect(await posted('/v2/companies/search', body)).toEqual([400, 'validation', 'filters.filters.0.filters.0.value']);
  },
  'unknown-body-property': async () => expect(await posted('/v2/lists', { name: 'New', type: 'company', colour: 'red' })).toEqual([201]),
  'unknown-query-parameter': async () => expect(await asked('/v2/companies?filter=id=101&whatever=1')).toEqual([200]),
  'unsupported-body': async () => {
    expect(await raw({ 'content-type': 'text/plain' }, '{}')).toBe(415);
    expect(await raw({ 'content-type': 'application/json' }, '{')).toBe(400);
  },
  'limit-range': async () => {
    expect(await asked('/v2/companies?limit=101')).toEqual([400, 'validation', 'limit']);
    expect(await asked('/v2/companies?cursor=nonsense')).toEqual([400, 'validation', 'cursor']);
  },
  'next-url': async () => {
    const { pagination } = (await get('/v2/companies?limit=1&fieldTypes=global')).body;
    expect(pagination.nextUrl).toMatch(/\/v2\/companies\?limit=1&fieldTypes=global&cursor=[\w%]+$/);
    const search = (await call('POST', '/v2/companies/search?limit=1', { body: {} })).body;
    expect(search.pagination.nextUrl).toContain('/v2/companies/search?limit=1&cursor=');
  },
  'prev-url': async () => expect((await get('/v2/companies?limit=1')).body.pagination.prevUrl).toBeNull(),
  'unknown-ids': async () => expect((await get('/v2/companies?ids=101&ids=999999')).body.data).toHaveLength(1),
  'ids-and-types': async () =>
    expect((await asked('/v2/companies?fieldIds=field-102&fieldTypes=global')).slice(0, 2)).toEqual([400, 'validation']),
  'unknown-field-ids': async () => expect((await asked('/v2/companies?fieldIds=field-999')).slice(0, 2)).toEqual([400, 'validation']),
  'empty-selected-field': async () => {
    const { data } = (await get('/v2/companies?ids=102&fieldIds=field-102')).body;
    expect(data[0].fields).toMatchObject([{ id: 'field-102', value: { data: null } }]);
  },
  'no-selection': async () => expect((await get('/v2/companies/101')).body.fields).toEqual([]),
  'value-total-count': async () => expect((await get(`${row}/field-202`)).body.value.totalCount).toBe(2),
  'write-empty-array': async () => {
    expect(await write('field-202', 'person-multi', [])).toEqual([204]);
    expect(await read('field-202')).toBeNull();
  },
  'duplicate-items': async () => {
    expect(await write('field-202', 'person-multi', [{ id: 1 }, { id: 1 }])).toEqual([204]);
    expect(await read('field-202')).toHaveLength(1);
  },
  'batch-atomicity': async () => {
    expect((await batch(update('field-203', 'number', 1), update('field-204', 'number', 1)))[0]).toBe(400);
    expect(await read('field-203')).toBe(250_000);
  },
  'field-twice-in-batch': async () => {
    expect(await batch(update('field-203', 'number', 1), update('field-203', 'number', 2))).toEqual([200]);
    expect(await read('field-203')).toBe(2);
  },
  'list-field-on-record': async () =>
    expect(await posted('/v2/companies/101/fields/field-203', { value: { type: 'number', data: 1 } })).toEqual([404, 'not-found']),
  'read-only-write': async () => expect((await write('last-email', 'text', 'x'))[0]).toBe(400),
  'values-of-others': async () => expect(await asked(`${row}/last-email/values`)).toEqual([400, 'bad-request']),
  'foreign-option': async () =>
    expect((await write('field-201', 'ranked-dropdown', { dropdownOptionId: options.hot })).slice(0, 2)).toEqual([400, 'validation']),
  'option-order': async () => {
    const target = '/v2/lists/10/fields/field-201/dropdown-options';
    const draft = { type: 'status-dropdown', text: 'First of all', rank: 0, color: 'red', statusCategory: 'open', winRate: 1 };
    await posted(target, draft);
    expect((await get(target)).body.data.at(-1)).toMatchObject({ text: 'First of all', rank: 0 });
  },
  'option-texts': async () => {
    const { data } = (await get('/v2/lists/10/fields/field-201/dropdown-options')).body;
    const { type, text, rank } = data[0];
    const draft = { type, rank, color: 'red', statusCategory: 'open', winRate: 1 };
    const target = '/v2/lists/10/fields/field-201/dropdown-options';
    expect((await posted(target, { ...draft, text })).slice(0, 2)).toEqual([400, 'validation']);
    expect(await posted(target, { ...draft, text: text.toUpperCase() })).toEqual([201]);
  },
  'empty-group': async () => expect(await searched({ operator: 'and', filters: [] })).toBe(5),
  'superfluous-value': async () =>
    expect(await searched(one({ fieldId: 'field-102', valueType: 'number', operator: 'is-not-empty', value: 3 }))).toBe(1),
  'negative-operators': async () =>
    expect(await searched(one({ fieldId: 'field-102', valueType: 'number', operator: 'is-not-equal-to', value: 7 }))).toBe(4),
  'filter-errors': async () => {
    expect(await asked('/v2/notes?filter=content=x')).toEqual([400, 'validation', 'filter']);
    expect(await asked('/v2/notes?filter=(')).toEqual([400, 'validation', 'filter']);
  },
  'opportunity-entry': async () => expect(await posted('/v2/lists/12/list-entries', { entity: { id: 701 } })).toEqual([400, 'bad-request']),
  'board-entries': async () => expect(await asked('/v2/lists/10/saved-views/83/list-entries')).toEqual([400, 'bad-request']),
  'untracked-fields': async () => {
    await write('field-204', 'text', 'untracked');
    await write('field-203', 'number', 250_000);
    expect((await get('/v2/field-value-changes')).body.data.filter(({ changedAt }: { changedAt: string }) => changedAt > '2026')).toEqual(
      [],
    );
  },
  'note-limits': async () => {
    const note = { type: 'entities', content: { html: '<p>x</p>' }, companies: [{ id: 101 }], createdAt: '2099-01-01T00:00:00Z' };
    expect((await posted('/v2/notes', note)).slice(0, 2)).toEqual([400, 'validation']);
  },
  conflict: async () => {
    const person = { firstName: 'A', lastName: null, primaryEmailAddress: 'ada@kestrel.example' };
    await posted('/v2/persons', person);
    expect(await posted('/v2/persons', person)).toEqual([409, 'conflict']);
  },
  'webhook-limit': async () => {
    const open = smallSandbox({ sendWebhook: () => Promise.resolve(200) });
    const add = (nth: number) =>
      open.call('POST', nth % 2 === 0 ? '/v2/webhooks' : '/webhook/subscribe', {
        body:
          nth % 2 === 0
            ? { url: `http://localhost/${nth}`, subscriptions: [] }
            : { webhook_url: `http://localhost/${nth}`, subscriptions: [] },
      });
    const statuses = [];
    for (const nth of [1, 2, 3, 4]) statuses.push((await add(nth)).status);
    open.sandbox.close();
    expect(statuses).toEqual([200, 201, 200, 400]);
  },
  'v1-errors': async () => expect((await get('/nowhere')).body).toBe('Unknown API endpoint'),
  'v1-page-size': async () => expect((await get('/persons?page_size=100000')).status).toBe(200),
  'v1-entry-elsewhere': async () => expect((await get('/lists/10/list-entries/1201')).status).toBe(422),
  'v1-second-value': async () => {
    const body = { field_id: 203, entity_id: 101, list_entry_id: 1001, value: 5 };
    expect((await call('POST', '/field-values', { body })).status).toBe(422);
  },
  'v1-field-errors': async () => {
    const body = { name: 'X', entity_type: 0, value_type: 3, list_id: 10 };
    expect((await call('POST', '/fields', { body })).status).toBe(422);
    expect((await call('POST', '/fields', { body: { name: 'X', entity_type: 8, value_type: 3 } })).status).toBe(422);
  },
  'v1-unlimited': async () => expect((await get('/rate-limit')).body.rate.org_monthly.limit).toBe('unlimited'),
  'v1-term': async () => expect((await get('/persons?term=DA%20')).body.persons.map(({ id }: { id: number }) => id)).toEqual([501]),
};

test('every choice has a name of its own', () => {
  expect(new Set(unspecifiedChoices.map(({ id }) => id)).size).toBe(unspecifiedChoices.length);
});

test('nothing is proved that is not a choice', () => {
  const ids = new Set(unspecifiedChoices.map(({ id }) => id));
  expect(Object.keys(proofs).filter((id) => !ids.has(id))).toEqual([]);
});

describe('the sandbox does what its choice says', () => {
  it.each(Object.entries(proofs))('%s', async (_, proof) => {
    await proof();
  });
});
