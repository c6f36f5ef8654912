import {
  type PersonData,
  type V1Interaction,
  type V1InteractionType,
  v1InteractionDirections,
  v1InteractionTypes,
  v1PersonTypes,
} from '@affinity-kit/contract';

/** The four kinds of interactions, in the words of v2. */
export type InteractionKind = 'meeting' | 'call' | 'chat-message' | 'email';

/** The number by which v1 knows a kind. */
export const interactionCodes = {
  meeting: v1InteractionTypes.meeting,
  call: v1InteractionTypes.call,
  'chat-message': v1InteractionTypes.chatMessage,
  email: v1InteractionTypes.email,
} as const satisfies Readonly<Record<InteractionKind, V1InteractionType>>;

/** The number by which v1 knows a direction. */
export const directionCodes = { sent: v1InteractionDirections.sent, received: v1InteractionDirections.received } as const;

interface Happened {
  /** Counts for each kind by itself. */
  readonly id: number;
  readonly persons: readonly PersonData[];
  /** Ids of the notes on it. */
  readonly noteIds: readonly number[];
}

/** An interaction of one record, in the words of v2: what only v1 can find by company, person or opportunity. */
export type RecordInteraction =
  | (Happened & {
      readonly type: 'meeting' | 'call';
      readonly title: string;
      readonly startTime: string;
      readonly endTime: string | null;
      readonly updatedAt: string | null;
      readonly loggingType: 'automated' | 'manual';
      /** E-mail addresses of who was there. */
      readonly attendees: readonly string[];
    })
  | (Happened & {
      readonly type: 'chat-message';
      readonly sentAt: string;
      readonly direction: 'sent' | 'received';
      readonly loggingType: 'manual';
    })
  | (Happened & {
      readonly type: 'email';
      readonly sentAt: string;
      readonly direction: 'sent' | 'received';
      readonly subject: string;
      readonly loggingType: 'automated';
      readonly from: PersonData;
      readonly to: readonly PersonData[];
      readonly cc: readonly PersonData[];
    });

type Party = Extract<V1Interaction, { from: unknown }>['from'];

const types: Readonly<Record<number, PersonData['type']>> = {
  [v1PersonTypes.internal]: 'internal',
  [v1PersonTypes.collaborator]: 'collaborator',
};

const partyFromV1 = ({ id, type, first_name, last_name, primary_email }: Party): PersonData => ({
  id,
  firstName: first_name,
  lastName: last_name,
  primaryEmailAddress: primary_email,
  type: types[type] ?? 'external',
});

const directionOf = (code: number): 'sent' | 'received' => (code === v1InteractionDirections.received ? 'received' : 'sent');

type V1Meeting = Extract<V1Interaction, { attendees: unknown }>;
type V1Message = Exclude<V1Interaction, V1Meeting>;

const meetingFromV1 = (meeting: V1Meeting): RecordInteraction => ({
  type: meeting.type === v1InteractionTypes.call ? 'call' : 'meeting',
  id: meeting.id,
  title: meeting.title,
  startTime: meeting.start_time,
  endTime: meeting.end_time,
  updatedAt: meeting.updated_at,
  loggingType: meeting.manual_creator_id === null ? 'automated' : 'manual',
  attendees: meeting.attendees,
  persons: meeting.persons.map(partyFromV1),
  noteIds: meeting.notes,
});

const messageFromV1 = (message: V1Message): RecordInteraction => {
  const { id, date: sentAt } = message;
  const direction = directionOf(message.direction);
  if (message.type === v1InteractionTypes.chatMessage) {
    const persons = message.persons.map(partyFromV1);
    return { type: 'chat-message', id, sentAt, direction, loggingType: 'manual', persons, noteIds: message.notes };
  }
  const [from, to, cc] = [partyFromV1(message.from), message.to.map(partyFromV1), message.cc.map(partyFromV1)];
  const { subject } = message;
  return {
    type: 'email',
    id,
    sentAt,
    direction,
    subject,
    loggingType: 'automated',
    from,
    to,
    cc,
    persons: [from, ...to, ...cc],
    noteIds: [],
  };
};

/** An interaction of v1 in the words of v2. */
export const interactionFromV1 = (interaction: V1Interaction): RecordInteraction =>
  'attendees' in interaction ? meetingFromV1(interaction) : messageFromV1(interaction);
