import type { Seek } from '../behaviour/paging.ts';
import type { SeedReminder } from '../seed/model.ts';
import { allOf, byId, byTime, type Condition, isIn, seekClause, timeKey, where } from './keyset.ts';
import type { Sql } from './sql.ts';

/** What a reminder is on. */
export type ReminderEntity = NonNullable<SeedReminder['entity']>['type'];

/** A reminder; one with a period is recurring. */
export interface ReminderRow extends Readonly<Omit<SeedReminder, 'entity' | 'recurrence'>> {
  readonly entityType: ReminderEntity | null;
  readonly entityId: number | null;
  readonly resetTrigger: NonNullable<SeedReminder['recurrence']>['resetTrigger'] | null;
  /** Days from a reset until it is due; `null` for one that is due once. */
  readonly periodDays: number | null;
}

/** An interaction as far as it resets reminders. */
export interface Touch {
  /** Chat messages and calls reset nothing. */
  readonly kind: 'email' | 'event';
  readonly at: Date;
  readonly entityType: ReminderEntity;
  readonly entityIds: Iterable<number>;
}

const columns = `id, content, due_date AS dueDate, creator_id AS creatorId, owner_id AS ownerId, completer_id AS completerId,
  completed_at AS completedAt, entity_type AS entityType, entity_id AS entityId, reset_trigger AS resetTrigger, period_days AS periodDays,
  created_at AS createdAt, updated_at AS updatedAt`;
const select = `SELECT ${columns} FROM reminders`;

const dayMs = 24 * 60 * 60 * 1000;

/** The moment so many days later. */
export const daysAfter = (from: Date, days: number): string => new Date(from.getTime() + days * dayMs).toISOString();

const insert = `INSERT INTO reminders (content, due_date, creator_id, owner_id, completer_id, completed_at, entity_type, entity_id,
  reset_trigger, period_days, created_at, updated_at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const update = `UPDATE reminders SET content = ?, due_date = ?, creator_id = ?, owner_id = ?, completer_id = ?, completed_at = ?, entity_type = ?,
  entity_id = ?, reset_trigger = ?, period_days = ?, created_at = ?, updated_at = ? WHERE id = ?`;

const valuesOf = (row: ReminderRow) =>
  [
    row.content,
    row.dueDate,
    row.creatorId,
    row.ownerId,
    row.completerId,
    row.completedAt,
    row.entityType,
    row.entityId,
    row.resetTrigger,
    row.periodDays,
    row.createdAt,
    row.updatedAt,
    row.id,
  ] as const;

/** Reminders, one-time and recurring. */
export const createReminders = (sql: Sql) => ({
  get: (id: number): ReminderRow | undefined => sql.first<ReminderRow>(`${select} WHERE id = ?`, id),
  /** Soonest due first. */
  page: (condition: Condition, seek: Seek): ReminderRow[] => {
    const clause = seekClause(allOf(condition), byTime('due_date', false), seek);
    return sql.all<ReminderRow>(`${select} ${clause.text}`, ...clause.params);
  },
  keyOf: (reminder: ReminderRow): string => timeKey(reminder.dueDate, reminder.id),
  /** By id, as v1 pages. */
  pageById: (condition: Condition, seek: Seek): ReminderRow[] => {
    const clause = seekClause(allOf(condition), byId(), seek);
    return sql.all<ReminderRow>(`${select} ${clause.text}`, ...clause.params);
  },
  count: (condition: Condition): number =>
    sql.value<number>(`SELECT count(*) FROM reminders WHERE ${condition.text}`, ...condition.params) ?? 0,
  /** The open one that is due first on each of these records that has any. */
  nextOf: (entityType: ReminderEntity, ids: Iterable<number>): ReadonlyMap<number, ReminderRow> => {
    const condition = isIn('entity_id', ids);
    const text = `${select} WHERE entity_type = ? AND ${condition.text} AND completed_at IS NULL ORDER BY due_date DESC, id DESC`;
    const found = sql.all<ReminderRow & { readonly entityId: number }>(text, entityType, ...condition.params);
    return new Map(found.map((reminder) => [reminder.entityId, reminder]));
  },
  create: (draft: Omit<ReminderRow, 'id'>): ReminderRow => {
    const row = { ...draft, id: (sql.value<number | null>('SELECT max(id) FROM reminders') ?? 15_700) + 1 };
    sql.run(insert, ...valuesOf(row));
    return row;
  },
  update: (row: ReminderRow): void => {
    sql.run(update, ...valuesOf(row));
  },
  remove: (id: number): void => {
    sql.run('DELETE FROM reminders WHERE id = ?', id);
  },
  /** The reminders of a record that is deleted go with it (v1 reference, section 10). */
  removeOf: (entityType: ReminderEntity, entityId: number): void => {
    sql.run('DELETE FROM reminders WHERE entity_type = ? AND entity_id = ?', entityType, entityId);
  },
  /** A merge moves the reminders of one record to another. */
  move: (entityType: ReminderEntity, from: number, to: number): void => {
    sql.run('UPDATE reminders SET entity_id = ? WHERE entity_type = ? AND entity_id = ?', to, entityType, from);
  },
  /** Recurring reminders that an interaction resets. */
  touchedBy: ({ kind, entityType, entityIds }: Touch): ReminderRow[] => {
    const condition = allOf(
      where("entity_type = ? AND reset_trigger IN ('interaction', ?)", entityType, kind),
      isIn('entity_id', entityIds),
    );
    return sql.all<ReminderRow>(`${select} WHERE ${condition.text} ORDER BY id`, ...condition.params);
  },
});

export type Reminders = ReturnType<typeof createReminders>;
