import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import { addParticipants, type InteractionKey, type InteractionType } from '../normalise/interactions.ts';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { interactions } from '../replica/tables/interactions.ts';
import { onCreatedOrUpdated, sinceFilter } from './since.ts';
import { batches, type Stream, unservedOn, type Walk } from './stream.ts';

/** What tells one kind of interaction from another. */
interface Kind {
  readonly stream: string;
  readonly noun: string;
  readonly type: InteractionType;
  readonly endpoint: EndpointSpec;
  /** Property that holds when it was sent, or begins. */
  readonly time: string;
  readonly subject: string | null;
  /** Roles and the properties that hold one person each. */
  readonly single: readonly (readonly [role: string, key: string])[];
  /** Roles and the previews of those who have them. */
  readonly previews: readonly (readonly [role: string, key: string])[];
  /** What is said where the account has no such thing. */
  readonly unserved?: string;
}

interface Taken {
  readonly out: PageRows;
  readonly reader: RecordReader;
  readonly key: InteractionKey;
}

const addRole = ({ out, reader, key }: Taken, [role, property]: readonly [string, string], people: readonly unknown[]): void => {
  for (const [index, raw] of addParticipants(out, key, [role, people]))
    reader.reject(`${property}[${index}]`, 'expected a person or an address', raw);
};

/** Adds the participants of a preview; says how many there are. Affinity serves those beyond the hundredth nowhere. */
const addPreview = (taken: Taken, [role, property]: readonly [string, string]): number => {
  const preview = taken.reader.nested(property);
  const people = preview?.array('data') ?? [];
  const total = Math.max(preview?.integer('totalCount') ?? 0, people.length);
  if (total > people.length) taken.out.cutOff++;
  addRole(taken, [role, property], people);
  return total;
};

const creatorOf = (reader: RecordReader): number | null => {
  const creator = reader.nested('creator');
  return creator?.raw['person'] === undefined ? (creator?.ref('id') ?? null) : (creator.nested('person')?.ref('id') ?? null);
};

/** One interaction as rows of `interactions` and `interaction_participants`. */
const interactionRecord =
  ({ type, time, subject, single, previews }: Kind): Walk['record'] =>
  (raw, out) => {
    const { id } = raw;
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    const taken = { out, reader, key: { type, id, source: 'stream' } } as const;
    const alone = single.filter(([, key]) => raw[key] !== null && raw[key] !== undefined);
    for (const role of alone) addRole(taken, role, [raw[role[1]]]);
    // Who organizes a meeting is among its attendees.
    const senders = alone.filter(([role]) => role === 'from').length;
    const count = previews.reduce((sum, preview) => sum + addPreview(taken, preview), senders);
    const when = [reader.instant(time), reader.instant('endTime'), reader.boolean('allDay')] as const;
    const how = [reader.text('direction'), reader.text('loggingType'), creatorOf(reader), count] as const;
    const made = [reader.instant('createdAt'), reader.instant('updatedAt')] as const;
    out.of(interactions).add(type, id, subject === null ? null : reader.text(subject), ...when, ...how, ...made, 'stream');
    return id;
  };

const interactionStream = (kind: Kind): Stream => {
  const { stream, type, endpoint, noun, unserved } = kind;
  const record = interactionRecord(kind);
  const input = { limit: 100 };
  const mine = `FILTER (type = '${type}')`;
  const isOne = `type = '${type}'`;
  return {
    name: stream,
    feeds: [
      { table: 'interactions', owner: 'id', scope: isOne },
      { table: 'interaction_participants', owner: 'interaction_id', scope: `interaction_type = '${type}'` },
    ],
    needs: [],
    onDemand: true,
    cost: {
      basis: `a request for every 100 ${noun} of the firm`,
      query: `SELECT ceil(count(*) / 100) FROM $.interactions WHERE ${isOne} AND source = 'stream'`,
    },
    stages: ({ mode, since }) => [
      [
        {
          endpoint,
          record,
          ...(mode === 'filter' && since ? sinceFilter(input, since) : { input }),
          ...(unserved === undefined ? {} : unservedOn(unserved)),
        },
      ],
    ],
    covers: () => "source = 'stream'",
    again: (ids) =>
      batches(ids, 20).map((batch) => ({
        endpoint,
        input: { ...input, filter: batch.map((id) => `id=${id}`).join(' | ') },
        record,
        inFilter: ({ id }: JsonObject) => isId(id) && batch.includes(id),
      })),
    later: { ...onCreatedOrUpdated(noun), watermark: `max(greatest(created_at, coalesce(updated_at, created_at))) ${mine}` },
    pageSize: 100,
  };
};

const email: Kind = {
  stream: 'emails',
  noun: 'e-mails',
  type: 'email',
  endpoint: v2.emails.list,
  time: 'sentAt',
  subject: 'subject',
  single: [['from', 'from']],
  previews: [
    ['to', 'toParticipantsPreview'],
    ['cc', 'ccParticipantsPreview'],
  ],
};

/** An e-mail as rows. */
export const emailRecord: Walk['record'] = interactionRecord(email);

/** E-mails of the firm, without their texts. */
export const emailStream: Stream = interactionStream(email);

const meeting: Kind = {
  stream: 'meetings',
  noun: 'meetings',
  type: 'meeting',
  endpoint: v2.meetings.list,
  time: 'startTime',
  subject: 'title',
  single: [['organizer', 'organizer']],
  previews: [['attendee', 'attendeesPreview']],
  unserved: 'this account has no unified meetings: Affinity serves none',
};

/** A meeting as rows. */
export const meetingRecord: Walk['record'] = interactionRecord(meeting);

/** Meetings of the firm, past and future. */
export const meetingStream: Stream = interactionStream(meeting);

const call: Kind = {
  stream: 'calls',
  noun: 'calls',
  type: 'call',
  endpoint: v2.calls.list,
  time: 'startTime',
  subject: 'title',
  single: [],
  previews: [['attendee', 'attendeesPreview']],
};

/** A call as rows. */
export const callRecord: Walk['record'] = interactionRecord(call);

/** Phone calls that were logged. */
export const callStream: Stream = interactionStream(call);

const chatMessage: Kind = {
  stream: 'chat_messages',
  noun: 'chat messages',
  type: 'chat-message',
  endpoint: v2.chatMessages.list,
  time: 'sentAt',
  subject: null,
  single: [],
  previews: [['participant', 'participantsPreview']],
};

/** A chat message as rows. */
export const chatMessageRecord: Walk['record'] = interactionRecord(chatMessage);

/** Chat messages that were logged, without their texts. */
export const chatMessageStream: Stream = interactionStream(chatMessage);
