import {
  type V1ReminderToBeCreated,
  type V1ReminderUpdate,
  type v1,
  v1ReminderResetTypes,
  v1ReminderStatuses,
  v1ReminderTypes,
} from '@affinity-kit/contract';
import { pageByIdToken } from '../behaviour/paging.ts';
import { completed, mayBeReminded, mayChangeReminder, reopened } from '../behaviour/reminder-rules.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { allOf } from '../state/keyset.ts';
import { matching, type ReminderStatus, remindersOnLists } from '../state/reminder-conditions.ts';
import { daysAfter, type ReminderRow } from '../state/reminders.ts';
import { requireEntity } from './access.ts';
import { dateInput } from './date-input.ts';
import { noAccess, unknownId } from './problems.ts';
import { createReminder, deleteReminder, reminderOf, updateReminder } from './reminder.ts';
import { taggedRecords } from './tagged.ts';

const largestPage = 500;

const triggers = {
  [v1ReminderResetTypes.interaction]: 'interaction',
  [v1ReminderResetTypes.email]: 'email',
  [v1ReminderResetTypes.meeting]: 'event',
} as const;

const statuses: Readonly<Record<number, ReminderStatus>> = {
  [v1ReminderStatuses.completed]: 'completed',
  [v1ReminderStatuses.active]: 'active',
  [v1ReminderStatuses.overdue]: 'overdue',
};

const entityOf = (context: RequestContext, body: V1ReminderToBeCreated): Pick<ReminderRow, 'entityType' | 'entityId'> => {
  const [record] = taggedRecords(body);
  if (record === undefined) return { entityType: null, entityId: null };
  requireEntity(context, record);
  const { entityType, id } = record;
  if (entityType === 'person' && !mayBeReminded(context, id)) throw unprocessable('Field person_id: the person must not be internal');
  return { entityType, entityId: id };
};

const ownerOf = ({ state }: RequestContext, id: number): number => {
  if (state.users.get(id) === undefined) throw unprocessable(`Field owner_id: ${id} is not an internal person`);
  return id;
};

const create = (context: RequestContext, body: V1ReminderToBeCreated): ReminderRow => {
  const about = { ownerId: ownerOf(context, body.owner_id), content: body.content ?? null, ...entityOf(context, body) };
  const open = { ...about, completerId: null, completedAt: null };
  if (body.type === v1ReminderTypes.recurring) {
    const { reset_type, reminder_days: periodDays, due_date } = body;
    const dueDate = due_date === undefined ? daysAfter(context.now, periodDays) : dateInput('due_date', due_date);
    return createReminder(context, { ...open, dueDate, resetTrigger: triggers[reset_type], periodDays });
  }
  const isDone = Boolean(body.is_completed);
  const done = isDone ? { completerId: context.caller.userId, completedAt: context.now.toISOString() } : {};
  return createReminder(context, { ...open, ...done, dueDate: dateInput('due_date', body.due_date), resetTrigger: null, periodDays: null });
};

const reminderById = (context: RequestContext, id: number): ReminderRow => {
  const { state, caller } = context;
  const row = state.reminders.get(id);
  if (row === undefined) throw unknownId('reminder_id', id, 'Reminder');
  const listId = row.entityType === 'opportunity' ? state.opportunities.get(row.entityId ?? 0)?.listId : undefined;
  if (listId !== undefined && !state.lists.visibleTo(caller.userId).some((list) => list.id === listId)) throw noAccess('reminder');
  return row;
};

const ownReminder = (context: RequestContext, id: number): ReminderRow => {
  const row = reminderById(context, id);
  if (!mayChangeReminder(row, context.caller)) throw noAccess('reminder');
  return row;
};

/** What a reminder is after an update, but for its completion. */
const changed = (context: RequestContext, row: ReminderRow, body: V1ReminderUpdate): ReminderRow => {
  const { type, reset_type, reminder_days, due_date, content, owner_id } = body;
  const recurring = type === undefined ? row.periodDays !== null : type === v1ReminderTypes.recurring;
  if (!recurring && (reset_type !== undefined || reminder_days !== undefined))
    throw unprocessable('reset_type and reminder_days belong to recurring reminders');
  const periodDays = reminder_days ?? row.periodDays;
  return {
    ...row,
    ownerId: owner_id === undefined ? row.ownerId : ownerOf(context, owner_id),
    content: content ?? row.content,
    dueDate: due_date === undefined ? row.dueDate : dateInput('due_date', due_date),
    resetTrigger: recurring ? (reset_type === undefined ? row.resetTrigger : triggers[reset_type]) : null,
    periodDays: recurring ? periodDays : null,
    ...(recurring && { completedAt: null }),
  };
};

const withCompletion = (context: RequestContext, row: ReminderRow, isCompleted: V1ReminderUpdate['is_completed']): ReminderRow => {
  if (isCompleted === undefined) return row;
  if (row.periodDays !== null) throw unprocessable('A recurring reminder cannot be completed');
  if (!isCompleted) return reopened(row);
  return row.completedAt === null ? completed(row, context, context.now.toISOString()) : row;
};

export const reminders: HandlersOf<typeof v1.reminders> = {
  list: (input, context) => {
    const { state, caller, now } = context;
    const query = {
      entities: taggedRecords(input),
      creatorId: input.creator_id,
      ownerId: input.owner_id,
      completerId: input.completer_id,
      recurring: input.type === undefined ? undefined : input.type === v1ReminderTypes.recurring,
      resetTrigger: input.reset_type === undefined ? undefined : triggers[input.reset_type],
      status: input.status === undefined ? undefined : statuses[input.status],
      dueBefore: input.due_before === undefined ? undefined : dateInput('due_before', input.due_before),
      dueAfter: input.due_after === undefined ? undefined : dateInput('due_after', input.due_after),
      now,
    };
    const seen = remindersOnLists(state.lists.visibleTo(caller.userId).map(({ id }) => id));
    const condition = allOf(matching(query), seen);
    const request = { url: context.url, token: input.page_token, pageSize: Math.min(input.page_size ?? largestPage, largestPage) };
    const { rows, nextPageToken } = pageByIdToken(request, (seek) => state.reminders.pageById(condition, seek));
    return { reminders: rows.map((row) => reminderOf(context, row)), next_page_token: nextPageToken };
  },
  get: ({ reminder_id }, context) => reminderOf(context, reminderById(context, reminder_id)),
  create: ({ body }, context) => reminderOf(context, create(context, body)),
  update: ({ reminder_id, body }, context) => {
    const row = changed(context, ownReminder(context, reminder_id), body);
    return reminderOf(context, updateReminder(context, withCompletion(context, row, body.is_completed)));
  },
  delete: ({ reminder_id }, context) => {
    deleteReminder(context, ownReminder(context, reminder_id));
    return { success: true };
  },
};
