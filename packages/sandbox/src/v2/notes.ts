import {
  type CompanyData,
  type Note,
  type NoteInteraction,
  type Opportunity,
  type PageLimit,
  type PaginationWithTotalCount,
  type Reply,
  v2,
  versionTraits,
} from '@affinity-kit/contract';
import { pageByKey, pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { allOf, type Condition } from '../state/keyset.ts';
import { repliesTo, rootNotes, satisfying } from '../state/note-conditions.ts';
import type { NoteEntity, NoteRow } from '../state/notes.ts';
import { visibleListIds } from './access.ts';
import { readFilter } from './filter.ts';
import { noteBody, personData } from './note-body.ts';
import { createNote } from './note-creation.ts';
import { shownOpportunity } from './opportunities.ts';
import { pageRequest } from './page-request.ts';
import { referenceText } from './reference-texts.ts';

type Includes = readonly ('companiesPreview' | 'opportunitiesPreview' | 'personsPreview' | 'repliesCount')[] | undefined;

const previewed = 100;

/** What of a note's attachments the caller sees. */
const attached = (context: RequestContext, noteId: number, entity: NoteEntity): number[] => {
  const ids = context.state.notes.links(noteId, entity);
  if (entity !== 'opportunity' || ids.length === 0) return ids;
  const lists = visibleListIds(context);
  return ids.filter((id) => lists.has(context.state.opportunities.get(id)?.listId ?? 0));
};

const companyData = ({ state }: RequestContext, id: number): CompanyData => {
  const text = referenceText(state, 'c', id);
  return text === 'null' ? { id, name: '', domain: null } : (JSON.parse(text) as CompanyData); // as `referenceText` writes companies
};

const opportunityData = (context: RequestContext, id: number): Opportunity => {
  const opportunity = context.state.opportunities.get(id);
  if (opportunity === undefined) throw notFound();
  return shownOpportunity(context, opportunity);
};

const previewOf = <T>(ids: readonly number[], show: (id: number) => T): { data: T[]; totalCount: number } => ({
  data: ids.slice(0, previewed).map(show),
  totalCount: ids.length,
});

const extras = (context: RequestContext, { id }: NoteRow, includes: Includes) => {
  const { state } = context;
  const wants = (name: NonNullable<Includes>[number]): boolean => includes?.includes(name) ?? false;
  return {
    ...(wants('repliesCount') && { repliesCount: state.notes.repliesOf(id) }),
    ...(wants('companiesPreview') && {
      companiesPreview: previewOf(attached(context, id, 'company'), (each) => companyData(context, each)),
    }),
    ...(wants('personsPreview') && { personsPreview: previewOf(attached(context, id, 'person'), (each) => personData(state, each)) }),
    ...(wants('opportunitiesPreview') && {
      opportunitiesPreview: previewOf(attached(context, id, 'opportunity'), (each) => opportunityData(context, each)),
    }),
  };
};

const interactionOf = ({ interactionId, interactionType }: NoteRow): NoteInteraction | undefined =>
  interactionId === null || interactionType === null ? undefined : { id: interactionId, type: interactionType };

/** Older versions know no `null` here and get the last known id (v2 reference, section 12); the sandbox names transcripts after their notes. */
const aiParts = ({ version }: RequestContext, note: NoteRow) => {
  const interaction = interactionOf(note);
  const transcriptId = versionTraits[version].nullableTranscriptIds ? null : note.id;
  return { transcriptId, ...(interaction?.type === 'meeting' && { interaction: { id: interaction.id, type: interaction.type } }) };
};

const shownReply = (context: RequestContext, note: NoteRow): Reply => {
  const body = { ...noteBody(context.state, note), parent: { id: note.parentId ?? note.id } };
  return note.type === 'ai-notetaker-reply' ? { type: note.type, ...body, ...aiParts(context, note) } : { type: 'user-reply', ...body };
};

const shown = (context: RequestContext, note: NoteRow, includes?: Includes): Note => {
  if (note.type === 'user-reply' || note.type === 'ai-notetaker-reply') return shownReply(context, note);
  const body = { ...noteBody(context.state, note), ...extras(context, note, includes) };
  if (note.type === 'ai-notetaker') return { type: note.type, ...body, ...aiParts(context, note) };
  const interaction = interactionOf(note);
  return interaction === undefined ? { type: 'entities', ...body } : { type: 'interaction', ...body, interaction };
};

const noteOf = ({ state }: RequestContext, id: number): NoteRow => {
  const note = state.notes.get(id);
  if (note === undefined) throw notFound();
  return note;
};

interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly totalCount?: boolean | undefined;
}

interface Found {
  readonly rows: readonly NoteRow[];
  readonly pagination: PaginationWithTotalCount;
}

const pageOfNotes = (context: RequestContext, condition: Condition, input: PageInput): Found => {
  const { notes } = context.state;
  const request = pageRequest(input, context, v2.notes.list);
  const { rows, pagination } = pageByKey(request, (seek) => notes.page(condition, seek), notes.keyOf);
  return { rows, pagination: input.totalCount ? { ...pagination, totalCount: notes.count(condition) } : pagination };
};

interface Attachments<T> {
  readonly entity: NoteEntity;
  readonly show: (id: number) => T;
  readonly endpoint: { readonly limit: PageLimit };
}

const listAttached = <T>(context: RequestContext, input: PageInput & { noteId: number }, { entity, show, endpoint }: Attachments<T>) => {
  const ids = attached(context, noteOf(context, input.noteId).id, entity);
  const { rows, pagination } = pageOfArray(pageRequest(input, context, endpoint), ids, (id) => id);
  return { data: rows.map(show), pagination: input.totalCount ? { ...pagination, totalCount: ids.length } : pagination };
};

export const notes: HandlersOf<typeof v2.notes> = {
  list: (input, context) => {
    const filter = readFilter(input.filter, 'GET /v2/notes');
    const condition = allOf(rootNotes, satisfying(filter));
    const { rows, pagination } = pageOfNotes(context, condition, input);
    return { data: rows.map((note) => shown(context, note, input.includes)), pagination };
  },
  get: ({ noteId, includes }, context) => shown(context, noteOf(context, noteId), includes),
  create: ({ body }, context) => shown(context, createNote(context, body)),
  replies: {
    list: (input, context) => {
      const filter = readFilter(input.filter, 'GET /v2/notes/{noteId}/replies');
      const ofNote = repliesTo(noteOf(context, input.noteId).id);
      const condition = allOf(ofNote, satisfying(filter));
      const { rows, pagination } = pageOfNotes(context, condition, input);
      return { data: rows.map((note) => shownReply(context, note)), pagination };
    },
  },
  attachedCompanies: {
    list: (input, context) =>
      listAttached(context, input, {
        entity: 'company',
        show: (id) => companyData(context, id),
        endpoint: v2.notes.attachedCompanies.list,
      }),
  },
  attachedOpportunities: {
    list: (input, context) =>
      listAttached(context, input, {
        entity: 'opportunity',
        show: (id) => opportunityData(context, id),
        endpoint: v2.notes.attachedOpportunities.list,
      }),
  },
  attachedPersons: {
    list: (input, context) =>
      listAttached(context, input, {
        entity: 'person',
        show: (id) => personData(context.state, id),
        endpoint: v2.notes.attachedPersons.list,
      }),
  },
};
