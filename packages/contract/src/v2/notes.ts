import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { InteractionId, NoteId, TranscriptId } from '../ids.ts';
import { countedPageOf, limit20, limit20orNone, pageQuery, totalCount } from '../page.ts';
import { arrayOf, distinct, Instant, openEnum, type TypeOf } from '../schema.ts';
import { baseNoteShape } from './base-note.ts';
import { type CompanyKeywordSearch, type KeywordSearch, keywordSearchOf } from './keyword-search.ts';
import { Opportunity } from './opportunity.ts';
import { CompanyData, CompanyReference, OpportunityReference, PersonData, PersonReference } from './references.ts';

const previewOf = <T>(item: z.ZodType<T>) => z.object({ data: z.array(item).max(100).optional(), totalCount: z.int().min(0).optional() });

const meetingInteraction = z.lazy(() => z.object({ id: InteractionId, type: z.literal('meeting') }));
const callInteraction = z.lazy(() => z.object({ id: InteractionId, type: z.literal('call') }));
const chatMessageInteraction = z.lazy(() => z.object({ id: InteractionId, type: z.literal('chat-message') }));
const emailInteraction = z.lazy(() => z.object({ id: InteractionId, type: z.literal('email') }));

/** The interaction that a note is about. */
export type NoteInteraction = z.infer<
  typeof meetingInteraction | typeof callInteraction | typeof chatMessageInteraction | typeof emailInteraction
>;
export const NoteInteraction: z.ZodType<NoteInteraction> = z.lazy(() =>
  z.discriminatedUnion('type', [meetingInteraction, callInteraction, chatMessageInteraction, emailInteraction]),
);

const rootNoteShape = () => ({
  ...baseNoteShape(),
  /** Only when asked for in `includes`. */
  repliesCount: z.int32().min(0).optional(),
  /** Companies attached directly, at most 100; only when asked for in `includes`. */
  companiesPreview: previewOf(CompanyData).optional(),
  /** Persons attached directly, at most 100; only when asked for in `includes`. */
  personsPreview: previewOf(PersonData).optional(),
  /** Opportunities attached directly, at most 100; only when asked for in `includes`. */
  opportunitiesPreview: previewOf(Opportunity).optional(),
});

const replyShape = () => ({
  ...baseNoteShape(),
  /** The root note that is replied to. */
  parent: z.object({ id: NoteId }),
});

const aiShape = () => ({
  interaction: meetingInteraction.optional(),
  /** `null` once the transcript is deleted (from 2026-09-17 on). */
  transcriptId: TranscriptId.nullable(),
});

const entitiesNote = () => ({ ...rootNoteShape(), type: z.literal('entities') });
/** A note on companies, persons or opportunities. */
export interface EntitiesNote extends TypeOf<typeof entitiesNote> {}

const interactionNote = () => ({ ...rootNoteShape(), type: z.literal('interaction'), interaction: NoteInteraction });
/** A note on an interaction. */
export interface InteractionNote extends TypeOf<typeof interactionNote> {}

const aiNotetakerRootNote = () => ({ ...rootNoteShape(), ...aiShape(), type: z.literal('ai-notetaker') });
/** A note written by Affinity's notetaker. */
export interface AiNotetakerRootNote extends TypeOf<typeof aiNotetakerRootNote> {}

const userReplyNote = () => ({ ...replyShape(), type: z.literal('user-reply') });
/** A reply to a note. */
export interface UserReplyNote extends TypeOf<typeof userReplyNote> {}

const aiNotetakerReplyNote = () => ({ ...replyShape(), ...aiShape(), type: z.literal('ai-notetaker-reply') });
/** A reply to a note, written by Affinity's notetaker. */
export interface AiNotetakerReplyNote extends TypeOf<typeof aiNotetakerReplyNote> {}

/** A note or reply by Affinity's notetaker, told apart by `type`. */
export type AiNotetakerNote = AiNotetakerRootNote | AiNotetakerReplyNote;
export const AiNotetakerNote: z.ZodType<AiNotetakerNote> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(aiNotetakerRootNote()), z.object(aiNotetakerReplyNote())]),
);

/** A reply to a note, told apart by `type`. */
export type Reply = UserReplyNote | AiNotetakerReplyNote;
export const Reply: z.ZodType<Reply> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(userReplyNote()), z.object(aiNotetakerReplyNote())]),
);

/** A note or a reply (v2 reference, section 8.6), told apart by `type`. */
export type Note = EntitiesNote | InteractionNote | AiNotetakerRootNote | UserReplyNote | AiNotetakerReplyNote;
export const Note: z.ZodType<Note> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object(entitiesNote()),
    z.object(interactionNote()),
    z.object(aiNotetakerRootNote()),
    z.object(userReplyNote()),
    z.object(aiNotetakerReplyNote()),
  ]),
);

const newContent = z.lazy(() =>
  z.object({
    /**
     * HTML of `p br strong em u ol ul li span a` without attributes, but `href` (http, https, mailto) on `a`.
     * Anything else fails the request (v2 reference, section 9.8).
     */
    html: z.string(),
  }),
);

const newNoteShape = () => ({
  content: newContent,
  /** Who wrote it: an active internal person; the caller unless stated. */
  creator: PersonReference.optional(),
  /** When it was written, for notes brought from elsewhere; now unless stated. */
  createdAt: Instant.optional(),
});

const associationShape = () => ({
  /** Persons to attach, at most 100. */
  persons: arrayOf(PersonReference, { max: 100 }).optional(),
  /** Companies to attach, at most 100. */
  companies: arrayOf(CompanyReference, { max: 100 }).optional(),
  /** Opportunities to attach, at most 100. */
  opportunities: arrayOf(OpportunityReference, { max: 100 }).optional(),
});

const newEntitiesNote = () => ({ ...newNoteShape(), ...associationShape(), type: z.literal('entities') });
/** A note to create on at least one company, person or opportunity. */
export interface EntitiesNoteToBeCreated extends TypeOf<typeof newEntitiesNote> {}

const newInteractionNote = () => ({
  ...newNoteShape(),
  ...associationShape(),
  type: z.literal('interaction'),
  /** One that has no note yet; who took part is associated by itself. E-mails cannot have notes created. */
  interaction: z.discriminatedUnion('type', [meetingInteraction, callInteraction, chatMessageInteraction]),
});
/** A note to create on an interaction. */
export interface InteractionNoteToBeCreated extends TypeOf<typeof newInteractionNote> {}

const newUserReplyNote = () => ({
  ...newNoteShape(),
  type: z.literal('user-reply'),
  /** A root note; replies have no replies. */
  parent: z.object({ id: NoteId }),
});
/** A reply to create. */
export interface UserReplyNoteToBeCreated extends TypeOf<typeof newUserReplyNote> {}

/** A note or reply to create, told apart by `type`. */
export type NoteToBeCreated = EntitiesNoteToBeCreated | InteractionNoteToBeCreated | UserReplyNoteToBeCreated;
export const NoteToBeCreated: z.ZodType<NoteToBeCreated, NoteToBeCreated> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(newEntitiesNote()), z.object(newInteractionNote()), z.object(newUserReplyNote())]),
);

const noteUpdate = () => ({
  /** New text. Refused for a note with mentions. */
  content: newContent.optional(),
  /** Persons to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies. */
  persons: arrayOf(PersonReference, { max: 100 }).optional(),
  /** Companies to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies. */
  companies: arrayOf(CompanyReference, { max: 100 }).optional(),
  /** Opportunities to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies. */
  opportunities: arrayOf(OpportunityReference, { max: 100 }).optional(),
});
/** What to change of a note; what is left out stays. The last association of a root note cannot be detached. */
export interface NoteToBeUpdated extends TypeOf<typeof noteUpdate> {}
export const NoteToBeUpdated: z.ZodType<NoteToBeUpdated, NoteToBeUpdated> = z.lazy(() => z.object(noteUpdate()));

interface NoteKeywordSearch extends KeywordSearch {
  /** Search in these notes only, at most 100. */
  readonly noteIds: readonly NoteId[];
  readonly companyId?: undefined;
}
/** What to look for in notes: among some of them, in those of a company, or in all. */
export type NoteSearchCriteria = NoteKeywordSearch | (CompanyKeywordSearch & { readonly noteIds?: undefined });
export const NoteSearchCriteria = z.lazy(() => keywordSearchOf('noteIds', NoteId) as z.ZodType<NoteSearchCriteria, NoteSearchCriteria>); // its refinement tells the two apart

const noteSearchResult = () => ({
  data: z
    .array(
      z.object({
        note: z.object({
          id: NoteId,
          kind: openEnum(['note', 'meeting-note', 'email-note', 'ai-summary', 'meeting-ai-summary', 'chat-message-note']),
        }),
        /** The words around what was found. */
        preview: z.string().max(2000),
      }),
    )
    .max(100),
});
/** Notes that a search found, the most relevant first, each once. */
export interface NoteSearchResult extends TypeOf<typeof noteSearchResult> {}
export const NoteSearchResult: z.ZodType<NoteSearchResult> = z.lazy(() => z.object(noteSearchResult()));

const noteParams = () => z.object({ noteId: NoteId });
const includes = () => ({
  /** Properties to add to root notes. */
  includes: distinct(z.enum(['companiesPreview', 'opportunitiesPreview', 'personsPreview', 'repliesCount'])).optional(),
});
const attachedQuery = () => pageQuery(limit20orNone).extend(totalCount());

/** Notes (v2 reference, section 9.8). */
export const notes = {
  /** Page through root notes; replies are not among them. */
  list: endpoint({
    method: 'GET',
    path: '/v2/notes',
    effect: 'read',
    query: () =>
      pageQuery(limit20orNone).extend({
        /** By `id` and `creator.id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/notes').optional(),
        ...totalCount(),
        ...includes(),
      }),
    filter: filterable['GET /v2/notes'],
    response: () => countedPageOf(Note),
    paging: 'next-url',
    limit: limit20orNone,
    order: '-createdAt',
    since: '2025-07-30',
    errors: [400, 404],
  }),
  /** Fetch one note or reply. */
  get: endpoint({
    method: 'GET',
    path: '/v2/notes/{noteId}',
    effect: 'read',
    params: noteParams,
    query: () => z.object(includes()),
    response: () => Note,
    since: '2025-07-30',
    errors: [400, 404],
  }),
  /** Create a note or a reply. */
  create: endpoint({
    method: 'POST',
    path: '/v2/notes',
    effect: 'write',
    body: () => NoteToBeCreated,
    response: () => Note,
    status: 201,
    since: '2026-06-03',
    errors: [400, 403, 404],
  }),
  /** Change a note or reply that the caller created; what is left out stays. */
  update: endpoint({
    method: 'POST',
    path: '/v2/notes/{noteId}',
    effect: 'write',
    params: noteParams,
    body: () => NoteToBeUpdated,
    response: () => z.undefined(),
    status: 204,
    since: '2026-06-03',
    errors: [400, 403, 404],
  }),
  /** Delete a note or reply that the caller created; a root note takes its replies and files along. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/notes/{noteId}',
    effect: 'write',
    params: noteParams,
    response: () => z.undefined(),
    status: 204,
    since: '2026-06-03',
    errors: [400, 403, 404],
  }),
  /** Search the text of notes for words. */
  search: endpoint({
    method: 'POST',
    path: '/v2/notes/search',
    effect: 'read',
    body: () => NoteSearchCriteria,
    response: () => NoteSearchResult,
    status: 201,
    limit: limit20,
    since: '2026-06-03',
    errors: [400, 404],
  }),
  replies: {
    /** Page through the replies to a note. */
    list: endpoint({
      method: 'GET',
      path: '/v2/notes/{noteId}/replies',
      effect: 'read',
      params: noteParams,
      query: () =>
        pageQuery(limit20orNone).extend({
          /** By `creator.id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
          filter: filterOf('GET /v2/notes/{noteId}/replies').optional(),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/notes/{noteId}/replies'],
      response: () => countedPageOf(Reply),
      paging: 'next-url',
      limit: limit20orNone,
      order: '-createdAt',
      since: '2025-07-30',
      errors: [400, 404],
    }),
  },
  attachedCompanies: {
    /** Page through the companies attached directly to a note. */
    list: endpoint({
      method: 'GET',
      path: '/v2/notes/{noteId}/attached-companies',
      effect: 'read',
      params: noteParams,
      query: attachedQuery,
      response: () => countedPageOf(CompanyData),
      paging: 'next-url',
      limit: limit20orNone,
      since: '2025-07-30',
      errors: [400, 404],
    }),
  },
  attachedOpportunities: {
    /** Page through the opportunities attached directly to a note. */
    list: endpoint({
      method: 'GET',
      path: '/v2/notes/{noteId}/attached-opportunities',
      effect: 'read',
      params: noteParams,
      query: attachedQuery,
      response: () => countedPageOf(Opportunity),
      paging: 'next-url',
      limit: limit20orNone,
      since: '2025-07-30',
      errors: [400, 404],
    }),
  },
  attachedPersons: {
    /** Page through the persons attached directly to a note. */
    list: endpoint({
      method: 'GET',
      path: '/v2/notes/{noteId}/attached-persons',
      effect: 'read',
      params: noteParams,
      query: attachedQuery,
      response: () => countedPageOf(PersonData),
      paging: 'next-url',
      limit: limit20orNone,
      since: '2025-07-30',
      errors: [400, 404],
    }),
  },
};
