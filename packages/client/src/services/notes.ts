import type { Note, NoteToBeUpdated } from '@affinity-kit/contract';
import type { FieldFilter } from '../filter-builder/builder.ts';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { type DateInput, instantOrNone } from './dates.ts';
import { createNote, deleteNote } from './note-writing.ts';
import type { ListOptions, QueryOf } from './options.ts';
import {
  type CompanyRef,
  companyIdOf,
  type NoteRef,
  noteIdOf,
  type OpportunityRef,
  opportunityIdOf,
  type PersonRef,
  personIdOf,
} from './references.ts';
import { type ChangeWindow, changeConditions, windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['notes'];

/** Which notes: by a filter as text, by dates, by author. */
export interface NotesFilter extends ChangeWindow {
  readonly creator?: PersonRef | undefined;
}

/** The records that a note is on. */
export interface NoteRecords {
  readonly companies?: readonly CompanyRef[] | undefined;
  readonly persons?: readonly PersonRef[] | undefined;
  readonly opportunities?: readonly OpportunityRef[] | undefined;
}

/** What is written of a note. */
export interface NoteText {
  /** HTML of `p br strong em u ol ul li span a` without attributes but `href`; anything else is refused. */
  readonly html: string;
  /** The caller unless stated. */
  readonly creator?: PersonRef | undefined;
  /** Now unless stated. */
  readonly createdAt?: DateInput | undefined;
}

/** A note to create on records. */
export interface NoteDraft extends NoteText, NoteRecords {
  /** Puts the note on an interaction that has none yet. */
  readonly interaction?: { readonly type: 'meeting' | 'call' | 'chat-message'; readonly id: number } | undefined;
}

const conditionsOf = (query: NotesFilter) => [
  ...changeConditions(query),
  ['creator.id', '=', query.creator === undefined ? undefined : personIdOf(query.creator)] as const,
];

const filterFor = <const E extends 'GET /v2/notes' | 'GET /v2/notes/{noteId}/replies'>(
  endpoint: E,
  query: NotesFilter & { readonly filter?: string | FieldFilter | undefined },
) => windowFilter(endpoint, query.filter, conditionsOf(query));

const recordsOf = ({ companies, persons, opportunities }: NoteRecords) => ({
  ...(companies !== undefined && { companies: companies.map((company) => ({ id: companyIdOf(company) })) }),
  ...(persons !== undefined && { persons: persons.map((person) => ({ id: personIdOf(person) })) }),
  ...(opportunities !== undefined && { opportunities: opportunities.map((opportunity) => ({ id: opportunityIdOf(opportunity) })) }),
});

const textOf = ({ html, creator, createdAt }: NoteText) => ({
  content: { html },
  ...(creator !== undefined && { creator: { id: personIdOf(creator) } }),
  ...(createdAt !== undefined && { createdAt: instantOrNone(createdAt) }),
});

const updateOf = ({ html, ...records }: NoteRecords & { readonly html?: string | undefined }): NoteToBeUpdated => ({
  ...(html !== undefined && { content: { html } }),
  ...recordsOf(records),
});

/** Reading notes and what hangs on them. */
const noteReading = ({ v2: { notes } }: ServiceContext) => ({
  ...collectionOf((query: QueryOf<Endpoints['list']> & NotesFilter = {}, options: ListOptions = {}) =>
    notes.list({ ...query, filter: filterFor('GET /v2/notes', query) }, options),
  ),
  /** Fetches a note or a reply. */
  get: (note: NoteRef, { signal, ...query }: QueryOf<Endpoints['get'], 'noteId'> & CallOptions = {}) =>
    notes.get({ noteId: noteIdOf(note), ...query }, { signal }),
  /** Searches the text of notes for words: in all, in those of a company, or in up to 100 `notes`. The most relevant come first. */
  search: (
    prompt: string,
    { company, notes: within, limit, signal }: CallOptions & { company?: CompanyRef; notes?: readonly NoteRef[]; limit?: number } = {},
  ) => {
    const base = { prompt, ...(limit !== undefined && { limit }) };
    if (within !== undefined) return notes.search({ body: { ...base, noteIds: within.map(noteIdOf) } }, { signal });
    return notes.search({ body: { ...base, ...(company !== undefined && { companyId: companyIdOf(company) }) } }, { signal });
  },
  /** The replies to a note, the newest first. */
  replies: (note: NoteRef, query: QueryOf<Endpoints['replies']['list'], 'noteId'> & NotesFilter = {}, options: ListOptions = {}) =>
    notes.replies.list({ ...query, noteId: noteIdOf(note), filter: filterFor('GET /v2/notes/{noteId}/replies', query) }, options),
  /** The companies attached directly to a note. */
  companies: (note: NoteRef, options: ListOptions = {}) => notes.attachedCompanies.list({ noteId: noteIdOf(note) }, options),
  /** The persons attached directly to a note. */
  persons: (note: NoteRef, options: ListOptions = {}) => notes.attachedPersons.list({ noteId: noteIdOf(note) }, options),
  /** The opportunities attached directly to a note. */
  opportunities: (note: NoteRef, options: ListOptions = {}) => notes.attachedOpportunities.list({ noteId: noteIdOf(note) }, options),
});

/** Creates the service of notes. */
export const createNotes = (context: ServiceContext) => {
  const { notes } = context.v2;
  return {
    ...noteReading(context),
    /** Creates a note on records, or on an interaction. */
    create: ({ interaction, ...draft }: NoteDraft, options: CallOptions = {}): Promise<Note> => {
      const shared = { ...textOf(draft), ...recordsOf(draft) };
      if (interaction === undefined) return createNote(context, { type: 'entities', ...shared }, options);
      return notes.create({ body: { type: 'interaction', ...shared, interaction } }, options);
    },
    /** Replies to a note; replies have no replies. */
    reply: (note: NoteRef, text: NoteText, options: CallOptions = {}) =>
      createNote(context, { type: 'user-reply', ...textOf(text), parent: { id: noteIdOf(note) } }, options),
    /** Changes a note that the caller created. Records replace those before; a note with mentions keeps its text. */
    update: (note: NoteRef, change: NoteRecords & { readonly html?: string | undefined }, options: CallOptions = {}) =>
      notes.update({ noteId: noteIdOf(note), body: updateOf(change) }, options),
    /** Deletes a note that the caller created, with its replies and files. */
    delete: (note: NoteRef, options: CallOptions = {}) => deleteNote(context, noteIdOf(note), options),
  };
};

/** Notes and replies. */
export type Notes = ReturnType<typeof createNotes>;
