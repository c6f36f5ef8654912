import { type V1NoteToBeCreated, type v1, v1NoteTypes } from '@affinity-kit/contract';
import { pageByToken, type Seek } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { allOf, type Condition } from '../state/keyset.ts';
import { notesOn, notesWithPerson, writtenBy } from '../state/note-conditions.ts';
import { isSeenBy, type NoteDraft, type NoteRow, notesSeenBy } from '../state/notes.ts';
import { opportunityById, requireEntity } from './access.ts';
import { dateInput } from './date-input.ts';
import { creatorOf, htmlNote, plainNoteHtml } from './note-input.ts';
import { shownNote, shownNotes } from './note-shape.ts';
import { noAccess, unknownId } from './problems.ts';

const largestPage = 500;

const noteById = ({ state, caller }: RequestContext, id: number): NoteRow => {
  const note = state.notes.get(id);
  if (note === undefined) throw unknownId('note_id', id, 'Note');
  if (!isSeenBy(note, caller.userId)) throw noAccess('note');
  return note;
};

interface ListInput {
  readonly person_id?: number | undefined;
  readonly organization_id?: number | undefined;
  readonly opportunity_id?: number | undefined;
  readonly creator_id?: number | undefined;
}

const conditionOf = (context: RequestContext, input: ListInput): Condition => {
  const conditions: Condition[] = [notesSeenBy(context.caller.userId)];
  const { person_id, organization_id, opportunity_id, creator_id } = input;
  if (person_id !== undefined) {
    requireEntity(context, { entityType: 'person', id: person_id, param: 'person_id' });
    conditions.push(notesWithPerson(person_id));
  }
  if (organization_id !== undefined) {
    requireEntity(context, { entityType: 'company', id: organization_id, param: 'organization_id' });
    conditions.push(notesOn('company', organization_id));
  }
  if (opportunity_id !== undefined) conditions.push(notesOn('opportunity', opportunityById(context, opportunity_id).id));
  if (creator_id !== undefined) {
    requireEntity(context, { entityType: 'person', id: creator_id, param: 'creator_id' });
    conditions.push(writtenBy(creator_id));
  }
  return allOf(...conditions);
};

const linksOf = (context: RequestContext, body: V1NoteToBeCreated): NoteDraft['links'] => {
  const { person_ids = [], organization_ids = [], opportunity_ids = [] } = body;
  for (const id of person_ids) requireEntity(context, { entityType: 'person', id, param: 'person_ids' });
  for (const id of organization_ids) requireEntity(context, { entityType: 'company', id, param: 'organization_ids' });
  for (const id of opportunity_ids) opportunityById(context, id);
  return { person: person_ids, company: organization_ids, opportunity: opportunity_ids };
};

const noLinks: NoteDraft['links'] = { company: [], person: [], opportunity: [] };

const placeOf = (context: RequestContext, body: V1NoteToBeCreated): Pick<NoteDraft, 'type' | 'parentId' | 'links'> => {
  const { parent_id: parentId } = body;
  if (parentId === undefined) return { type: 'entities', parentId: null, links: linksOf(context, body) };
  const parent = context.state.notes.get(parentId);
  if (parent === undefined) throw unknownId('parent_id', parentId, 'Note');
  if (!isSeenBy(parent, context.caller.userId)) throw noAccess('note');
  if (parent.parentId !== null) throw unprocessable('Field parent_id: a reply cannot be replied to');
  return { type: 'user-reply', parentId, links: noLinks };
};

const createdAtOf = ({ now }: RequestContext, text: string | undefined): string => {
  if (text === undefined) return now.toISOString();
  const createdAt = dateInput('created_at', text);
  if (createdAt > now.toISOString()) throw unprocessable('Field created_at: must not be in the future');
  return createdAt;
};

const contentOf = (content: string, isHtml: boolean): Pick<NoteDraft, 'html' | 'plain'> =>
  isHtml ? { html: htmlNote(content) } : { html: plainNoteHtml(content), plain: content };

const create = (context: RequestContext, body: V1NoteToBeCreated): NoteRow => {
  const { state } = context;
  const content = contentOf(body.content, body.type === v1NoteTypes.html);
  const facts = { creatorId: creatorOf(context, body.creator_id), createdAt: createdAtOf(context, body.created_at) };
  const about = { interactionId: null, interactionType: null };
  const id = state.transaction(() => state.notes.create({ ...placeOf(context, body), ...content, ...facts, ...about }));
  return noteById(context, id);
};

const update = (context: RequestContext, note: NoteRow, content: string): NoteRow => {
  const { state, caller, now } = context;
  if (note.creatorId !== caller.userId) throw noAccess('note');
  if (note.mentions.length > 0) throw unprocessable('Notes with mentions cannot be changed');
  if (note.interactionType === 'email') throw unprocessable('Notes on e-mails cannot be changed');
  const { html, plain = null } = contentOf(content, note.plain === null);
  state.transaction(() => state.notes.update(note, { html, plain, updatedAt: now.toISOString() }));
  return noteById(context, note.id);
};

export const notes: HandlersOf<typeof v1.notes> = {
  list: (input, context) => {
    const condition = conditionOf(context, input);
    const pageSize = Math.min(input.page_size ?? largestPage, largestPage);
    const seek = (at: Seek): NoteRow[] => context.state.notes.page(condition, at);
    const { rows, nextPageToken } = pageByToken({ url: context.url, token: input.page_token, pageSize }, seek, context.state.notes.keyOf);
    return { notes: shownNotes(context, rows), next_page_token: nextPageToken };
  },
  get: ({ note_id }, context) => shownNote(context, noteById(context, note_id)),
  create: ({ body }, context) => {
    const note = shownNote(context, create(context, body));
    context.emit('note.created', () => note);
    return note;
  },
  update: ({ note_id, body }, context) => {
    const note = shownNote(context, update(context, noteById(context, note_id), body.content));
    context.emit('note.updated', () => note);
    return note;
  },
  delete: ({ note_id }, context) => {
    const note = noteById(context, note_id);
    const { state, caller } = context;
    if (note.creatorId !== caller.userId) throw noAccess('note');
    context.emit('note.deleted', () => shownNote(context, note));
    state.transaction(() => state.transcripts.removeOfNotes(state.notes.remove(note_id)));
    return { success: true };
  },
};
