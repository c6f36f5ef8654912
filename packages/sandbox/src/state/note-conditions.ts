import type { Filter } from '@affinity-kit/contract';
import { filterCondition, numberColumn, timeColumn } from './filter-condition.ts';
import { always, type Condition, isIn, where } from './keyset.ts';
import type { NoteEntity } from './notes.ts';

/** Notes that are no replies. */
export const rootNotes: Condition = where('parent_id IS NULL');

/** Replies to one note. */
export const repliesTo = (noteId: number): Condition => where('parent_id = ?', noteId);

const linkedTo = 'SELECT note_id FROM note_links WHERE entity_type = ? AND entity_id = ?';

/** Notes attached to a company or to its persons. */
export const notesOfCompany = (companyId: number): Condition =>
  where(
    `id IN (${linkedTo} UNION SELECT note_id FROM employments JOIN note_links
      ON entity_type = 'person' AND entity_id = person_id WHERE company_id = ?)`,
    'company',
    companyId,
    companyId,
  );

/** Notes attached to an opportunity or to its persons. */
export const notesOfOpportunity = (opportunityId: number, personIds: readonly number[]): Condition => {
  const persons = isIn('entity_id', personIds);
  return where(
    `id IN (${linkedTo} UNION SELECT note_id FROM note_links WHERE entity_type = 'person' AND ${persons.text})`,
    'opportunity',
    opportunityId,
    ...persons.params,
  );
};

const onTheirInteractions = (types: string): string => `SELECT notes.id FROM participants JOIN notes
  ON interaction_id = participants.key & ${2 ** 40 - 1} AND interaction_type = CASE participants.type WHEN 0 THEN 'meeting'
  WHEN 1 THEN 'call' WHEN 2 THEN 'chat-message' ELSE 'email' END WHERE participants.person_id = ?${types}`;

/** Notes attached to a person, mentioning them, or on meetings that they attended. */
export const notesOfPerson = (personId: number): Condition =>
  where(
    `id IN (${linkedTo} UNION ${onTheirInteractions(' AND participants.type = 0')}
      UNION SELECT notes.id FROM notes, json_each(mentions) WHERE mentions <> '[]' AND value ->> 'personId' = ?)`,
    'person',
    personId,
    personId,
    personId,
  );

/** Notes attached to a person, or on interactions that they took part in. */
export const notesWithPerson = (personId: number): Condition =>
  where(`id IN (${linkedTo} UNION ${onTheirInteractions('')})`, 'person', personId, personId);

/** Notes attached to one record. */
export const notesOn = (entity: NoteEntity, id: number): Condition => where(`id IN (${linkedTo})`, entity, id);

/** Notes that somebody wrote. */
export const writtenBy = (creatorId: number): Condition => where('creator_id = ?', creatorId);

/** Notes that satisfy a `filter`, if there is one. */
export const satisfying = (filter: Filter | undefined): Condition => {
  if (filter === undefined) return always;
  return filterCondition(filter, {
    id: numberColumn('id'),
    'creator.id': numberColumn('creator_id'),
    createdAt: timeColumn('created_at'),
    updatedAt: timeColumn('updated_at'),
  });
};
