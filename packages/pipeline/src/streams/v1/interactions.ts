import { v1, v1InteractionTypes } from '@affinity-kit/contract';
import type { InteractionType } from '../../normalise/interactions.ts';
import { live } from '../../replica/delta.ts';
import { literal } from '../../replica/sql.ts';
import {
  callRecord,
  callStream,
  chatMessageRecord,
  chatMessageStream,
  emailRecord,
  emailStream,
  meetingRecord,
  meetingStream,
} from '../interactions.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { byIdWalks, gone } from './by-id.ts';
import { type InteractionStreamName, type Reach, reachOf, yearMs } from './contact-dates.ts';
import { type Contact, Contacts } from './contacts.ts';
import { chatMessageOf, emailOf, meetingOf } from './interaction-shapes.ts';

/** A kind of interactions, as v1 tells them. */
interface Kind {
  readonly name: InteractionStreamName;
  readonly noun: string;
  readonly type: InteractionType;
  readonly stream: Stream;
  readonly code: 0 | 1 | 2 | 3;
  readonly record: Walk['record'];
}

const { meeting, call, chatMessage, email } = v1InteractionTypes;

const kinds: readonly Kind[] = [
  {
    name: 'emails',
    type: 'email',
    noun: 'e-mails',
    stream: emailStream,
    code: email,
    record: (raw, out) => emailRecord(emailOf(raw), out),
  },
  {
    name: 'meetings',
    type: 'meeting',
    noun: 'meetings',
    stream: meetingStream,
    code: meeting,
    record: (raw, out) => meetingRecord(meetingOf(raw), out),
  },
  { name: 'calls', type: 'call', noun: 'calls', stream: callStream, code: call, record: (raw, out) => callRecord(meetingOf(raw), out) },
  {
    name: 'chat_messages',
    type: 'chat-message',
    noun: 'chat messages',
    stream: chatMessageStream,
    code: chatMessage,
    record: (raw, out) => chatMessageRecord(chatMessageOf(raw), out),
  },
];

/** Records whose interactions are asked for before the next ones are thought of. */
const contactsAtOnce = 500;

const selectors = { company: 'organization_id', person: 'person_id', opportunity: 'opportunity_id' } as const;

const iso = (ms: number): string => new Date(ms).toISOString();

/** One reading of a kind of interactions. */
class InteractionReading {
  readonly contacts: Contacts;
  /** Pages that each list took. */
  readonly pages = new Map<string, number>();
  readonly #kind: Kind;
  readonly #nowMs: number;

  constructor(kind: Kind, reading: Reading) {
    this.contacts = new Contacts(kind.name, reading);
    this.#kind = kind;
    this.#nowMs = Date.parse(reading.startedAt);
  }

  *stages(): Generator<readonly Walk[]> {
    yield* this.contacts.stages();
    const walks = [...this.contacts.all()].flatMap((contact) => this.#firstWalk(contact));
    for (let at = 0; at < walks.length; at += contactsAtOnce) yield walks.slice(at, at + contactsAtOnce);
  }

  #firstWalk(contact: Contact): readonly Walk[] {
    const { sinceMs, dates } = contact;
    const reach = reachOf(this.#kind.name, dates, this.#nowMs);
    if (!reach) return [];
    return [this.#windowWalk(contact, sinceMs === null ? reach : { ...reach, from: sinceMs, isSure: true })];
  }

  /** The interactions of the last year within reach; the years before follow one after the other. */
  #windowWalk(contact: Contact, reach: Reach): Walk {
    const { kind, id, listId } = contact;
    const list = String(listId);
    const from = reach.isSure ? Math.max(reach.from, reach.to - yearMs) : reach.to - yearMs;
    let isEmpty = true;
    return {
      endpoint: v1.interactions.list,
      input: { [selectors[kind]]: id, type: this.#kind.code, start_time: iso(from), end_time: iso(reach.to), page_size: 100 },
      record: this.#kind.record,
      nothingOn: gone,
      unserved: 'v1 tells no interactions of some records',
      follow: (ids, isLast) => {
        this.pages.set(list, (this.pages.get(list) ?? 0) + 1);
        isEmpty &&= ids.length === 0;
        const isThrough = from <= reach.from && (reach.isSure || isEmpty);
        return isLast && !isThrough ? [this.#windowWalk(contact, { ...reach, to: from })] : [];
      },
    };
  }
}

/** The interactions that a complete reading of some lists should have met: those with their persons, and with addresses of their companies. */
const coveredBy = (type: string, { wholePersons, wholeDomains }: Contacts): string => {
  const persons = wholePersons.length > 0 ? [`person_id IN (${wholePersons.join(', ')})`] : [];
  const domains = wholeDomains.length > 0 ? [`lower(split_part(email, '@', 2)) IN (${wholeDomains.map(literal).join(', ')})`] : [];
  const whose = [...persons, ...domains].join(' OR ');
  if (whose === '') return 'false';
  return `source = 'stream' AND id IN (
    SELECT interaction_id FROM ${live}.interaction_participants WHERE interaction_type = ${literal(type)} AND (${whose}))`;
};

/**
 * Interactions of one kind, from v1: of the records on the lists that are named, year by year. Each list is read whole once in a sweep, and
 * in between for the records that were in touch since it was last read.
 */
const v1InteractionStream = (kind: Kind): Stream => {
  const { again: _, later: __, ...rest } = kind.stream;
  let last: InteractionReading | undefined;
  const covers = (): string => (last ? coveredBy(kind.type, last.contacts) : 'false');
  return {
    ...rest,
    needs: ['lists'],
    byListOnly: true,
    cost: {
      basis: `a request for every year in which a record on the lists that are named with --lists had ${kind.noun}`,
      query: 'SELECT 0',
    },
    stages: (reading) => {
      last = new InteractionReading(kind, reading);
      return last.stages();
    },
    covers,
    again: (ids) => byIdWalks({ endpoint: v1.interactions.get, input: (id) => ({ id, type: kind.code }), record: kind.record }, ids),
    units: {
      of: ({ catalog }) => catalog.lists.map(({ id }) => String(id)),
      query: 'SELECT CAST(id AS VARCHAR) AS unit, 0 AS requests FROM $.lists',
      tables: ['lists'],
      readsOn: true,
      took: (list) => last?.pages.get(list),
      covers,
    },
  };
};

/** E-mails, meetings, calls and chat messages, from v1. */
export const v1InteractionStreams = (): readonly Stream[] => kinds.map(v1InteractionStream);
