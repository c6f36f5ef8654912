import type { V1InteractionToBeCreated, V1InteractionUpdate } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import type { InteractionType } from '../state/interaction-key.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { dateInput } from './date-input.ts';
import { plainNoteHtml } from './note-input.ts';
import { shownNote } from './note-shape.ts';
import { unknownId } from './problems.ts';
import { resetRemindersOf } from './reminder.ts';

const manualTitle = 'Manually logged event';

/** Everybody must be known, and somebody internal (v1 reference, section 6.9). */
const peopleOf = ({ state }: RequestContext, personIds: readonly number[]): number[] => {
  const ids = [...new Set(personIds)];
  const unknown = ids.find((id) => !state.persons.exists(id));
  if (unknown !== undefined) throw unknownId('person_ids', unknown, 'Person');
  if (!ids.some((id) => state.users.get(id) !== undefined))
    throw unprocessable('Field person_ids: at least one internal person is required');
  return ids;
};

const refresh = ({ state, now }: RequestContext, personIds: readonly number[]): void =>
  state.touches.refresh(personIds, state.fields.all(), now);

const noLinks = { company: [], person: [], opportunity: [] } as const;

const writeContent = (context: RequestContext, { type, id }: InteractionRow, content: string): void => {
  const { state, caller, now } = context;
  const about = { type: 'interaction', parentId: null, interactionId: id, interactionType: type } as const;
  const noteId = state.notes.create({
    ...about,
    html: plainNoteHtml(content),
    plain: content,
    creatorId: caller.userId,
    createdAt: now.toISOString(),
    links: noLinks,
  });
  const note = state.notes.get(noteId);
  if (note !== undefined) context.emit('note.created', () => shownNote(context, note));
};

/** Logs an interaction as the caller; its content becomes a note. */
export const createInteraction = (context: RequestContext, type: InteractionType, body: V1InteractionToBeCreated): InteractionRow => {
  const { state, caller, now } = context;
  const people = peopleOf(context, body.person_ids);
  const at = dateInput('date', body.date);
  const direction = 'direction' in body ? (body.direction === 0 ? 'sent' : 'received') : null;
  const title = type === 'chat-message' ? null : manualTitle;
  const facts = { endsAt: null, title, allDay: false, direction, toCount: 0, isPrivate: false } as const;
  return state.transaction(() => {
    const row = state.interactions.create({ ...facts, type, at, people, creatorId: caller.userId, createdAt: now.toISOString() });
    writeContent(context, row, body.content);
    refresh(context, people);
    if (type === 'meeting') resetRemindersOf(context, people, new Date(at));
    return row;
  });
};

const rewriteContent = (context: RequestContext, row: InteractionRow, content: string): void => {
  const { state, now } = context;
  const [noteId] = state.notes.allOfInteraction(row.type, row.id);
  const note = noteId === undefined ? undefined : state.notes.get(noteId);
  if (note === undefined) {
    writeContent(context, row, content);
    return;
  }
  if (note.mentions.length > 0) throw unprocessable('Field content: content with mentions cannot be changed');
  state.notes.update(note, { html: plainNoteHtml(content), plain: content, updatedAt: now.toISOString() });
  context.emit('note.updated', () => shownNote(context, state.notes.get(note.id) ?? note));
};

/** Changes what a body names of an interaction that was logged by hand. */
export const updateInteraction = (context: RequestContext, row: InteractionRow, body: V1InteractionUpdate): InteractionRow => {
  const { state, now } = context;
  if (row.creatorId === null) throw unprocessable('Only interactions that were logged by hand can be changed');
  const people = body.person_ids === undefined ? row.people : peopleOf(context, body.person_ids);
  const at = body.date === undefined ? row.at : dateInput('date', body.date);
  return state.transaction(() => {
    state.interactions.update(row, { at, people, now: now.toISOString() });
    if (body.content !== undefined) rewriteContent(context, row, body.content);
    refresh(context, [...row.people, ...people]);
    return state.interactions.byKey(row.key) ?? row;
  });
};

/** Deletes an interaction with the notes that it consists of. */
export const removeInteraction = (context: RequestContext, row: InteractionRow): void => {
  const { state } = context;
  state.transaction(() => {
    for (const noteId of state.notes.allOfInteraction(row.type, row.id)) {
      const note = state.notes.get(noteId);
      if (note !== undefined) context.emit('note.deleted', () => shownNote(context, note));
      state.transcripts.removeOfNotes(state.notes.remove(noteId));
    }
    state.interactions.remove(row);
    refresh(context, row.people);
  });
};
