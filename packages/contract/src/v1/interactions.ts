import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, InteractionId, NoteId, OpportunityId, PersonId, UserId } from '../ids.ts';
import { type TokenPage, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf, Instant } from '../schema.ts';
import { codeOf, interactionDirections, interactionTypes, loggingTypes, openCode } from './codes.ts';
import { DateOrInstant, millisecondsBetween } from './date-or-instant.ts';
import { PersonRef } from './references.ts';
import { Success } from './success.ts';

const { meeting, call, chatMessage, email } = interactionTypes;

const meetingOrCall = z.lazy(() =>
  z.object({
    /** Unique among meetings and calls only. */
    id: InteractionId,
    type: z.literal([meeting, call]),
    date: Instant,
    title: z.string(),
    start_time: Instant,
    end_time: Instant.nullable(),
    updated_at: Instant.nullable(),
    /** Who logged it by hand; `null` where it was synchronised. */
    manual_creator_id: UserId.nullable(),
    /** E-mail addresses. */
    attendees: z.array(z.string()),
    persons: z.array(PersonRef),
    /** Notes on the interaction, the one that a hand-made log consists of among them. */
    notes: z.array(NoteId),
    logging_type: openCode(loggingTypes).optional(),
    /** Id of the same meeting in v2; only for accounts whose meetings are unified. */
    v2_id: InteractionId.nullable().optional(),
  }),
);
/** A meeting or a call (v1 reference, section 5). */
export interface Meeting extends z.infer<typeof meetingOrCall> {}
export const Meeting: z.ZodType<Meeting> = meetingOrCall;

const chat = z.lazy(() =>
  z.object({
    /** Unique among chat messages only. */
    id: InteractionId,
    type: z.literal(chatMessage),
    date: Instant,
    direction: openCode(interactionDirections),
    manual_creator_id: UserId.nullable(),
    persons: z.array(PersonRef),
    /** Notes on the interaction, the one that a hand-made log consists of among them. */
    notes: z.array(NoteId),
  }),
);
/** A chat message (v1 reference, section 5). */
export interface ChatMessage extends z.infer<typeof chat> {}
export const ChatMessage: z.ZodType<ChatMessage> = chat;

const emailMessage = z.lazy(() =>
  z.object({
    /** Unique among e-mails only. */
    id: InteractionId,
    type: z.literal(email),
    date: Instant,
    subject: z.string(),
    direction: openCode(interactionDirections),
    from: PersonRef,
    to: z.array(PersonRef),
    cc: z.array(PersonRef),
  }),
);
/** An e-mail without its text (v1 reference, section 5). */
export interface Email extends z.infer<typeof emailMessage> {}
export const Email: z.ZodType<Email> = emailMessage;

/** An interaction; `type` tells which. */
export type Interaction = Meeting | ChatMessage | Email;
export const Interaction: z.ZodType<Interaction> = z.lazy(() => z.discriminatedUnion('type', [meetingOrCall, chat, emailMessage]));

/** A page of interactions. The key of its array follows from the `type` that was asked for; `emails` alone is documented. */
export type InteractionPage = TokenPage<'events', Meeting> | TokenPage<'chat_messages', ChatMessage> | TokenPage<'emails', Email>;
export const InteractionPage: z.ZodType<InteractionPage> = z.lazy(() =>
  z.union([tokenPageOf('events', Meeting), tokenPageOf('chat_messages', ChatMessage), tokenPageOf('emails', Email)]),
);

const loggedShape = () => ({
  /** At least one internal person among them. Organizations and opportunities cannot be attached. */
  person_ids: arrayOf(PersonId, { min: 1 }),
  /** Becomes a note. */
  content: z.string(),
  /** When it happened. */
  date: DateOrInstant,
});
const meetingToBeCreated = z.lazy(() => z.object({ ...loggedShape(), type: z.literal([meeting, call]) }));
/** A meeting or a call to log. */
export interface MeetingToBeCreated extends z.infer<typeof meetingToBeCreated> {}
const chatToBeCreated = z.lazy(() =>
  z.object({ ...loggedShape(), type: z.literal(chatMessage), direction: codeOf(interactionDirections) }),
);
/** A chat message to log. */
export interface ChatMessageToBeCreated extends z.infer<typeof chatToBeCreated> {}
/** An interaction to log by hand; e-mails cannot be. */
export type InteractionToBeCreated = MeetingToBeCreated | ChatMessageToBeCreated;
export const InteractionToBeCreated: z.ZodType<InteractionToBeCreated, InteractionToBeCreated> = z.lazy(() =>
  z.discriminatedUnion('type', [meetingToBeCreated, chatToBeCreated]),
);

const interactionUpdate = z.lazy(() =>
  z.object({
    /** What the interaction is, which cannot be changed: with the id it says which one is meant. */
    type: codeOf(interactionTypes),
    person_ids: arrayOf(PersonId, { min: 1 }).optional(),
    /** Refused where the text before has mentions. */
    content: z.string().optional(),
    date: DateOrInstant.optional(),
  }),
);
/** What to change of an interaction that was logged by hand. `person_ids` **replaces** the ones before. */
export interface InteractionUpdate extends z.infer<typeof interactionUpdate> {}
export const InteractionUpdate: z.ZodType<InteractionUpdate, InteractionUpdate> = interactionUpdate;

/** 365 days, in leap years too. */
const longestSpanMs = 365 * 24 * 60 * 60 * 1000;

const listQuery = () =>
  z.object({
    type: codeOf(interactionTypes),
    start_time: DateOrInstant,
    /** Exclusive; after `start_time`, by 365 days at most. */
    end_time: DateOrInstant,
    /** An external person or a collaborator. */
    person_id: PersonId.optional(),
    organization_id: CompanyId.optional(),
    opportunity_id: OpportunityId.optional(),
    /** Only those that this user took part in; not enough alone. */
    internal_person_id: UserId.optional(),
    /** For chat messages and e-mails. */
    direction: codeOf(interactionDirections).optional(),
    /** However they were logged unless stated. */
    logging_type: codeOf(loggingTypes).optional(),
    ...tokenPageQuery().shape,
  });

const params = () => z.object({ id: InteractionId });
const typeQuery = () =>
  z.object({
    /** Ids repeat from type to type, so both are needed. */
    type: codeOf(interactionTypes),
  });

/** Interactions: meetings, calls, chat messages and e-mails (v1 reference, section 6.9). */
export const interactions = {
  /** Page through the interactions of one type that a person, an organization or an opportunity had in a year at most. */
  list: endpoint({
    method: 'GET',
    path: '/interactions',
    effect: 'read',
    query: () =>
      listQuery()
        .refine(({ person_id, organization_id, opportunity_id }) => (person_id ?? organization_id ?? opportunity_id) !== undefined, {
          error: 'One of person_id, organization_id and opportunity_id is required',
        })
        .refine(({ start_time, end_time }) => millisecondsBetween(start_time, end_time) > 0, {
          path: ['end_time'],
          error: 'start_time must be before end_time',
        })
        .refine(({ start_time, end_time }) => millisecondsBetween(start_time, end_time) <= longestSpanMs, {
          path: ['end_time'],
          error: 'start_time and end_time must be within one year of each other',
        }),
    response: () => InteractionPage,
    paging: 'page-token',
    items: ['events', 'chat_messages', 'emails'],
    limit: { default: 100, min: 1, max: 100 },
    since: '2022-02-23',
    errors: [403, 422],
  }),
  /** Fetch one interaction. */
  get: endpoint({
    method: 'GET',
    path: '/interactions/{id}',
    effect: 'read',
    params,
    query: typeQuery,
    response: () => Interaction,
    since: '2022-02-23',
    errors: [403, 422],
  }),
  /** Log an interaction by hand, as the caller. */
  create: endpoint({
    method: 'POST',
    path: '/interactions',
    effect: 'write',
    body: () => InteractionToBeCreated,
    response: () => Interaction,
    since: '2022-02-23',
    errors: [403, 422],
  }),
  /** Change an interaction that was logged by hand; what is left out stays. */
  update: endpoint({
    method: 'PUT',
    path: '/interactions/{id}',
    effect: 'write',
    params,
    body: () => InteractionUpdate,
    response: () => Interaction,
    since: '2022-02-23',
    errors: [403, 422],
  }),
  /** Delete an interaction. */
  delete: endpoint({
    method: 'DELETE',
    path: '/interactions/{id}',
    effect: 'write',
    params,
    query: typeQuery,
    response: () => Success,
    since: '2022-02-23',
    errors: [403, 422],
  }),
};
