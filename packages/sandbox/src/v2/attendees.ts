import type { Attendee, AttendeesPreview, PersonDataPreview } from '@affinity-kit/contract';
import type { State } from '../state/state.ts';
import { personData } from './note-body.ts';
import { referenceText } from './reference-texts.ts';

const previewed = 100;

/** Somebody who took part, of whom nothing may be left. */
export const attendee = (state: State, id: number): Attendee => {
  const text = referenceText(state, 'a', id);
  return text === 'null' ? { emailAddress: null, person: null } : (JSON.parse(text) as Attendee); // as `referenceText` writes attendees
};

/** The first hundred who took part, and how many there were. */
export const attendeesPreview = (state: State, ids: readonly number[]): AttendeesPreview => ({
  data: ids.slice(0, previewed).map((id) => attendee(state, id)),
  totalCount: ids.length,
});

/** As `attendeesPreview`, of a chat. */
export const participantsPreview = (state: State, ids: readonly number[]): PersonDataPreview => ({
  data: ids.slice(0, previewed).map((id) => personData(state, id)),
  totalCount: ids.length,
});
