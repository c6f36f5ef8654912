import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import { named } from './names.ts';

const directions: Readonly<Record<number, string>> = { 0: 'sent', 1: 'received' };
const personTypes: Readonly<Record<number, string>> = { 0: 'external', 1: 'internal', 2: 'collaborator' };

/** Somebody as v2 has them; what is none stays as it is, and is rejected as such. */
const personOf = (raw: unknown): unknown =>
  isObject(raw) ? { id: raw['id'], primaryEmailAddress: raw['primary_email'], type: named(personTypes, raw['type']) } : raw;

const arrayIn = (raw: JsonObject, key: string): readonly unknown[] => {
  const value = raw[key];
  return Array.isArray(value) ? value : [];
};

const previewOf = (people: readonly unknown[]): JsonObject => ({ data: people, totalCount: people.length });

const hasAddress = (person: unknown, address: unknown): boolean =>
  isObject(person) &&
  typeof address === 'string' &&
  arrayIn(person, 'emails').some((email) => typeof email === 'string' && email.toLowerCase() === address.toLowerCase());

/** Everybody of a meeting or call: the addresses that were invited, each with its person, and persons of whom none was. */
const attendeesOf = (raw: JsonObject): readonly unknown[] => {
  const left = [...arrayIn(raw, 'persons')];
  const invited = arrayIn(raw, 'attendees').map((emailAddress) => {
    const at = left.findIndex((person) => hasAddress(person, emailAddress));
    const [person] = at < 0 ? [null] : left.splice(at, 1);
    return { emailAddress, person: personOf(person) };
  });
  return [...invited, ...left.map(personOf)];
};

/** Who logged it; what nobody logged was synchronised. */
const loggingOf = ({ manual_creator_id: creator }: JsonObject): JsonObject =>
  isId(creator) ? { loggingType: 'manual', creator: { id: creator } } : { loggingType: 'automated' };

/** An e-mail as `GET /v2/emails` shows it. */
export const emailOf = (raw: JsonObject): JsonObject => ({
  id: raw['id'],
  subject: raw['subject'],
  sentAt: raw['date'],
  direction: named(directions, raw['direction']),
  loggingType: 'automated',
  from: personOf(raw['from']),
  toParticipantsPreview: previewOf(arrayIn(raw, 'to').map(personOf)),
  ccParticipantsPreview: previewOf(arrayIn(raw, 'cc').map(personOf)),
});

/** A meeting or call as `GET /v2/meetings` and `GET /v2/calls` show them. */
export const meetingOf = (raw: JsonObject): JsonObject => ({
  id: raw['id'],
  title: raw['title'],
  startTime: raw['start_time'] ?? raw['date'],
  endTime: raw['end_time'],
  ...loggingOf(raw),
  attendeesPreview: previewOf(attendeesOf(raw)),
  updatedAt: raw['updated_at'],
});

/** A chat message as `GET /v2/chat-messages` shows it. */
export const chatMessageOf = (raw: JsonObject): JsonObject => ({
  id: raw['id'],
  sentAt: raw['date'],
  direction: named(directions, raw['direction']),
  ...loggingOf(raw),
  participantsPreview: previewOf(arrayIn(raw, 'persons').map(personOf)),
});
