import { afterAll, beforeEach, expect, test } from 'vitest';
import { busyFirm } from '../state/busy-firm.fixture.ts';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ firm: busyFirm });
afterAll(sandbox.close);
beforeEach(() => {
  sandbox.reset();
  sandbox.clock.set('2026-11-01T10:00:00Z');
});

const year = 'start_time=2026-01-01T00:00:00Z&end_time=2026-12-31T00:00:00Z';
const list = (query: string) => get(`/interactions?${year}&${query}`);
const idsIn = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

test('the key of the array follows from the type', async () => {
  expect(idsIn((await list('person_id=501&type=0')).body.events)).toEqual([1, 77]);
  expect(idsIn((await list('person_id=501&type=1')).body.events)).toEqual([1]);
  expect(idsIn((await list('person_id=501&type=2')).body.chat_messages)).toEqual([1]);
  expect(idsIn((await list('person_id=501&type=3')).body.emails)).toEqual([1, 2, 9001]);
});

test('an organization and an opportunity stand for their people; an internal person narrows', async () => {
  expect(idsIn((await list('organization_id=101&type=3')).body.emails)).toEqual([1, 2, 3, 9001]);
  expect(idsIn((await list('opportunity_id=701&type=3')).body.emails)).toEqual([1, 2, 3, 9001]);
  expect(idsIn((await list('organization_id=101&type=3&internal_person_id=2')).body.emails)).toEqual([2]);
  expect(idsIn((await list('person_id=501&type=3&direction=1')).body.emails)).toEqual([2]);
  expect((await list('person_id=501&type=0&logging_type=1')).body.events).toEqual([]);
});

test('the end is exclusive, and pages follow one another', async () => {
  const until = await get('/interactions?type=3&person_id=501&start_time=2026-05-01T10:00:00Z&end_time=2026-05-02T10:00:00Z');
  expect(idsIn(until.body.emails)).toEqual([1]);
  const first = await list('person_id=501&type=3&page_size=2');
  const token = encodeURIComponent(first.body.next_page_token);
  expect(idsIn((await list(`person_id=501&type=3&page_size=2&page_token=${token}`)).body.emails)).toEqual([9001]);
});

test.each([
  ['no record', 'type=3'],
  ['no type', 'person_id=501'],
  ['an internal person', 'type=3&person_id=1'],
  ['a person that does not exist', 'type=3&person_id=999'],
  ['an internal person who is none', 'type=3&person_id=501&internal_person_id=502'],
])('a list with %s is refused', async (_, query) => {
  const { status, body } = await list(query);
  expect([status, typeof body[0]]).toEqual([422, 'string']);
});

test('more than a year is refused', async () => {
  expect((await get('/interactions?type=3&person_id=501&start_time=2025-01-01&end_time=2026-01-02')).status).toBe(422);
});

test('one interaction is named by id and type', async () => {
  expect((await get('/interactions/2?type=3')).body).toMatchObject({
    type: 3,
    direction: 1,
    subject: 'Re: Hello',
    date: '2026-05-02T03:00:00.000-07:00',
    from: { id: 501 },
    to: [{ id: 1 }],
    cc: [{ id: 2 }],
  });
  expect((await get('/interactions/1?type=0')).body).toMatchObject({
    attendees: ['mira@mail.example', 'jo@mail.example', 'ada@mail.example'],
    v2_id: 1,
  });
  expect((await get('/interactions/2?type=0')).status).toBe(422);
  expect((await get('/interactions/1')).status).toBe(422);
});

const log = (body: Record<string, unknown>) => call('POST', '/interactions', { body });
const lunch = { type: 0, person_ids: [1, 501], content: 'Liked the a_b demo', date: '2026-10-20T12:00:00-07:00' };
const linked = async (path: string, field: string) => (await get(`${path}?fieldIds=${field}`)).body.fields[0].value;

test('a logged meeting has a note, and becomes the last contact', async () => {
  const { status, body } = await log(lunch);
  expect([status, body]).toMatchObject([
    200,
    {
      type: 0,
      title: 'Manually logged event',
      manual_creator_id: 1,
      end_time: null,
      start_time: '2026-10-20T12:00:00.000-07:00',
      notes: [expect.any(Number)],
    },
  ]);
  const note = await get(`/notes/${body.notes[0]}`);
  expect(note.body).toMatchObject({
    content: 'Liked the a_b demo',
    type: 0,
    is_meeting: true,
    interaction_id: body.id,
    interaction_person_ids: [1, 501],
  });
  const expected = { data: { type: 'meeting', id: body.id }, internalPerson: { id: 1 } };
  for (const path of ['/v2/persons/501', '/v2/companies/101', '/v2/companies/102']) {
    expect(await linked(path, 'last-event')).toMatchObject(expected);
    expect(await linked(path, 'last-contact')).toMatchObject(expected);
    expect(await linked(path, 'first-event')).toMatchObject({ data: { id: 77 } });
  }
  expect((await get('/v2/meetings?filter=id%3D78')).body.data[0]).toMatchObject({
    loggingType: 'manual',
    creator: { person: { id: 1 } },
    organizer: null,
  });
});

test('a meeting ahead is the next one, until it is moved or deleted', async () => {
  const { body } = await log({ ...lunch, date: '2026-12-01T10:00:00Z' });
  expect(await linked('/v2/persons/501', 'next-event')).toMatchObject({ data: { id: body.id } });
  const moved = await call('PUT', `/interactions/${body.id}`, { body: { type: 0, date: '2026-10-01T10:00:00Z' } });
  expect(moved.body).toMatchObject({ date: '2026-10-01T03:00:00.000-07:00', updated_at: '2026-11-01T02:00:00.000-08:00' });
  expect(await linked('/v2/persons/501', 'next-event')).toMatchObject({ data: null });
  expect(await linked('/v2/persons/501', 'last-event')).toMatchObject({ data: { id: body.id } });
  expect((await call('DELETE', `/interactions/${body.id}?type=0`)).body).toEqual({ success: true });
  expect(await linked('/v2/persons/501', 'last-event')).toMatchObject({ data: { id: 1 } });
  expect((await get(`/notes/${body.notes[0]}`)).status).toBe(422);
});

test('persons are replaced, and those who were there before lose it', async () => {
  const { body } = await log(lunch);
  const changed = await call('PUT', `/interactions/${body.id}`, { body: { type: 0, person_ids: [2, 502], content: 'Moved' } });
  expect(new Set(idsIn(changed.body.persons))).toEqual(new Set([2, 502]));
  expect((await get(`/notes/${body.notes[0]}`)).body.content).toBe('Moved');
  expect(await linked('/v2/persons/501', 'last-event')).toMatchObject({ data: { id: 1 } });
  expect(await linked('/v2/persons/502', 'last-event')).toMatchObject({ data: { id: body.id } });
});

test.each([
  ['an e-mail', { ...lunch, type: 3 }],
  ['nobody internal', { ...lunch, person_ids: [501] }],
  ['somebody unknown', { ...lunch, person_ids: [1, 999] }],
  ['no content', { ...lunch, content: undefined }],
  ['a chat message without direction', { ...lunch, type: 2 }],
])('logging %s is refused', async (_, body) => {
  expect((await log(body)).status).toBe(422);
});

test('what was synchronised cannot be changed', async () => {
  expect((await call('PUT', '/interactions/1', { body: { type: 0, content: 'x' } })).status).toBe(422);
});

test('relationship strengths are the scores of v2', async () => {
  const { body } = await get('/relationships-strengths?external_id=501');
  expect(body.map(({ internal_id }: { internal_id: number }) => internal_id)).toEqual([1, 2]);
  const v2 = await get('/v2/persons/501/relationships');
  expect(body[0].strength).toBe(v2.body.data.find(({ person1 }: { person1: { id: number } }) => person1.id === 1).interactionScore);
  expect((await get('/relationships-strengths?external_id=501&internal_id=2')).body).toHaveLength(1);
  expect((await get('/relationships-strengths?external_id=501&internal_id=3')).body).toEqual([]);
  expect((await get('/relationships-strengths?external_id=502')).body).toEqual([{ internal_id: 1, external_id: 502, strength: 0.1 }]);
  expect((await get('/relationships-strengths')).status).toBe(422);
  expect((await get('/relationships-strengths?external_id=999', { key: keys.jo })).status).toBe(422);
});
