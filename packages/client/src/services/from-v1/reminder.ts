import {
  type PersonReference,
  type Reminder,
  type ReminderToBeCreated,
  type ReminderToBeUpdated,
  type UserId,
  type V1Reminder,
  type V1ReminderToBeCreated,
  type V1ReminderUpdate,
  v1ReminderResetTypes,
  v1ReminderStatuses,
  v1ReminderTypes,
} from '@affinity-kit/contract';

const statuses: Readonly<Record<number, Reminder['status']>> = {
  [v1ReminderStatuses.completed]: 'completed',
  [v1ReminderStatuses.active]: 'active',
  [v1ReminderStatuses.overdue]: 'overdue',
};
const triggers: Readonly<Record<number, 'interaction' | 'email' | 'event'>> = {
  [v1ReminderResetTypes.interaction]: 'interaction',
  [v1ReminderResetTypes.email]: 'email',
  [v1ReminderResetTypes.meeting]: 'event',
};
const triggerCodes = {
  interaction: v1ReminderResetTypes.interaction,
  email: v1ReminderResetTypes.email,
  event: v1ReminderResetTypes.meeting,
};

const referenceOf = <T extends { id: number }>(record: T | null): { id: number } | null => (record === null ? null : { id: record.id });

/** A reminder of v1 as v2 shows it. v1 does not tell when it was changed. */
export const reminderFromV1 = (reminder: V1Reminder): Reminder => {
  const shared = {
    id: reminder.id,
    content: reminder.content,
    dueDate: reminder.due_date,
    creator: { id: reminder.creator.id },
    owner: { id: reminder.owner.id },
    completer: referenceOf(reminder.completer),
    company: referenceOf(reminder.organization),
    person: referenceOf(reminder.person),
    opportunity: referenceOf(reminder.opportunity),
    createdAt: reminder.created_at,
    updatedAt: null,
    status: statuses[reminder.status] ?? 'active',
  };
  if (reminder.type !== v1ReminderTypes.recurring)
    return { ...shared, type: 'one-time', completedAt: reminder.completed_at, recurrence: null };
  const recurrence = { resetTrigger: triggers[reminder.reset_type ?? -1] ?? 'interaction', periodDays: reminder.reminder_days ?? 1 };
  return { ...shared, type: 'recurring', completedAt: null, recurrence };
};

/** Owners are users, though v2 calls them persons. */
const userIdOf = ({ id }: PersonReference): UserId => id as UserId; // a user is the person of the same id

type TaggedRecord = Pick<V1ReminderToBeCreated, 'organization_id' | 'person_id' | 'opportunity_id'>;

const recordToV1 = ({ type, id }: ReminderToBeCreated['entity']): TaggedRecord => {
  if (type === 'company') return { organization_id: id };
  return type === 'person' ? { person_id: id } : { opportunity_id: id };
};

/** A reminder to create, as v1 takes it. */
export const newReminderToV1 = (reminder: ReminderToBeCreated): V1ReminderToBeCreated => {
  const { owner, content, entity } = reminder;
  const shared = { owner_id: userIdOf(owner), ...(typeof content === 'string' && { content }), ...recordToV1(entity) };
  if (reminder.type === 'one-time') return { ...shared, type: v1ReminderTypes.oneTime, due_date: reminder.dueDate };
  const { resetTrigger, periodDays } = reminder.recurrence;
  return {
    ...shared,
    type: v1ReminderTypes.recurring,
    reset_type: triggerCodes[resetTrigger],
    reminder_days: periodDays,
    ...(reminder.dueDate !== undefined && { due_date: reminder.dueDate }),
  };
};

/** What to change of a reminder, as v1 takes it; v1 takes no time of completion, and an empty text for none. */
export const reminderUpdateToV1 = ({ content, dueDate, owner, completedAt, recurrence }: ReminderToBeUpdated): V1ReminderUpdate => ({
  ...(content !== undefined && { content: content ?? '' }),
  ...(dueDate !== undefined && { due_date: dueDate }),
  ...(owner !== undefined && { owner_id: userIdOf(owner) }),
  ...(completedAt !== undefined && { is_completed: completedAt !== null }),
  ...(recurrence?.resetTrigger !== undefined && { reset_type: triggerCodes[recurrence.resetTrigger] }),
  ...(recurrence?.periodDays !== undefined && { reminder_days: recurrence.periodDays }),
});
