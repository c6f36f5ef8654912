import type { NoteToBeCreated, NoteToBeUpdated } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { instant } from '../state/instant.ts';
import { isSeenBy, type NoteDraft, type NoteRow } from '../state/notes.ts';
import { shownNote as noteOfV1 } from '../v1/note-shape.ts';
import { visibleListIds } from './access.ts';
import { noteHtml } from './note-html.ts';

type Links = NoteDraft['links'];

const noLinks: Links = { company: [], person: [], opportunity: [] };

const idsOf = (references: readonly { readonly id: number }[] | undefined): number[] => (references ?? []).map(({ id }) => id);

/** What a body attaches; everything must be there, and seen by the caller. */
export const linksOf = (context: RequestContext, body: Pick<NoteToBeUpdated, 'companies' | 'persons' | 'opportunities'>): Links => {
  const { companies, persons, opportunities } = context.state;
  const lists = visibleListIds(context);
  const links: Links = { company: idsOf(body.companies), person: idsOf(body.persons), opportunity: idsOf(body.opportunities) };
  const seen: Readonly<Record<keyof Links, (id: number) => boolean>> = {
    company: companies.exists,
    person: persons.exists,
    opportunity: (id) => lists.has(opportunities.get(id)?.listId ?? 0),
  };
  const params = { company: 'companies', person: 'persons', opportunity: 'opportunities' } as const;
  for (const kind of ['company', 'person', 'opportunity'] as const) {
    const unknown = links[kind].find((id) => !seen[kind](id));
    if (unknown !== undefined) throw invalid(params[kind], `There is no ${kind} with the id ${unknown}`);
  }
  return links;
};

const authorOf = ({ state, caller }: RequestContext, creator: { readonly id: number } | undefined): number => {
  if (creator === undefined) return caller.userId;
  if (state.users.get(creator.id)?.status !== 'active') throw invalid('creator.id', 'The creator must be an active internal person');
  return creator.id;
};

const timeOf = ({ now }: RequestContext, createdAt: string | undefined): string => {
  if (createdAt === undefined) return now.toISOString();
  const time = instant(createdAt);
  if (time > now.toISOString()) throw invalid('createdAt', 'createdAt must not be in the future');
  return time;
};

type Subject = Pick<NoteDraft, 'parentId' | 'interactionId' | 'interactionType' | 'links'>;

const onEntities = (context: RequestContext, body: Extract<NoteToBeCreated, { type: 'entities' }>): Subject => {
  const links = linksOf(context, body);
  if (Object.values(links).every(({ length }) => length === 0))
    throw new Problem('bad-request', 'A note needs at least one person, company or opportunity');
  return { parentId: null, interactionId: null, interactionType: null, links };
};

const onInteraction = (context: RequestContext, body: Extract<NoteToBeCreated, { type: 'interaction' }>): Subject => {
  const { id, type } = body.interaction;
  const existing = context.state.notes.ofInteraction(type, id);
  if (existing !== undefined) throw new Problem('bad-request', `The ${type} ${id} has the note ${existing} already: reply to it instead`);
  if (context.state.interactions.get(type, id) === undefined) throw invalid('interaction.id', `There is no ${type} with the id ${id}`);
  return { parentId: null, interactionId: id, interactionType: type, links: linksOf(context, body) };
};

const onNote = ({ state, caller }: RequestContext, parentId: number): Subject => {
  const parent = state.notes.get(parentId);
  if (parent === undefined || !isSeenBy(parent, caller.userId)) throw notFound();
  if (parent.parentId !== null) throw invalid('parent.id', 'The parent must be a root note');
  return { parentId, interactionId: null, interactionType: null, links: noLinks };
};

const subjectOf = (context: RequestContext, body: NoteToBeCreated): Subject => {
  switch (body.type) {
    case 'entities':
      return onEntities(context, body);
    case 'interaction':
      return onInteraction(context, body);
    case 'user-reply':
      return onNote(context, body.parent.id);
  }
};

/** Creates a note or a reply (v2 reference, section 9.8). */
export const createNote = (context: RequestContext, body: NoteToBeCreated): NoteRow => {
  const { notes } = context.state;
  const html = noteHtml(body.content.html);
  const creatorId = authorOf(context, body.creator);
  const createdAt = timeOf(context, body.createdAt);
  const subject = subjectOf(context, body);
  const id = context.state.transaction(() => notes.create({ type: body.type, html, creatorId, createdAt, ...subject }));
  const created = notes.get(id);
  if (created === undefined) throw notFound();
  context.emit('note.created', () => noteOfV1(context, created));
  return created;
};
