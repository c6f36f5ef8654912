import { interactionParticipants, interactions } from '../replica/tables/interactions.ts';
import type { PageRows } from './page-rows.ts';
import { isId, isObject, type JsonObject, microsOf } from './record-reader.ts';

/** Kinds of interactions, as the API calls them. */
export type InteractionType = 'email' | 'meeting' | 'call' | 'chat-message';

/** An interaction, and who told of it. */
export interface InteractionKey {
  readonly type: InteractionType;
  readonly id: number;
  readonly source: 'stream' | 'value';
}

const textIn = (raw: JsonObject, key: string): string | null => (typeof raw[key] === 'string' ? raw[key] : null);

/** Somebody who took part, as an attendee with an address or as a person alone. */
const participantOf = (raw: unknown): readonly [personId: number | null, email: string | null, type: string | null] | undefined => {
  if (!isObject(raw)) return undefined;
  const person = 'person' in raw ? raw['person'] : raw;
  const email = textIn(raw, 'emailAddress');
  // Somebody whom Affinity does not know: an address, or nothing.
  if (person === null) return [null, email, null];
  if (!isObject(person) || !isId(person['id'])) return undefined;
  return [person['id'], email ?? textIn(person, 'primaryEmailAddress'), textIn(person, 'type')];
};

/** Adds those who took part in one role. Gives those that could not be read, with their positions. */
export const addParticipants = (
  out: PageRows,
  { type, id, source }: InteractionKey,
  [role, people]: readonly [role: string, people: readonly unknown[]],
): readonly (readonly [number, unknown])[] => {
  const unread: (readonly [number, unknown])[] = [];
  for (const [ordinal, raw] of people.entries()) {
    const participant = participantOf(raw);
    if (participant) out.of(interactionParticipants).add(type, id, role, ordinal, ...participant, source);
    else unread.push([ordinal, raw]);
  }
  return unread;
};

interface ValueShape {
  readonly time: string;
  readonly subject: string | null;
  readonly roles: readonly (readonly [role: string, key: string])[];
}

/** Where an interaction inside a field value keeps what; not the shapes of its own endpoint (v2 reference, section 8.3). */
const shapes: Readonly<Record<InteractionType, ValueShape>> = {
  email: {
    time: 'sentAt',
    subject: 'subject',
    roles: [
      ['from', 'from'],
      ['to', 'to'],
      ['cc', 'cc'],
    ],
  },
  meeting: { time: 'startTime', subject: 'title', roles: [['attendee', 'attendees']] },
  call: { time: 'startTime', subject: null, roles: [['attendee', 'attendees']] },
  'chat-message': { time: 'sentAt', subject: null, roles: [['participant', 'participants']] },
};

const micros = (raw: JsonObject, key: string): number | null => microsOf(textIn(raw, key) ?? '') ?? null;

const peopleIn = (raw: JsonObject, key: string): readonly unknown[] => {
  const people = raw[key];
  return Array.isArray(people) ? people : isObject(people) ? [people] : [];
};

/** Adds the interaction that a field value holds, once for each page; what is not understood of it stays in the value. */
export const addInteractionValue = (out: PageRows, data: unknown): void => {
  if (!isObject(data) || !isId(data['id']) || typeof data['type'] !== 'string' || !Object.hasOwn(shapes, data['type'])) return;
  const key: InteractionKey = { type: data['type'] as InteractionType, id: data['id'], source: 'value' };
  const { time, subject, roles } = shapes[key.type];
  const startedAt = micros(data, time);
  if (startedAt === null || !out.isNew(`${key.type} ${key.id}`)) return;
  const when = [startedAt, micros(data, 'endTime'), typeof data['allDay'] === 'boolean' ? data['allDay'] : null] as const;
  const creator = isObject(data['manualCreator']) && isId(data['manualCreator']['id']) ? data['manualCreator']['id'] : null;
  const groups = roles.map(([role, name]) => [role, peopleIn(data, name)] as const);
  const count = groups.reduce((sum, [, people]) => sum + people.length, 0);
  const what = [key.type, key.id, subject === null ? null : textIn(data, subject)] as const;
  out.of(interactions).add(...what, ...when, textIn(data, 'direction'), null, creator, count, null, null, key.source);
  for (const group of groups) addParticipants(out, key, group);
};
