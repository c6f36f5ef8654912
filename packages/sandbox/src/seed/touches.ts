import type { Company } from './company-book.ts';
import { atWork, atWorkBefore, dayMs, iso } from './dates.ts';
import { ids } from './ids.ts';
import type { StoredInteraction, StoredValue } from './model.ts';
import type { Person } from './person-book.ts';
import { type Random, randomOf, topic, weighted } from './random.ts';
import type { Member } from './team.ts';
import { firm } from './team.ts';

/** Cells of relationship intelligence, by field id. */
export type TouchCells = Record<string, StoredInteraction>;

/** Somebody outside, the member who knows them, and since when. */
export interface Acquaintance {
  readonly person: Person;
  readonly company: Company;
  readonly member: Member;
  readonly colleague: Member;
  readonly now: number;
  readonly seed: number;
}

/** No contact, mail only, meetings, or close: with chat and a date in the calendar. */
const leadCloseness = weighted([
  [0, 26],
  [1, 34],
  [2, 28],
  [3, 12],
]);
const otherCloseness = weighted([
  [0, 62],
  [1, 25],
  [2, 10],
  [3, 3],
]);

const sentSubjects: readonly ((company: string) => string)[] = [
  (company) => `Intro: ${company} <> ${firm.name}`,
  () => 'Quick follow-up from our call',
  (company) => `Congrats on the launch, ${company} team! 🎉`,
  () => 'Coffee next week?',
  (company) => `${company}: a few questions`,
  () => 'Re: reference calls',
];
const receivedSubjects: readonly ((company: string) => string)[] = [
  (company) => `Re: Intro: ${company} <> ${firm.name}`,
  (company) => `Re: Re: ${company} deck`,
  (company) => `${company}: investor update`,
  (company) => `${company} — data room access`,
  () => 'Re: coffee next week?',
  (company) => `Fwd: ${company} raising`,
];
const titles: readonly ((company: string) => string)[] = [
  (company) => `${firm.name} / ${company}: intro call`,
  (company) => `${company} — product deep dive`,
  (company) => `Partner meeting: ${company}`,
  () => 'Coffee ☕',
  (company) => `${company} <> Larkmoor catch-up`,
  () => 'Dinner with founders',
];

export const isInteraction = (value: StoredValue | undefined): value is StoredInteraction =>
  typeof value === 'object' && !Array.isArray(value) && 'type' in value;

/** When an interaction began, or was sent, in milliseconds. */
export const timeOf = (stored: StoredInteraction): number => Date.parse('sentAt' in stored ? stored.sentAt : stored.startTime);

/** Mail, meetings and messages with one person; empty for somebody with whom there were none. */
export const touchesWith = (acquaintance: Acquaintance): TouchCells => {
  const cells: TouchCells = {};
  const { person, seed, now } = acquaintance;
  const random = randomOf(seed, topic.interactions, person.index);
  const closeness = person.rank === 0 ? leadCloseness(random) : otherCloseness(random);
  if (closeness === 0 || person.email === null) return cells;
  const moments = momentsBetween(person.createdAt, now, random);
  const { late, later, second } = moments;
  const lastEmail = mail(acquaintance, { at: late, nth: 1, random });
  cells['first-email'] = mail(acquaintance, { at: moments.first, nth: 0, random });
  cells['last-email'] = lastEmail;
  cells['last-contact'] = lastEmail;
  if (closeness >= 2) addMeetings(cells, acquaintance, { moments, random });
  if (closeness === 3) {
    cells['first-chat-message'] = message(acquaintance, { at: second, nth: 0, random });
    cells['last-chat-message'] = message(acquaintance, { at: Math.min(late, later), nth: 1, random });
    cells['next-event'] = meeting(acquaintance, { at: atWork(now + random.between(5, 33) * dayMs), nth: 2, random });
  }
  return withLatestContact(cells);
};

/** Those among which the last contact is found, the one that wins a tie last. */
const contacts = ['last-event', 'last-contact', 'last-chat-message', 'last-email'] as const;

const withLatestContact = (cells: TouchCells): TouchCells => {
  let latest: StoredInteraction | undefined;
  for (const slug of contacts) {
    const value = cells[slug];
    if (value !== undefined && (latest === undefined || timeOf(value) >= timeOf(latest))) latest = value;
  }
  return latest === undefined ? cells : { ...cells, 'last-contact': latest };
};

/** Several people's touches as those of a record that they belong to: the earliest of the firsts, the latest of the lasts, the nearest to come. */
export const uniteTouches = (all: Iterable<TouchCells>): TouchCells => {
  const united: TouchCells = {};
  for (const touches of all) {
    for (const [slug, value] of Object.entries(touches)) {
      const known = united[slug];
      const isLast = slug.startsWith('last-');
      if (known === undefined || (isLast ? timeOf(value) >= timeOf(known) : timeOf(value) < timeOf(known))) united[slug] = value;
    }
  }
  return united;
};

const addMeetings = (cells: TouchCells, acquaintance: Acquaintance, { moments, random }: { moments: Moments; random: Random }): void => {
  const { late, later, second } = moments;
  const lastEvent = meeting(acquaintance, { at: later, nth: 1, random });
  cells['first-event'] = meeting(acquaintance, { at: second, nth: 0, random });
  cells['last-event'] = lastEvent;
  if (later > late) cells['last-contact'] = lastEvent;
  if (random.chance(0.12))
    cells['last-contact'] = call(acquaintance, atWorkBefore(Math.max(late, later) + dayMs, acquaintance.now - 1_800_000));
};

type Moments = ReturnType<typeof momentsBetween>;

/** The nth exchange of its kind. */
interface Exchange {
  readonly at: number;
  readonly nth: number;
  readonly random: Random;
}

/** Four moments in order, the last two biased towards today. */
const momentsBetween = (since: number, now: number, random: Random) => {
  const span = now - since;
  const place = (share: number): number => atWorkBefore(since + span * share, now - 3_600_000);
  const first = random.next() * 0.2;
  const second = first + random.next() * 0.2;
  const late = second + (1 - second) * Math.sqrt(random.next());
  const later = second + (1 - second) * Math.sqrt(random.next());
  return { first: place(first), second: place(second), late: place(late), later: place(later) };
};

const mail = ({ person, company, member, colleague }: Acquaintance, { at, nth, random }: Exchange): StoredInteraction => {
  const sent = random.chance(0.5);
  return {
    type: 'email',
    id: ids.email.idAt(person.index * 2 + nth),
    subject: random.chance(0.03) ? null : random.pick(sent ? sentSubjects : receivedSubjects)(company.name),
    sentAt: iso(at),
    from: sent ? member.id : person.id,
    to: [sent ? person.id : member.id],
    cc: random.chance(0.3) && colleague !== member ? [colleague.id] : [],
    internal: member.id,
  };
};

const meeting = ({ person, company, member, colleague }: Acquaintance, { at, nth, random }: Exchange): StoredInteraction => {
  const start = Math.floor(at / 1_800_000) * 1_800_000;
  const minutes = random.chance(0.6) ? 30 : 60;
  return {
    type: 'meeting',
    id: ids.meeting.idAt(person.index * 3 + nth),
    title: random.pick(titles)(company.name),
    allDay: false,
    startTime: iso(start),
    endTime: iso(start + minutes * 60_000),
    attendees: random.chance(0.4) && colleague !== member ? [member.id, colleague.id, person.id] : [member.id, person.id],
    internal: member.id,
  };
};

const call = ({ person, member }: Acquaintance, instant: number): StoredInteraction => ({
  type: 'call',
  id: ids.call.idAt(person.index),
  startTime: iso(instant),
  attendees: [member.id, person.id],
  internal: member.id,
});

const message = ({ person, member }: Acquaintance, { at, nth, random }: Exchange): StoredInteraction => ({
  type: 'chat-message',
  id: ids.chat.idAt(person.index * 2 + nth),
  direction: random.chance(0.5) ? 'sent' : 'received',
  sentAt: iso(at),
  manualCreator: member.id,
  participants: [member.id, person.id],
  internal: member.id,
});
