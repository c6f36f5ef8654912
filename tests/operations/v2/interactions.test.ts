import { filterText } from '@affinity-kit/contract';
import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { validation } from '../support/refusals.ts';
import { anInstant, data, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const attendee = {
  mira: { emailAddress: 'mira@harborlight.example', person: data.mira },
  tomas: { emailAddress: 'tomas@harborlight.example', person: data.tomas },
  ada: { emailAddress: 'ada@kestrelrobotics.example', person: data.ada },
};

proves('v2.calls.list', {
  does: {
    'shows one that v1 logged, always by hand': async ({ affinity }) => {
      const body = { type: 1 as const, person_ids: [5101, 90212], content: 'Asked.', date: '2026-11-19T10:00:00Z' };
      const { id } = await affinity.v1.interactions.create({ body });
      const { data: calls } = await affinity.v2.calls.list({ filter: 'startTime>2026-11-01T00:00:00Z' });
      expect(calls).toMatchObject([{ id, loggingType: 'manual', creator: { person: { id: 5101 } } }]);
    },
  },
  raw: {
    line: 'GET /v2/calls?filter=id%3D1',
    status: 200,
    answer: {
      data: [
        {
          id: 1,
          loggingType: 'manual',
          title: null,
          startTime: '2026-05-05T10:00:00.000Z',
          endTime: null,
          allDay: false,
          creator: attendee.tomas,
          createdAt: '2026-05-05T10:00:00.000Z',
          updatedAt: null,
          attendeesPreview: { data: [attendee.tomas, attendee.ada], totalCount: 2 },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: { 'to be filtered by anything else': ['GET /v2/calls?filter=title%3Dx', validation('filter')] },
});

proves('v2.chatMessages.list', {
  does: {
    'finds by time': async ({ affinity }) => {
      const found = async (text: string) =>
        (await affinity.v2.chatMessages.list({ filter: filterText('GET /v2/chat-messages', text) })).data.length;
      expect([await found('sentAt>=2026-05-06T10:00:00Z'), await found('sentAt>2026-05-06T10:00:00Z')]).toEqual([1, 0]);
    },
  },
  raw: {
    line: 'GET /v2/chat-messages',
    status: 200,
    answer: {
      data: [
        {
          id: 1,
          sentAt: '2026-05-06T10:00:00.000Z',
          loggingType: 'manual',
          direction: 'received',
          creator: data.mira,
          createdAt: '2026-05-06T10:00:00.000Z',
          updatedAt: null,
          participantsPreview: { data: [data.mira, data.ada], totalCount: 2 },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: {
    'to be filtered by a time that it has not': ['GET /v2/chat-messages?filter=startTime%3E2026-01-01T00%3A00%3A00Z', validation('filter')],
  },
});

proves('v2.emails.list', {
  does: {
    'masks the subject from who may not see it [v2.emails.masked-subjects]': async ({ affinity, as }) => {
      const subject = async (client: typeof affinity) => (await client.v2.emails.list({ filter: 'id=4' })).data[0]?.subject;
      expect([await subject(affinity), await subject(as(keys.tomas))]).toEqual(['Salary', '********']);
    },
    'tells what was sent from what came': async ({ affinity }) => {
      const { data: emails } = await affinity.v2.emails.list();
      expect(emails.map(({ id, direction }) => [id, direction])).toEqual([
        [1, 'sent'],
        [2, 'received'],
        [3, 'sent'],
        [4, 'sent'],
      ]);
    },
  },
  raw: {
    line: 'GET /v2/emails?filter=sentAt%3E%3D2026-05-02T00%3A00%3A00Z%20%26%20sentAt%3C2026-05-03T00%3A00%3A00Z',
    status: 200,
    answer: {
      data: [
        {
          id: 2,
          sentAt: '2026-05-02T10:00:00.000Z',
          loggingType: 'automated',
          direction: 'received',
          subject: 'Re: Pilot',
          createdAt: '2026-05-02T10:00:00.000Z',
          updatedAt: null,
          from: attendee.ada,
          toParticipantsPreview: { data: [attendee.mira], totalCount: 1 },
          ccParticipantsPreview: { data: [], totalCount: 0 },
        },
      ],
      pagination: onlyPage,
    },
  },
  refuses: { 'to be filtered by subject': ['GET /v2/emails?filter=subject%3DPilot', validation('filter')] },
});

const demo = {
  id: 77,
  loggingType: 'automated',
  title: 'Demo',
  startTime: '2026-04-01T08:00:00.000Z',
  endTime: '2026-04-01T09:00:00.000Z',
  allDay: false,
  creator: attendee.mira,
  organizer: attendee.mira,
  createdAt: anInstant,
  updatedAt: null,
  attendeesPreview: { data: [attendee.mira, attendee.ada], totalCount: 2 },
};

proves('v2.meetings.list', {
  does: {
    'shows past ones and those to come': async ({ affinity, sandbox }) => {
      const at = `startTime>${sandbox.clock.now().toISOString()}` as const;
      expect((await affinity.v2.meetings.list({ filter: at })).data.map(({ id }) => id)).toEqual([78]);
      expect((await affinity.v2.meetings.list({ filter: `!(${at})` })).data.map(({ id }) => id)).toEqual([77]);
    },
  },
  raw: { line: 'GET /v2/meetings?filter=id%3D77', status: 200, answer: { data: [demo], pagination: onlyPage } },
  refuses: {
    'to be filtered by what calls have not either': ['GET /v2/meetings?filter=sentAt%3E2026-01-01T00%3A00%3A00Z', validation('filter')],
  },
});

proves('v2.meetings.get', {
  does: {
    'is the meeting that a note is on': async ({ affinity }) => {
      const note = await affinity.v2.notes.get({ noteId: 21503 });
      const meetingId = 'interaction' in note ? (note.interaction?.id ?? 0) : 0;
      expect((await affinity.v2.meetings.get({ meetingId })).title).toBe('Demo');
    },
  },
  raw: { line: 'GET /v2/meetings/77', status: 200, answer: demo },
});
