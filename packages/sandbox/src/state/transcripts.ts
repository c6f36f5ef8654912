import type { Filter } from '@affinity-kit/contract';
import type { Seek } from '../behaviour/paging.ts';
import { filterCondition, numberColumn, timeColumn } from './filter-condition.ts';
import { byTime, type Condition, isIn, seekClause, timeKey, where } from './keyset.ts';
import type { Sql } from './sql.ts';

/** `[content, speaker, start, end]`, the times as `HH:MM:SS` since the beginning. */
export type StoredFragment = readonly [content: string, speaker: string, start: string, end: string];

/** A transcript of a meeting, without its words. */
export interface TranscriptRow {
  readonly id: number;
  /** The note that sums it up. */
  readonly noteId: number;
  readonly language: string;
  readonly createdAt: string;
}

const select = 'SELECT id, note_id AS noteId, language, created_at AS createdAt FROM transcripts';

/** Transcripts that satisfy a `filter`, if there is one. */
export const transcriptsWith = (filter: Filter | undefined): Condition => {
  if (filter === undefined) return where('is_deleted = 0');
  const condition = filterCondition(filter, { id: numberColumn('id'), createdAt: timeColumn('created_at') });
  return where(`is_deleted = 0 AND (${condition.text})`, ...condition.params);
};

/** Transcripts of notes that satisfy a condition. */
export const ofNotes = ({ text, params }: Condition): Condition =>
  where(`note_id IN (SELECT notes.id FROM notes WHERE ${text})`, ...params);

/** Transcripts behind AI notes. A deleted one loses its words and leaves its id, which older versions of the API go on naming. */
export const createTranscripts = (sql: Sql) => ({
  get: (id: number): TranscriptRow | undefined => sql.first<TranscriptRow>(`${select} WHERE id = ? AND is_deleted = 0`, id),
  /** Newest first. */
  page: (condition: Condition, seek: Seek): TranscriptRow[] => {
    const clause = seekClause(condition, byTime('created_at', true), seek);
    return sql.all<TranscriptRow>(`${select} ${clause.text}`, ...clause.params);
  },
  keyOf: ({ createdAt, id }: TranscriptRow): string => timeKey(createdAt, id),
  count: (condition: Condition): number =>
    sql.value<number>(`SELECT count(*) FROM transcripts WHERE ${condition.text}`, ...condition.params) ?? 0,
  /** The words, in the order of time. */
  fragments: (id: number): readonly StoredFragment[] =>
    JSON.parse(sql.value<string>('SELECT fragments FROM transcripts WHERE id = ?', id) ?? '[]') as StoredFragment[], // written from such an array
  /** The transcript of a note, even if it is deleted. */
  ofNote: (noteId: number): { readonly id: number; readonly isDeleted: boolean } | undefined => {
    const found = sql.first<{ id: number; isDeleted: number }>(
      'SELECT id, is_deleted AS isDeleted FROM transcripts WHERE note_id = ?',
      noteId,
    );
    return found === undefined ? undefined : { id: found.id, isDeleted: found.isDeleted === 1 };
  },
  remove: (id: number): void => {
    sql.run("UPDATE transcripts SET is_deleted = 1, fragments = '[]' WHERE id = ?", id);
  },
  /** Removes the transcripts of notes that are no more, without a trace. */
  removeOfNotes: (noteIds: Iterable<number>): void => {
    const condition = isIn('note_id', noteIds);
    sql.run(`DELETE FROM transcripts WHERE ${condition.text}`, ...condition.params);
  },
});

export type Transcripts = ReturnType<typeof createTranscripts>;
