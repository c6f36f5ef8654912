import type { Seek } from '../behaviour/paging.ts';
import type { SeedChange } from '../seed/model.ts';
import { splitReferences } from './cell-text.ts';
import { byTime, type Condition, seekClause, timeKey } from './keyset.ts';
import { keepIds, nextId } from './last-ids.ts';
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

/** What a change can refer to and what can be deleted. */
export type DeletableKind = 'company' | 'person' | 'option';

const kindOfLetter: Readonly<Record<string, DeletableKind>> = { c: 'company', p: 'person', a: 'person', o: 'option', r: 'option' };

/** What a new row is made of. */
export type ChangeDraft = Omit<ChangeRow, 'id'>;

const select = `SELECT id, field_no AS fieldNo, entity_id AS entityId, list_entry_id AS listEntryId, action, changer_id AS changerId,
  changed_at AS changedAt, value FROM changes`;

const insert = `INSERT INTO changes (id, field_no, entity_id, list_entry_id, action, changer_id, changed_at, value)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

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
    sql.run(insert, nextId(sql, 'changes'), fieldNo, entityId, listEntryId, action, changerId, changedAt, value);
  },
  removeOfEntry: (listEntryId: number): void => {
    keepIds(sql, 'changes');
    sql.run('DELETE FROM changes WHERE list_entry_id = ?', listEntryId);
  },
  /**
   * To be called before a company, a person or a dropdown option is deleted: the feed shows this text in its place from then on
   * (v2 reference, section 9.6).
   */
  keepText: (kind: DeletableKind, id: number, text: string): void => {
    sql.run('INSERT INTO gone VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET text = excluded.text', kind, id, text);
  },
  /** The text that was kept of what the value of a change refers to; `undefined` where nothing was. */
  deletedText: ({ value }: Pick<ChangeRow, 'value'>): string | undefined => {
    const reference = splitReferences(value)[1] ?? '';
    const kind = kindOfLetter[reference.charAt(0)];
    return kind === undefined
      ? undefined
      : sql.value<string>('SELECT text FROM gone WHERE kind = ? AND id = ?', kind, Number(reference.slice(1)));
  },
  /** A merge: what happened in the rows of one record has happened to the other, whose rows they are now. */
  move: (kind: 'company' | 'person', from: number, to: number): void => {
    const rows = 'SELECT id FROM entries WHERE entity_type = ? AND entity_id = ?';
    sql.run(`UPDATE changes SET entity_id = ? WHERE list_entry_id IN (${rows})`, to, kind, from);
  },
});

export type Changes = ReturnType<typeof createChanges>;
