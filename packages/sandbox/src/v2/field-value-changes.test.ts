import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const feed = '/v2/field-value-changes';
const list = async (query = '', ask = {}) => (await get(`${feed}${query}`, ask)).body.data;
const ids = async (query = '', ask = {}): Promise<number[]> => (await list(query, ask)).map(({ id }: { id: number }) => id);
const filtered = (filter: string): string => `?filter=${encodeURIComponent(filter)}`;

const write = (entry: string, field: string, value: unknown, key: string = keys.mira) =>
  call('POST', `/v2/lists/${entry}/fields/${field}`, { key, body: { value } });

test('a row tells what changed, of what, by whom and when', async () => {
  const [, row] = await list();
  expect(row).toEqual({
    id: 8002,
    field: { id: 'field-201', entityType: 'company', name: 'Status', type: 'list' },
    entity: { id: 101 },
    listEntry: { id: 1001, listId: 10 },
    changer: { id: 1, firstName: 'Mira', lastName: 'Okafor', emailAddress: 'mira@firm.example' },
    changedAt: '2025-06-01T10:00:00.000Z',
    actionType: 'update',
    type: 'ranked-dropdown',
    value: { referenceType: 'entity', dropdownOptionId: options.diligence, text: 'Diligence', rank: 1, color: 'blue' },
  });
});

test('the id of a row that went with its entry is not given to another', async () => {
  const [, , , last] = await list();
  expect((await call('DELETE', `/lists/${last.listEntry.listId}/list-entries/${last.listEntry.id}`)).status).toBeLessThan(300);
  await write('10/list-entries/1001', 'field-201', { type: 'ranked-dropdown', data: { dropdownOptionId: options.fresh } });
  expect((await ids()).at(-1)).toBeGreaterThan(8004);
});

test('rows come oldest first, ties by id, and the other way round on request', async () => {
  expect(await ids()).toEqual([8001, 8002, 8003, 8004]);
  expect(await ids('?orderBy=-changedAt')).toEqual([8004, 8003, 8002, 8001]);
});

test('pages join without a gap in both directions', async () => {
  for (const order of ['', '&orderBy=-changedAt']) {
    const found: number[] = [];
    let next: string | null = `${feed}?limit=1${order}`;
    let last = '';
    while (next !== null) {
      const { body } = await get(next);
      found.push(...body.data.map(({ id }: { id: number }) => id));
      last = body.pagination.prevUrl;
      next = body.pagination.nextUrl;
    }
    expect(found).toEqual(await ids(`?${order.slice(1)}`));
    expect((await get(last)).body.data[0].id).toBe(found.at(-2));
  }
});

test.each([
  ['field.id=field-201', [8001, 8002]],
  ['listEntry.id=1001', [8001, 8002]],
  ['changer.id=1 & field.id=field-402', [8004]],
  ['changer.id=*', [8001, 8002, 8004]],
  ['changer.id!=*', [8003]],
  ['actionType=update', [8002]],
  ['!(actionType=update)', [8001, 8003, 8004]],
  ['changedAt>=2025-06-01T10:00:00Z', [8002, 8003, 8004]],
  ['changedAt>2025-06-01T10:00:00Z', [8004]],
  ['changedAt<2025-06-01T03:00:00.001-07:00', [8001, 8002, 8003]],
  ['field.id=field-402 | field.id=field-301', [8003, 8004]],
  ['field.id=nothing', []],
  ['', [8001, 8002, 8003, 8004]],
])('filter %s finds %j', async (filter, expected) => {
  expect(await ids(filtered(filter))).toEqual(expected);
});

test.each(['entity.id=1', 'changedAt>soon', 'field.id', 'changer.id>5'])('filter %s is refused', async (filter) => {
  const { status, body } = await get(`${feed}${filtered(filter)}`);
  expect([status, body.errors[0].param]).toEqual([400, 'filter']);
});

test('changes on hidden lists and of restricted opportunities are missing for those who may not see them', async () => {
  expect(await ids('', { key: keys.jo })).toEqual([8001, 8002]);
  expect(await ids('', { key: keys.ken })).toEqual([8001, 8002, 8003]);
});

interface Row {
  readonly type: string;
  readonly actionType: string;
  readonly value: number | { readonly id: number };
  readonly changer: { readonly id: number };
}

test('a set of values changes by removal and addition, a single value by update', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  await write('10/list-entries/1001', 'field-202', { type: 'person-multi', data: [{ id: 2 }, { id: 3 }] }, keys.jo);
  await write('10/list-entries/1001', 'field-203', { type: 'number', data: 1 });
  await write('10/list-entries/1002', 'field-203', { type: 'number', data: 2 });
  await write('10/list-entries/1002', 'field-203', { type: 'number', data: null });
  const rows = await list(filtered('changedAt>=2026-12-01'));
  expect(
    rows.map((row: Row) => [row.type, row.actionType, typeof row.value === 'number' ? row.value : row.value.id, row.changer.id]),
  ).toEqual([
    ['person-multi', 'delete', 1, 2],
    ['person-multi', 'add', 3, 2],
    ['number', 'update', 1, 1],
    ['number', 'add', 2, 1],
    ['number', 'delete', 2, 1],
  ]);
});

test('neither an untracked field nor a write that changes nothing leaves a row', async () => {
  await write('10/list-entries/1001', 'field-204', { type: 'text', data: 'untracked' });
  await write('10/list-entries/1001', 'field-203', { type: 'number', data: 250_000 });
  await write('10/list-entries/1001', 'field-202', { type: 'person-multi', data: [{ id: 1 }, { id: 2 }] });
  expect(await ids()).toHaveLength(4);
});

test('an entry has a feed of its own', async () => {
  const path = '/v2/lists/10/list-entries/1001/field-value-changes';
  expect((await get(path)).body.data.map(({ id }: { id: number }) => id)).toEqual([8001, 8002]);
  expect((await get(`${path}${filtered('actionType=add')}`)).body.data.map(({ id }: { id: number }) => id)).toEqual([8001]);
  expect((await get(`${path}${filtered('listEntry.id=1')}`)).status).toBe(400);
});
