import { isObject, type JsonObject } from '../../normalise/record-reader.ts';

const touches = ['first_email', 'last_email', 'first_event', 'last_event', 'next_event', 'last_chat_message', 'last_interaction'] as const;
type Touch = (typeof touches)[number];

/** When a record was first, last and next in touch with the firm, in milliseconds; what v1 calls an event is a meeting. */
export type ContactDates = Readonly<Partial<Record<Touch, number>>>;

/** The dates that v1 tells of a person or an organization; `undefined` where it was never in touch. */
export const contactDatesOf = ({ interaction_dates: dates }: JsonObject): ContactDates | undefined => {
  if (!isObject(dates)) return undefined;
  const known = touches.flatMap((touch) => {
    const ms = Date.parse(String(dates[`${touch}_date`]));
    return Number.isNaN(ms) ? [] : [[touch, ms] as const];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
};

/** The dates of several records together. */
export const mergedDates = (all: readonly ContactDates[]): ContactDates => {
  const of = (touch: Touch): readonly number[] => all.flatMap((dates) => dates[touch] ?? []);
  const ends = touches.flatMap((touch) => {
    const times = of(touch);
    if (times.length === 0) return [];
    return [[touch, touch.startsWith('last_') ? Math.max(...times) : Math.min(...times)] as const];
  });
  return Object.fromEntries(ends);
};

const dayMs = 86_400_000;
/** As long as a request may reach, and as far ahead as meetings are looked for (v1 reference, section 6.9). */
export const yearMs = 365 * dayMs;

/** Where the interactions of one kind with a record lie, in milliseconds. */
export interface Reach {
  /** The first of them; where that is not sure, others may lie before. */
  readonly from: number;
  readonly isSure: boolean;
  /** After the last of them. */
  readonly to: number;
}

/** Kinds of interactions, as streams are called. */
export type InteractionStreamName = 'emails' | 'meetings' | 'calls' | 'chat_messages';

type Bounds = (dates: ContactDates, nowMs: number) => Reach | undefined;

/** Of what v1 does not tell the beginning: as far back as e-mails and meetings go, and on from there while years bring something. */
const unsure = ({ first_email: email, first_event: event }: ContactDates, to: number | undefined): Reach | undefined =>
  to === undefined ? undefined : { from: Math.min(email ?? to, event ?? to, to), isSure: false, to };

const bounds: Readonly<Record<InteractionStreamName, Bounds>> = {
  emails: ({ first_email: from, last_email: to }) => {
    const [one] = [from ?? to];
    return one === undefined ? undefined : { from: one, isSure: true, to: to ?? one };
  },
  // Which meeting is the next is told, and not how many come after it.
  meetings: ({ first_event: first, last_event: last, next_event: next }, nowMs) => {
    const from = first ?? last ?? next;
    if (from === undefined) return undefined;
    return { from, isSure: true, to: next === undefined ? (last ?? from) : Math.max(next, nowMs + yearMs) };
  },
  // Calls have no dates of their own.
  calls: (dates, nowMs) => unsure(dates, dates.last_interaction === undefined ? undefined : nowMs),
  chat_messages: (dates) => unsure(dates, dates.last_chat_message),
};

/**
 * Where the interactions of a kind lie according to a record's dates, in whole days with one to spare at each end; `undefined` where it has
 * none. Whole days keep requests the same from one load to the next.
 */
export const reachOf = (kind: InteractionStreamName, dates: ContactDates, nowMs: number): Reach | undefined => {
  const reach = bounds[kind](dates, nowMs);
  if (!reach) return undefined;
  const [from, to] = [Math.floor(reach.from / dayMs) - 1, Math.ceil(reach.to / dayMs) + 1];
  return { ...reach, from: from * dayMs, to: to * dayMs };
};

/** The date by which v1 finds the records that were in touch since a moment: its name in a request. */
export const touchedBy: Readonly<Record<InteractionStreamName, 'last_email' | 'last_event' | 'last_interaction'>> = {
  emails: 'last_email',
  meetings: 'last_event',
  calls: 'last_interaction',
  chat_messages: 'last_interaction',
};

/** When the last interaction of a kind was, as far as v1 tells; that of any kind where it does not. */
export const lastOf = (kind: InteractionStreamName, dates: ContactDates): number =>
  dates[kind === 'chat_messages' ? 'last_chat_message' : touchedBy[kind]] ?? Number.NEGATIVE_INFINITY;

/** Whole requests that a reach takes at least. */
export const windowsOf = ({ from, to }: Reach): number => Math.max(1, Math.ceil((to - from) / yearMs));
