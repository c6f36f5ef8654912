import type { Acquaintances, Moments } from './activity.ts';
import { meetingTitles, receivedSubjects, sentSubjects } from './activity-words.ts';
import type { Contact } from './contact-book.ts';
import { atWork, iso } from './dates.ts';
import { ids } from './ids.ts';
import type { FirmSink, SeedInteraction } from './model.ts';
import { numberAt, type Random, randomOf } from './random.ts';

const topicFill = 103;

/** Indices from here on are used by no interaction that stands in a cell or under a note. */
const firstIndex = { email: 1_000_000, meeting: 3_000_000, chat: 3_000_000, call: 3_000_000 } as const;

const dayMs = 86_400_000;

/** Moments by contact: those of contact `c` are `instants[starts[c]]` to `instants[starts[c + 1]]`. */
interface Grouped {
  readonly starts: Uint32Array;
  readonly instants: Float64Array;
}

const grouped = ({ contacts, instants }: Moments, count: number): Grouped => {
  const starts = new Uint32Array(count + 1);
  for (const contact of contacts) starts[contact + 1] = numberAt(starts, contact + 1) + 1;
  for (let index = 0; index < count; index++) starts[index + 1] = numberAt(starts, index + 1) + numberAt(starts, index);
  const next = starts.slice();
  const sorted = new Float64Array(instants.length);
  contacts.forEach((contact, at) => {
    const place = numberAt(next, contact);
    sorted[place] = instants[at] ?? 0;
    next[contact] = place + 1;
  });
  return { starts, instants: sorted };
};

type Span = readonly [from: number, to: number];

type Kind = 'email' | 'meeting' | 'chat' | 'call';

/** Kept free at both ends of a span: what stands in cells stays the first and the last. */
const marginMs = 1_800_000;

const inner = (span: Span | undefined): Span | undefined =>
  span === undefined || span[1] - span[0] < 4 * marginMs ? undefined : [span[0] + marginMs, span[1] - marginMs];

/** The time in which a contact may be given more of a kind. */
const spanOf = ({ spans, until }: Contact, kind: Kind): Span | undefined => {
  if (kind === 'meeting') return inner(spans.meeting);
  if (kind === 'chat') return inner(spans['chat-message']);
  return inner(kind === 'email' ? spans.email : spans.email && [spans.email[0], until]);
};

/** Those whom the firm meets, and those it has a deal with, get most. */
const weightOf = (contact: Contact, moments: number): number => {
  if (spanOf(contact, 'email') === undefined) return 0;
  return (contact.spans.meeting === undefined ? 1 : 2.5) * (1 + Math.min(moments, 30) / 2);
};

interface Maker {
  readonly acquaintances: Acquaintances;
  readonly near: Grouped;
  readonly next: Record<Kind, number>;
}

/** Around something that happened to a deal, or at any time, within a span and at work. */
const momentIn = ({ starts, instants }: Grouped, contact: number, { span: [from, to], random }: { span: Span; random: Random }): number => {
  const first = numberAt(starts, contact);
  const known = numberAt(starts, contact + 1) - first;
  const isNear = known > 0 && random.chance(0.7);
  const wanted = isNear ? numberAt(instants, first + random.int(known)) + random.normal() * 3 * dayMs : from + (to - from) * random.next();
  return Math.min(to, Math.max(from, atWork(wanted)));
};

const kindOf = (contact: Contact, random: Random): Kind => {
  const draw = random.next();
  if (draw < 0.14 && spanOf(contact, 'meeting') !== undefined) return 'meeting';
  if (draw < 0.17 && spanOf(contact, 'chat') !== undefined) return 'chat';
  return draw > 0.97 ? 'call' : 'email';
};

const colleagueOf = ({ users }: Acquaintances, memberId: number, { at, random }: Pick<Moment, 'at' | 'random'>): number | undefined => {
  const [id, since] = users[random.int(users.length)] ?? [memberId, 0];
  return id !== memberId && since < at ? id : undefined;
};

type Moment = { readonly at: number; readonly random: Random; readonly companyName: string };

const email = (maker: Maker, contact: Contact, { at, random, companyName: company }: Moment): SeedInteraction => {
  const { memberId, personId, name } = contact;
  const sent = random.chance(0.5);
  const colleague = random.chance(0.25) ? colleagueOf(maker.acquaintances, memberId, { at, random }) : undefined;
  const from = sent ? memberId : personId;
  const to = sent ? personId : memberId;
  const time = iso(at);
  return {
    id: ids.email.idAt(firstIndex.email + maker.next.email++),
    type: 'email',
    at: time,
    endsAt: null,
    title: random.pick(sent ? sentSubjects : receivedSubjects)({ company, contact: name }),
    allDay: false,
    direction: sent ? 'sent' : 'received',
    personIds: colleague === undefined ? [from, to] : [from, to, colleague],
    toCount: 1,
    creatorId: null,
    isPrivate: random.chance(0.01),
    createdAt: time,
  };
};

const meeting = (maker: Maker, contact: Contact, { at, random, companyName: company }: Moment): SeedInteraction => {
  const { memberId, personId, name } = contact;
  const colleague = random.chance(0.4) ? colleagueOf(maker.acquaintances, memberId, { at, random }) : undefined;
  return {
    id: ids.meeting.idAt(firstIndex.meeting + maker.next.meeting++),
    type: 'meeting',
    at: iso(at),
    endsAt: iso(at + (random.chance(0.6) ? 30 : 60) * 60_000),
    title: random.pick(meetingTitles)({ company, contact: name }),
    allDay: false,
    direction: null,
    personIds: colleague === undefined ? [memberId, personId] : [memberId, colleague, personId],
    toCount: 0,
    creatorId: null,
    isPrivate: false,
    createdAt: iso(at - random.between(1, 8) * dayMs),
  };
};

/** Calls and chat messages are logged by hand. */
const byHand = (
  maker: Maker,
  { memberId, personId, name }: Contact,
  { kind, at, random }: Moment & { kind: 'chat' | 'call' },
): SeedInteraction => {
  const nth = maker.next[kind]++;
  const isCall = kind === 'call';
  const time = iso(at);
  return {
    id: ids[kind].idAt(firstIndex[kind] + nth),
    type: isCall ? 'call' : 'chat-message',
    at: time,
    endsAt: null,
    title: isCall ? `Call with ${name}` : null,
    allDay: false,
    direction: isCall ? null : random.chance(0.5) ? 'sent' : 'received',
    personIds: [memberId, personId],
    toCount: 0,
    creatorId: memberId,
    isPrivate: false,
    createdAt: time,
  };
};

const invent = (
  maker: Maker,
  index: number,
  { contact, random, companyName }: { contact: Contact; random: Random; companyName: string },
) => {
  const kind = kindOf(contact, random);
  const span = spanOf(contact, kind) ?? [contact.until, contact.until];
  const exact = momentIn(maker.near, index, { span, random });
  // People meet at half hours, and never before the first time.
  const at = kind === 'meeting' ? Math.floor(exact / marginMs) * marginMs : exact;
  const moment = { at, random, companyName };
  if (kind === 'email') return email(maker, contact, moment);
  return kind === 'meeting' ? meeting(maker, contact, moment) : byHand(maker, contact, { ...moment, kind });
};

/** Tells `count` interactions, contact by contact, between the first and the last of each kind that the contact's cells tell of. */
export const fillInteractions = (acquaintances: Acquaintances, { seed, count }: { seed: number; count: number }, sink: FirmSink): void => {
  const { book, moments, companyNames } = acquaintances;
  const near = grouped(moments, book.count);
  const maker: Maker = { acquaintances, near, next: { email: 0, meeting: 0, chat: 0, call: 0 } };
  const momentsOf = (index: number): number => numberAt(near.starts, index + 1) - numberAt(near.starts, index);
  let total = 0;
  for (let index = 0; index < book.count; index++) total += weightOf(book.at(index), momentsOf(index));
  let weight = 0;
  let told = 0;
  for (let index = 0; index < book.count; index++) {
    const contact = book.at(index);
    weight += weightOf(contact, momentsOf(index));
    const random = randomOf(seed, topicFill, index);
    const companyName = companyNames.get(contact.companyId) ?? contact.name;
    for (const until = Math.round((weight / total) * count); told < until; told++)
      sink.interaction(invent(maker, index, { contact, random, companyName }));
  }
};
