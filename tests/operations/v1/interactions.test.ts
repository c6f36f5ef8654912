import { expect } from 'vitest';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const may = 'start_time=2026-04-30T00:00:00Z&end_time=2026-05-31T00:00:00Z';
const span = { start_time: '2026-01-01T00:00:00Z', end_time: '2026-12-31T00:00:00Z' } as const;

const sent = { id: 1, type: 3, date: anInstant, subject: 'Pilot', direction: 0, from: ref.mira, to: [ref.ada], cc: [] };

proves('v1.interactions.list', {
  does: {
    'answers under a key of each type [v1.interactions.key-by-type]': async ({ send }) => {
      const keyOf = async (type: number) => Object.keys((await send(`GET /interactions?person_id=90211&type=${type}&${may}`)).body)[0];
      expect(await Promise.all([0, 1, 2, 3].map(keyOf))).toEqual(['events', 'events', 'chat_messages', 'emails']);
    },
    'finds by record, by internal person, direction and way of logging': async ({ affinity }) => {
      const count = async (query: object) => (await affinity.v1.interactions.list({ type: 3, ...span, ...query }).all()).length;
      expect(await count({ person_id: 90211 })).toBe(2);
      expect(await count({ person_id: 90211, internal_person_id: 5102 })).toBe(0);
      expect(await count({ organization_id: 70455 })).toBe(2);
      expect(await count({ opportunity_id: 3301 })).toBe(2);
      expect(await count({ person_id: 90211, direction: 1 })).toBe(1);
      expect(await count({ person_id: 90211, logging_type: 1 })).toBe(0);
      expect(await count({ type: 1, person_id: 90211, logging_type: 1 })).toBe(1);
    },
    'ends before the end [v1.interactions.end-is-exclusive]': async ({ affinity }) => {
      const upTo = async (end_time: string) => {
        const query = { type: 3, person_id: 90211, start_time: '2026-05-01T10:00:00Z', end_time } as const;
        return (await affinity.v1.interactions.list(query).all()).length;
      };
      expect([await upTo('2026-05-02T10:00:00Z'), await upTo('2026-05-02T10:00:01Z')]).toEqual([1, 2]);
    },
    pages: async ({ affinity }) => {
      const all = await affinity.v1.interactions.list({ type: 3, person_id: 90211, page_size: 1, ...span }).all();
      expect(new Set(all.map(({ id }) => id))).toEqual(new Set([1, 2]));
    },
  },
  raw: {
    line: `GET /interactions?type=3&person_id=90211&${may}&page_size=10`,
    status: 200,
    answer: { emails: expect.toSatisfy((emails) => Array.isArray(emails) && emails.length === 2), next_page_token: null },
  },
  refuses: {
    'no type': [`GET /interactions?person_id=90211&${may}`, unprocessable(/type/)],
    'no time [v1.interactions.range-required]': ['GET /interactions?type=3&person_id=90211', unprocessable(/start_time/)],
    'no record [v1.interactions.entity-required]': [`GET /interactions?type=3&${may}`, unprocessable()],
    'an internal person alone': [`GET /interactions?type=3&internal_person_id=5101&${may}`, unprocessable()],
    'more than a year [v1.interactions.one-year]': [
      'GET /interactions?type=3&person_id=90211&start_time=2025-01-01T00:00:00Z&end_time=2026-01-01T00:00:01Z',
      unprocessable(),
    ],
    'an end before its start': [
      'GET /interactions?type=3&person_id=90211&start_time=2026-02-01T00:00:00Z&end_time=2026-01-01T00:00:00Z',
      unprocessable(),
    ],
    'somebody internal [v1.interactions.external-persons-only]': [
      `GET /interactions?type=3&person_id=5101&${may}`,
      unprocessable(/Person is not an external or collaborator/),
    ],
    'a record that there is not': [`GET /interactions?type=3&person_id=999&${may}`, unprocessable(/expected 999/)],
  },
});

proves('v1.interactions.get', {
  does: {
    'tells interactions of one id apart by their type [v1.interactions.identity]': async ({ affinity }) => {
      const all = await Promise.all([1, 2, 3].map((type) => affinity.v1.interactions.get({ id: 1, type: type as 1 | 2 | 3 })));
      expect(all.map(({ type }) => type)).toEqual([1, 2, 3]);
      expect(all[0]).toMatchObject({ manual_creator_id: 5102, notes: [21504] });
    },
  },
  raw: { line: 'GET /interactions/1?type=3', status: 200, answer: sent },
  refuses: {
    'no type': ['GET /interactions/1', unprocessable(/type/)],
    'an id of another type': ['GET /interactions/77?type=3', unprocessable(/77/)],
  },
});

const call = { type: 1, person_ids: [5101, 90212], content: 'Asked about storage.', date: '2026-11-19T10:00:00Z' } as const;

proves('v1.interactions.create', {
  does: {
    'makes a note of its content, which v2 shows [v1.interactions.content-becomes-a-note]': async ({ affinity }) => {
      const made = await affinity.v1.interactions.create({ body: { ...call, person_ids: [...call.person_ids] } });
      const [noteId = 0] = 'notes' in made ? made.notes : [];
      expect(await affinity.v2.notes.get({ noteId })).toMatchObject({ type: 'interaction', interaction: { id: made.id, type: 'call' } });
      expect((await affinity.v2.calls.list({ filter: `id=${made.id}` })).data).toHaveLength(1);
    },
    'is the last contact from then on [v1.interactions.linked-fields-follow]': async ({ affinity }) => {
      const { id } = await affinity.v1.interactions.create({ body: { ...call, person_ids: [...call.person_ids] } });
      const { value } = await affinity.v2.persons.fieldValues.get({ personId: 90212, fieldId: 'last-contact' });
      expect(value.data).toMatchObject({ type: 'call', id });
      const person = await affinity.v1.persons.get({ person_id: 90212, with_interaction_dates: true });
      expect(Date.parse(person.interaction_dates?.last_interaction_date ?? '')).toBe(Date.parse(call.date));
    },
    'logs a chat with its direction': async ({ affinity }) => {
      const body = { type: 2, direction: 1, person_ids: [5101, 90212], content: 'Yes.', date: '2026-11-19T10:00:00Z' } as const;
      const { id } = await affinity.v1.interactions.create({ body: { ...body, person_ids: [...body.person_ids] } });
      const found = await affinity.v2.chatMessages.list({ filter: `id=${id}` });
      expect(found.data).toMatchObject([{ direction: 'received', loggingType: 'manual' }]);
    },
  },
  raw: {
    line: 'POST /interactions',
    body: { type: 0, person_ids: [5101, 90211], content: 'Met in Bergen.', date: '2026-11-18T17:09:35Z' },
    status: 200,
    answer: {
      id: anId,
      type: 0,
      date: anInstant,
      title: expect.any(String),
      attendees: ['mira@harborlight.example', 'ada@kestrelrobotics.example'],
      start_time: anInstant,
      end_time: null,
      updated_at: null,
      manual_creator_id: 5101,
      notes: [anId],
      persons: [ref.mira, ref.ada],
      logging_type: 1,
      v2_id: anId,
    },
  },
  refuses: {
    'an e-mail [v1.interactions.no-emails]': ['POST /interactions', unprocessable(/type/), { body: { ...call, type: 3 } }],
    'nobody internal [v1.interactions.needs-an-internal-person]': [
      'POST /interactions',
      unprocessable(),
      { body: { ...call, person_ids: [90211] } },
    ],
    'no content': ['POST /interactions', unprocessable(/content/), { body: { type: 1, person_ids: [5101], date: call.date } }],
    'a chat without a direction': ['POST /interactions', unprocessable(/direction/), { body: { ...call, type: 2 } }],
    'somebody that there is not': ['POST /interactions', unprocessable(/expected 999/), { body: { ...call, person_ids: [5101, 999] } }],
  },
});

proves('v1.interactions.update', {
  does: {
    'changes who took part, when, and the note': async ({ affinity }) => {
      const body = { type: 1, person_ids: [5102, 90212], content: 'Corrected.', date: '2026-05-07T10:00:00Z' } as const;
      await affinity.v1.interactions.update({ id: 1, body: { ...body, person_ids: [...body.person_ids] } });
      expect(await affinity.v1.interactions.get({ id: 1, type: 1 })).toMatchObject({ persons: [{ id: 5102 }, { id: 90212 }] });
      expect((await affinity.v1.notes.get({ note_id: 21504 })).content).toBe('Corrected.');
      expect((await affinity.v2.calls.list({ filter: 'id=1' })).data).toMatchObject([{ startTime: '2026-05-07T10:00:00.000Z' }]);
    },
  },
  raw: {
    line: 'PUT /interactions/1',
    body: { type: 2, date: '2026-05-07T10:00:00Z' },
    status: 200,
    answer: {
      id: 1,
      type: 2,
      date: anInstant,
      direction: 1,
      manual_creator_id: 5101,
      persons: [ref.mira, ref.ada],
      notes: [21505],
    },
  },
  refuses: {
    'no type': ['PUT /interactions/1', unprocessable(/type/), { body: { content: 'x' } }],
    'nobody internal': ['PUT /interactions/1', unprocessable(), { body: { type: 1, person_ids: [90211] } }],
    'what was synchronised': ['PUT /interactions/1', unprocessable(), { body: { type: 3, content: 'x' } }],
  },
});

proves('v1.interactions.delete', {
  does: {
    'is gone from both versions': async ({ affinity, send }) => {
      await affinity.v1.interactions.delete({ id: 1, type: 1 });
      expect((await send('GET /interactions/1?type=1')).status).toBe(422);
      expect((await affinity.v2.calls.list()).data).toEqual([]);
      expect((await affinity.v1.interactions.get({ id: 1, type: 2 })).type).toBe(2);
    },
  },
  raw: { line: 'DELETE /interactions/1?type=2', status: 200, answer: success },
  refuses: { 'no type': ['DELETE /interactions/1', unprocessable(/type/)] },
});
