import type { Seek } from '../behaviour/paging.ts';
import type { SeedPerson } from '../seed/model.ts';
import { byId, type Condition, isIn, seekClause } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A person; `emails` is a JSON array, as text. */
export interface PersonRow {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly primaryEmail: string | null;
  readonly emails: string;
  readonly type: SeedPerson['type'];
  /** See `cell-text.ts`. */
  readonly cells: string;
}

/** What stands where a person is referred to. */
export type PersonName = Omit<PersonRow, 'cells' | 'emails'>;

type Tuple = readonly [number, string, string | null, string | null, string, PersonRow['type'], string];

const select = 'SELECT id, first_name, last_name, primary_email, emails, type, cells FROM persons';
const selectName = 'SELECT id, first_name, last_name, primary_email, type FROM persons WHERE id = ?';

const personOf = ([id, firstName, lastName, primaryEmail, emails, type, cells]: Tuple): PersonRow => ({
  id,
  firstName,
  lastName,
  primaryEmail,
  emails,
  type,
  cells,
});

/** The contacts of the firm, its users among them. */
export const createPersons = (sql: Sql) => ({
  get: (id: number): PersonRow | undefined => sql.tuples<Tuple>(`${select} WHERE id = ?`, id).map(personOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): PersonRow[] => {
    const condition = isIn('id', ids);
    return sql.tuples<Tuple>(`${select} WHERE ${condition.text}`, ...condition.params).map(personOf);
  },
  page: (condition: Condition, seek: Seek): PersonRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return sql.tuples<Tuple>(`${select} ${clause.text}`, ...clause.params).map(personOf);
  },
  name: (id: number): PersonName | undefined => {
    const found = sql.tuples<readonly [number, string, string | null, string | null, PersonRow['type']]>(selectName, id)[0];
    if (found === undefined) return undefined;
    const [, firstName, lastName, primaryEmail, type] = found;
    return { id, firstName, lastName, primaryEmail, type };
  },
  exists: (id: number): boolean => sql.value('SELECT 1 FROM persons WHERE id = ?', id) !== undefined,
  /** Companies where each of these people work or worked. */
  companies: (ids: Iterable<number>): readonly (readonly [personId: number, companyId: number])[] => {
    const condition = isIn('person_id', ids);
    return sql.tuples<[number, number]>(`SELECT person_id, company_id FROM employments WHERE ${condition.text}`, ...condition.params);
  },
});

export type Persons = ReturnType<typeof createPersons>;
