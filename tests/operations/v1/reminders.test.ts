import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, anInstant, ref, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const recurring = {
  id: 15700,
  type: 1,
  status: 1,
  content: 'Check in with Ada',
  due_date: anInstant,
  created_at: anInstant,
  completed_at: null,
  reset_type: 1,
  reminder_days: 30,
  creator: ref.mira,
  owner: ref.tomas,
  completer: null,
  person: ref.ada,
  organization: null,
  opportunity: null,
};

const once = {
  ...recurring,
  id: 15701,
  type: 0,
  status: 2,
  content: 'Send the terms',
  reset_type: null,
  reminder_days: null,
  person: null,
  organization: ref.kestrel,
};

proves('v1.reminders.list', {
  does: {
    'finds by what each parameter says': async ({ affinity }) => {
      const found = async (query: object) => (await affinity.v1.reminders.list(query).all()).map(({ id }) => id);
      expect(new Set(await found({ owner_id: 5102 }))).toEqual(new Set([15700, 15701]));
      expect(await found({ owner_id: 5101 })).toEqual([]);
      expect(await found({ person_id: 90211 })).toEqual([15700]);
      expect(await found({ type: 1, reset_type: 1 })).toEqual([15700]);
      expect(await found({ type: 1, reset_type: 2 })).toEqual([]);
      expect(await found({ due_before: '2026-11-20T00:00:00Z' })).toEqual([15701]);
      expect(await found({ due_after: '2026-11-20T00:00:00Z' })).toEqual([15700]);
    },
    'derives whether it is overdue from the time [v1.reminders.status-is-derived]': async ({ affinity, sandbox }) => {
      expect((await affinity.v1.reminders.list({ status: 2 })).reminders.map(({ id }) => id)).toEqual([15701]);
      sandbox.clock.set('2027-01-01T00:00:00Z');
      expect(new Set((await affinity.v1.reminders.list({ status: 2 }).all()).map(({ id }) => id))).toEqual(new Set([15700, 15701]));
    },
  },
  raw: { line: 'GET /reminders?organization_id=70455&page_size=10', status: 200, answer: { reminders: [once], next_page_token: null } },
  refuses: {
    'a token that is none': ['GET /reminders?page_token=nonsense', unprocessable(/Invalid page_token variable/)],
    'a status that there is not': ['GET /reminders?status=3', unprocessable(/status/)],
  },
});

proves('v1.reminders.get', {
  does: {
    'embeds what v2 refers to': async ({ affinity }) => {
      const { person, content } = await affinity.v1.reminders.get({ reminder_id: 15700 });
      expect(await affinity.v2.reminders.get({ reminderId: 15700 })).toMatchObject({ content, person: { id: person?.id } });
    },
  },
  raw: { line: 'GET /reminders/15700', status: 200, answer: recurring },
});

proves('v1.reminders.create', {
  does: {
    'makes one that v2 shows': async ({ affinity }) => {
      const { id } = await affinity.v1.reminders.create({
        body: { owner_id: 5102, type: 0, due_date: '2027-01-01', organization_id: 70456 },
      });
      expect(await affinity.v2.reminders.get({ reminderId: id })).toMatchObject({
        type: 'one-time',
        owner: { id: 5102 },
        company: { id: 70456 },
      });
    },
    'is due after its days where it recurs [v1.reminders.recurring-due-date]': async ({ affinity }) => {
      const body = { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 10, person_id: 90211 } as const;
      const { due_date } = await affinity.v1.reminders.create({ body });
      expect(Date.parse(due_date)).toBe(Date.parse('2026-11-30T12:00:00Z'));
    },
    'is due at midnight Pacific of a bare date': async ({ affinity }) => {
      const { due_date } = await affinity.v1.reminders.create({ body: { owner_id: 5101, type: 0, due_date: '2027-01-05' } });
      expect(Date.parse(due_date)).toBe(Date.parse('2027-01-05T08:00:00Z'));
    },
    'is put off by what resets it [v1.reminders.reset-by-interaction]': async ({ affinity }) => {
      const body = { owner_id: 5101, type: 1, reset_type: 2, reminder_days: 10, person_id: 90211 } as const;
      const { id } = await affinity.v1.reminders.create({ body });
      const meeting = { type: 0, person_ids: [5101, 90211], content: 'Met', date: '2026-11-20T11:00:00Z' } as const;
      await affinity.v1.interactions.create({ body: { ...meeting, person_ids: [...meeting.person_ids] } });
      const { due_date } = await affinity.v1.reminders.get({ reminder_id: id });
      expect(Date.parse(due_date)).toBeGreaterThanOrEqual(Date.parse('2026-11-30T11:00:00Z'));
    },
  },
  raw: {
    line: 'POST /reminders',
    body: { owner_id: 5102, type: 0, content: 'Send the terms', due_date: '2026-11-10T09:00:00Z', organization_id: 70455 },
    status: 200,
    answer: { ...once, id: anId },
  },
  refuses: {
    'one that is due once, and never [v1.reminders.conditional-fields]': [
      'POST /reminders',
      unprocessable(/due_date/),
      { body: { owner_id: 5101, type: 0 } },
    ],
    'one that recurs without its days': [
      'POST /reminders',
      unprocessable(/reminder_days/),
      { body: { owner_id: 5101, type: 1, reset_type: 0 } },
    ],
    'two records': [
      'POST /reminders',
      unprocessable(),
      { body: { owner_id: 5101, type: 0, due_date: '2027-01-01', person_id: 90211, organization_id: 70455 } },
    ],
    'an owner from outside': ['POST /reminders', unprocessable(), { body: { owner_id: 90211, type: 0, due_date: '2027-01-01' } }],
    'an internal person as its subject [v1.reminders.external-persons-only]': [
      'POST /reminders',
      unprocessable(),
      { body: { owner_id: 5101, type: 0, due_date: '2027-01-01', person_id: 5102 } },
    ],
    'one that recurs and is completed': [
      'POST /reminders',
      unprocessable(),
      { body: { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 3, is_completed: true } },
    ],
    'no day at all': [
      'POST /reminders',
      unprocessable(/reminder_days/),
      { body: { owner_id: 5101, type: 1, reset_type: 0, reminder_days: 0 } },
    ],
  },
});

proves('v1.reminders.update', {
  does: {
    'completes one, and v2 says by whom': async ({ affinity }) => {
      const updated = await affinity.v1.reminders.update({ reminder_id: 15701, body: { is_completed: true } });
      expect(updated).toMatchObject({ status: 0, completer: ref.mira });
      expect(await affinity.v2.reminders.get({ reminderId: 15701 })).toMatchObject({ status: 'completed', completer: { id: 5101 } });
    },
    'lets its owner change it too': async ({ as, affinity }) => {
      await as(keys.tomas).v1.reminders.update({ reminder_id: 15700, body: { reminder_days: 45 } });
      expect(await affinity.v2.reminders.get({ reminderId: 15700 })).toMatchObject({ recurrence: { periodDays: 45 } });
    },
  },
  raw: { line: 'PUT /reminders/15701', body: { content: 'Send them' }, status: 200, answer: { ...once, content: 'Send them' } },
  refuses: {
    'somebody who neither made nor owns it [v1.reminders.creator-or-owner]': [
      'PUT /reminders/15700',
      denied(),
      { as: keys.ines, body: { content: 'x' } },
    ],
    'to complete one that recurs': ['PUT /reminders/15700', unprocessable(), { body: { is_completed: true } }],
    'an owner from outside': ['PUT /reminders/15700', unprocessable(), { body: { owner_id: 90211 } }],
  },
});

proves('v1.reminders.delete', {
  does: {
    'is gone from both versions': async ({ affinity, send }) => {
      await affinity.v1.reminders.delete({ reminder_id: 15700 });
      expect((await send('GET /v2/reminders/15700')).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /reminders/15701', status: 200, answer: success },
  refuses: { 'somebody who neither made nor owns it': ['DELETE /reminders/15700', denied(), { as: keys.ines }] },
});
