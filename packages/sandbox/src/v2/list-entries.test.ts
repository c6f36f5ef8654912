import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Ask, keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const entry = '/v2/lists/10/list-entries/1001';
const deal = '/v2/lists/12/list-entries/1202';

const write = (field: string, value: unknown, ask: Ask = {}) => call('POST', `${entry}/fields/${field}`, { body: { value }, ...ask });
const read = async (field: string, path = entry) => (await get(`${path}/fields/${field}`)).body.value;
const changes = async (filter = '') => (await get(`/v2/field-value-changes?filter=${encodeURIComponent(filter)}`)).body.data;

test('an entry carries its own fields and those of its record', async () => {
  const { body } = await get(
    '/v2/lists/10/list-entries?limit=1&fieldIds=field-201&fieldIds=field-101&fieldIds=created-at&fieldIds=time-in-current-status',
  );
  expect(body.data[0]).toMatchObject({ id: 1001, type: 'company', listId: 10, creatorId: 1, entity: { id: 101 } });
  expect(body.data[0].entity.fields.map((field: { id: string; value: unknown }) => [field.id, field.value])).toEqual([
    ['created-at', { type: 'datetime', data: '2025-04-22T09:00:00.000Z' }],
    ['time-in-current-status', { type: 'datetime', data: '2025-06-01T10:00:00.000Z' }],
    ['field-101', { type: 'dropdown', data: { dropdownOptionId: options.robotics, text: 'Robotics' } }],
    ['field-201', { type: 'ranked-dropdown', data: { dropdownOptionId: options.diligence, text: 'Diligence', rank: 1, color: 'blue' } }],
  ]);
});

test('one record may stand on a list twice, each time with values of its own', async () => {
  const { body } = await get('/v2/lists/10/list-entries?fieldIds=field-203');
  const rows = body.data.filter(({ entity }: { entity: { id: number } }) => entity.id === 101);
  expect(rows.map(({ entity }: { entity: { fields: { value: { data: unknown } }[] } }) => entity.fields[0]?.value.data)).toEqual([
    250_000,
    null,
  ]);
});

test('an entry without a status has no time in it', async () => {
  expect(await read('time-in-current-status', '/v2/lists/10/list-entries/1003')).toEqual({ type: 'datetime', data: null });
});

test('an empty page of entries is an empty array', async () => {
  const { body } = await get('/v2/lists/13/list-entries?cursor=YWZ0ZXI6Ojo5OTk5');
  expect(body.data).toEqual([]);
});

test('a list that is not shared with the caller is not found, nor is what is on it', async () => {
  for (const path of ['/v2/lists/11', '/v2/lists/11/fields', '/v2/lists/11/list-entries', '/v2/lists/11/list-entries/1101']) {
    expect((await get(path, { key: keys.jo })).status).toBe(404);
  }
  expect((await get('/v2/lists/11/list-entries/1101', { key: keys.ken })).status).toBe(200);
  expect((await get('/v2/lists', { key: keys.jo })).body.data.map(({ id }: { id: number }) => id)).toEqual([10, 12, 13]);
});

test('an entry of another list is not found', async () => {
  expect((await get('/v2/lists/12/list-entries/1001')).status).toBe(404);
});

test('values need the export permission to be collected or written, not to be read one by one', async () => {
  expect((await get('/v2/lists/10/list-entries', { key: keys.ken })).status).toBe(403);
  expect((await write('field-203', { type: 'number', data: 1 }, { key: keys.ken })).status).toBe(403);
  expect((await get(`${entry}/fields`, { key: keys.ken })).status).toBe(200);
});

test.each([
  ['field-204', { type: 'text', data: 'Because “now” <b>' }, { type: 'text', data: 'Because “now” <b>' }],
  ['field-203', { type: 'number', data: 12.5 }, { type: 'number', data: 12.5 }],
  [
    'field-201',
    { type: 'ranked-dropdown', data: { dropdownOptionId: options.won } },
    { type: 'ranked-dropdown', data: { dropdownOptionId: options.won, text: 'Won', rank: 2, color: 'blue' } },
  ],
  [
    'field-205',
    { type: 'dropdown-multi', data: [{ dropdownOptionId: options.cold }, { dropdownOptionId: options.cold }] },
    { type: 'dropdown-multi', data: [{ dropdownOptionId: options.cold, text: 'Cold' }], totalCount: 1 },
  ],
  ['field-206', { type: 'datetime', data: '2026-04-01T15:30:00Z' }, { type: 'datetime', data: '2026-04-01T07:00:00.000Z' }],
  ['field-206', { type: 'datetime', data: '2026-01-15T23:59:59Z' }, { type: 'datetime', data: '2026-01-15T08:00:00.000Z' }],
  [
    'field-207',
    { type: 'location-multi', data: [{ streetAddress: null, city: 'Oslo', state: null, country: 'Norway', continent: null }] },
    {
      type: 'location-multi',
      data: [{ streetAddress: null, city: 'Oslo', state: null, country: 'Norway', continent: null }],
      totalCount: 1,
    },
  ],
  ['field-208', { type: 'number-multi', data: [1, 2.5] }, { type: 'number-multi', data: [1, 2.5], totalCount: 2 }],
  ['field-102', { type: 'number', data: 9 }, { type: 'number', data: 9 }],
  ['field-203', { type: 'number', data: null }, { type: 'number', data: null }],
  ['field-208', { type: 'number-multi', data: [] }, { type: 'number-multi', data: null, totalCount: 0 }],
])('%s takes %j', async (field, sent, seen) => {
  expect((await write(field, sent)).status).toBe(204);
  expect(await read(field)).toEqual(seen);
});

test('an account-wide field that is written through an entry changes the record everywhere', async () => {
  await write('field-102', { type: 'number', data: 99 });
  expect((await get('/v2/companies/101/fields/field-102')).body.value.data).toBe(99);
  const [change] = await changes('field.id=field-102');
  expect(change).toMatchObject({ listEntry: null, entity: { id: 101 }, actionType: 'update', value: 99 });
});

test.each([
  ['another type than the field has', 'field-203', { type: 'text', data: 'x' }, 400, 'value.type'],
  ['an option of another field', 'field-201', { type: 'ranked-dropdown', data: { dropdownOptionId: options.hot } }, 400, 'value.data'],
  ['a person who does not exist', 'field-202', { type: 'person-multi', data: [{ id: 12345 }] }, 400, 'value.data'],
  ['a bare date', 'field-206', { type: 'datetime', data: '2026-04-01' }, 400, 'value.data'],
  ['a location with a key missing', 'field-207', { type: 'location-multi', data: [{ city: 'Oslo' }] }, 400, undefined],
  ['a computed field', 'created-at', { type: 'datetime', data: '2026-04-01T15:30:00Z' }, 400, undefined],
  ['a field of relationship intelligence', 'last-email', { type: 'text', data: 'x' }, 400, undefined],
  ['a field that is not on the list', 'field-402', { type: 'number', data: 1 }, 404, undefined],
])('%s is refused and changes nothing', async (_, field, value, status, param) => {
  const before = await get(`${entry}/fields?limit=100`);
  const answer = await write(field, value);
  expect(answer.status).toBe(status);
  if (param !== undefined) expect(answer.body.errors[0].param).toContain(param);
  expect((await get(`${entry}/fields?limit=100`)).body).toEqual(before.body);
});

test('the source of introduction is the one field of its kind that can be written', async () => {
  expect((await write('source-of-introduction', { type: 'person', data: { id: 501 } })).status).toBe(204);
  expect((await read('source-of-introduction')).data.id).toBe(501);
});

test('a batch is written whole or not at all, and says only what it was', async () => {
  const updates = [
    { id: 'field-203', value: { type: 'number', data: 5 } },
    { id: 'field-204', value: { type: 'text', data: 'five' } },
  ];
  const good = await call('PATCH', `${entry}/fields`, { body: { operation: 'update-fields', updates } });
  expect([good.status, good.body]).toEqual([200, { operation: 'update-fields' }]);
  expect([(await read('field-203')).data, (await read('field-204')).data]).toEqual([5, 'five']);
  const broken = [
    { id: 'field-203', value: { type: 'number', data: 6 } },
    { id: 'field-999', value: { type: 'number', data: 6 } },
  ];
  const bad = await call('PATCH', `${entry}/fields`, { body: { operation: 'update-fields', updates: broken } });
  expect([bad.status, bad.body.errors[0].param]).toEqual([400, 'updates.1.id']);
  expect((await read('field-203')).data).toBe(5);
});

test('of two writes to one field in a batch the last one counts', async () => {
  const updates = [1, 2].map((data) => ({ id: 'field-203', value: { type: 'number', data } }));
  await call('PATCH', `${entry}/fields`, { body: { operation: 'update-fields', updates } });
  expect((await read('field-203')).data).toBe(2);
  expect(await changes('field.id=field-203')).toHaveLength(1);
});

test('more than 100 updates are refused', async () => {
  const updates = Array.from({ length: 101 }, () => ({ id: 'field-203', value: { type: 'number', data: 1 } }));
  expect((await call('PATCH', `${entry}/fields`, { body: { operation: 'update-fields', updates } })).status).toBe(400);
});

test('a new status starts its time, and writing the same one again does not', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  await write('field-201', { type: 'ranked-dropdown', data: { dropdownOptionId: options.diligence } });
  expect((await read('time-in-current-status')).data).toBe('2025-06-01T10:00:00.000Z');
  await write('field-201', { type: 'ranked-dropdown', data: { dropdownOptionId: options.won } });
  expect((await read('time-in-current-status')).data).toBe('2026-12-01T10:00:00.000Z');
});

test('a restricted opportunity has no fields for those who cannot manage it', async () => {
  const { body } = await get('/v2/lists/12/list-entries?fieldTypes=list', { key: keys.jo });
  expect(body.data[1].entity).toEqual({ id: 702, name: '[Hidden]', listId: 12, isRestricted: true, isRedacted: true, fields: [] });
  const mine = await get('/v2/lists/12/list-entries?fieldTypes=list');
  expect(mine.body.data[1].entity).toMatchObject({ name: 'Project Quiet', isRedacted: false });
  expect(mine.body.data[1].entity.fields.map(({ id }: { id: string }) => id)).toEqual(['companies', 'persons', 'field-401', 'field-402']);
});

test('its single fields are hidden and refuse writes, but not in the oldest version', async () => {
  const hidden = await get(`${deal}/fields/field-402`, { key: keys.jo });
  expect(hidden.body).toMatchObject({ type: 'hidden', value: { type: 'number', data: null } });
  const body = { value: { type: 'number', data: 1 } };
  expect((await call('POST', `${deal}/fields/field-402`, { key: keys.jo, body })).status).toBe(403);
  const older = { key: keys.jo, version: '2024-01-01' };
  expect((await get(`${deal}/fields/field-402`, older)).body).toMatchObject({ type: 'list', value: { data: 5_000_000 } });
  expect((await call('POST', `${deal}/fields/field-402`, { ...older, body })).status).toBe(204);
});

test('the companies and persons of an opportunity are read and written as fields', async () => {
  const path = '/v2/lists/12/list-entries/1201';
  expect((await read('companies', path)).data).toEqual([{ id: 101, name: 'Kestrel "Robotics"', domain: 'kestrel.example' }]);
  const body = { value: { type: 'company-multi', data: [{ id: 102 }, { id: 104 }] } };
  expect((await call('POST', `${path}/fields/companies`, { body })).status).toBe(204);
  expect((await read('companies', path)).data.map(({ id }: { id: number }) => id)).toEqual([102, 104]);
});
