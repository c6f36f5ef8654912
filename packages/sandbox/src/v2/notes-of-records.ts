import { v2 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import { notesOfCompany, notesOfOpportunity, notesOfPerson } from '../state/note-conditions.ts';
import { visibleOpportunity } from './access.ts';
import { listNotesOf } from './notes.ts';
import { relationshipPage } from './relationships.ts';

const requireCompany = ({ state }: RequestContext, id: number): number => {
  if (!state.companies.exists(id)) throw notFound();
  return id;
};

const requirePerson = ({ state }: RequestContext, id: number): number => {
  if (!state.persons.exists(id)) throw notFound();
  return id;
};

/** Notes of a company. */
export const companyNotes: HandlersOf<typeof v2.companies.notes> = {
  list: (input, context) => listNotesOf(context, input, notesOfCompany(requireCompany(context, input.companyId))),
};

/** Notes of a person. */
export const personNotes: HandlersOf<typeof v2.persons.notes> = {
  list: (input, context) => listNotesOf(context, input, notesOfPerson(requirePerson(context, input.personId))),
};

/** Notes of an opportunity. */
export const opportunityNotes: HandlersOf<typeof v2.opportunities.notes> = {
  list: (input, context) => {
    const { id, personIds } = visibleOpportunity(context, input.opportunityId).opportunity;
    return listNotesOf(context, input, notesOfOpportunity(id, personIds));
  },
};

/** Who knows whom at a company. */
export const companyRelationships: HandlersOf<typeof v2.companies.relationships> = {
  list: (input, context) => {
    const { state, now } = context;
    const people = state.companies.persons([requireCompany(context, input.companyId)]).map(([, personId]) => personId);
    return relationshipPage(context, input, { rows: state.relationships.ofPersons(people, now), page: v2.companies.relationships.list });
  },
};

/** Who knows a person, or whom a colleague knows. */
export const personRelationships: HandlersOf<typeof v2.persons.relationships> = {
  list: (input, context) => {
    const { state, now } = context;
    const id = requirePerson(context, input.personId);
    const isUser = state.users.get(id) !== undefined;
    const rows = isUser ? state.relationships.ofUser(id, now) : state.relationships.ofPersons([id], now);
    return relationshipPage(context, input, { rows, page: v2.persons.relationships.list });
  },
};
