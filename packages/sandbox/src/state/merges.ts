import { createHash } from 'node:crypto';
import type { Seek } from '../behaviour/paging.ts';
import { byId, type Condition, type Order, seekClause, where } from './keyset.ts';
import type { Memory } from './memory.ts';
import type { Sql } from './sql.ts';

/** What can be merged. */
export type MergeKind = 'company' | 'person';

/** A merge of two records, which is also the one merge of its task. */
export interface MergeRow {
  readonly id: number;
  readonly kind: MergeKind;
  readonly taskId: string;
  readonly primaryId: number;
  readonly duplicateId: number;
  readonly requesterId: number;
  readonly status: 'in-progress' | 'success' | 'failed';
  readonly startedAt: string;
  /** When the work will be done. */
  readonly dueAt: string;
  readonly completedAt: string | null;
  readonly error: string | null;
  /** Whether it is among the merges; its task exists in any case (v2 reference, section 9.12). */
  readonly isListed: boolean;
}

/** What a new merge is made of. */
export type MergeDraft = Pick<MergeRow, 'kind' | 'primaryId' | 'duplicateId' | 'requesterId' | 'startedAt' | 'dueAt' | 'isListed'>;

type Stored = Omit<MergeRow, 'isListed'> & { readonly isListed: number };

const select = `SELECT id, kind, task_id AS taskId, primary_id AS primaryId, duplicate_id AS duplicateId, requester_id AS requesterId, status,
  started_at AS startedAt, due_at AS dueAt, completed_at AS completedAt, error, is_listed AS isListed FROM merges`;

const mergeOf = (stored: Stored): MergeRow => ({ ...stored, isListed: stored.isListed === 1 });

/** A UUID that follows from the merge, so that equal sandboxes give equal answers. */
export const taskIdOf = (id: number, { kind, startedAt }: Pick<MergeDraft, 'kind' | 'startedAt'>): string => {
  const hex = createHash('sha256').update(`${kind} merge ${id} ${startedAt}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const newestFirst: Order = { ...byId(), descending: true };

/** Merges of one kind. */
export const ofKind = (kind: MergeKind): Condition => where('kind = ?', kind);

/** Merges that are shown as such. */
export const listed: Condition = where('is_listed = 1');

/** Merges that are under way, done or failed, and what became of the records. */
export const createMerges = (sql: Sql, memory: Memory) => {
  const key = {};
  const first = (condition: Condition): MergeRow | undefined =>
    sql.all<Stored>(`${select} WHERE ${condition.text}`, ...condition.params).map(mergeOf)[0];
  const nextDue = (): string | null =>
    memory.of(key, () => sql.value<string | null>("SELECT min(due_at) FROM merges WHERE status = 'in-progress'") ?? null);
  return {
    get: (kind: MergeKind, id: number): MergeRow | undefined => first(where('kind = ? AND is_listed = 1 AND id = ?', kind, id)),
    ofTask: (kind: MergeKind, taskId: string): MergeRow | undefined => first(where('kind = ? AND task_id = ?', kind, taskId)),
    /** Newest first. */
    page: (condition: Condition, seek: Seek): MergeRow[] => {
      const clause = seekClause(condition, newestFirst, seek);
      return sql.all<Stored>(`${select} ${clause.text}`, ...clause.params).map(mergeOf);
    },
    create: (draft: MergeDraft): MergeRow => {
      const id = (sql.value<number | null>('SELECT max(id) FROM merges') ?? 0) + 1;
      const taskId = taskIdOf(id, draft);
      const { kind, primaryId, duplicateId, requesterId, startedAt, dueAt, isListed } = draft;
      const insert = "INSERT INTO merges VALUES (?, ?, ?, ?, ?, ?, 'in-progress', ?, ?, NULL, NULL, ?)";
      sql.run(insert, id, kind, taskId, primaryId, duplicateId, requesterId, startedAt, dueAt, Number(isListed));
      memory.drop(key);
      return { id, taskId, ...draft, status: 'in-progress', completedAt: null, error: null };
    },
    /** Merges whose time has come, in the order in which they are due. Costs nothing while there are none. */
    due: (now: string): MergeRow[] => {
      const next = nextDue();
      if (next === null || next > now) return [];
      return sql.all<Stored>(`${select} WHERE status = 'in-progress' AND due_at <= ? ORDER BY due_at, id`, now).map(mergeOf);
    },
    /** Ends a merge; without an error it has succeeded. */
    finish: ({ id, dueAt }: Pick<MergeRow, 'id' | 'dueAt'>, error: string | undefined): void => {
      const update = 'UPDATE merges SET status = ?, completed_at = ?, error = ? WHERE id = ?';
      sql.run(update, error === undefined ? 'success' : 'failed', dueAt, error ?? null, id);
      memory.drop(key);
    },
    /** Pairs that somebody has begun to merge, whatever came of it. */
    pairs: (kind: MergeKind): readonly (readonly [primaryId: number, duplicateId: number])[] =>
      sql.tuples<[number, number]>('SELECT primary_id, duplicate_id FROM merges WHERE kind = ?', kind),
    /** The record that one lives on in. */
    survivorOf: (kind: MergeKind, id: number): number | undefined =>
      sql.value<number>('SELECT survivor_id FROM merged WHERE kind = ? AND id = ?', kind, id),
    /** Says that a record lives on in another; so do those that lived on in it. */
    keepSurvivor: (kind: MergeKind, id: number, survivorId: number): void => {
      sql.run('UPDATE merged SET survivor_id = ? WHERE kind = ? AND survivor_id = ?', survivorId, kind, id);
      sql.run('INSERT INTO merged VALUES (?, ?, ?)', kind, id, survivorId);
    },
  };
};

export type Merges = ReturnType<typeof createMerges>;
