import { type FilterText, filterText, type NoteId, type NoteToBeUpdated } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { type DateInput, instantOrNone } from './dates.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type CompanyRef, companyIdOf, type OpportunityRef, opportunityIdOf, type PersonRef, personIdOf } from './references.ts';
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
  query: NotesFilter & { readonly filter?: string | undefined },
): FilterText<E> | undefined => {
  const text = windowFilter(query.filter, conditionsOf(query));
  return text === undefined ? undefined : filterText(endpoint, text);
};

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
  get: (noteId: NoteId, { signal, ...query }: QueryOf<Endpoints['get'], 'noteId'> & CallOptions = {}) =>
    notes.get({ noteId, ...query }, { signal }),
  /** Searches the text of notes for words: in all, in those of a company, or in up to 100 notes. The most relevant come first. */
  search: (
    prompt: string,
    { company, noteIds, limit, signal }: CallOptions & { company?: CompanyRef; noteIds?: readonly NoteId[]; limit?: number } = {},
  ) => {
    const base = { prompt, ...(limit !== undefined && { limit }) };
    if (noteIds !== undefined) return notes.search({ body: { ...base, noteIds } }, { signal });
    return notes.search({ body: { ...base, ...(company !== undefined && { companyId: companyIdOf(company) }) } }, { signal });
  },
  /** The replies to a note, the newest first. */
  replies: (noteId: NoteId, query: QueryOf<Endpoints['replies']['list'], 'noteId'> & NotesFilter = {}, options: ListOptions = {}) =>
    notes.replies.list({ ...query, noteId, filter: filterFor('GET /v2/notes/{noteId}/replies', query) }, options),
  /** The companies attached directly to a note. */
  companies: (noteId: NoteId, options: ListOptions = {}) => notes.attachedCompanies.list({ noteId }, options),
  /** The persons attached directly to a note. */
  persons: (noteId: NoteId, options: ListOptions = {}) => notes.attachedPersons.list({ noteId }, options),
  /** The opportunities attached directly to a note. */
  opportunities: (noteId: NoteId, options: ListOptions = {}) => notes.attachedOpportunities.list({ noteId }, options),
});

/** Creates the service of notes. */
export const createNotes = (context: ServiceContext) => {
  const { notes } = context.v2;
  return {
    ...noteReading(context),
    /** Creates a note on records, or on an interaction. */
    create: ({ interaction, ...draft }: NoteDraft, options: CallOptions = {}) => {
      const shared = { ...textOf(draft), ...recordsOf(draft) };
      if (interaction === undefined) return notes.create({ body: { type: 'entities', ...shared } }, options);
      return notes.create({ body: { type: 'interaction', ...shared, interaction } }, options);
    },
    /** Replies to a note; replies have no replies. */
    reply: (noteId: NoteId, text: NoteText, options: CallOptions = {}) =>
      notes.create({ body: { type: 'user-reply', ...textOf(text), parent: { id: noteId } } }, options),
    /** Changes a note that the caller created. Records replace those before; a note with mentions keeps its text. */
    update: (noteId: NoteId, change: NoteRecords & { readonly html?: string | undefined }, options: CallOptions = {}) =>
      notes.update({ noteId, body: updateOf(change) }, options),
    /** Deletes a note that the caller created, with its replies and files. */
    delete: (noteId: NoteId, options: CallOptions = {}) => notes.delete({ noteId }, options),
  };
};

/** Notes and replies. */
export type Notes = ReturnType<typeof createNotes>;
