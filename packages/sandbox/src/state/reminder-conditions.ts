import type { Filter } from '@affinity-kit/contract';
import { type FilterColumn, filterCondition, numberColumn, textColumn, timeColumn } from './filter-condition.ts';
import { allOf, always, type Condition, isIn, where } from './keyset.ts';
import type { ReminderEntity } from './reminders.ts';

/** How a reminder stands. */
export type ReminderStatus = 'active' | 'overdue' | 'completed';

const statusText = "CASE WHEN completed_at IS NOT NULL THEN 'completed' WHEN due_date < ? THEN 'overdue' ELSE 'active' END";
const typeText = "CASE WHEN period_days IS NULL THEN 'one-time' ELSE 'recurring' END";

const entityText = (type: ReminderEntity): string => `CASE WHEN entity_type = '${type}' THEN entity_id END`;

/** The status is not kept but follows from the clock. */
const statusColumn =
  (now: Date): FilterColumn =>
  ({ operator, operand }) => {
    if (operand.kind !== 'text') return operator === '=' ? always : where('0');
    return where(`${statusText} ${operator === '=' ? '=' : '<>'} ?`, now.toISOString(), operand.text);
  };

/** Reminders that satisfy a `filter`, if there is one. */
export const reminderFilter = (filter: Filter | undefined, now: Date): Condition => {
  if (filter === undefined) return always;
  return filterCondition(filter, {
    id: numberColumn('id'),
    type: textColumn(typeText),
    status: statusColumn(now),
    resetTrigger: textColumn('reset_trigger'),
    dueDate: timeColumn('due_date'),
    completedAt: timeColumn('completed_at'),
    createdAt: timeColumn('created_at'),
    updatedAt: timeColumn('updated_at'),
    'owner.id': numberColumn('owner_id'),
    'creator.id': numberColumn('creator_id'),
    'completer.id': numberColumn('completer_id'),
    'company.id': numberColumn(entityText('company')),
    'person.id': numberColumn(entityText('person')),
    'opportunity.id': numberColumn(entityText('opportunity')),
  });
};

/** What v1 asks for; what is left out does not matter. */
export interface ReminderQuery {
  readonly entities: readonly { readonly entityType: ReminderEntity; readonly id: number }[];
  readonly creatorId?: number | undefined;
  readonly ownerId?: number | undefined;
  readonly completerId?: number | undefined;
  readonly recurring?: boolean | undefined;
  readonly resetTrigger?: string | undefined;
  readonly status?: ReminderStatus | undefined;
  readonly dueBefore?: string | undefined;
  readonly dueAfter?: string | undefined;
  readonly now: Date;
}

const when = <T>(value: T | undefined, condition: (value: T) => Condition): Condition => (value === undefined ? always : condition(value));

/** Reminders that match every part of a query. */
export const matching = (query: ReminderQuery): Condition =>
  allOf(
    ...query.entities.map(({ entityType, id }) => where('entity_type = ? AND entity_id = ?', entityType, id)),
    when(query.creatorId, (id) => where('creator_id = ?', id)),
    when(query.ownerId, (id) => where('owner_id = ?', id)),
    when(query.completerId, (id) => where('completer_id = ?', id)),
    when(query.recurring, (recurring) => where(`period_days IS ${recurring ? 'NOT ' : ''}NULL`)),
    when(query.resetTrigger, (trigger) => where('reset_trigger = ?', trigger)),
    when(query.status, (status) => where(`${statusText} = ?`, query.now.toISOString(), status)),
    when(query.dueBefore, (time) => where('due_date < ?', time)),
    when(query.dueAfter, (time) => where('due_date > ?', time)),
  );

/** Reminders that a user sees: those of opportunities on other lists than these are hidden. */
export const remindersOnLists = (listIds: Iterable<number>): Condition => {
  const onLists = isIn('list_id', listIds);
  return where(`entity_type IS NOT 'opportunity' OR entity_id IN (SELECT id FROM opportunities WHERE ${onLists.text})`, ...onLists.params);
};
