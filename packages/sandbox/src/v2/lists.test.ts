import { afterAll, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get } = smallSandbox();
afterAll(sandbox.close);

const idsOf = (body: { data: { id: number | string }[] }) => body.data.map(({ id }) => id);

test('lists are found by a part of their name, in any case', async () => {
  expect(idsOf((await get('/v2/lists?term=PIPE')).body)).toEqual([10, 11]);
  expect((await get('/v2/lists/10')).body).toEqual({
    id: 10,
    name: 'Pipeline',
    type: 'company',
    isPublic: true,
    creatorId: 1,
    ownerId: 1,
    createdAt: '2025-03-01T09:00:00.000Z',
  });
});

test('the fields of a list are those of its records and then its own', async () => {
  const ids = idsOf((await get('/v2/lists/10/fields')).body);
  expect(ids).toEqual(expect.arrayContaining(['affinity-data-industry', 'created-at', 'time-in-current-status', 'field-101', 'field-201']));
  expect(ids.slice(-8)).toEqual(['field-201', 'field-202', 'field-203', 'field-204', 'field-205', 'field-206', 'field-207', 'field-208']);
});

test('the time in the status is of use only where there is a status', async () => {
  const usable = async (list: number) => {
    const { body } = await get(`/v2/lists/${list}/fields?includes=filterability`);
    return body.data.find(({ id }: { id: string }) => id === 'time-in-current-status').filterability;
  };
  expect((await usable(10)).operators.map(({ id }: { id: string }) => id)).toContain('is-more-than-relative');
  expect(await usable(11)).toBeNull();
});

test('quarters are unknown to the oldest version [v2.versions.quarters]', async () => {
  // The contract describes the newest version, so these answers are not held against it.
  const { sandbox: unchecked, get: ask } = smallSandbox({ checkResponses: false });
  const units = async (version: string) => {
    const { body } = await ask('/v2/lists/10/fields?includes=filterability', { version });
    const email = body.data.find(({ id }: { id: string }) => id === 'last-email');
    return email.filterability.attributes[0].operators[0].relativeDateUnits;
  };
  expect(await units('2024-01-01')).toEqual(['day', 'week', 'month', 'year']);
  expect(await units('2026-07-15')).toEqual(['day', 'week', 'month', 'quarter', 'year']);
  unchecked.close();
});

test('options of a status have categories, but in the oldest version', async () => {
  const path = '/v2/lists/10/fields/field-201/dropdown-options';
  expect((await get(path)).body.data).toEqual([
    { type: 'status-dropdown', id: options.fresh, text: 'New', rank: 0, color: 'blue', statusCategory: 'open', winRate: 10 },
    { type: 'status-dropdown', id: options.diligence, text: 'Diligence', rank: 1, color: 'blue', statusCategory: 'open', winRate: 10 },
    { type: 'status-dropdown', id: options.won, text: 'Won', rank: 2, color: 'blue', statusCategory: 'won', winRate: null },
  ]);
  expect((await get(path, { version: '2024-01-01' })).body.data[0]).toEqual({
    type: 'ranked-dropdown',
    id: options.fresh,
    text: 'New',
    rank: 0,
    color: 'blue',
  });
});

test('a sheet shows its columns and the rows that pass its filter', async () => {
  const all = await get('/v2/lists/10/saved-views/81/list-entries');
  expect(idsOf(all.body)).toEqual([1001, 1002, 1003, 1004]);
  expect(idsOf({ data: all.body.data[0].entity.fields })).toEqual(['field-201', 'field-203']);
  const open = await get('/v2/lists/10/saved-views/82/list-entries?limit=2');
  expect(idsOf(open.body)).toEqual([1001, 1002]);
  const rest = await get(open.body.pagination.nextUrl);
  expect(idsOf(rest.body)).toEqual([1003]);
  expect(rest.body.pagination.nextUrl).toBeNull();
  expect(idsOf((await get(rest.body.pagination.prevUrl)).body)).toEqual([1001, 1002]);
});

test('boards cannot be read, and a view of another list is not found', async () => {
  expect((await get('/v2/lists/10/saved-views/83/list-entries')).status).toBe(400);
  expect((await get('/v2/lists/12/saved-views/81')).status).toBe(404);
  expect(idsOf((await get('/v2/lists/10/saved-views')).body)).toEqual([81, 82, 83]);
});

test('opportunities on lists that the caller sees, restricted ones without their name', async () => {
  const mine = await get('/v2/opportunities');
  expect(mine.body.data).toEqual([
    { id: 701, name: 'Kestrel Series A', listId: 12, listName: 'Deals', isRestricted: false, isRedacted: false },
    { id: 702, name: 'Project Quiet', listId: 12, listName: 'Deals', isRestricted: true, isRedacted: false },
  ]);
  expect((await get('/v2/opportunities/702', { key: keys.jo })).body).toMatchObject({ name: '[Hidden]', isRedacted: true });
  expect((await get('/v2/opportunities', { key: keys.ken })).status).toBe(403);
});

test('users show addresses and role to user managers alone', async () => {
  expect((await get('/v2/users?term=OKAF&limit=1')).body.data).toEqual([
    {
      id: 1,
      firstName: 'Mira',
      lastName: 'Okafor',
      primaryEmailAddress: 'mira@firm.example',
      photoUrl: null,
      status: 'active',
      emailAddresses: ['mira@firm.example'],
      role: 'Admin',
    },
  ]);
  expect((await get('/v2/users/1', { key: keys.jo })).body).not.toHaveProperty('role');
  expect(idsOf((await get('/v2/users?filter=status%3Ddeactivated')).body)).toEqual([4]);
  expect(idsOf((await get('/v2/users?filter=id%3D2%7Cid%3D3')).body)).toEqual([2, 3]);
});

test('whoami names the account and the user of the key', async () => {
  expect((await get('/v2/auth/whoami', { key: keys.jo })).body).toEqual({
    tenant: { id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' },
    user: { id: 2, firstName: 'Jo', lastName: 'Okafor', emailAddress: 'jo@firm.example' },
    grant: { type: 'api-key', scopes: ['api'], createdAt: '2024-01-15T10:00:00.000Z' },
  });
});
