import {
  type V1ChatMessage,
  type V1Email,
  type V1Interaction,
  type V1Meeting,
  type V1PersonRef,
  v1InteractionDirections,
  v1InteractionTypes,
} from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { pacificText } from '../state/pacific.ts';
import { personRef } from './refs.ts';

/** Codes of what v2 names (v1 reference, section 4.2). */
export const interactionCodes = {
  meeting: v1InteractionTypes.meeting,
  call: v1InteractionTypes.call,
  'chat-message': v1InteractionTypes.chatMessage,
  email: v1InteractionTypes.email,
} as const;

const { sent, received } = v1InteractionDirections;

interface Facts {
  readonly persons: ReadonlyMap<number, V1PersonRef>;
  readonly notes: ReadonlyMap<number, readonly number[]>;
}

/** Somebody of whom nothing but the id is left. */
const nobody = (id: number): V1PersonRef => ({ id, type: 0, first_name: null, last_name: null, primary_email: null, emails: [] });

const directionOf = ({ direction }: InteractionRow) => (direction === 'sent' ? sent : received);

const timeOf = (instant: string | null): string | null => (instant === null ? null : pacificText(instant));

const meeting = (row: InteractionRow, { persons, notes }: Facts): V1Meeting => {
  const people = row.people.flatMap((id) => persons.get(id) ?? []);
  const date = pacificText(row.at);
  return {
    id: row.id,
    type: row.type === 'call' ? v1InteractionTypes.call : v1InteractionTypes.meeting,
    date,
    title: row.title ?? '',
    start_time: date,
    end_time: timeOf(row.endsAt),
    updated_at: timeOf(row.updatedAt),
    manual_creator_id: row.creatorId,
    attendees: people.flatMap(({ primary_email }) => primary_email ?? []),
    persons: people,
    notes: [...(notes.get(row.key) ?? [])],
    logging_type: Number(row.creatorId !== null),
    ...(row.type === 'meeting' && { v2_id: row.id }),
  };
};

const chat = (row: InteractionRow, { persons, notes }: Facts): V1ChatMessage => ({
  id: row.id,
  type: v1InteractionTypes.chatMessage,
  date: pacificText(row.at),
  direction: directionOf(row),
  manual_creator_id: row.creatorId,
  persons: row.people.flatMap((id) => persons.get(id) ?? []),
  notes: [...(notes.get(row.key) ?? [])],
});

const subjectOf = ({ caller }: RequestContext, { title, isPrivate, people }: InteractionRow): string =>
  isPrivate && !people.includes(caller.userId) ? '********' : (title ?? '');

const email = (context: RequestContext, row: InteractionRow, { persons }: Facts): V1Email => {
  const [from = 0] = row.people;
  const end = row.toCount + 1;
  const refs = (ids: readonly number[]): V1PersonRef[] => ids.flatMap((id) => persons.get(id) ?? []);
  return {
    id: row.id,
    type: v1InteractionTypes.email,
    date: pacificText(row.at),
    subject: subjectOf(context, row),
    direction: directionOf(row),
    from: persons.get(from) ?? nobody(from),
    to: refs(row.people.slice(1, end)),
    cc: refs(row.people.slice(end)),
  };
};

const factsOf = ({ state }: RequestContext, rows: readonly InteractionRow[]): Facts => {
  const people = state.persons.byIds(new Set(rows.flatMap((row) => row.people)));
  const notes = new Map(
    rows.filter(({ type }) => type !== 'email').map((row) => [row.key, state.notes.allOfInteraction(row.type, row.id)]),
  );
  return { persons: new Map(people.map((person) => [person.id, personRef(person)])), notes };
};

/** Meetings and calls. */
export const shownMeetings = (context: RequestContext, rows: readonly InteractionRow[]): V1Meeting[] => {
  const facts = factsOf(context, rows);
  return rows.map((row) => meeting(row, facts));
};

/** Chat messages. */
export const shownChats = (context: RequestContext, rows: readonly InteractionRow[]): V1ChatMessage[] => {
  const facts = factsOf(context, rows);
  return rows.map((row) => chat(row, facts));
};

/** E-mails, without their texts. */
export const shownEmails = (context: RequestContext, rows: readonly InteractionRow[]): V1Email[] => {
  const facts = factsOf(context, rows);
  return rows.map((row) => email(context, row, facts));
};

/** An interaction of whatever type. */
export const shownInteraction = (context: RequestContext, row: InteractionRow): V1Interaction => {
  const facts = factsOf(context, [row]);
  if (row.type === 'email') return email(context, row, facts);
  return row.type === 'chat-message' ? chat(row, facts) : meeting(row, facts);
};
