import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { forbidden, rejected, validation } from '../support/refusals.ts';
import { anId, anInstant, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const once = {
  id: 15701,
  type: 'one-time',
  status: 'overdue',
  content: 'Send the terms',
  dueDate: '2026-11-01T09:00:00.000Z',
  creator: { id: 5101 },
  owner: { id: 5102 },
  completer: null,
  completedAt: null,
  recurrence: null,
  company: { id: 70455 },
  person: null,
  opportunity: null,
  createdAt: anInstant,
  updatedAt: null,
};

proves('v2.reminders.list', {
  does: {
    'shows the soonest due first, by what a filter says [v2.reminders.order]': async ({ affinity }) => {
      const found = async (text = '') =>
        (await affinity.v2.reminders.list({ filter: filterText('GET /v2/reminders', text) })).data.map(({ id }) => id);
      expect(await found()).toEqual([15701, 15700]);
      expect(await found('type=recurring')).toEqual([15700]);
      expect(await found('status=overdue&owner.id=5102')).toEqual([15701]);
      expect(await found('owner.id!=5102')).toEqual([]);
      expect(await found('person.id=90211|company.id=70455')).toEqual([15701, 15700]);
      expect(await found('resetTrigger=email')).toEqual([15700]);
      expect(await found('dueDate>2026-12-01T00:00:00Z')).toEqual([15700]);
    },
  },
  raw: {
    line: 'GET /v2/reminders?filter=status%3Doverdue&totalCount=true',
    status: 200,
    answer: { data: [once], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: { 'to be filtered by anything else': ['GET /v2/reminders?filter=content%3Dx', validation('filter')] },
});

proves('v2.reminders.get', {
  does: {
    'shows how it recurs': async ({ affinity }) => {
      expect(await affinity.v2.reminders.get({ reminderId: 15700 })).toMatchObject({
        type: 'recurring',
        recurrence: { resetTrigger: 'email', periodDays: 30 },
        person: { id: 90211 },
      });
    },
  },
  raw: { line: 'GET /v2/reminders/15701', status: 200, answer: once },
});

const terms = {
  type: 'one-time',
  owner: { id: 5102 },
  content: 'Send the terms',
  dueDate: '2026-11-01T09:00:00Z',
  entity: { type: 'company', id: 70455 },
};
const monthly = {
  type: 'recurring',
  owner: { id: 5101 },
  entity: { type: 'person', id: 90211 },
  recurrence: { resetTrigger: 'interaction', periodDays: 30 },
};

proves('v2.reminders.create', {
  does: {
    'is due after its period where it recurs [v2.reminders.recurring-due-date]': async ({ send, affinity }) => {
      const { body } = await send('POST /v2/reminders', { body: monthly });
      expect(body).toMatchObject({ status: 'active', dueDate: '2026-12-20T12:00:00.000Z', completedAt: null });
      expect(await affinity.v1.reminders.get({ reminder_id: body.id })).toMatchObject({ type: 1, reset_type: 0, reminder_days: 30 });
    },
  },
  raw: { line: 'POST /v2/reminders', body: terms, status: 201, answer: { ...once, id: anId } },
  refuses: {
    'one on nothing': ['POST /v2/reminders', validation('entity'), { body: { ...terms, entity: undefined } }],
    'one that is due once, and never': ['POST /v2/reminders', validation('dueDate'), { body: { ...terms, dueDate: undefined } }],
    'an owner from outside': ['POST /v2/reminders', rejected, { body: { ...terms, owner: { id: 90211 } } }],
    'an internal person as its subject [v2.reminders.external-persons-only]': [
      'POST /v2/reminders',
      rejected,
      { body: { ...terms, entity: { type: 'person', id: 5101 } } },
    ],
    'a period of ten years and a day [v2.reminders.period]': [
      'POST /v2/reminders',
      validation('recurrence.periodDays'),
      { body: { ...monthly, recurrence: { resetTrigger: 'email', periodDays: 3651 } } },
    ],
    'a day of the last century [v2.reminders.due-range]': [
      'POST /v2/reminders',
      validation('dueDate'),
      { body: { ...terms, dueDate: '1999-12-31T00:00:00Z' } },
    ],
    'a record that there is not': [
      'POST /v2/reminders',
      { status: expect.toSatisfy((status) => status === 400 || status === 404), body: expect.anything() },
      { body: { ...terms, entity: { type: 'company', id: 999 } } },
    ],
  },
});

proves('v2.reminders.update', {
  does: {
    'completes and reopens one that is due once [v2.reminders.complete]': async ({ affinity, as }) => {
      const target = { reminderId: 15701 };
      await as(keys.tomas).v2.reminders.update({ ...target, body: { completedAt: '2026-11-20T11:00:00Z' } });
      expect(await affinity.v2.reminders.get(target)).toMatchObject({
        status: 'completed',
        completedAt: '2026-11-20T11:00:00.000Z',
        completer: { id: 5102 },
      });
      expect((await affinity.v1.reminders.get({ reminder_id: 15701 })).status).toBe(0);
      await affinity.v2.reminders.update({ ...target, body: { completedAt: null } });
      expect(await affinity.v2.reminders.get(target)).toMatchObject({ status: 'overdue', completedAt: null });
    },
    'puts one that recurs off by its period [v2.reminders.recurring-never-completes]': async ({ affinity }) => {
      await affinity.v2.reminders.update({ reminderId: 15700, body: { completedAt: '2026-11-20T11:00:00Z' } });
      expect(await affinity.v2.reminders.get({ reminderId: 15700 })).toMatchObject({
        dueDate: '2027-01-21T16:56:20.000Z',
        completedAt: null,
      });
    },
    'clears its text with null': async ({ affinity }) => {
      await affinity.v2.reminders.update({ reminderId: 15700, body: { content: null, recurrence: { periodDays: 7 } } });
      expect(await affinity.v2.reminders.get({ reminderId: 15700 })).toMatchObject({
        content: null,
        recurrence: { resetTrigger: 'email', periodDays: 7 },
      });
    },
  },
  raw: { line: 'POST /v2/reminders/15701', body: { content: 'Send them' }, status: 204 },
  refuses: {
    'somebody who neither made nor owns it [v2.reminders.creator-or-owner]': [
      'POST /v2/reminders/15701',
      forbidden(),
      { as: keys.ines, body: { content: 'x' } },
    ],
    'to reopen one that recurs': ['POST /v2/reminders/15700', rejected, { body: { completedAt: null } }],
    'a period where it is due once': ['POST /v2/reminders/15701', rejected, { body: { recurrence: { periodDays: 3 } } }],
  },
});

proves('v2.reminders.delete', {
  does: {
    'is gone from both versions, its owner may do so': async ({ as, send }) => {
      await as(keys.tomas).v2.reminders.delete({ reminderId: 15700 });
      expect((await send('GET /reminders/15700')).status).toBe(422);
    },
  },
  raw: { line: 'DELETE /v2/reminders/15701', status: 204 },
  refuses: { 'somebody who neither made nor owns it': ['DELETE /v2/reminders/15701', forbidden(), { as: keys.ines }] },
});
