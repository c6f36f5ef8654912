import { afterAll, beforeEach, expect, test } from 'vitest';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox();
afterAll(sandbox.close);
beforeEach(sandbox.reset);

const idsOf = (body: { data: { id: number }[] }): number[] => body.data.map(({ id }) => id);
const create = (body: Record<string, unknown>, key: string = keys.mira) => call('POST', '/v2/notes', { key, body });
const onCompany = { type: 'entities', companies: [{ id: 101 }] };

test('root notes come newest first, replies are apart', async () => {
  const { body } = await get('/v2/notes');
  expect(idsOf(body)).toEqual([905, 903, 902, 901]);
  expect(idsOf((await get('/v2/notes/903/replies')).body)).toEqual([904]);
  expect((await get('/v2/notes/904')).body).toMatchObject({
    type: 'user-reply',
    parent: { id: 903 },
    mentions: [{ id: 1, type: 'person', person: { id: 501 } }],
  });
});

test('notes page by time, filter, and count on request; a limit of 0 only counts', async () => {
  const first = await get('/v2/notes?limit=3');
  expect(idsOf((await get(first.body.pagination.nextUrl)).body)).toEqual([901]);
  const filter = encodeURIComponent('createdAt>=2026-02-01 & creator.id=1');
  expect(idsOf((await get(`/v2/notes?filter=${filter}`)).body)).toEqual([905, 903, 902]);
  const count = await get(`/v2/notes?filter=${filter}&totalCount=true&limit=0`);
  expect(count.body).toEqual({ data: [], pagination: { prevUrl: null, nextUrl: null, totalCount: 3 } });
  expect((await get('/v2/notes')).body.pagination).not.toHaveProperty('totalCount');
});

test('previews and counts come on request', async () => {
  const includes = 'includes=companiesPreview&includes=personsPreview&includes=opportunitiesPreview&includes=repliesCount';
  const { body } = await get(`/v2/notes/903?${includes}`);
  expect(body.companiesPreview).toMatchObject({ totalCount: 2, data: [{ id: 101 }, { id: 102 }] });
  expect(body.personsPreview).toEqual({ data: [], totalCount: 0 });
  expect(body.repliesCount).toBe(1);
  expect((await get('/v2/notes/903')).body).not.toHaveProperty('companiesPreview');
});

test('what a note is attached to can be paged, opportunities as far as they are seen', async () => {
  const companies = await get('/v2/notes/903/attached-companies?totalCount=true');
  expect(companies.body.pagination.totalCount).toBe(2);
  expect(idsOf(companies.body)).toEqual([101, 102]);
  expect(idsOf((await get('/v2/notes/903/attached-persons')).body)).toEqual([]);
  const deals = await get('/v2/notes/905/attached-opportunities', { key: keys.jo });
  expect(deals.body.data.map(({ name }: { name: string }) => name)).toEqual(['Kestrel Series A', '[Hidden]']);
  expect((await get('/v2/notes/999/attached-companies')).status).toBe(404);
});

test('an AI note has no transcript since 2026-09-17, and names its last known one before', async () => {
  expect((await get('/v2/notes/905')).body).toMatchObject({
    type: 'ai-notetaker',
    transcriptId: null,
    interaction: { id: 77, type: 'meeting' },
  });
  expect((await get('/v2/notes/905', { version: '2026-07-15' })).body.transcriptId).toBeTypeOf('number');
});

test('a note is created by the caller, now, and found at once', async () => {
  sandbox.clock.set('2026-12-01T10:00:00Z');
  const { status, body } = await create({ ...onCompany, content: { html: '<p>Fine</p>' } }, keys.jo);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    type: 'entities',
    content: { html: '<p>Fine</p>' },
    creator: { id: 2 },
    createdAt: '2026-12-01T10:00:00.000Z',
    updatedAt: null,
  });
  expect(idsOf((await get('/v2/notes')).body)[0]).toBe(body.id);
  expect((await get('/v2/companies/101?fieldIds=notes')).body.fields[0].value.data.id).toBe(body.id);
});

test('a note can be backdated and given to a colleague', async () => {
  const { body } = await create({ ...onCompany, content: { html: 'x' }, creator: { id: 3 }, createdAt: '2020-01-01T00:00:00+01:00' });
  expect(body).toMatchObject({ creator: { id: 3 }, createdAt: '2019-12-31T23:00:00.000Z' });
});

test('links open apart, and allowed tags stay as they were sent', async () => {
  const html =
    '<p>See <a href="https://x.example/?a=1&amp;b=2">this</a> and <a href=\'mailto:a@b.example\'>that</a><br/></p><ul><li><em>2 < 3</em></li></ul>';
  const { body } = await create({ ...onCompany, content: { html } });
  expect(body.content.html).toBe(
    '<p>See <a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">this</a> and <a href="mailto:a@b.example" rel="noopener noreferrer" target="_blank">that</a><br/></p><ul><li><em>2 < 3</em></li></ul>',
  );
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x>',
  '<p style="color:red">x</p>',
  '<span class="a">x</span>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="https://x.example" onclick="x()">x</a>',
  '<blockquote>x</blockquote>',
  '<P CLASS=x>y</P>',
  '<!-- x -->',
])('content %s is refused', async (html) => {
  const { status, body } = await create({ ...onCompany, content: { html } });
  expect([status, body.errors[0].param]).toEqual([400, 'content.html']);
});

test.each([
  ['nothing to be attached to', { type: 'entities' }, undefined],
  ['a company that does not exist', { type: 'entities', companies: [{ id: 999 }] }, 'companies'],
  ['an author who has left', { ...onCompany, creator: { id: 4 } }, 'creator.id'],
  ['an author who is no colleague', { ...onCompany, creator: { id: 501 } }, 'creator.id'],
  ['a time in the future', { ...onCompany, createdAt: '2099-01-01T00:00:00Z' }, 'createdAt'],
  ['a reply to a reply', { type: 'user-reply', parent: { id: 904 } }, 'parent.id'],
  ['a meeting that does not exist', { type: 'interaction', interaction: { id: 5, type: 'meeting' } }, 'interaction.id'],
  ['a meeting that has a note', { type: 'interaction', interaction: { id: 77, type: 'meeting' } }, undefined],
  ['a type that only Affinity writes', { type: 'ai-notetaker' }, 'type'],
])('%s is refused', async (_, body, param) => {
  const answer = await create({ content: { html: 'x' }, ...body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].param).toBe(param);
  expect((await get('/v2/notes?totalCount=true&limit=0')).body.pagination.totalCount).toBe(4);
});

test('a reply goes below its note', async () => {
  const { status, body } = await create({ type: 'user-reply', parent: { id: 905 }, content: { html: 'Thanks' } });
  expect([status, body.type, body.parent]).toEqual([201, 'user-reply', { id: 905 }]);
  expect(idsOf((await get('/v2/notes/905/replies')).body)).toEqual([body.id]);
});
