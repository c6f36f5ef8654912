import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { CompanyId, OpportunityId, PersonId, ReminderId } from '../ids.ts';
import { countedPageOf, limit100, pageQuery, totalCount } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { CompanyReference, OpportunityReference, PersonReference } from './references.ts';

const resetTriggers = ['interaction', 'email', 'event'] as const;

const reminderShape = () => ({
  id: ReminderId,
  content: z.string().nullable(),
  dueDate: Instant,
  creator: PersonReference,
  owner: PersonReference,
  /** Who completed it last. */
  completer: PersonReference.nullable(),
  /** The company that it is on; at most one of the three is set. */
  company: CompanyReference.nullable(),
  /** The person that it is on; at most one of the three is set. */
  person: PersonReference.nullable(),
  /** The opportunity that it is on; at most one of the three is set. */
  opportunity: OpportunityReference.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
});

const oneTimeReminder = () => ({
  ...reminderShape(),
  type: z.literal('one-time'),
  /** `completed` if it has been, else `overdue` or `active` by its due date. */
  status: openEnum(['active', 'overdue', 'completed']),
  completedAt: Instant.nullable(),
  recurrence: z.null(),
});
/** A reminder that is due once. */
export interface OneTimeReminder extends TypeOf<typeof oneTimeReminder> {}

const recurringReminder = () => ({
  ...reminderShape(),
  type: z.literal('recurring'),
  /** Never completed: completing it moves the due date. */
  status: openEnum(['active', 'overdue']),
  completedAt: z.null(),
  recurrence: z.object({
    /** What moves the due date by itself: `interaction` is an e-mail or an event. */
    resetTrigger: openEnum(resetTriggers),
    periodDays: z.int().min(1),
  }),
});
/** A reminder that comes again. */
export interface RecurringReminder extends TypeOf<typeof recurringReminder> {}

/** A reminder (v2 reference, section 8.8), told apart by `type`. */
export type Reminder = OneTimeReminder | RecurringReminder;
export const Reminder: z.ZodType<Reminder> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(oneTimeReminder()), z.object(recurringReminder())]),
);

const taggedEntity = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('company'), id: CompanyId }),
    z.object({ type: z.literal('person'), id: PersonId }),
    z.object({ type: z.literal('opportunity'), id: OpportunityId }),
  ]),
);

const newReminderShape = () => ({
  /** An internal person. */
  owner: PersonReference,
  content: z.string().nullable().optional(),
  /** What it is on; a person must be external or a collaborator. */
  entity: taggedEntity,
});

const periodDays = z.lazy(() => z.int().min(1).max(3650));
const resetTrigger = z.lazy(() => z.enum(resetTriggers));

const newOneTimeReminder = () => ({
  ...newReminderShape(),
  type: z.literal('one-time'),
  /** From 2000-01-01 to before 9999-01-01. */
  dueDate: Instant,
});
/** A reminder to create that is due once. */
export interface OneTimeReminderToBeCreated extends TypeOf<typeof newOneTimeReminder> {}

const newRecurringReminder = () => ({
  ...newReminderShape(),
  type: z.literal('recurring'),
  /** `periodDays` from now unless stated. */
  dueDate: Instant.optional(),
  recurrence: z.object({ resetTrigger, periodDays }),
});
/** A reminder to create that comes again. */
export interface RecurringReminderToBeCreated extends TypeOf<typeof newRecurringReminder> {}

/** A reminder to create, told apart by `type`. */
export type ReminderToBeCreated = OneTimeReminderToBeCreated | RecurringReminderToBeCreated;
export const ReminderToBeCreated: z.ZodType<ReminderToBeCreated, ReminderToBeCreated> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(newOneTimeReminder()), z.object(newRecurringReminder())]),
);

const reminderUpdate = () => ({
  /** `null` clears it. */
  content: z.string().nullable().optional(),
  dueDate: Instant.optional(),
  owner: PersonReference.optional(),
  /** Any time completes it: a recurring one is due a period later then. `null` reopens one that is due once. */
  completedAt: Instant.nullable().optional(),
  /** Of recurring ones only; what is left out stays. */
  recurrence: z.object({ resetTrigger: resetTrigger.optional(), periodDays: periodDays.optional() }).optional(),
});
/** What to change of a reminder; what is left out stays. */
export interface ReminderToBeUpdated extends TypeOf<typeof reminderUpdate> {}
export const ReminderToBeUpdated: z.ZodType<ReminderToBeUpdated, ReminderToBeUpdated> = z.lazy(() => z.object(reminderUpdate()));

const reminderParams = () => z.object({ reminderId: ReminderId });

/** Reminders (v2 reference, section 9.11). */
export const reminders = {
  /** Page through reminders, the one due soonest first. */
  list: endpoint({
    method: 'GET',
    path: '/v2/reminders',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /**
         * By `id`, `type`, `status`, `resetTrigger` and the ids of `owner`, `creator`, `completer`, `company`, `person` and `opportunity`, with `=`
         * (`owner.id` also with `!=`); by `dueDate`, `completedAt`, `createdAt` and `updatedAt`, with `>`, `<`, `>=` and `<=`.
         */
        filter: filterOf('GET /v2/reminders').optional(),
        ...totalCount(),
      }),
    filter: filterable['GET /v2/reminders'],
    response: () => countedPageOf(Reminder),
    paging: 'next-url',
    limit: limit100,
    order: 'dueDate',
    since: '2026-05-26',
    errors: [400, 404],
  }),
  /** Fetch one reminder. */
  get: endpoint({
    method: 'GET',
    path: '/v2/reminders/{reminderId}',
    effect: 'read',
    params: reminderParams,
    response: () => Reminder,
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
  /** Create a reminder on a company, person or opportunity. */
  create: endpoint({
    method: 'POST',
    path: '/v2/reminders',
    effect: 'write',
    body: () => ReminderToBeCreated,
    response: () => Reminder,
    status: 201,
    since: '2026-05-26',
    errors: [400, 403, 404],
  }),
  /** Change, complete or reopen a reminder that the caller created or owns. */
  update: endpoint({
    method: 'POST',
    path: '/v2/reminders/{reminderId}',
    effect: 'write',
    params: reminderParams,
    body: () => ReminderToBeUpdated,
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '2026-09-18',
    errors: [400, 403, 404],
  }),
  /** Delete a reminder that the caller created or owns. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/reminders/{reminderId}',
    effect: 'write',
    params: reminderParams,
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '2026-09-08',
    errors: [400, 403, 404],
  }),
};
