import { describe, expect, it } from 'vitest';
import { decodeQuery } from '../wire.ts';
import { InteractionPage, InteractionToBeCreated, interactions } from './interactions.ts';

const issuesOf = (search: string) =>
  interactions.list.query
    .safeParse(decodeQuery(interactions.list, new URLSearchParams(search)))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

const year2025 = 'type=3&start_time=2025-01-01&end_time=2026-01-01';
const ofPerson = (times: string) => issuesOf(`type=0&person_id=1&${times}`);

describe('the query of the interactions', () => {
  it.each(['person_id=1', 'organization_id=2', 'opportunity_id=3', 'person_id=1&internal_person_id=5101&direction=1&logging_type=0'])(
    'takes a year with %s',
    (search) => {
      expect(issuesOf(`${year2025}&${search}`)).toBeUndefined();
    },
  );

  it.each(['', '&internal_person_id=5101'])('needs a record beside "%s"', (search) => {
    expect(issuesOf(year2025 + search)).toEqual([': One of person_id, organization_id and opportunity_id is required']);
  });

  it('needs a type and both times', () => {
    expect(issuesOf('person_id=1')?.map((issue) => issue.split(':')[0])).toEqual(['type', 'start_time', 'end_time']);
  });

  it('ends after it starts', () => {
    const refusal = ['end_time: start_time must be before end_time'];
    expect(ofPerson('start_time=2025-01-02&end_time=2025-01-01')).toEqual(refusal);
    expect(ofPerson('start_time=2025-01-02&end_time=2025-01-02T00:00:00Z')).toEqual(refusal);
    expect(ofPerson('start_time=2025-01-02&end_time=2025-01-02T00:00:00.001Z')).toBeUndefined();
  });

  it('spans 365 days at most, in leap years too', () => {
    const refusal = ['end_time: start_time and end_time must be within one year of each other'];
    expect(ofPerson('start_time=2024-01-01&end_time=2024-12-31')).toBeUndefined();
    expect(ofPerson('start_time=2024-01-01&end_time=2025-01-01')).toEqual(refusal);
    expect(ofPerson('start_time=2025-01-01&end_time=2026-01-01T00:00:00.001Z')).toEqual(refusal);
  });
});

describe('InteractionPage', () => {
  const ada = { id: 90_211, type: 0, first_name: 'Ada', last_name: null, primary_email: null, emails: [] };
  const call = {
    id: 7,
    type: 1,
    date: '2025-02-14T17:09:35.691-08:00',
    title: 'Call',
    start_time: '2025-02-14T17:09:35.691-08:00',
    end_time: null,
    updated_at: null,
    manual_creator_id: null,
    attendees: [],
    persons: [ada],
    notes: [],
    logging_type: 0,
    v2_id: null,
  };
  const chat = {
    id: 7,
    type: 2,
    date: '2025-02-07T08:26:26.374-08:00',
    direction: 0,
    manual_creator_id: 5101,
    persons: [ada],
    notes: [21_500],
  };

  it.each([
    { events: [call, { ...call, type: 0 }], next_page_token: 'c' },
    { chat_messages: [chat], next_page_token: null },
    { emails: [] },
  ])('takes %j and keeps all of it', (page) => {
    expect(InteractionPage.parse(page)).toEqual(page);
  });

  it.each([{ events: [chat] }, { chat_messages: [call] }, { meetings: [call] }, [call]])('refuses %j', (page) => {
    expect(InteractionPage.safeParse(page).success).toBe(false);
  });
});

describe('an interaction to log', () => {
  const meeting = { type: 0, person_ids: [5101, 90_211], content: 'Pilot scope', date: '2025-02-14' };
  const accepted = (body: object): boolean => InteractionToBeCreated.safeParse(body).success;

  it('is a meeting, a call, or a chat message with its direction', () => {
    expect(accepted(meeting)).toBe(true);
    expect(accepted({ ...meeting, type: 1 })).toBe(true);
    expect(accepted({ ...meeting, type: 2, direction: 1 })).toBe(true);
  });

  it('is no e-mail, and has persons, a content, a date and what its type needs', () => {
    expect(accepted({ ...meeting, type: 3 })).toBe(false);
    expect(accepted({ ...meeting, type: 2 })).toBe(false);
    expect(accepted({ ...meeting, person_ids: [] })).toBe(false);
    for (const name of ['type', 'person_ids', 'content', 'date']) expect(accepted({ ...meeting, [name]: undefined })).toBe(false);
  });
});
