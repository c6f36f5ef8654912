import { afterAll, beforeEach, expect, test } from 'vitest';
import { busyFirm } from '../state/busy-firm.fixture.ts';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ firm: busyFirm });
afterAll(sandbox.close);
beforeEach(() => {
  sandbox.reset();
  sandbox.clock.set('2026-11-01T10:00:00Z');
});

const idsOf = (body: { notes: { id: number }[] }): number[] => body.notes.map(({ id }) => id);
const create = (body: unknown, key: string = keys.mira) => call('POST', '/notes', { key, body });
const onAda = { person_ids: [501], content: 'Hi' };

test('notes and replies come in an object, newest first', async () => {
  const { body } = await get('/notes');
  expect(idsOf(body)).toEqual([905, 904, 903, 902, 901]);
  expect(body.next_page_token).toBeNull();
  expect(body.notes[1]).toMatchObject({
    parent_id: 903,
    person_ids: [],
    organization_ids: [],
    mentioned_person_ids: [501],
    updated_at: null,
  });
  const page = await get('/notes?page_size=3');
  expect(idsOf((await get(`/notes?page_size=3&page_token=${encodeURIComponent(page.body.next_page_token)}`)).body)).toEqual([902, 901]);
});

test('they filter by record, by who took part in their interaction, and by author', async () => {
  expect(idsOf((await get('/notes?organization_id=101')).body)).toEqual([903, 902, 901]);
  expect(idsOf((await get('/notes?person_id=501')).body)).toEqual([905]);
  expect(idsOf((await get('/notes?opportunity_id=701')).body)).toEqual([905]);
  expect(idsOf((await get('/notes?creator_id=2')).body)).toEqual([904]);
  expect((await get('/notes?person_id=999')).status).toBe(422);
});

test('an AI note is of type 3, with the people of its meeting', async () => {
  expect((await get('/notes/905')).body).toMatchObject({
    type: 3,
    interaction_id: 77,
    interaction_type: 0,
    is_meeting: true,
    person_ids: [1, 501],
    associated_person_ids: [],
    interaction_person_ids: [1, 501],
    opportunity_ids: [701, 702],
    content: 'Summary',
  });
});

test('plain text comes back as it was sent, and is HTML in v2', async () => {
  const { status, body } = await create({ ...onAda, content: 'a_b < c\n\nnext' });
  expect([status, body.type, body.content, body.creator_id]).toEqual([200, 0, 'a_b < c\n\nnext', 1]);
  expect((await get(`/v2/notes/${body.id}`)).body.content.html).toBe('<p>a_b &lt; c</p><p>next</p>');
});

test('HTML comes back as Markdown, its underscores escaped', async () => {
  const content =
    '<p><strong>Bold</strong> and <em>a_b</em></p><ul><li>one</li><li>two &amp; three</li></ul><ol><li>first</li><li>second</li></ol>';
  const { body } = await create({ ...onAda, content, type: 2 });
  expect(body.content).toBe('**Bold** and _a\\_b_\n\n* one\n* two & three\n\n1. first\n2. second');
  const colored = await create({ ...onAda, type: 2, content: '<span style="color: red; width: 9px">x</span><script>y</script>' });
  expect((await get(`/v2/notes/${colored.body.id}`)).body.content.html).toBe('<span style="color: red">x</span>y');
});

test('a note can be backdated and given to a colleague', async () => {
  const { body } = await create({ ...onAda, creator_id: 2, created_at: '2020-05-01T00:00:00Z' });
  expect(body).toMatchObject({ creator_id: 2, created_at: '2020-04-30T17:00:00.000-07:00' });
});

test('a reply has no records of its own', async () => {
  const { body } = await create({ content: 'Yes', parent_id: 901, person_ids: [501] });
  expect(body).toMatchObject({ parent_id: 901, person_ids: [], organization_ids: [] });
});

test.each([
  ['no record', { content: 'x' }],
  ['a record that does not exist', { content: 'x', person_ids: [999] }],
  ['a reply to a reply', { content: 'x', parent_id: 904 }],
  ['a time in the future', { ...onAda, created_at: '2027-01-01' }],
  ['an author without access', { ...onAda, creator_id: 4 }],
  ['a type that is not written', { ...onAda, type: 3 }],
])('a note with %s is refused', async (_, body) => {
  expect((await create(body)).status).toBe(422);
  expect(idsOf((await get('/notes')).body)).toHaveLength(5);
});

test('text changes and the type stays; mentions forbid it, and so does another author', async () => {
  const { body } = await create(onAda);
  const changed = await call('PUT', `/notes/${body.id}`, { body: { content: 'Hello' } });
  expect(changed.body).toMatchObject({ content: 'Hello', type: 0, updated_at: '2026-11-01T02:00:00.000-08:00' });
  await call('POST', `/v2/notes/${body.id}`, { body: { content: { html: '<p><strong>Hi</strong></p>' } } });
  expect((await get(`/notes/${body.id}`)).body).toMatchObject({ content: '**Hi**', type: 0 });
  expect((await call('PUT', '/notes/904', { key: keys.jo, body: { content: 'x' } })).status).toBe(422);
  expect((await call('PUT', '/notes/901', { key: keys.jo, body: { content: 'x' } })).status).toBe(403);
});

test('only the author deletes a note, with its replies', async () => {
  expect((await call('DELETE', '/notes/903', { key: keys.jo })).status).toBe(403);
  expect((await call('DELETE', '/notes/903')).body).toEqual({ success: true });
  expect(idsOf((await get('/notes')).body)).toEqual([905, 902, 901]);
  expect((await get('/notes/903')).status).toBe(422);
});
