import type { BaseNote, PersonData } from '@affinity-kit/contract';
import type { NoteRow } from '../state/notes.ts';
import type { State } from '../state/state.ts';
import { referenceText } from './reference-texts.ts';

/** A person as a reference shows it, of whom nothing but the id may be left. */
export const personData = (state: State, id: number): PersonData => {
  const text = referenceText(state, 'p', id);
  if (text === 'null') return { id, firstName: null, lastName: null, primaryEmailAddress: null, type: 'external' };
  return JSON.parse(text) as PersonData; // as `referenceText` writes persons
};

/** What all notes and replies have in common. */
export const noteBody = (state: State, note: NoteRow): BaseNote => ({
  id: note.id,
  content: { html: note.html },
  creator: personData(state, note.creatorId),
  mentions: note.mentions.map(({ id, personId }) => ({ id, type: 'person', person: personData(state, personId) })),
  createdAt: note.createdAt,
  updatedAt: note.updatedAt,
});
