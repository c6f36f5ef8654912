import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const note = {
  id: 21501,
  creator_id: 5101,
  person_ids: [],
  associated_person_ids: [],
  interaction_person_ids: [],
  interaction_id: null,
  interaction_type: null,
  is_meeting: false,
  mentioned_person_ids: [],
  organization_ids: [70455],
  opportunity_ids: [],
  parent_id: null,
  content: 'Wants a second **pilot** site.',
  type: 2,
  created_at: anInstant,
  updated_at: null,
};

proves('v1.notes.list', {
  does: {
    'shows the newest first, replies too [v1.notes.newest-first]': async ({ affinity }) => {
      const { notes } = await affinity.v1.notes.list();
      expect(notes.map(({ id }) => id)).toEqual([21506, 21505, 21504, 21503, 21502, 21501]);
      expect(await affinity.v1.notes.list({ page_size: 2 }).all()).toEqual(notes);
    },
    'finds by person, attendees included, organization, deal and author [v1.notes.by-attendee]': async ({ affinity }) => {
      const found = async (query: object) => (await affinity.v1.notes.list(query)).notes.map(({ id }) => id);
      expect(await found({ person_id: 90211 })).toEqual([21506, 21505, 21504, 21503]);
      expect(await found({ organization_id: 70455 })).toContain(21501);
      expect(await found({ opportunity_id: 3301 })).toEqual([21503]);
      expect(await found({ creator_id: 5102 })).toEqual([21504, 21502]);
    },
    'joins whom a note is on and who attended [v1.notes.person-ids-are-a-union]': async ({ affinity }) => {
      const meeting = (await affinity.v1.notes.list({ opportunity_id: 3301 })).notes[0];
      expect(meeting).toMatchObject({ associated_person_ids: [], interaction_person_ids: [5101, 90211], is_meeting: true, type: 3 });
      expect(meeting?.person_ids).toEqual([5101, 90211]);
    },
  },
  raw: {
    line: 'GET /notes?organization_id=70455&creator_id=5101&page_size=1',
    status: 200,
    answer: { notes: [expect.objectContaining({ creator_id: 5101 })], next_page_token: expect.any(String) },
  },
  refuses: {
    'a token that is none': ['GET /notes?page_token=nonsense', unprocessable(/Invalid page_token variable/)],
    'a person that is no number': ['GET /notes?person_id=ada', unprocessable(/person_id/)],
  },
});

proves('v1.notes.get', {
  does: {
    'answers HTML as Markdown, underscores escaped [v1.notes.content-is-rewritten]': async ({ affinity }) => {
      const html = '<p>a_b <strong>x</strong></p><ul><li>one</li></ul>';
      const { id } = await affinity.v2.notes.create({ body: { type: 'entities', content: { html }, companies: [{ id: 70455 }] } });
      const { content } = await affinity.v1.notes.get({ note_id: id });
      expect(content).toContain('a\\_b **x**');
      expect(content).toContain('* one');
    },
    'shows a reply without records, and whom it mentions': async ({ affinity }) => {
      const reply = await affinity.v1.notes.get({ note_id: 21502 });
      expect(reply).toMatchObject({ parent_id: 21501, mentioned_person_ids: [90211], organization_ids: [], person_ids: [] });
    },
  },
  raw: { line: 'GET /notes/21501', status: 200, answer: note },
});

proves('v1.notes.create', {
  does: {
    'writes what v2 shows': async ({ affinity }) => {
      const { id } = await affinity.v1.notes.create({ body: { content: '<p>Hi</p>', type: 2, person_ids: [90212], creator_id: 5102 } });
      const read = await affinity.v2.notes.get({ noteId: id, includes: ['personsPreview'] });
      expect(read).toMatchObject({
        type: 'entities',
        content: { html: '<p>Hi</p>' },
        creator: { id: 5102 },
        personsPreview: { data: [{ id: 90212 }] },
      });
    },
    'answers a note, whose records then count for nothing [v1.notes.replies-ignore-records]': async ({ affinity }) => {
      const body = { content: 'Agreed', parent_id: 21501, person_ids: [90212] };
      const reply = await affinity.v1.notes.create({ body });
      expect(reply).toMatchObject({ parent_id: 21501, person_ids: [] });
      expect((await affinity.v2.notes.replies.list({ noteId: 21501 })).data.map(({ id }) => id)).toContain(reply.id);
    },
    'takes a time that is past': async ({ affinity }) => {
      const { created_at } = await affinity.v1.notes.create({
        body: { content: 'x', person_ids: [90212], created_at: '2020-01-01T00:00:00Z' },
      });
      expect(Date.parse(created_at)).toBe(Date.parse('2020-01-01T00:00:00Z'));
    },
  },
  raw: {
    line: 'POST /notes',
    body: { content: 'Plain words.', organization_ids: [70455] },
    status: 200,
    answer: { ...note, id: anId, content: 'Plain words.', type: 0 },
  },
  refuses: {
    'a note on nothing [v1.notes.needs-a-record]': ['POST /notes', unprocessable(), { body: { content: 'x' } }],
    'a time to come [v1.notes.no-future]': [
      'POST /notes',
      unprocessable(),
      { body: { content: 'x', person_ids: [90212], created_at: '2030-01-01T00:00:00Z' } },
    ],
    'a reply to a reply [v1.notes.one-level]': ['POST /notes', unprocessable(), { body: { content: 'x', parent_id: 21502 } }],
    'a type of the system [v1.notes.types]': [
      'POST /notes',
      unprocessable(/type/),
      { body: { content: 'x', person_ids: [90212], type: 3 } },
    ],
    'no content': ['POST /notes', unprocessable(/content/), { body: { person_ids: [90212] } }],
    'a record that there is not': ['POST /notes', unprocessable(/expected 999/), { body: { content: 'x', organization_ids: [999] } }],
    'an author from outside': ['POST /notes', unprocessable(), { body: { content: 'x', person_ids: [90212], creator_id: 90211 } }],
  },
});

proves('v1.notes.update', {
  does: {
    'changes what v2 shows, and says when': async ({ affinity }) => {
      const updated = await affinity.v1.notes.update({ note_id: 21506, body: { content: 'Corrected' } });
      expect(updated.updated_at).not.toBeNull();
      const { content, updatedAt } = await affinity.v2.notes.get({ noteId: 21506 });
      expect([content.html?.includes('Corrected'), updatedAt !== null]).toEqual([true, true]);
    },
  },
  raw: {
    line: 'PUT /notes/21501',
    body: { content: 'Wants two sites.' },
    status: 200,
    answer: { ...note, content: 'Wants two sites.', updated_at: anInstant },
  },
  refuses: {
    'a note that mentions somebody [v1.notes.mentions-freeze]': [
      'PUT /notes/21502',
      unprocessable(),
      { as: keys.tomas, body: { content: 'x' } },
    ],
    'no content': ['PUT /notes/21501', unprocessable(/content/), { body: {} }],
  },
});

proves('v1.notes.delete', {
  does: {
    'takes its replies along': async ({ affinity, send }) => {
      await affinity.v1.notes.delete({ note_id: 21501 });
      expect((await send('GET /v2/notes/21501')).status).toBe(404);
      expect((await send('GET /v2/notes/21502')).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /notes/21506', status: 200, answer: success },
  refuses: {
    'the note of somebody else [v1.notes.creator-deletes]': ['DELETE /notes/21504', denied()],
  },
});
