import * as z from 'zod';
import { InteractionId } from '../ids.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { PersonData } from './references.ts';

const attendee = () => ({
  emailAddress: z.string().nullable(),
  /** `null` when the address belongs to nobody in Affinity. */
  person: PersonData.nullable(),
});
/** Somebody who took part in an e-mail, meeting or call. */
export interface Attendee extends TypeOf<typeof attendee> {}
export const Attendee: z.ZodType<Attendee> = z.lazy(() => z.object(attendee()));

const fieldChatMessage = () => ({
  type: z.literal('chat-message'),
  id: InteractionId,
  direction: openEnum(['received', 'sent']),
  sentAt: Instant,
  manualCreator: PersonData,
  participants: z.array(PersonData),
});
/** A chat message as value of a relationship field; not the shape of `/v2/chat-messages`. */
export interface FieldChatMessage extends TypeOf<typeof fieldChatMessage> {}

const fieldEmail = () => ({
  type: z.literal('email'),
  id: InteractionId,
  subject: z.string().nullable(),
  sentAt: Instant,
  from: Attendee,
  to: z.array(Attendee),
  cc: z.array(Attendee),
});
/** An e-mail as value of a relationship field; not the shape of `/v2/emails`. */
export interface FieldEmail extends TypeOf<typeof fieldEmail> {}

const fieldMeeting = () => ({
  type: z.literal('meeting'),
  id: InteractionId,
  title: z.string().nullable(),
  allDay: z.boolean(),
  startTime: Instant,
  endTime: Instant.nullable(),
  attendees: z.array(Attendee),
});
/** A meeting as value of a relationship field; not the shape of `/v2/meetings`. */
export interface FieldMeeting extends TypeOf<typeof fieldMeeting> {}

const fieldPhoneCall = () => ({
  type: z.literal('call'),
  id: InteractionId,
  startTime: Instant,
  attendees: z.array(Attendee),
});
/** A call as value of a relationship field; not the shape of `/v2/calls`. */
export interface FieldPhoneCall extends TypeOf<typeof fieldPhoneCall> {}

/** The interaction that a field such as `last-email` holds (v2 reference, section 8.3); told apart by `type`. */
export type FieldInteraction = FieldChatMessage | FieldEmail | FieldMeeting | FieldPhoneCall;
export const FieldInteraction: z.ZodType<FieldInteraction> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object(fieldChatMessage()),
    z.object(fieldEmail()),
    z.object(fieldMeeting()),
    z.object(fieldPhoneCall()),
  ]),
);
