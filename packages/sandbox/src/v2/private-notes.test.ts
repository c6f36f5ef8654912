import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, smallFirm, smallSandbox } from '../state/small-firm.fixture.ts';

const note = { type: 'entities', creatorId: 2, updatedAt: null, parentId: null, interaction: null } as const;
const about = { companyIds: [101], personIds: [], opportunityIds: [], mentions: [], createdAt: '2026-11-19T10:00:00Z' } as const;

/** Of Jo, for Ken too; Mira, who is an admin, sees it not. */
const secret = { id: 900, ...note, ...about, html: '<p>Confidential zebra</p>', viewerIds: [3] };

const small = smallSandbox({
  firm: (sink) => {
    smallFirm(sink);
    sink.note(secret);
  },
});
const first = small.sandbox.snapshot();
beforeEach(() => small.sandbox.restore(first));
afterAll(() => small.sandbox.close());

const idsAt = async (target: string, key: string): Promise<number[]> => {
  const { body } = await small.get(target, { key });
  return (body.data ?? body.notes).map(({ id }: { id: number }) => id);
};

test.each(['/v2/notes?limit=100', '/v2/companies/101/notes?limit=100', '/notes', '/notes?organization_id=101'])(
  'a private note is on %s for its creator and those it is for',
  async (target) => {
    expect(await idsAt(target, keys.jo)).toContain(900);
    expect(await idsAt(target, keys.ken)).toContain(900);
    expect(await idsAt(target, keys.mira)).not.toContain(900);
  },
);

test('it is counted for those alone who see it', async () => {
  const countFor = async (key: string): Promise<number> =>
    (await small.get('/v2/notes?limit=0&totalCount=true', { key })).body.pagination.totalCount;
  expect(await countFor(keys.jo)).toBe((await countFor(keys.mira)) + 1);
});

test('by its id it is not found in v2 and forbidden in v1', async () => {
  expect((await small.get('/v2/notes/900', { key: keys.ken })).status).toBe(200);
  const targets = ['/v2/notes/900', '/v2/notes/900/replies', '/v2/notes/900/attached-companies', '/notes/900'];
  const statuses = await Promise.all(targets.map(async (target) => (await small.get(target)).status));
  expect(statuses).toEqual([404, 404, 404, 403]);
  expect((await small.call('DELETE', '/notes/900')).status).toBe(403);
});

test('a search finds it for those alone who see it [v2.notes.private]', async () => {
  const found = async (key: string): Promise<unknown[]> =>
    (await small.call('POST', '/v2/notes/search', { key, body: { prompt: 'zebra' } })).body.data;
  expect(await found(keys.jo)).toHaveLength(1);
  expect(await found(keys.mira)).toEqual([]);
});

test('who sees it sees its replies, and nobody else replies', async () => {
  const body = { type: 'user-reply', content: { html: '<p>Noted</p>' }, parent: { id: 900 } };
  expect((await small.call('POST', '/v2/notes', { body })).status).toBe(404);
  const inV1 = { content: 'Noted', parent_id: 900 };
  expect((await small.call('POST', '/notes', { body: inV1 })).status).toBe(403);
  const reply = await small.call('POST', '/v2/notes', { key: keys.ken, body });
  expect(reply.status).toBe(201);
  const target = `/v2/notes/${reply.body.id}`;
  expect([(await small.get(target, { key: keys.jo })).status, (await small.get(target)).status]).toEqual([200, 404]);
});
