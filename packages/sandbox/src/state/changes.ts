import type { Seek } from '../behaviour/paging.ts';
import type { SeedChange } from '../seed/model.ts';
import { byTime, type Condition, seekClause, timeKey } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A row of the change feed: always one value. */
export interface ChangeRow {
  readonly id: number;
  readonly fieldNo: number;
  readonly entityId: number;
  /** `null` for a change of an account-wide field. */
  readonly listEntryId: number | null;
  readonly action: SeedChange['action'];
  /** `null` for the system. */
  readonly changerId: number | null;
  readonly changedAt: string;
  /** A payload as `encodeItem` writes it. */
  readonly value: string;
}

/** What a new row is made of. */
export type ChangeDraft = Omit<ChangeRow, 'id'>;

const select = `SELECT id, field_no AS fieldNo, entity_id AS entityId, list_entry_id AS listEntryId, action, changer_id AS changerId,
  changed_at AS changedAt, value FROM changes`;

const insert = `INSERT INTO changes (id, field_no, entity_id, list_entry_id, action, changer_id, changed_at, value)
  VALUES ((SELECT coalesce(max(id), 0) + 1 FROM changes), ?, ?, ?, ?, ?, ?, ?)`;

/** The feed of field value changes, one for both API versions. */
export const createChanges = (sql: Sql) => ({
  /** By time, then id. */
  page: (condition: Condition, seek: Seek, descending = false): ChangeRow[] => {
    const clause = seekClause(condition, byTime('changed_at', descending), seek);
    return sql.all<ChangeRow>(`${select} ${clause.text}`, ...clause.params);
  },
  keyOf: (change: ChangeRow): string => timeKey(change.changedAt, change.id),
  time: (id: number): string | undefined => sql.value<string>('SELECT changed_at FROM changes WHERE id = ?', id),
  add: ({ fieldNo, entityId, listEntryId, action, changerId, changedAt, value }: ChangeDraft): void => {
    sql.run(insert, fieldNo, entityId, listEntryId, action, changerId, changedAt, value);
  },
  removeOfEntry: (listEntryId: number): void => {
    sql.run('DELETE FROM changes WHERE list_entry_id = ?', listEntryId);
  },
});

export type Changes = ReturnType<typeof createChanges>;
