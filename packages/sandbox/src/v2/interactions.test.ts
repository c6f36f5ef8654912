import { afterAll, beforeEach, expect, test } from 'vitest';
import { busyFirm } from '../state/busy-firm.fixture.ts';
import { keys, smallSandbox } from '../state/small-firm.fixture.ts';

const { sandbox, get, call } = smallSandbox({ firm: busyFirm });
afterAll(sandbox.close);
beforeEach(() => {
  sandbox.reset();
  sandbox.clock.set('2026-11-01T10:00:00Z');
});

const idsOf = (body: { data: { id: number }[] }): number[] => body.data.map(({ id }) => id);
const filtered = (path: string, filter: string) => get(`${path}?filter=${encodeURIComponent(filter)}`);

test('e-mails come by id with sender, receivers and copies; the one that stands in a cell is among them', async () => {
  const { body } = await get('/v2/emails');
  expect(idsOf(body)).toEqual([1, 2, 3, 9001]);
  expect(body.data[1]).toMatchObject({
    loggingType: 'automated',
    direction: 'received',
    subject: 'Re: Hello',
    from: { emailAddress: 'ada@mail.example', person: { id: 501, type: 'external' } },
    toParticipantsPreview: { totalCount: 1, data: [{ person: { id: 1 } }] },
    ccParticipantsPreview: { totalCount: 1, data: [{ person: { id: 2 } }] },
  });
});

test('the subject of a private e-mail is for those who took part', async () => {
  expect((await filtered('/v2/emails', 'id=3')).body.data[0].subject).toBe('Salary');
  expect((await get('/v2/emails?filter=id%3D3', { key: keys.jo })).body.data[0].subject).toBe('********');
});

test('the same id names a meeting, a call, a chat message and an e-mail', async () => {
  const titles = await Promise.all(['meetings', 'calls', 'chat-messages', 'emails'].map((path) => filtered(`/v2/${path}`, 'id=1')));
  expect(titles.map(({ body }) => idsOf(body))).toEqual([[1], [1], [1], [1]]);
});

test('synchronised meetings have an organiser; calls and chat messages were logged by hand', async () => {
  expect((await get('/v2/meetings/1')).body).toMatchObject({
    loggingType: 'automated',
    title: 'Lunch',
    startTime: '2026-05-04T10:00:00.000Z',
    endTime: '2026-05-04T11:00:00.000Z',
    createdAt: '2026-04-30T10:00:00.000Z',
    organizer: { person: { id: 1 } },
    attendeesPreview: { totalCount: 3 },
  });
  expect((await get('/v2/calls')).body.data[0]).toMatchObject({ loggingType: 'manual', creator: { person: { id: 2 } } });
  expect((await get('/v2/chat-messages')).body.data[0]).toMatchObject({ creator: { id: 1 }, direction: 'received' });
  expect((await get('/v2/meetings/999')).status).toBe(404);
});

test.each([
  ['/v2/emails', 'sentAt>=2026-05-02T10:00:00Z & sentAt<2026-06-01T00:00:00Z', [2, 3]],
  ['/v2/emails', 'id=1|id=3', [1, 3]],
  ['/v2/emails', 'updatedAt>2020-01-01T00:00:00Z', []],
  ['/v2/meetings', 'startTime<2026-04-01T00:00:00Z', [77]],
  ['/v2/meetings', 'createdAt>2026-04-01T00:00:00Z', [1]],
])('%s with %s', async (path, filter, expected) => {
  expect(idsOf((await filtered(path, filter)).body)).toEqual(expected);
});

test('a filter on what an endpoint does not know is refused', async () => {
  const answer = await filtered('/v2/emails', 'startTime>2026-01-01T00:00:00Z');
  expect([answer.status, answer.body.errors[0].param]).toEqual([400, 'filter']);
});

test('pages follow one another', async () => {
  const first = await get('/v2/emails?limit=3');
  const second = await get(first.body.pagination.nextUrl);
  expect(idsOf(second.body)).toEqual([9001]);
  expect(idsOf((await get(second.body.pagination.prevUrl)).body)).toEqual([1, 2, 3]);
});

test('relationships of a company: strongest first, LinkedIn alone scores nothing, deactivated users may stay', async () => {
  const { body } = await get('/v2/companies/101/relationships?totalCount=true');
  const pairs = body.data.map((each: { person1: { id: number }; person2: { id: number } }) => [each.person1.id, each.person2.id]);
  expect(body.pagination.totalCount).toBe(4);
  expect(pairs[0]).toEqual([1, 501]);
  expect(pairs.at(-1)).toEqual([2, 502]);
  expect(body.data.at(-1)).toMatchObject({ interactionScore: 0, linkedIn: { connectedOn: '2020-02-03' } });
  const scores = body.data.map(({ interactionScore }: { interactionScore: number }) => interactionScore);
  expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
  const rising = await get('/v2/companies/101/relationships?orderBy=interactionScore');
  expect(rising.body.data[0].interactionScore).toBe(0);
});

test('mail in one direction alone is a flat 0.1, and scores can be filtered [v2.relationships.one-way-mail]', async () => {
  const { body } = await get('/v2/persons/502/relationships?filter=interactionScore%3E0');
  expect(body.data).toMatchObject([{ person1: { id: 1 }, person2: { id: 502 }, interactionScore: 0.1, linkedIn: null }]);
  const own = await get('/v2/persons/2/relationships');
  expect(own.body.data.map(({ person2 }: { person2: { id: number } }) => person2.id)).toEqual([501, 502]);
  expect((await get('/v2/persons/999/relationships')).status).toBe(404);
});

test('transcripts come with their note, and with a hundred of their words', async () => {
  const { body } = await get('/v2/transcripts?totalCount=true');
  expect(body).toMatchObject({
    data: [{ id: 41, languageCode: 'en', note: { id: 905, transcriptId: 41 } }],
    pagination: { totalCount: 1 },
  });
  const one = await get('/v2/transcripts/41');
  expect(one.body.fragmentsPreview.data).toHaveLength(100);
  expect(one.body.fragmentsPreview.totalCount).toBe(120);
  const words = await get('/v2/transcripts/41/fragments?limit=50');
  const rest = await get((await get(words.body.pagination.nextUrl)).body.pagination.nextUrl);
  expect(rest.body.data).toHaveLength(20);
  expect(rest.body.data.at(-1)).toMatchObject({ content: 'Sentence 119', speaker: 'Ada', startTimestamp: '00:01:59' });
  expect((await filtered('/v2/transcripts', 'createdAt>2026-05-01T00:00:00Z')).body.data).toEqual([]);
});

test('a deleted transcript leaves the note, and its id to older versions', async () => {
  expect((await call('DELETE', '/v2/transcripts/41', { key: keys.jo })).status).toBe(403);
  expect((await call('DELETE', '/v2/transcripts/41')).status).toBe(204);
  expect((await get('/v2/transcripts/41')).status).toBe(404);
  expect((await get('/v2/notes/905')).body.transcriptId).toBeNull();
  expect((await get('/v2/notes/905', { version: '2026-07-15' })).body.transcriptId).toBe(41);
});

test('notes of a person: attached, on meetings attended; of a company: its own', async () => {
  expect(idsOf((await get('/v2/persons/501/notes')).body)).toEqual([905]);
  expect(idsOf((await get('/v2/companies/101/notes')).body)).toEqual([903, 902, 901]);
  expect(idsOf((await get('/v2/opportunities/701/notes')).body)).toEqual([905]);
  expect((await get('/v2/companies/999/notes')).status).toBe(404);
});

test('a note can be put on a meeting that has none', async () => {
  const body = { type: 'interaction', interaction: { id: 1, type: 'meeting' }, content: { html: '<p>Good</p>' } };
  const created = await call('POST', '/v2/notes', { body });
  expect([created.status, created.body.interaction]).toEqual([201, { id: 1, type: 'meeting' }]);
  expect(idsOf((await get('/v2/persons/501/notes')).body)).toEqual([created.body.id, 905]);
});
