import { afterAll, afterEach, expect, test } from 'vitest';
import { keys, options, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterEach(sandbox.reset);
afterAll(sandbox.close);

const seed = { name: 'Solvane Seed', list_id: 12, person_ids: [501], organization_ids: [104] };

test('an opportunity comes with its row, its Status the first open option', async () => {
  const { body } = await call('POST', '/opportunities', { body: seed });
  expect(body).toMatchObject({ name: 'Solvane Seed', person_ids: [501], organization_ids: [104] });
  const [entry] = body.list_entries;
  expect(entry).toMatchObject({ list_id: 12, entity_id: body.id, entity_type: 8, creator_id: 1 });
  const field = (await get(`/v2/lists/12/list-entries/${entry.id}/fields/field-401`)).body;
  expect(field.value.data.dropdownOptionId).toBe(options.dealNew);
  expect((await get(`/v2/opportunities/${body.id}`)).body).toMatchObject({ name: 'Solvane Seed', listId: 12, isRestricted: false });
});

test('an update replaces arrays and keeps the rest', async () => {
  const { body } = await call('PUT', '/opportunities/701', { body: { organization_ids: [102] } });
  expect(body).toMatchObject({ name: 'Kestrel Series A', person_ids: [501], organization_ids: [102] });
  expect((await call('PUT', '/opportunities/701', { body: { name: 'Kestrel A' } })).body.name).toBe('Kestrel A');
});

test.each([
  [{ ...seed, list_id: 9999 }, 'Field list_id: expected 9999 to be a valid id for model Affinity::Models::List'],
  [{ ...seed, list_id: 10 }, 'Field list_id: expected a list of opportunities'],
  [{ ...seed, person_ids: [9] }, 'Field person_ids: expected 9 to be a valid id for model Affinity::Models::Person'],
])('what cannot be is refused', async (body, message) => {
  expect(await call('POST', '/opportunities', { body })).toEqual({ status: 422, body: [message] });
});

test('restricted opportunities are for those who manage them', async () => {
  const names = async (key: string): Promise<string[]> =>
    (await get('/opportunities?term=e', { key })).body.opportunities.map(({ name }: { name: string }) => name);
  expect(await names(keys.mira)).toEqual(['Kestrel Series A', 'Project Quiet']);
  expect(await names(keys.jo)).toEqual(['Kestrel Series A']);
  expect((await get('/opportunities/702', { key: keys.jo })).status).toBe(403);
  expect((await call('DELETE', '/opportunities/702', { key: keys.jo })).status).toBe(403);
});

test('deleting an opportunity takes row and history along and leaves its notes', async () => {
  expect((await call('DELETE', '/opportunities/702')).body).toEqual({ success: true });
  expect((await get('/v2/opportunities/702')).status).toBe(404);
  expect((await get('/v2/lists/12/list-entries/1202')).status).toBe(404);
  const { data } = (await get('/v2/field-value-changes?filter=field.id%3Dfield-402')).body;
  expect(data).toEqual([]);
  expect((await get('/v2/notes/905')).status).toBe(200);
  const next = (await call('POST', '/opportunities', { body: seed })).body;
  expect(next.id).toBeGreaterThan(702);
  await call('DELETE', `/opportunities/${next.id}`);
  expect((await call('POST', '/opportunities', { body: seed })).body.id).toBeGreaterThan(next.id);
});
