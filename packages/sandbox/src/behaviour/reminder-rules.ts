import type { Caller, RequestContext } from '../context.ts';
import type { ReminderStatus } from '../state/reminder-conditions.ts';
import { daysAfter, type ReminderRow } from '../state/reminders.ts';

/** How a reminder stands by the sandbox's clock. */
export const reminderStatus = ({ completedAt, dueDate }: ReminderRow, now: Date): ReminderStatus => {
  if (completedAt !== null) return 'completed';
  return dueDate < now.toISOString() ? 'overdue' : 'active';
};

/** Only who created or owns a reminder changes or deletes it. */
export const mayChangeReminder = ({ creatorId, ownerId }: ReminderRow, { userId }: Caller): boolean =>
  creatorId === userId || ownerId === userId;

/** A person in a reminder must not be a user of the firm. */
export const mayBeReminded = ({ state }: RequestContext, personId: number): boolean => {
  const person = state.persons.get(personId);
  return person !== undefined && person.type !== 'internal';
};

/** Completes a reminder: one that is due once ends, a recurring one is due a period later (v2 reference, section 9.11). */
export const completed = (reminder: ReminderRow, { caller }: Pick<RequestContext, 'caller'>, at: string): ReminderRow => {
  const { periodDays, dueDate } = reminder;
  const done = { ...reminder, completerId: caller.userId };
  return periodDays === null ? { ...done, completedAt: at } : { ...done, dueDate: daysAfter(new Date(dueDate), periodDays) };
};

/** Opens a reminder again. */
export const reopened = (reminder: ReminderRow): ReminderRow => ({ ...reminder, completedAt: null, completerId: null });
