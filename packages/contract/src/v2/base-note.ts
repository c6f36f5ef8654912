import * as z from 'zod';
import { MentionId, NoteId } from '../ids.ts';
import { Instant, type TypeOf } from '../schema.ts';
import { PersonData } from './references.ts';

const personMention = () => ({
  id: MentionId,
  type: z.literal('person'),
  person: PersonData,
});
/** A person mentioned in the text of a note. */
export interface PersonMention extends TypeOf<typeof personMention> {}

/** Somebody or something mentioned in a note; persons are the only kind so far. */
export type Mention = PersonMention;
export const Mention: z.ZodType<Mention> = z.lazy(() => z.discriminatedUnion('type', [z.object(personMention())]));

/** Shape of {@link BaseNote}, for the notes that extend it. */
export const baseNoteShape = () => ({
  id: NoteId,
  content: z.object({
    /** Text of the note; mentions are `span`s with `data-note-mention-*` attributes (v2 reference, section 9.8). */
    html: z.string().nullable(),
  }),
  creator: PersonData,
  mentions: z.array(Mention).max(100),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
});
/** What all notes and replies have in common, and all that a field value of type `note` shows. */
export interface BaseNote extends TypeOf<typeof baseNoteShape> {}
export const BaseNote: z.ZodType<BaseNote> = z.lazy(() => z.object(baseNoteShape()));
