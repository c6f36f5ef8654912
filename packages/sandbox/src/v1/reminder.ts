import {
  type V1PersonRef,
  type V1Reminder,
  v1PersonTypes,
  v1ReminderResetTypes,
  v1ReminderStatuses,
  v1ReminderTypes,
} from '@affinity-kit/contract';
import { reminderStatus } from '../behaviour/reminder-rules.ts';
import type { RequestContext } from '../context.ts';
import { pacificText } from '../state/pacific.ts';
import { daysAfter, type ReminderRow, type Touch } from '../state/reminders.ts';
import { oppRef, orgRef, personRef } from './refs.ts';

const resetTypes = {
  interaction: v1ReminderResetTypes.interaction,
  email: v1ReminderResetTypes.email,
  event: v1ReminderResetTypes.meeting,
} as const;

/** A person; a user who has none among the contacts is one all the same. */
const personOf = ({ state }: RequestContext, id: number): V1PersonRef => {
  const person = state.persons.get(id);
  if (person !== undefined) return personRef(person);
  const user = state.users.get(id);
  const name = { first_name: user?.firstName ?? '', last_name: user?.lastName ?? null };
  return { id, type: v1PersonTypes.internal, ...name, primary_email: user?.email ?? null, emails: user === undefined ? [] : [user.email] };
};

const entitiesOf = (
  context: RequestContext,
  { entityType, entityId }: ReminderRow,
): Pick<V1Reminder, 'person' | 'organization' | 'opportunity'> => {
  const { state } = context;
  const id = entityId ?? 0;
  const company = entityType === 'company' ? state.companies.get(id) : undefined;
  const person = entityType === 'person' ? state.persons.get(id) : undefined;
  const opportunity = entityType === 'opportunity' ? state.opportunities.get(id) : undefined;
  return {
    person: person === undefined ? null : personRef(person),
    organization: company === undefined ? null : orgRef(company),
    opportunity: opportunity === undefined ? null : oppRef(context, opportunity),
  };
};

/** A reminder as v1 shows it, and as webhooks deliver it. */
export const reminderOf = (context: RequestContext, row: ReminderRow): V1Reminder => ({
  id: row.id,
  type: row.periodDays === null ? v1ReminderTypes.oneTime : v1ReminderTypes.recurring,
  status: v1ReminderStatuses[reminderStatus(row, context.now)],
  content: row.content,
  due_date: pacificText(row.dueDate),
  created_at: pacificText(row.createdAt),
  completed_at: row.completedAt === null ? null : pacificText(row.completedAt),
  reset_type: row.resetTrigger === null ? null : resetTypes[row.resetTrigger],
  reminder_days: row.periodDays,
  creator: personOf(context, row.creatorId),
  owner: personOf(context, row.ownerId),
  completer: row.completerId === null ? null : personOf(context, row.completerId),
  ...entitiesOf(context, row),
});

/** Writes a new reminder, for v1 and v2 alike. */
export const createReminder = (
  context: RequestContext,
  draft: Omit<ReminderRow, 'id' | 'creatorId' | 'createdAt' | 'updatedAt'>,
): ReminderRow => {
  const { state, caller, now } = context;
  const row = state.reminders.create({ ...draft, creatorId: caller.userId, createdAt: now.toISOString(), updatedAt: null });
  context.emit('reminder.created', () => reminderOf(context, row));
  return row;
};

/** Writes what has changed of a reminder. */
export const updateReminder = (context: RequestContext, changed: ReminderRow): ReminderRow => {
  const row = { ...changed, updatedAt: context.now.toISOString() };
  context.state.reminders.update(row);
  context.emit('reminder.updated', () => reminderOf(context, row));
  return row;
};

export const deleteReminder = (context: RequestContext, row: ReminderRow): void => {
  context.emit('reminder.deleted', () => reminderOf(context, row));
  context.state.reminders.remove(row.id);
};

/** The days of recurring reminders begin anew; an interaction in the past brings no due date forward. */
const reset = (context: RequestContext, touch: Touch): void => {
  for (const row of context.state.reminders.touchedBy(touch)) {
    const dueDate = daysAfter(touch.at, row.periodDays ?? 0);
    if (dueDate > row.dueDate) updateReminder(context, { ...row, dueDate });
  }
};

/** A meeting resets the recurring reminders on its people and on their companies. E-mails do too, but the API writes none. */
export const resetRemindersOf = (context: RequestContext, personIds: readonly number[], at: Date): void => {
  const companyIds = new Set(context.state.persons.companies(personIds).map(([, companyId]) => companyId));
  reset(context, { kind: 'event', at, entityType: 'person', entityIds: personIds });
  reset(context, { kind: 'event', at, entityType: 'company', entityIds: companyIds });
};
