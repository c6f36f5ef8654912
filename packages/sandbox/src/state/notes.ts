import type { Seek } from '../behaviour/paging.ts';
import type { SeedNote } from '../seed/model.ts';
import { byTime, type Condition, isIn, seekClause, timeKey, where } from './keyset.ts';
import { packed, packedPairs } from './packed.ts';
import type { Sql } from './sql.ts';

/** A note or a reply. */
export interface NoteRow {
  readonly id: number;
  readonly type: SeedNote['type'];
  readonly html: string;
  readonly creatorId: number;
  readonly createdAt: string;
  readonly updatedAt: string | null;
  /** The root note, for a reply. */
  readonly parentId: number | null;
  readonly interactionId: number | null;
  readonly interactionType: NonNullable<SeedNote['interaction']>['type'] | null;
  readonly mentions: readonly { readonly id: number; readonly personId: number }[];
  /** The text as v1 was given it, for one that is no HTML there. */
  readonly plain: string | null;
  /** Users who see it beside its creator; `null` for everybody. */
  readonly viewers: readonly number[] | null;
}

/** Notes that a user sees: private ones are for their creators, and for those whom they name. */
export const notesSeenBy = (userId: number): Condition =>
  where('(viewers IS NULL OR creator_id = ? OR EXISTS (SELECT 1 FROM json_each(viewers) WHERE value = ?))', userId, userId);

/** Whether a user sees a note. */
export const isSeenBy = ({ viewers, creatorId }: NoteRow, userId: number): boolean =>
  viewers === null || creatorId === userId || viewers.includes(userId);

/** What a note can be attached to. */
export type NoteEntity = 'company' | 'person' | 'opportunity';

type Stored = Omit<NoteRow, 'mentions' | 'viewers'> & { readonly mentions: string; readonly viewers: string | null };

const columns = `notes.id, type, html, creator_id AS creatorId, created_at AS createdAt, updated_at AS updatedAt, parent_id AS parentId,
  interaction_id AS interactionId, interaction_type AS interactionType, mentions, plain, viewers`;
const select = `SELECT ${columns} FROM notes`;

const noteOf = (stored: Stored): NoteRow => ({
  ...stored,
  mentions: JSON.parse(stored.mentions) as NoteRow['mentions'], // written from such an array
  viewers: stored.viewers === null ? null : (JSON.parse(stored.viewers) as number[]), // written from an array of ids
});

/** What a new note is made of. */
export interface NoteDraft extends Omit<NoteRow, 'id' | 'updatedAt' | 'mentions' | 'plain' | 'viewers'> {
  readonly plain?: string | undefined;
  readonly links: Readonly<Record<NoteEntity, readonly number[]>>;
}

/** Who sees a note sees the replies to it. */
const viewersOfParent = "(SELECT json_insert(viewers, '$[#]', creator_id) FROM notes WHERE id = ?)";

const insertNote = `INSERT INTO notes
  (id, type, html, creator_id, created_at, parent_id, interaction_id, interaction_type, mentions, plain, viewers)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ${viewersOfParent})`;

/** What a note shall be. */
export interface NoteChange extends Pick<NoteRow, 'html' | 'plain'> {
  /** What it shall be attached to; as it is where nothing is said. */
  readonly links?: NoteDraft['links'] | undefined;
  readonly updatedAt: string;
}

/** Candidates of a search, which looks at them one by one. */
const searched = 5_000;

const moveMentions = `UPDATE notes SET mentions = (
    SELECT json_group_array(json(iif(value ->> 'personId' = ?, json_set(value, '$.personId', ?), value))) FROM json_each(mentions)
  ) WHERE EXISTS (SELECT 1 FROM json_each(mentions) WHERE value ->> 'personId' = ?)`;

const createWrites = (sql: Sql) => {
  const link = (id: number, links: NoteDraft['links']): void => {
    for (const [entity, ids] of Object.entries(links)) {
      for (const entityId of new Set(ids)) sql.run('INSERT INTO note_links VALUES (?, ?, ?)', id, entity, entityId);
    }
  };
  return {
    create: (draft: NoteDraft): number => {
      const id = (sql.value<number | null>('SELECT max(id) FROM notes') ?? 0) + 1;
      const { type, html, creatorId, createdAt, parentId, interactionId, interactionType, links } = draft;
      sql.run(insertNote, id, type, html, creatorId, createdAt, parentId, interactionId, interactionType, draft.plain ?? null, parentId);
      link(id, links);
      return id;
    },
    update: ({ id }: NoteRow, { html, plain, links, updatedAt }: NoteChange): void => {
      sql.run('UPDATE notes SET html = ?, plain = ?, updated_at = ? WHERE id = ?', html, plain, updatedAt, id);
      if (links === undefined) return;
      sql.run('DELETE FROM note_links WHERE note_id = ?', id);
      link(id, links);
    },
    /** Removes a note with its replies; the ids of all of them are the result. */
    remove: (id: number): number[] => {
      const ids = [id, ...sql.tuples<[number]>('SELECT id FROM notes WHERE parent_id = ?', id).flat()];
      const links = isIn('note_id', ids);
      sql.run(`DELETE FROM note_links WHERE ${links.text}`, ...links.params);
      const notes = isIn('id', ids);
      sql.run(`DELETE FROM notes WHERE ${notes.text}`, ...notes.params);
      return ids;
    },
    /** Removes the notes that a person wrote, with all replies to them; the ids of all of them are the result. */
    removeWrittenBy: (personId: number): number[] => {
      const doomed = 'SELECT id FROM notes WHERE creator_id = ? OR parent_id IN (SELECT id FROM notes WHERE creator_id = ?)';
      const ids = sql.tuples<[number]>(doomed, personId, personId).flat();
      for (const [table, column] of [
        ['note_links', 'note_id'],
        ['notes', 'id'],
      ] as const) {
        const condition = isIn(column, ids);
        sql.run(`DELETE FROM ${table} WHERE ${condition.text}`, ...condition.params);
      }
      return ids;
    },
    /** The notes of a record that is deleted stay without it; those that mention it go on to do so. */
    unlink: (entity: NoteEntity, entityId: number): void => {
      sql.run('DELETE FROM note_links WHERE entity_type = ? AND entity_id = ?', entity, entityId);
    },
    /** A merge moves the notes of one record to another. */
    move: (entity: NoteEntity, from: number, to: number): void => {
      sql.run('UPDATE OR IGNORE note_links SET entity_id = ? WHERE entity_type = ? AND entity_id = ?', to, entity, from);
      sql.run('DELETE FROM note_links WHERE entity_type = ? AND entity_id = ?', entity, from);
      if (entity !== 'person') return;
      sql.run('UPDATE notes SET creator_id = ? WHERE creator_id = ?', to, from);
      sql.run(moveMentions, from, to, from);
    },
  };
};

const createReads = (sql: Sql) => {
  const get = (id: number): NoteRow | undefined => sql.all<Stored>(`${select} WHERE id = ?`, id).map(noteOf)[0];
  return {
    get,
    /** Newest first. */
    page: (condition: Condition, seek: Seek): NoteRow[] => {
      const clause = seekClause(condition, byTime('created_at', true), seek);
      return sql.all<Stored>(`${select} ${clause.text}`, ...clause.params).map(noteOf);
    },
    keyOf: (note: NoteRow): string => timeKey(note.createdAt, note.id),
    count: (condition: Condition): number =>
      sql.value<number>(`SELECT count(*) FROM notes WHERE ${condition.text}`, ...condition.params) ?? 0,
    /** Replies to each of these notes that has any. */
    replyCounts: (noteIds: Iterable<number>): ReadonlyMap<number, number> => {
      const condition = isIn('parent_id', noteIds);
      const text = `SELECT parent_id, count(*) FROM notes WHERE ${condition.text} GROUP BY parent_id`;
      return new Map(sql.tuples<[number, number]>(text, ...condition.params));
    },
    /** The root note of an interaction. */
    ofInteraction: (type: string, id: number): number | undefined =>
      sql.value<number>('SELECT id FROM notes WHERE interaction_type = ? AND interaction_id = ? AND parent_id IS NULL', type, id),
    /** All root notes of an interaction, oldest first. */
    allOfInteraction: (type: string, id: number): number[] =>
      sql
        .tuples<[number]>(
          'SELECT id FROM notes WHERE interaction_type = ? AND interaction_id = ? AND parent_id IS NULL ORDER BY id',
          type,
          id,
        )
        .flat(),
    /** What notes are attached to, by note, then by id. */
    links: (noteIds: Iterable<number>, entity: NoteEntity): readonly (readonly [noteId: number, entityId: number])[] => {
      const condition = isIn('note_id', noteIds);
      const inner = `SELECT note_id, entity_id FROM note_links WHERE ${condition.text} AND entity_type = ? ORDER BY note_id, entity_id`;
      return packedPairs(sql, packed(['note_id', 'entity_id'], inner), [...condition.params, entity]);
    },
    /** The newest note attached to each of these entities, of those that a user sees. */
    newestOf: (entity: NoteEntity, ids: Iterable<number>, userId: number): ReadonlyMap<number, NoteRow> => {
      const condition = isIn('link.entity_id', ids);
      const seen = notesSeenBy(userId);
      const text = `SELECT link.entity_id AS entityId, max(notes.created_at || notes.id), ${columns} FROM note_links AS link
        JOIN notes ON notes.id = link.note_id WHERE link.entity_type = ? AND ${condition.text} AND ${seen.text} GROUP BY link.entity_id`;
      const found = sql.all<Stored & { entityId: number }>(text, entity, ...condition.params, ...seen.params);
      return new Map(found.map(({ entityId, ...stored }) => [entityId, noteOf(stored)]));
    },
    /** Notes whose HTML holds any of these lower-case words, newest first. */
    withWords: (words: readonly string[], condition: Condition): NoteRow[] => {
      const held = 'EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(lower(html), word.value) > 0)';
      const text = `${select} WHERE ${condition.text} AND ${held} ORDER BY created_at DESC, id DESC LIMIT ${searched}`;
      return sql.all<Stored>(text, ...condition.params, JSON.stringify(words)).map(noteOf);
    },
  };
};

/** Notes and replies. */
export const createNotes = (sql: Sql) => ({ ...createReads(sql), ...createWrites(sql) });

export type Notes = ReturnType<typeof createNotes>;
