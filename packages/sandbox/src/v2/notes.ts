import {
  type Note,
  type NoteInteraction,
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
import { isSeenBy, type NoteEntity, type NoteRow, notesSeenBy } from '../state/notes.ts';
import { readFilter } from './filter.ts';
import { attachments, companyData, type Includes, type NoteExtras, noteExtras, opportunityData } from './note-attachments.ts';
import { noteBody, personData } from './note-body.ts';
import { deleteNote, updateNote } from './note-changes.ts';
import { createNote } from './note-creation.ts';
import { searchNotes } from './note-search.ts';
import { pageRequest } from './page-request.ts';

const interactionOf = ({ interactionId, interactionType }: NoteRow): NoteInteraction | undefined =>
  interactionId === null || interactionType === null ? undefined : { id: interactionId, type: interactionType };

/** Older versions know no `null` here and get the last known id (v2 reference, section 12): that of the note where there never was one. */
const transcriptIdOf = ({ state, version }: RequestContext, { id, parentId }: NoteRow): number | null => {
  const transcript = state.transcripts.ofNote(id) ?? (parentId === null ? undefined : state.transcripts.ofNote(parentId));
  if (transcript !== undefined && !transcript.isDeleted) return transcript.id;
  return versionTraits[version].nullableTranscriptIds ? null : (transcript?.id ?? id);
};

const aiParts = (context: RequestContext, note: NoteRow) => {
  const interaction = interactionOf(note);
  const transcriptId = transcriptIdOf(context, note);
  return { transcriptId, ...(interaction?.type === 'meeting' && { interaction: { id: interaction.id, type: interaction.type } }) };
};

const shownReply = (context: RequestContext, note: NoteRow): Reply => {
  const body = { ...noteBody(context.state, note), parent: { id: note.parentId ?? note.id } };
  return note.type === 'ai-notetaker-reply' ? { type: note.type, ...body, ...aiParts(context, note) } : { type: 'user-reply', ...body };
};

const shownRoot = (context: RequestContext, note: NoteRow, extras: NoteExtras): Note => {
  const body = { ...noteBody(context.state, note), ...extras };
  if (note.type === 'ai-notetaker') return { type: note.type, ...body, ...aiParts(context, note) };
  const interaction = interactionOf(note);
  return interaction === undefined ? { type: 'entities', ...body } : { type: 'interaction', ...body, interaction };
};

const isReply = ({ type }: NoteRow): boolean => type === 'user-reply' || type === 'ai-notetaker-reply';

/** Notes of one page; what `includes` names is read for all of them at once. */
const shown = (context: RequestContext, rows: readonly NoteRow[], includes?: Includes): Note[] => {
  const extras = noteExtras(context, rows, includes);
  return rows.map((note) => (isReply(note) ? shownReply(context, note) : shownRoot(context, note, extras(note))));
};

/** A note or reply as v2 shows it. */
export const shownNote = (context: RequestContext, note: NoteRow, includes?: Includes): Note => {
  const [only] = shown(context, [note], includes);
  if (only === undefined) throw notFound();
  return only;
};

const noteOf = ({ state, caller }: RequestContext, id: number): NoteRow => {
  const note = state.notes.get(id);
  if (note === undefined || !isSeenBy(note, caller.userId)) throw notFound();
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

const pageOfNotes = (context: RequestContext, wanted: Condition, input: PageInput): Found => {
  const { notes } = context.state;
  const condition = allOf(wanted, notesSeenBy(context.caller.userId));
  const request = pageRequest(input, context, v2.notes.list);
  const { rows, pagination } = pageByKey(request, (seek) => notes.page(condition, seek), notes.keyOf);
  return { rows, pagination: input.totalCount ? { ...pagination, totalCount: notes.count(condition) } : pagination };
};

/** Notes of a company, person or opportunity, newest first. */
export const listNotesOf = (
  context: RequestContext,
  input: PageInput & { readonly filter?: string | undefined },
  ofRecord: Condition,
): { data: Note[]; pagination: PaginationWithTotalCount } => {
  const filter = readFilter(input.filter, 'GET /v2/companies/{companyId}/notes');
  const { rows, pagination } = pageOfNotes(context, allOf(rootNotes, ofRecord, satisfying(filter)), input);
  return { data: shown(context, rows), pagination };
};

interface Attachments<T> {
  readonly entity: NoteEntity;
  readonly show: (id: number) => T;
  readonly endpoint: { readonly limit: PageLimit };
}

const listAttached = <T>(context: RequestContext, input: PageInput & { noteId: number }, { entity, show, endpoint }: Attachments<T>) => {
  const { id } = noteOf(context, input.noteId);
  const ids = attachments(context, [id], entity).get(id) ?? [];
  const { rows, pagination } = pageOfArray(pageRequest(input, context, endpoint), ids, (each) => each);
  return { data: rows.map(show), pagination: input.totalCount ? { ...pagination, totalCount: ids.length } : pagination };
};

export const notes: HandlersOf<typeof v2.notes> = {
  list: (input, context) => {
    const filter = readFilter(input.filter, 'GET /v2/notes');
    const condition = allOf(rootNotes, satisfying(filter));
    const { rows, pagination } = pageOfNotes(context, condition, input);
    return { data: shown(context, rows, input.includes), pagination };
  },
  get: ({ noteId, includes }, context) => shownNote(context, noteOf(context, noteId), includes),
  create: ({ body }, context) => shownNote(context, createNote(context, body)),
  update: ({ noteId, body }, context) => updateNote(context, noteOf(context, noteId), body),
  delete: ({ noteId }, context) => deleteNote(context, noteOf(context, noteId)),
  search: ({ body }, context) => searchNotes(context, body),
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
