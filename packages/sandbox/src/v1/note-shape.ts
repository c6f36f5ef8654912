import { type V1Note, v1NoteTypes } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import type { NoteEntity, NoteRow } from '../state/notes.ts';
import { pacificText } from '../state/pacific.ts';
import { markdownOf } from '../v2/note-markdown.ts';
import { interactionCodes } from './interaction-shape.ts';

const typeOf = ({ type, interactionType, plain }: NoteRow): number => {
  if (type === 'ai-notetaker' || type === 'ai-notetaker-reply') return v1NoteTypes.aiNotetaker;
  if (interactionType === 'email') return v1NoteTypes.email;
  return plain === null ? v1NoteTypes.html : v1NoteTypes.plainText;
};

type Links = ReadonlyMap<number, readonly number[]>;

const linksOf = ({ state }: RequestContext, ids: readonly number[], entity: NoteEntity): Links => {
  const found = new Map<number, number[]>();
  for (const [noteId, entityId] of state.notes.links(ids, entity)) found.set(noteId, [...(found.get(noteId) ?? []), entityId]);
  return found;
};

const participantsOf = ({ state }: RequestContext, { interactionType, interactionId }: NoteRow): readonly number[] =>
  interactionType === null || interactionId === null ? [] : (state.interactions.get(interactionType, interactionId)?.people ?? []);

/** Notes and replies as v1 shows them (v1 reference, section 5). */
export const shownNotes = (context: RequestContext, rows: readonly NoteRow[]): V1Note[] => {
  const ids = rows.map(({ id }) => id);
  const persons = linksOf(context, ids, 'person');
  const companies = linksOf(context, ids, 'company');
  const deals = linksOf(context, ids, 'opportunity');
  return rows.map((row) => {
    const attached = persons.get(row.id) ?? [];
    const participants = [...new Set(participantsOf(context, row))];
    return {
      id: row.id,
      creator_id: row.creatorId,
      person_ids: [...new Set([...attached, ...participants])],
      associated_person_ids: [...attached],
      interaction_person_ids: participants,
      interaction_id: row.interactionId,
      interaction_type: row.interactionType === null ? null : interactionCodes[row.interactionType],
      is_meeting: row.interactionType === 'meeting' || row.interactionType === 'call',
      mentioned_person_ids: row.mentions.map(({ personId }) => personId),
      organization_ids: [...(companies.get(row.id) ?? [])],
      opportunity_ids: [...(deals.get(row.id) ?? [])],
      parent_id: row.parentId,
      content: row.plain ?? markdownOf(row.html),
      type: typeOf(row),
      created_at: pacificText(row.createdAt),
      updated_at: row.updatedAt === null ? null : pacificText(row.updatedAt),
    };
  });
};

/** One note or reply. */
export const shownNote = (context: RequestContext, row: NoteRow): V1Note => {
  const [shown] = shownNotes(context, [row]);
  if (shown === undefined) throw new Error(`The note ${row.id} cannot be shown`);
  return shown;
};
