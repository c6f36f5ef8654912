import type { CompanyData, Note, Opportunity } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import type { NoteEntity, NoteRow } from '../state/notes.ts';
import { visibleListIds } from './access.ts';
import { groupPairs } from './field-facts.ts';
import { personData } from './note-body.ts';
import { shownOpportunity } from './opportunity-data.ts';
import { readAheadOf, referenceText } from './reference-texts.ts';

/** What a request adds to root notes. */
export type Includes = readonly ('companiesPreview' | 'opportunitiesPreview' | 'personsPreview' | 'repliesCount')[] | undefined;

/** Properties that notes have only on request. */
export type NoteExtras = Pick<Extract<Note, { type: 'entities' }>, NonNullable<Includes>[number]>;

const previewed = 100;

/** What notes are attached to, as far as the caller sees it. */
export const attachments = (
  context: RequestContext,
  noteIds: readonly number[],
  entity: NoteEntity,
): ReadonlyMap<number, readonly number[]> => {
  const { notes, opportunities } = context.state;
  const links = notes.links(noteIds, entity);
  if (entity !== 'opportunity' || links.length === 0) return groupPairs(links);
  const lists = visibleListIds(context);
  const rows = opportunities.byIds(links.map(([, id]) => id));
  const seen = new Set(rows.filter(({ listId }) => lists.has(listId)).map(({ id }) => id));
  return groupPairs(links.filter(([, id]) => seen.has(id)));
};

/** A company as a reference shows it, of which nothing but the id may be left. */
export const companyData = ({ state }: RequestContext, id: number): CompanyData => {
  const text = referenceText(state, 'c', id);
  return text === 'null' ? { id, name: '', domain: null } : (JSON.parse(text) as CompanyData); // as `referenceText` writes companies
};

/** An opportunity that a note is attached to. */
export const opportunityData = (context: RequestContext, id: number): Opportunity => {
  const opportunity = context.state.opportunities.get(id);
  if (opportunity === undefined) throw notFound();
  return shownOpportunity(context, opportunity);
};

const previews = <T>(found: ReadonlyMap<number, readonly number[]> | undefined, show: (id: number) => T) => {
  if (found === undefined) return () => undefined;
  return ({ id }: NoteRow): { data: T[]; totalCount: number } => {
    const ids = found.get(id) ?? [];
    return { data: ids.slice(0, previewed).map(show), totalCount: ids.length };
  };
};

const wanted = <T>(includes: Includes, name: NonNullable<Includes>[number], read: () => T): T | undefined =>
  includes?.includes(name) === true ? read() : undefined;

/** Reads what a request adds to the notes of a page, all at once; the result tells it for each note. */
export const noteExtras = (context: RequestContext, rows: readonly NoteRow[], includes: Includes): ((note: NoteRow) => NoteExtras) => {
  const { state } = context;
  const ids = rows.map(({ id }) => id);
  const companies = wanted(includes, 'companiesPreview', () => attachments(context, ids, 'company'));
  const persons = wanted(includes, 'personsPreview', () => attachments(context, ids, 'person'));
  const deals = wanted(includes, 'opportunitiesPreview', () => attachments(context, ids, 'opportunity'));
  const replies = wanted(includes, 'repliesCount', () => state.notes.replyCounts(ids));
  readAheadOf(state, 'c', [...(companies?.values() ?? [])].flat());
  readAheadOf(state, 'p', [...(persons?.values() ?? [])].flat());
  const companiesOf = previews(companies, (id) => companyData(context, id));
  const personsOf = previews(persons, (id) => personData(state, id));
  const dealsOf = previews(deals, (id) => opportunityData(context, id));
  return (note) => ({
    ...(replies && { repliesCount: replies.get(note.id) ?? 0 }),
    ...(companies && { companiesPreview: companiesOf(note) }),
    ...(persons && { personsPreview: personsOf(note) }),
    ...(deals && { opportunitiesPreview: dealsOf(note) }),
  });
};
