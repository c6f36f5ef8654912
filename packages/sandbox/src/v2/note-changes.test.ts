import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(() => {
  sandbox.reset();
  sandbox.clock.set('2026-11-01T10:00:00Z');
});

const update = (id: number, body: unknown, key: string = keys.mira) => call('POST', `/v2/notes/${id}`, { key, body });
const attached = async (id: number, what: string): Promise<number[]> =>
  (await get(`/v2/notes/${id}/attached-${what}`)).body.data.map((each: { id: number }) => each.id);

test('text changes, and what is left out stays', async () => {
  expect((await update(901, { content: { html: '<p>New</p>' } })).status).toBe(204);
  expect((await get('/v2/notes/901')).body).toMatchObject({ content: { html: '<p>New</p>' }, updatedAt: '2026-11-01T10:00:00.000Z' });
  expect(await attached(901, 'companies')).toEqual([101, 102]);
});

test('a named array replaces, an empty one clears, and one must stay', async () => {
  expect((await update(901, { companies: [{ id: 103 }], persons: [{ id: 501 }] })).status).toBe(204);
  expect([await attached(901, 'companies'), await attached(901, 'persons')]).toEqual([[103], [501]]);
  expect((await update(901, { companies: [] })).status).toBe(204);
  const last = await update(901, { persons: [] });
  expect([last.status, last.body.errors[0]]).toEqual([400, { code: 'bad-request', message: 'Cannot remove all associations' }]);
});

test('a change of nothing leaves no trace', async () => {
  expect((await update(901, { content: { html: '<p>Note 901</p>' }, companies: [{ id: 102 }, { id: 101 }] })).status).toBe(204);
  expect((await get('/v2/notes/901')).body.updatedAt).toBeNull();
});

test.each([
  ['by somebody else', 901, { content: { html: 'x' } }, keys.jo, 403],
  ['of text with mentions', 904, { content: { html: 'x' } }, keys.jo, 400],
  ['of what a reply is attached to', 904, { companies: [{ id: 101 }] }, keys.jo, 400],
  ['to a company that does not exist', 901, { companies: [{ id: 999 }] }, keys.mira, 400],
  ['to a tag that is not allowed', 901, { content: { html: '<img>' } }, keys.mira, 400],
  ['of a note that does not exist', 999, { content: { html: 'x' } }, keys.mira, 404],
])('a change %s is refused', async (_, id, body, key, status) => {
  expect((await update(id, body, key)).status).toBe(status);
});

test('a root note takes its replies along, a reply only itself', async () => {
  expect((await call('DELETE', '/v2/notes/903', { key: keys.jo })).status).toBe(403);
  expect((await call('DELETE', '/v2/notes/903')).status).toBe(204);
  expect([(await get('/v2/notes/903')).status, (await get('/v2/notes/904')).status]).toEqual([404, 404]);
  sandbox.reset();
  expect((await call('DELETE', '/v2/notes/904', { key: keys.jo })).status).toBe(204);
  expect((await get('/v2/notes/903')).status).toBe(200);
});

const search = async (body: unknown) => call('POST', '/v2/notes/search', { body });
const found = ({ body }: Awaited<ReturnType<typeof search>>): [number, string][] =>
  body.data.map(({ note }: { note: { id: number; kind: string } }) => [note.id, note.kind]);

test('a search finds words, the most of them first, then the newest; tags are no words', async () => {
  expect(found(await search({ prompt: 'note 902' }))).toEqual([
    [902, 'note'],
    [903, 'note'],
    [901, 'note'],
  ]);
  expect(found(await search({ prompt: 'SUMMARY' }))).toEqual([[905, 'meeting-ai-summary']]);
  expect(found(await search({ prompt: 'note', limit: 1 }))).toEqual([[903, 'note']]);
  expect(found(await search({ prompt: 'note', noteIds: [901, 999] }))).toEqual([[901, 'note']]);
  expect(found(await search({ prompt: 'note', companyId: 103 }))).toEqual([]);
  expect((await search({ prompt: 'span class' })).body.data).toEqual([]);
  expect((await search({ prompt: 'summary' })).body.data[0].preview).toBe('Summary');
});

test.each([
  ['two scopes', { prompt: 'note', noteIds: [1], companyId: 101 }, 400],
  ['too short a prompt', { prompt: 'no' }, 400],
  ['a company that does not exist', { prompt: 'note', companyId: 999 }, 404],
])('a search with %s is refused', async (_, body, status) => {
  expect((await search(body)).status).toBe(status);
});
