import type { NoteToBeUpdated } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { Problem } from '../problem.ts';
import type { NoteEntity, NoteRow } from '../state/notes.ts';
import { shownNote as noteOfV1 } from '../v1/note-shape.ts';
import { linksOf } from './note-creation.ts';
import { noteHtml } from './note-html.ts';
import { markdownOf } from './note-markdown.ts';

const bodyKeys: Readonly<Record<NoteEntity, 'companies' | 'persons' | 'opportunities'>> = {
  company: 'companies',
  person: 'persons',
  opportunity: 'opportunities',
};
const kinds = ['company', 'person', 'opportunity'] as const;

const badRequest = (message: string): Problem => new Problem('bad-request', message);

/** Only who created a note may change it (v2 reference, section 9.8). */
const requireCreator = ({ caller }: RequestContext, { creatorId }: NoteRow): void => {
  if (creatorId !== caller.userId) throw new Problem('authorization', 'Only its creator may change a note');
};

const contentOf = (note: NoteRow, body: NoteToBeUpdated): string | undefined => {
  if (body.content === undefined) return undefined;
  if (note.mentions.length > 0) throw badRequest('The content of a note with mentions cannot be changed');
  return noteHtml(body.content.html);
};

type Links = Readonly<Record<NoteEntity, readonly number[]>>;

const currentLinks = ({ state }: RequestContext, { id }: NoteRow): Links => {
  const idsOf = (entity: NoteEntity): number[] => state.notes.links([id], entity).map(([, entityId]) => entityId);
  return { company: idsOf('company'), person: idsOf('person'), opportunity: idsOf('opportunity') };
};

const isSameSet = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

/** What a note shall be attached to; `undefined` where nothing changes. The participants of an interaction stay associated anyway. */
const nextLinks = (context: RequestContext, note: NoteRow, body: NoteToBeUpdated): Links | undefined => {
  if (kinds.every((kind) => body[bodyKeys[kind]] === undefined)) return undefined;
  if (note.parentId !== null) throw badRequest('A reply has no associations of its own');
  const wanted = linksOf(context, body);
  const current = currentLinks(context, note);
  const pick = (kind: NoteEntity): readonly number[] => [...new Set(body[bodyKeys[kind]] === undefined ? current[kind] : wanted[kind])];
  const next: Links = { company: pick('company'), person: pick('person'), opportunity: pick('opportunity') };
  if (note.interactionId === null && kinds.every((kind) => next[kind].length === 0)) throw badRequest('Cannot remove all associations');
  const isSame = kinds.every((kind) => isSameSet(next[kind], current[kind]));
  return isSame ? undefined : next;
};

/** Changes what a body names; a change of nothing leaves no trace. */
export const updateNote = (context: RequestContext, note: NoteRow, body: NoteToBeUpdated): undefined => {
  requireCreator(context, note);
  const { notes } = context.state;
  const html = contentOf(note, body);
  const links = nextLinks(context, note, body);
  if ((html === undefined || html === note.html) && links === undefined) return undefined;
  const updatedAt = context.now.toISOString();
  const plain = html === undefined ? undefined : markdownOf(html);
  context.state.transaction(() =>
    notes.update(note, { html: html ?? note.html, plain: note.plain === null ? null : (plain ?? note.plain), links, updatedAt }),
  );
  context.emit('note.updated', () => noteOfV1(context, notes.get(note.id) ?? note));
  return undefined;
};

/** Deletes a note; a root note takes its replies and transcript along. */
export const deleteNote = (context: RequestContext, note: NoteRow): undefined => {
  requireCreator(context, note);
  const { notes, transcripts } = context.state;
  context.emit('note.deleted', () => noteOfV1(context, note));
  context.state.transaction(() => transcripts.removeOfNotes(notes.remove(note.id)));
  return undefined;
};
