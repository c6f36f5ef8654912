import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { type Stage, stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, forbidden, notFound, rejected, validation } from '../support/refusals.ts';
import { anId, anInstant, data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const pilot = {
  id: 21501,
  type: 'entities',
  content: { html: '<p>Wants a second <strong>pilot</strong> site.</p>' },
  creator: data.mira,
  mentions: [],
  createdAt: '2026-01-01T09:00:00.000Z',
  updatedAt: null,
};

proves('v2.notes.list', {
  does: {
    'shows the newest first, without replies [v2.notes.no-replies]': async ({ affinity }) => {
      const all = await affinity.v2.notes.list({ limit: 2 }).all();
      expect(all.map(({ id }) => id)).toEqual([21506, 21505, 21504, 21503, 21501]);
    },
    'counts without rows for a limit of nothing [v2.paging.limit-zero-counts]': async ({ affinity }) => {
      const { data: rows, pagination } = await affinity.v2.notes.list({ limit: 0, totalCount: true });
      expect([rows, pagination.totalCount]).toEqual([[], 5]);
    },
    'shows previews when asked [v2.notes.previews]': async ({ affinity }) => {
      const query = { filter: 'id=21501', includes: ['companiesPreview', 'repliesCount'] } as const;
      const [note] = (await affinity.v2.notes.list(query)).data;
      expect(note).toMatchObject({ repliesCount: 1, companiesPreview: { data: [data.kestrel], totalCount: 1 } });
      expect(note).not.toHaveProperty('personsPreview');
    },
  },
  raw: {
    line: 'GET /v2/notes?filter=creator.id%3D5101%26createdAt%3C2026-02-01T00%3A00%3A00Z',
    status: 200,
    answer: { data: [pilot], pagination: onlyPage },
  },
  refuses: {
    'to be filtered by text': ['GET /v2/notes?filter=content%3Dx', validation('filter')],
    'to include anything else': ['GET /v2/notes?includes=everything', validation('includes.0')],
  },
});

proves('v2.notes.get', {
  does: {
    'shows a reply with its parent and whom it mentions [v2.notes.mentions]': async ({ affinity }) => {
      const reply = await affinity.v2.notes.get({ noteId: 21502 });
      expect(reply).toMatchObject({ type: 'user-reply', parent: { id: 21501 }, mentions: [{ id: 1, type: 'person', person: data.ada }] });
    },
    'shows what a notetaker wrote with its transcript': async ({ affinity }) => {
      expect(await affinity.v2.notes.get({ noteId: 21503 })).toMatchObject({
        type: 'ai-notetaker',
        transcriptId: 41,
        interaction: { id: 77, type: 'meeting' },
      });
    },
  },
  raw: { line: 'GET /v2/notes/21501?includes=repliesCount', status: 200, answer: { ...pilot, repliesCount: 1 } },
});

const draft = (html: string) => ({ type: 'entities', content: { html }, companies: [{ id: 70455 }] });

proves('v2.notes.create', {
  does: {
    'adds what every link needs, and keeps the rest as sent [v2.notes.links]': async ({ affinity }) => {
      const html = '<p>See <a href="https://kestrel.example">them</a></p>';
      const { content } = await affinity.v2.notes.create({ body: { type: 'entities', content: { html }, companies: [{ id: 70455 }] } });
      expect(content.html).toContain('href="https://kestrel.example"');
      expect(content.html).toContain('rel="noopener noreferrer"');
      expect(content.html).toContain('target="_blank"');
    },
    'answers a note, even one of the notetaker': async ({ affinity }) => {
      const body = { type: 'user-reply', content: { html: '<p>Good</p>' }, parent: { id: 21503 } } as const;
      const reply = await affinity.v2.notes.create({ body });
      expect(reply).toMatchObject({ type: 'user-reply', parent: { id: 21503 }, updatedAt: null });
      expect((await affinity.v1.notes.get({ note_id: reply.id })).parent_id).toBe(21503);
    },
    'is on a meeting that has none yet, and on those who were there [v2.notes.on-an-interaction]': async ({ affinity }) => {
      const body = { type: 'interaction', content: { html: '<p>Agenda</p>' }, interaction: { id: 78, type: 'meeting' } } as const;
      const { id } = await affinity.v2.notes.create({ body });
      expect((await affinity.v1.notes.list({ person_id: 90211 })).notes.map((note) => note.id)).toContain(id);
    },
    'takes an author and a time that is past': async ({ affinity }) => {
      const body = {
        type: 'entities',
        content: { html: '<p>x</p>' },
        persons: [{ id: 90211 }],
        creator: { id: 5102 },
        createdAt: '2020-01-01T00:00:00Z',
      } as const;
      const note = await affinity.v2.notes.create({ body: { ...body, persons: [...body.persons] } });
      expect(note).toMatchObject({ creator: { id: 5102 }, createdAt: '2020-01-01T00:00:00.000Z' });
    },
  },
  raw: {
    line: 'POST /v2/notes',
    body: draft('<p>Hello <em>there</em></p>'),
    status: 201,
    answer: { ...pilot, id: anId, content: { html: '<p>Hello <em>there</em></p>' }, createdAt: anInstant },
  },
  refuses: {
    'a note on nothing [v2.notes.needs-a-record]': [
      'POST /v2/notes',
      rejected,
      { body: { type: 'entities', content: { html: '<p>x</p>' } } },
    ],
    'a tag that is not allowed [v2.notes.html-rules]': ['POST /v2/notes', rejected, { body: draft('<script>x</script>') }],
    'a style': ['POST /v2/notes', rejected, { body: draft('<p style="color:red">x</p>') }],
    'a link that runs code': ['POST /v2/notes', rejected, { body: draft('<a href="javascript:x">x</a>') }],
    'a mention, which nobody can write': [
      'POST /v2/notes',
      rejected,
      { body: draft('<span data-type="note-mention" data-note-mention-person-id="90211">Ada</span>') },
    ],
    'a time to come': ['POST /v2/notes', validation('createdAt'), { body: { ...draft('<p>x</p>'), createdAt: '2030-01-01T00:00:00Z' } }],
    'a reply to a reply [v2.notes.one-level]': [
      'POST /v2/notes',
      rejected,
      { body: { type: 'user-reply', content: { html: '<p>x</p>' }, parent: { id: 21502 } } },
    ],
    'an interaction that has a note, and names it [v2.notes.one-per-interaction]': [
      'POST /v2/notes',
      { status: 400, body: { errors: [expect.objectContaining({ message: expect.stringContaining('21504') })] } },
      { body: { type: 'interaction', content: { html: '<p>x</p>' }, interaction: { id: 1, type: 'call' } } },
    ],
    'a note of the notetaker': ['POST /v2/notes', validation('type'), { body: { type: 'ai-notetaker', content: { html: '<p>x</p>' } } }],
    'an author from outside': ['POST /v2/notes', rejected, { body: { ...draft('<p>x</p>'), creator: { id: 90211 } } }],
    'a parent that there is not': [
      'POST /v2/notes',
      { status: expect.toSatisfy((status) => status === 400 || status === 404), body: expect.anything() },
      { body: { type: 'user-reply', content: { html: '<p>x</p>' }, parent: { id: 999 } } },
    ],
  },
});

proves('v2.notes.update', {
  does: {
    'keeps what is omitted, and replaces what is sent [v2.notes.update-arrays]': async ({ affinity }) => {
      await affinity.v2.notes.update({ noteId: 21501, body: { content: { html: '<p>Two sites</p>' } } });
      expect((await affinity.v2.notes.attachedCompanies.list({ noteId: 21501 })).data.map(({ id }) => id)).toEqual([70455]);
      await affinity.v2.notes.update({ noteId: 21501, body: { companies: [{ id: 70456 }], persons: [{ id: 90212 }] } });
      expect((await affinity.v2.notes.attachedCompanies.list({ noteId: 21501 })).data.map(({ id }) => id)).toEqual([70456]);
      const note = await affinity.v2.notes.get({ noteId: 21501 });
      expect([note.content.html, note.updatedAt !== null]).toEqual(['<p>Two sites</p>', true]);
    },
    'edits what a notetaker wrote': async ({ affinity }) => {
      await affinity.v2.notes.update({ noteId: 21503, body: { content: { html: '<p>Corrected</p>' } } });
      expect(await affinity.v2.notes.get({ noteId: 21503 })).toMatchObject({ type: 'ai-notetaker', content: { html: '<p>Corrected</p>' } });
    },
  },
  raw: { line: 'POST /v2/notes/21501', body: {}, status: 204 },
  refuses: {
    'the note of somebody else [v2.notes.creator-writes]': [
      'POST /v2/notes/21504',
      forbidden(),
      { body: { content: { html: '<p>x</p>' } } },
    ],
    'to take the last record away [v2.notes.last-association]': [
      'POST /v2/notes/21501',
      { status: 400, body: { errors: [expect.objectContaining({ message: 'Cannot remove all associations' })] } },
      { body: { companies: [] } },
    ],
    'other content where somebody is mentioned [v2.notes.mentions-freeze]': [
      'POST /v2/notes/21502',
      badRequest(),
      { as: keys.tomas, body: { content: { html: '<p>x</p>' } } },
    ],
    'records on a reply [v2.notes.replies-have-no-records]': [
      'POST /v2/notes/21502',
      rejected,
      { as: keys.tomas, body: { companies: [{ id: 70455 }] } },
    ],
    'a tag that is not allowed': ['POST /v2/notes/21501', rejected, { body: { content: { html: '<img src="x">' } } }],
  },
});

proves('v2.notes.delete', {
  does: {
    'takes replies along, and a reply only itself [v2.notes.deletion]': async ({ affinity, as, send }) => {
      await as(keys.tomas).v2.notes.delete({ noteId: 21502 });
      expect((await send('GET /v2/notes/21501')).status).toBe(200);
      const body = { type: 'user-reply', content: { html: '<p>Good</p>' }, parent: { id: 21501 } } as const;
      const { id } = await affinity.v2.notes.create({ body });
      await affinity.v2.notes.delete({ noteId: 21501 });
      expect((await send(`GET /v2/notes/${id}`)).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /v2/notes/21506', status: 204 },
  refuses: { 'the note of somebody else': ['DELETE /v2/notes/21504', forbidden()] },
});

proves('v2.notes.search', {
  does: {
    'finds what is written, within a company or some notes [v2.search.keyword-notes]': async ({ affinity }) => {
      const found = async (body: Parameters<Stage['affinity']['v2']['notes']['search']>[0]['body']) =>
        (await affinity.v2.notes.search({ body })).data.map(({ note }) => note.id);
      expect(await found({ prompt: 'second pilot' })).toEqual([21501]);
      expect(await found({ prompt: 'pilot', companyId: 70456 })).toEqual([]);
      expect(await found({ prompt: 'pilot', noteIds: [21506] })).toEqual([]);
    },
  },
  raw: {
    line: 'POST /v2/notes/search',
    body: { prompt: 'pilot site', limit: 5 },
    status: 201,
    answer: { data: [{ note: { id: 21501, kind: 'note' }, preview: expect.stringContaining('pilot') }] },
  },
  refuses: {
    'two letters': ['POST /v2/notes/search', validation('prompt'), { body: { prompt: 'pi' } }],
    'notes and a company at once [v2.search.keyword-exclusive]': [
      'POST /v2/notes/search',
      rejected,
      { body: { prompt: 'pilot', noteIds: [21501], companyId: 70455 } },
    ],
    'more than a hundred': ['POST /v2/notes/search', validation('limit'), { body: { prompt: 'pilot', limit: 101 } }],
    'a company that there is not': ['POST /v2/notes/search', notFound, { body: { prompt: 'pilot', companyId: 999 } }],
  },
});

proves('v2.notes.replies.list', {
  does: {
    'finds by author': async ({ affinity }) => {
      const count = async (text: string) => {
        const filter = filterText('GET /v2/notes/{noteId}/replies', text);
        return (await affinity.v2.notes.replies.list({ noteId: 21501, filter })).data.length;
      };
      expect([await count('creator.id=5102'), await count('creator.id=5101')]).toEqual([1, 0]);
    },
  },
  raw: {
    line: 'GET /v2/notes/21501/replies?totalCount=true',
    status: 200,
    answer: {
      data: [
        {
          ...pilot,
          id: 21502,
          type: 'user-reply',
          content: { html: expect.any(String) },
          creator: data.tomas,
          mentions: [{ id: 1, type: 'person', person: data.ada }],
          createdAt: anInstant,
          parent: { id: 21501 },
        },
      ],
      pagination: { ...onlyPage, totalCount: 1 },
    },
  },
  refuses: { 'to be filtered by id': ['GET /v2/notes/21501/replies?filter=id%3D1', validation('filter')] },
});

proves('v2.notes.attachedCompanies.list', {
  does: {
    'follows what v1 attaches': async ({ affinity }) => {
      const { id } = await affinity.v1.notes.create({ body: { content: 'x', organization_ids: [70456, 70457] } });
      expect((await affinity.v2.notes.attachedCompanies.list({ noteId: id, limit: 1 }).all()).map((each) => each.id)).toEqual([
        70456, 70457,
      ]);
    },
  },
  raw: {
    line: 'GET /v2/notes/21501/attached-companies?totalCount=true',
    status: 200,
    answer: { data: [data.kestrel], pagination: { ...onlyPage, totalCount: 1 } },
  },
});

proves('v2.notes.attachedOpportunities.list', {
  does: {
    'hides the name of a restricted deal': async ({ affinity, as }) => {
      await affinity.v2.notes.update({ noteId: 21503, body: { opportunities: [{ id: 3302 }] } });
      expect((await as(keys.tomas).v2.notes.attachedOpportunities.list({ noteId: 21503 })).data).toMatchObject([
        { id: 3302, name: '[Hidden]' },
      ]);
    },
  },
  raw: {
    line: 'GET /v2/notes/21503/attached-opportunities',
    status: 200,
    answer: {
      data: [{ id: 3301, name: 'Kestrel Series B', listId: 822, listName: 'Active Deals', isRestricted: false, isRedacted: false }],
      pagination: onlyPage,
    },
  },
});

proves('v2.notes.attachedPersons.list', {
  does: {
    'lists those attached directly, not who attended [v2.notes.direct-attachments]': async ({ affinity }) => {
      expect((await affinity.v2.notes.attachedPersons.list({ noteId: 21504 })).data).toEqual([]);
    },
  },
  raw: { line: 'GET /v2/notes/21506/attached-persons', status: 200, answer: { data: [data.ada], pagination: onlyPage } },
});
