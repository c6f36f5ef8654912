import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ReminderId, UserId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { Instant } from '../schema.ts';
import { codeOf, openCode, reminderResetTypes, reminderStatuses, reminderTypes } from './codes.ts';
import { DateOrInstant } from './date-or-instant.ts';
import { OppRef, OrgRef, PersonRef } from './references.ts';
import { Success } from './success.ts';
import { countTaggedRecords, taggedRecord } from './tagged-record.ts';

const reminder = z.lazy(() =>
  z.object({
    id: ReminderId,
    type: openCode(reminderTypes),
    status: openCode(reminderStatuses),
    content: z.string().nullable(),
    due_date: Instant,
    created_at: Instant,
    completed_at: Instant.nullable(),
    /** `null` for a one-time reminder. */
    reset_type: openCode(reminderResetTypes).nullable(),
    /** Days from a reset until it is due; `null` for a one-time reminder. */
    reminder_days: z.int().nullable(),
    creator: PersonRef,
    owner: PersonRef,
    /** Who completed it. */
    completer: PersonRef.nullable(),
    /** One of the three records at most is tagged. */
    person: PersonRef.nullable(),
    organization: OrgRef.nullable(),
    opportunity: OppRef.nullable(),
  }),
);
/** A reminder (v1 reference, section 5). */
export interface Reminder extends z.infer<typeof reminder> {}
export const Reminder: z.ZodType<Reminder> = reminder;

/** Documented as integer, and taken as either. */
const completion = z.lazy(() => z.union([z.boolean(), z.literal([0, 1])]));
const reminderDays = z.lazy(() => z.int().min(1));

const newReminderShape = () => ({
  /** An internal person. */
  owner_id: UserId,
  content: z.string().optional(),
  /** The record that it is about, one at most; a person must be external or a collaborator. */
  ...taggedRecord(),
});

const oneTimeReminder = z.lazy(() =>
  z.object({
    ...newReminderShape(),
    type: z.literal(reminderTypes.oneTime),
    /** May be past; a bare day is its midnight in Pacific time. */
    due_date: DateOrInstant,
    is_completed: completion.optional(),
  }),
);
/** A one-time reminder to create. */
export interface OneTimeReminderToBeCreated extends z.infer<typeof oneTimeReminder> {}

const recurringReminder = z.lazy(() =>
  z.object({
    ...newReminderShape(),
    type: z.literal(reminderTypes.recurring),
    reset_type: codeOf(reminderResetTypes),
    reminder_days: reminderDays,
    /** When it is due for the first time; `reminder_days` from now unless stated. */
    due_date: DateOrInstant.optional(),
    /** A recurring reminder cannot be completed. */
    is_completed: z.never().optional(),
  }),
);
/** A recurring reminder to create. */
export interface RecurringReminderToBeCreated extends z.infer<typeof recurringReminder> {}

/** A reminder to create. */
export type ReminderToBeCreated = OneTimeReminderToBeCreated | RecurringReminderToBeCreated;
export const ReminderToBeCreated: z.ZodType<ReminderToBeCreated, ReminderToBeCreated> = z.lazy(() =>
  z.discriminatedUnion('type', [oneTimeReminder, recurringReminder]).refine((input) => countTaggedRecords(input) <= 1, {
    error: 'At most one of person_id, organization_id and opportunity_id is allowed',
  }),
);

const updateShape = z.lazy(() =>
  z.object({
    owner_id: UserId.optional(),
    content: z.string().optional(),
    /** With it comes what its kind needs when one is created. */
    type: codeOf(reminderTypes).optional(),
    reset_type: codeOf(reminderResetTypes).optional(),
    due_date: DateOrInstant.optional(),
    reminder_days: reminderDays.optional(),
    is_completed: completion.optional(),
  }),
);
/** What to change of a reminder. The record that it is about cannot be changed. */
export interface ReminderUpdate extends z.infer<typeof updateShape> {}
export const ReminderUpdate: z.ZodType<ReminderUpdate, ReminderUpdate> = z.lazy(() =>
  updateShape
    .refine(({ type, due_date }) => type !== reminderTypes.oneTime || due_date !== undefined, {
      path: ['due_date'],
      error: 'due_date is required for a one-time reminder',
    })
    .refine(
      ({ type, reset_type, reminder_days }) =>
        type !== reminderTypes.recurring || (reset_type !== undefined && reminder_days !== undefined),
      { error: 'reset_type and reminder_days are required for a recurring reminder' },
    )
    .refine(({ type, is_completed }) => type !== reminderTypes.recurring || is_completed === undefined, {
      path: ['is_completed'],
      error: 'A recurring reminder cannot be completed',
    }),
);

const params = () => z.object({ reminder_id: ReminderId });

/** Reminders (v1 reference, section 6.13). */
export const reminders = {
  /** Page through reminders, all or those that match every parameter. */
  list: endpoint({
    method: 'GET',
    path: '/reminders',
    effect: 'read',
    query: () =>
      z.object({
        ...taggedRecord(),
        creator_id: UserId.optional(),
        owner_id: UserId.optional(),
        completer_id: UserId.optional(),
        type: codeOf(reminderTypes).optional(),
        /** Documented as required beside `type: 1`. */
        reset_type: codeOf(reminderResetTypes).optional(),
        status: codeOf(reminderStatuses).optional(),
        due_before: DateOrInstant.optional(),
        due_after: DateOrInstant.optional(),
        ...tokenPageQuery().shape,
      }),
    response: () => tokenPageOf('reminders', Reminder),
    paging: 'page-token',
    items: 'reminders',
    limit: limit500,
    since: '2022-02-01',
    errors: [403, 422],
  }),
  /** Fetch one reminder. */
  get: endpoint({
    method: 'GET',
    path: '/reminders/{reminder_id}',
    effect: 'read',
    params,
    response: () => Reminder,
    since: '2022-02-01',
    errors: [403, 422],
  }),
  /** Create a reminder, one-time or recurring. */
  create: endpoint({
    method: 'POST',
    path: '/reminders',
    effect: 'write',
    body: () => ReminderToBeCreated,
    response: () => Reminder,
    since: '2022-02-01',
    errors: [403, 422],
  }),
  /** Change or complete a reminder; only who created or owns it may. */
  update: endpoint({
    method: 'PUT',
    path: '/reminders/{reminder_id}',
    effect: 'write',
    params,
    body: () => ReminderUpdate,
    response: () => Reminder,
    since: '2022-02-01',
    errors: [403, 422],
  }),
  /** Delete a reminder; only who created or owns it may. */
  delete: endpoint({
    method: 'DELETE',
    path: '/reminders/{reminder_id}',
    effect: 'write',
    params,
    response: () => Success,
    since: '2022-02-01',
    errors: [403, 422],
  }),
};
