import {
  type EntitiesNoteToBeCreated,
  type Note,
  v2 as spec,
  type UserReplyNoteToBeCreated,
  type V1NoteToBeCreated,
  v1NoteTypes,
  v1 as v1Spec,
} from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { awaitVisible } from './await-visible.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';

/** A note that v1 can create as well: on records, or as a reply. */
type Draft = EntitiesNoteToBeCreated | UserReplyNoteToBeCreated;

const toV1 = (draft: Draft): V1NoteToBeCreated => {
  const creatorId: number | undefined = draft.creator?.id;
  const shared = {
    content: draft.content.html,
    type: v1NoteTypes.html,
    ...(creatorId !== undefined && { creator_id: creatorId }),
    ...(draft.createdAt !== undefined && { created_at: draft.createdAt }),
  };
  if (draft.type === 'user-reply') return { ...shared, parent_id: draft.parent.id };
  const { persons = [], companies = [], opportunities = [] } = draft;
  return {
    ...shared,
    person_ids: persons.map(({ id }) => id),
    organization_ids: companies.map(({ id }) => id),
    opportunity_ids: opportunities.map(({ id }) => id),
  };
};

/** Creates a note or a reply; v1 answers Markdown for HTML, so v2 is asked for what was written. */
export const createNote = (context: ServiceContext, body: Draft, options: CallOptions): Promise<Note> => {
  const { v1, v2 } = context;
  return withFallback<Note>(context, {
    operation: spec.notes.create,
    call: () => v2.notes.create({ body }, options),
    instead: v1Spec.notes.create,
    callInstead: async () => {
      const { id } = await v1.notes.create({ body: toV1(body) }, options);
      const read = () => v2.notes.get({ noteId: id }, options);
      return awaitVisible(context, { what: `Note ${id}`, read, isCurrent: () => true, signal: options.signal });
    },
  });
};

/** Deletes a note with its replies and files. */
export const deleteNote = (context: ServiceContext, noteId: number, options: CallOptions): Promise<void> =>
  withFallback<void>(context, {
    operation: spec.notes.delete,
    call: () => context.v2.notes.delete({ noteId }, options),
    instead: v1Spec.notes.delete,
    callInstead: async () => void (await context.v1.notes.delete({ note_id: noteId }, options)),
  });
