import { type ReminderId, type ReminderToBeCreated, type ReminderToBeUpdated, v2 as spec, v1 as v1Spec } from '@affinity-kit/contract';
import type { FieldFilter } from '../filter-builder/builder.ts';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { type DateInput, instantOf } from './dates.ts';
import { withFallback } from './fallback.ts';
import { fallbackPaged, pageFromV1 } from './fallback-paged.ts';
import { newReminderToV1, reminderFromV1, reminderUpdateToV1 } from './from-v1/reminder.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type PersonRef, personIdOf, type RecordChoice, type ReminderRef, reminderIdOf, v2RecordOf } from './references.ts';
import { type ChangeWindow, changeConditions, windowFilter } from './window.ts';

const endpoint = 'GET /v2/reminders';

/** Which reminders: by a filter as text, by dates, by owner. */
export interface RemindersFilter extends ChangeWindow {
  readonly dueAfter?: DateInput | undefined;
  readonly dueBefore?: DateInput | undefined;
  readonly owner?: PersonRef | undefined;
}

type RemindersQuery = QueryOf<ServiceContext['v2']['reminders']['list']> & RemindersFilter;

/** How a reminder comes again. */
type Recurrence = Extract<ReminderToBeCreated, { type: 'recurring' }>['recurrence'];

/** A reminder to create: once at a date, or again and again. */
export type ReminderDraft = RecordChoice & {
  /** An internal person. */
  readonly owner: PersonRef;
  readonly content?: string | null | undefined;
} & (
    | { readonly dueDate: DateInput; readonly recurrence?: undefined }
    | { readonly dueDate?: DateInput | undefined; readonly recurrence: Recurrence }
  );

/** What to change of a reminder. */
export interface ReminderChange extends Omit<ReminderToBeUpdated, 'dueDate' | 'owner' | 'completedAt'> {
  readonly dueDate?: DateInput | undefined;
  readonly owner?: PersonRef | undefined;
  /** Any time completes it; `null` reopens one that is due once. */
  readonly completedAt?: DateInput | null | undefined;
}

const filterFor = (query: RemindersFilter & { readonly filter?: string | FieldFilter | undefined }) =>
  windowFilter(endpoint, query.filter, [
    ...changeConditions(query),
    ['dueDate', '>=', query.dueAfter],
    ['dueDate', '<', query.dueBefore],
    ['owner.id', '=', query.owner === undefined ? undefined : personIdOf(query.owner)],
  ]);

const draftOf = (draft: ReminderDraft): ReminderToBeCreated => {
  const { owner, content, dueDate, recurrence } = draft;
  const shared = { owner: { id: personIdOf(owner) }, entity: v2RecordOf(draft), ...(content !== undefined && { content }) };
  if (recurrence === undefined) return { ...shared, type: 'one-time', dueDate: instantOf(dueDate) };
  return { ...shared, type: 'recurring', recurrence, ...(dueDate !== undefined && { dueDate: instantOf(dueDate) }) };
};

const changeOf = ({ dueDate, owner, completedAt, ...rest }: ReminderChange): ReminderToBeUpdated => ({
  ...rest,
  ...(dueDate !== undefined && { dueDate: instantOf(dueDate) }),
  ...(owner !== undefined && { owner: { id: personIdOf(owner) } }),
  ...(completedAt !== undefined && { completedAt: completedAt === null ? null : instantOf(completedAt) }),
});

const update = (
  { context, reminderId, body }: { context: ServiceContext; reminderId: ReminderId; body: ReminderToBeUpdated },
  options: CallOptions,
) =>
  withFallback<void>(context, {
    operation: spec.reminders.update,
    call: () => context.v2.reminders.update({ reminderId, body }, options),
    instead: v1Spec.reminders.update,
    callInstead: async () => void (await context.v1.reminders.update({ reminder_id: reminderId, body: reminderUpdateToV1(body) }, options)),
  });

/** v1 knows other filters, so only a query without any can be answered by it. */
const list = (context: ServiceContext, query: RemindersQuery, options: ListOptions) => {
  const { v1, v2 } = context;
  const { signal } = options;
  const filter = filterFor(query);
  if (filter !== undefined) return v2.reminders.list({ ...query, filter }, options);
  const ways = {
    operation: spec.reminders.list,
    page: (position: object) => v2.reminders.list({ ...query, filter, ...position }, { signal }).withResponse(),
    instead: v1Spec.reminders.list,
    pageInstead: async (token: string | undefined) =>
      pageFromV1(await v1.reminders.list(token === undefined ? {} : { page_token: token }, { signal }).withResponse(), reminderFromV1),
  };
  return fallbackPaged(context, ways, { ...options, cursor: query.cursor, walkLimit: query.limit ?? 100 });
};

/** Creates the service of reminders. */
export const createReminders = (context: ServiceContext) => {
  const { v1, v2 } = context;
  return {
    ...collectionOf((query: RemindersQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** Fetches one reminder. */
    get: (reminder: ReminderRef, options: CallOptions = {}) =>
      withFallback(context, {
        operation: spec.reminders.get,
        call: () => v2.reminders.get({ reminderId: reminderIdOf(reminder) }, options),
        instead: v1Spec.reminders.get,
        callInstead: async () => reminderFromV1(await v1.reminders.get({ reminder_id: reminderIdOf(reminder) }, options)),
      }),
    /** Creates a reminder on a company, person or opportunity. */
    create: (draft: ReminderDraft, options: CallOptions = {}) => {
      const body = draftOf(draft);
      return withFallback(context, {
        operation: spec.reminders.create,
        call: () => v2.reminders.create({ body }, options),
        instead: v1Spec.reminders.create,
        callInstead: async () => reminderFromV1(await v1.reminders.create({ body: newReminderToV1(body) }, options)),
      });
    },
    /** Changes a reminder that the caller created or owns; what is left out stays. */
    update: (reminder: ReminderRef, change: ReminderChange, options: CallOptions = {}) =>
      update({ context, reminderId: reminderIdOf(reminder), body: changeOf(change) }, options),
    /** Completes a reminder, now unless stated; a recurring one is then due a period later. */
    complete: (reminder: ReminderRef, at: DateInput = new Date(context.clock.wall()), options: CallOptions = {}) =>
      update({ context, reminderId: reminderIdOf(reminder), body: { completedAt: instantOf(at) } }, options),
    /** Deletes a reminder that the caller created or owns. */
    delete: (reminder: ReminderRef, options: CallOptions = {}) =>
      withFallback<void>(context, {
        operation: spec.reminders.delete,
        call: () => v2.reminders.delete({ reminderId: reminderIdOf(reminder) }, options),
        instead: v1Spec.reminders.delete,
        callInstead: async () => void (await v1.reminders.delete({ reminder_id: reminderIdOf(reminder) }, options)),
      }),
  };
};

/** Reminders. */
export type Reminders = ReturnType<typeof createReminders>;
