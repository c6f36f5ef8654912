import { allOf, type Condition, isIn, never, where } from './keyset.ts';

/** Case does not matter to a search. */
const containing = (expression: string, term: string): Condition => where(`instr(lower(${expression}), lower(?)) > 0`, term);

const anyOf = (...conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => `(${text})`).join(' OR '),
  params: conditions.flatMap(({ params }) => params),
});

const inTexts = (column: string, term: string): Condition =>
  where(`EXISTS (SELECT 1 FROM json_each(${column}) WHERE instr(lower(value), lower(?)) > 0)`, term);

/** Persons whose name or address contains a term (v1 reference, section 6.6). */
export const personsLike = (term: string): Condition =>
  anyOf(containing("first_name || ' ' || coalesce(last_name, '')", term), inTexts('emails', term));

/** Companies whose name or domain contains a term (v1 reference, section 6.7). */
export const companiesLike = (term: string): Condition => anyOf(containing('name', term), inTexts('domains', term));

/** Opportunities whose name contains a term. */
export const opportunitiesLike = (term: string): Condition => containing('name', term);

/** Leaves restricted opportunities to those who manage them. */
export const manageableBy = (userId: number): Condition =>
  anyOf(where('is_restricted = 0'), where('EXISTS (SELECT 1 FROM json_each(manager_ids) WHERE value = ?)', userId));

/** Records that have a value in any of these fields, by their numbers. */
export const withAnyCell = (fieldNumbers: readonly number[]): Condition =>
  fieldNumbers.length === 0 ? never : anyOf(...fieldNumbers.map((no) => where('instr(char(10) || cells, char(10) || ?) > 0', `${no}=`)));

/** Rows that are in each of these sets. */
export const inAll = (sets: readonly ReadonlySet<number>[]): Condition => allOf(...sets.map((ids) => isIn('id', ids)));
