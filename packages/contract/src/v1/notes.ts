import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, InteractionId, NoteId, OpportunityId, PersonId, UserId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf, Instant } from '../schema.ts';
import { codeOf, interactionTypes, noteTypes, openCode } from './codes.ts';
import { DateOrInstant } from './date-or-instant.ts';
import { Success } from './success.ts';

const note = z.lazy(() =>
  z.object({
    id: NoteId,
    creator_id: UserId,
    /** `associated_person_ids` and `interaction_person_ids` together. */
    person_ids: z.array(PersonId),
    /** Persons attached directly. */
    associated_person_ids: z.array(PersonId),
    /** Persons of the interaction that the note is on. */
    interaction_person_ids: z.array(PersonId),
    interaction_id: InteractionId.nullable(),
    interaction_type: openCode(interactionTypes).nullable(),
    /** Whether it is on a meeting or a call. */
    is_meeting: z.boolean(),
    mentioned_person_ids: z.array(PersonId),
    organization_ids: z.array(CompanyId),
    opportunity_ids: z.array(OpportunityId),
    /** The note that this one replies to; a reply has no records of its own. */
    parent_id: NoteId.nullable(),
    /** Not word for word what was written: HTML comes back as Markdown, underscores escaped. */
    content: z.string(),
    type: openCode(noteTypes),
    created_at: Instant,
    /** `null` until it changes. */
    updated_at: Instant.nullable(),
  }),
);
/** A note or a reply (v1 reference, section 5). */
export interface Note extends z.infer<typeof note> {}
export const Note: z.ZodType<Note> = note;

const { plainText, html } = noteTypes;

const newNote = z.lazy(() =>
  z.object({
    content: z.string(),
    person_ids: arrayOf(PersonId).optional(),
    organization_ids: arrayOf(CompanyId).optional(),
    opportunity_ids: arrayOf(OpportunityId).optional(),
    /** Makes it a reply to this note, which is none itself; the records above are ignored then. */
    parent_id: NoteId.optional(),
    /** Plain text unless stated; the other is HTML (v1 reference, section 6.11). */
    type: codeOf({ plainText, html }).optional(),
    /** The caller unless stated. */
    creator_id: UserId.optional(),
    /** Now unless stated, and never in the future. */
    created_at: DateOrInstant.optional(),
  }),
);
/** A note to create, on at least one record or as a reply. */
export interface NoteToBeCreated extends z.infer<typeof newNote> {}
export const NoteToBeCreated: z.ZodType<NoteToBeCreated, NoteToBeCreated> = z.lazy(() =>
  newNote.refine(
    ({ parent_id, person_ids = [], organization_ids = [], opportunity_ids = [] }) =>
      parent_id !== undefined || person_ids.length + organization_ids.length + opportunity_ids.length > 0,
    { error: 'At least one person, organization or opportunity is required' },
  ),
);

const params = () => z.object({ note_id: NoteId });

/** Notes and replies (v1 reference, section 6.11). */
export const notes = {
  /** Page through notes, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/notes',
    effect: 'read',
    query: () =>
      z.object({
        /** Attached to the note, or of the interaction that it is on. */
        person_id: PersonId.optional(),
        organization_id: CompanyId.optional(),
        opportunity_id: OpportunityId.optional(),
        creator_id: UserId.optional(),
        ...tokenPageQuery().shape,
      }),
    response: () => tokenPageOf('notes', Note),
    paging: 'page-token',
    items: 'notes',
    limit: limit500,
    order: '-created_at',
    errors: [403, 422],
  }),
  /** Fetch one note. */
  get: endpoint({
    method: 'GET',
    path: '/notes/{note_id}',
    effect: 'read',
    params,
    response: () => Note,
    errors: [403, 422],
  }),
  /** Create a note or a reply. */
  create: endpoint({
    method: 'POST',
    path: '/notes',
    effect: 'write',
    body: () => NoteToBeCreated,
    response: () => Note,
    errors: [403, 422],
  }),
  /** Change the text of a note. One with mentions, or on an e-mail, is refused. */
  update: endpoint({
    method: 'PUT',
    path: '/notes/{note_id}',
    effect: 'write',
    params,
    body: () => z.object({ content: z.string() }),
    response: () => Note,
    errors: [403, 422],
  }),
  /** Delete a note; only who created it may. */
  delete: endpoint({
    method: 'DELETE',
    path: '/notes/{note_id}',
    effect: 'write',
    params,
    response: () => Success,
    errors: [403, 422],
  }),
};
