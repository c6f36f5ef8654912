import { type Reminder, type ReminderToBeCreated, type ReminderToBeUpdated, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import { completed, mayBeReminded, mayChangeReminder, reminderStatus, reopened } from '../behaviour/reminder-rules.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { instant } from '../state/instant.ts';
import { allOf } from '../state/keyset.ts';
import { reminderFilter, remindersOnLists } from '../state/reminder-conditions.ts';
import { daysAfter, type ReminderRow } from '../state/reminders.ts';
import { createReminder, deleteReminder, updateReminder } from '../v1/reminder.ts';
import { visibleListIds } from './access.ts';
import { readFilter } from './filter.ts';
import { counted, pageRequest } from './page-request.ts';

const reference = (id: number | null): { id: number } | null => (id === null ? null : { id });

const entityReference = ({ entityType, entityId }: ReminderRow, type: ReminderRow['entityType']) =>
  entityType === type ? reference(entityId) : null;

const shown = (row: ReminderRow, now: Date): Reminder => {
  const { id, content, dueDate, creatorId, ownerId, completerId, completedAt, createdAt, updatedAt, resetTrigger, periodDays } = row;
  const people = { creator: { id: creatorId }, owner: { id: ownerId }, completer: reference(completerId) };
  const entity = {
    company: entityReference(row, 'company'),
    person: entityReference(row, 'person'),
    opportunity: entityReference(row, 'opportunity'),
  };
  const base = { id, content, dueDate, ...people, ...entity, createdAt, updatedAt };
  const status = reminderStatus(row, now);
  if (resetTrigger === null || periodDays === null) return { ...base, type: 'one-time', status, completedAt, recurrence: null };
  return { ...base, type: 'recurring', status, completedAt: null, recurrence: { resetTrigger, periodDays } };
};

const isVisible = (context: RequestContext, { entityType, entityId }: ReminderRow): boolean =>
  entityType !== 'opportunity' || visibleListIds(context).has(context.state.opportunities.get(entityId ?? 0)?.listId ?? 0);

const reminderOf = (context: RequestContext, id: number): ReminderRow => {
  const row = context.state.reminders.get(id);
  if (row === undefined || !isVisible(context, row)) throw notFound();
  return row;
};

const ownReminder = (context: RequestContext, id: number): ReminderRow => {
  const row = reminderOf(context, id);
  if (!mayChangeReminder(row, context.caller))
    throw new Problem('authorization', 'Only the creator and the owner of a reminder may change it');
  return row;
};

const [earliestDue, firstTooLate] = ['2000-01-01T00:00:00.000Z', '9999-01-01T00:00:00.000Z'];

const dueOf = (text: string): string => {
  const due = instant(text);
  if (due < earliestDue || due >= firstTooLate) throw invalid('dueDate', 'dueDate must lie from 2000-01-01 to before 9999-01-01');
  return due;
};

const ownerOf = ({ state }: RequestContext, { id }: { readonly id: number }): number => {
  if (state.users.get(id) === undefined) throw invalid('owner.id', 'The owner must be an internal person');
  return id;
};

const entityOf = (context: RequestContext, { type, id }: ReminderToBeCreated['entity']): Pick<ReminderRow, 'entityType' | 'entityId'> => {
  const { companies, persons, opportunities } = context.state;
  const exists = {
    company: () => companies.exists(id),
    person: () => persons.exists(id),
    opportunity: () => visibleListIds(context).has(opportunities.get(id)?.listId ?? 0),
  };
  if (!exists[type]()) throw invalid('entity.id', `There is no ${type} with the id ${id}`);
  if (type === 'person' && !mayBeReminded(context, id)) throw invalid('entity.id', 'The person must be external or a collaborator');
  return { entityType: type, entityId: id };
};

const create = (context: RequestContext, body: ReminderToBeCreated): ReminderRow => {
  const about = { ownerId: ownerOf(context, body.owner), content: body.content ?? null, ...entityOf(context, body.entity) };
  const open = { ...about, completerId: null, completedAt: null };
  if (body.type === 'one-time')
    return createReminder(context, { ...open, dueDate: dueOf(body.dueDate), resetTrigger: null, periodDays: null });
  const dueDate = body.dueDate === undefined ? daysAfter(context.now, body.recurrence.periodDays) : dueOf(body.dueDate);
  return createReminder(context, { ...open, dueDate, ...body.recurrence });
};

const withRecurrence = (row: ReminderRow, recurrence: ReminderToBeUpdated['recurrence']): ReminderRow => {
  if (recurrence === undefined) return row;
  if (row.periodDays === null) throw invalid('recurrence', 'A one-time reminder has no recurrence');
  return { ...row, resetTrigger: recurrence.resetTrigger ?? row.resetTrigger, periodDays: recurrence.periodDays ?? row.periodDays };
};

const withCompletion = (context: RequestContext, row: ReminderRow, completedAt: string | null | undefined): ReminderRow => {
  if (completedAt === undefined) return row;
  if (completedAt !== null) return completed(row, context, instant(completedAt));
  if (row.periodDays !== null) throw invalid('completedAt', 'A recurring reminder cannot be reopened');
  return reopened(row);
};

const changed = (context: RequestContext, row: ReminderRow, body: ReminderToBeUpdated): ReminderRow => {
  const { content, dueDate, owner } = body;
  const edited = {
    ...row,
    ...(content !== undefined && { content }),
    ...(dueDate !== undefined && { dueDate: dueOf(dueDate) }),
    ...(owner !== undefined && { ownerId: ownerOf(context, owner) }),
  };
  return withCompletion(context, withRecurrence(edited, body.recurrence), body.completedAt);
};

export const reminders: HandlersOf<typeof v2.reminders> = {
  list: (input, context) => {
    const { state, now } = context;
    const filter = reminderFilter(readFilter(input.filter, 'GET /v2/reminders'), now);
    const condition = allOf(remindersOnLists(visibleListIds(context)), filter);
    const request = pageRequest(input, context, v2.reminders.list);
    const { rows, pagination } = pageByKey(request, (seek) => state.reminders.page(condition, seek), state.reminders.keyOf);
    return { data: rows.map((row) => shown(row, now)), pagination: counted(input, pagination, () => state.reminders.count(condition)) };
  },
  get: ({ reminderId }, context) => shown(reminderOf(context, reminderId), context.now),
  create: ({ body }, context) => shown(create(context, body), context.now),
  update: ({ reminderId, body }, context) => {
    updateReminder(context, changed(context, ownReminder(context, reminderId), body));
    return undefined;
  },
  delete: ({ reminderId }, context) => {
    deleteReminder(context, ownReminder(context, reminderId));
    return undefined;
  },
};
