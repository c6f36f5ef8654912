import type { Actor } from './cells.ts';
import type { CompanyRow } from './companies.ts';
import { ofEntity } from './entries.ts';
import type { OpportunityRow } from './opportunities.ts';
import type { PersonName } from './persons.ts';
import type { State } from './state.ts';

/** A person as the change feed goes on to show one who was deleted. */
export const displayName = ({ firstName, lastName, primaryEmail }: PersonName): string =>
  [firstName, lastName].filter(Boolean).join(' ') || (primaryEmail ?? '');

const all = { position: undefined, count: 1_000_000 } as const;

/** What hangs on every kind of record: its reminders and rows go, its notes and files stay without it (v1 reference, section 10). */
const removeBelongings = (state: State, kind: 'company' | 'person' | 'opportunity', id: number): void => {
  state.entries.removeOf(kind, id);
  state.reminders.removeOf(kind, id);
  state.notes.unlink(kind, id);
  state.files.unlink(kind, id);
};

const without = (ids: readonly number[], id: number): number[] => ids.filter((each) => each !== id);

const leaveOpportunities = (state: State, kind: 'company' | 'person', id: number): void => {
  const found = state.opportunities.byIds(state.opportunities.withAny(kind, [id]).map(([, opportunityId]) => opportunityId));
  for (const { id: opportunityId, companyIds, personIds } of found) {
    if (kind === 'company') state.opportunities.setCompanies(opportunityId, without(companyIds, id));
    else state.opportunities.setPersons(opportunityId, without(personIds, id));
  }
};

/** Deletes a company with its values, its rows, its reminders and the values that point at it. */
export const removeCompany = (state: State, { id, name }: Pick<CompanyRow, 'id' | 'name'>, actor: Actor): void =>
  state.transaction(() => {
    state.changes.keepText('company', id, name);
    removeBelongings(state, 'company', id);
    leaveOpportunities(state, 'company', id);
    state.cellReferences.clear('company', id, actor);
    state.companies.remove(id);
  });

/** Deletes a person with their values, rows, reminders, the notes that they wrote and the values that point at them. */
export const removePerson = (state: State, person: PersonName, actor: Actor): void =>
  state.transaction(() => {
    const { id } = person;
    state.changes.keepText('person', id, displayName(person));
    state.transcripts.removeOfNotes(state.notes.removeWrittenBy(id));
    state.relationships.removePerson(id);
    removeBelongings(state, 'person', id);
    leaveOpportunities(state, 'person', id);
    state.cellReferences.clear('person', id, actor);
    state.persons.remove(id);
  });

/** Deletes an opportunity with its row, its values, their history and its reminders. */
export const removeOpportunity = (state: State, { id }: Pick<OpportunityRow, 'id'>): void =>
  state.transaction(() => {
    for (const entry of state.entries.page(ofEntity('opportunity', id), all)) state.changes.removeOfEntry(entry.id);
    removeBelongings(state, 'opportunity', id);
    state.opportunities.remove(id);
  });
