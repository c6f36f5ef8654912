import type { Seek } from '../behaviour/paging.ts';
import type { SeedPerson } from '../seed/model.ts';
import { byId, type Condition, isIn, seekClause } from './keyset.ts';
import { keepIds, nextId } from './last-ids.ts';
import { type Memory, recordTexts } from './memory.ts';
import { packed, packedPairs, packedRows, unquoted } from './packed.ts';
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

/** What a new person is made of. */
export interface PersonDraft extends Omit<PersonRow, 'id' | 'emails' | 'cells'> {
  readonly emails: readonly string[];
  readonly createdAt: string;
}

/** What stands where a person is referred to. */
export type PersonName = Omit<PersonRow, 'cells' | 'emails'>;

const columns = ['id', 'json_quote(first_name)', 'json_quote(last_name)', 'json_quote(primary_email)', 'emails', 'type', 'cells'];

const statement = (tail: string): string => packed(columns, `SELECT * FROM persons ${tail}`);
const nameColumns = columns.filter((column) => column !== 'emails' && column !== 'cells');

const nameStatement = (tail: string): string =>
  packed(nameColumns, `SELECT id, first_name, last_name, primary_email, type FROM persons ${tail}`);

const nameOf = ([id, firstName, lastName, primaryEmail, type]: readonly string[]): PersonName => ({
  id: Number(id),
  firstName: unquoted(firstName),
  lastName: unquoted(lastName),
  primaryEmail: unquoted(primaryEmail),
  type: type as PersonName['type'], // one of the three that the seed knows
});

const personOf = ([id, firstName, lastName, primaryEmail, emails = '[]', type, cells = '']: readonly string[]): PersonRow => ({
  id: Number(id),
  firstName: unquoted(firstName),
  lastName: unquoted(lastName),
  primaryEmail: unquoted(primaryEmail),
  emails,
  type: type as PersonRow['type'], // one of the three that the seed knows
  cells,
});

const employers = (tail: string): string => packed(['person_id', 'company_id'], `SELECT person_id, company_id FROM employments ${tail}`);

/** The search in the text spares most rows the reading of their addresses. */
const ownerOfEmail = `SELECT id FROM persons WHERE instr(lower(emails), lower(?)) > 0
  AND EXISTS (SELECT 1 FROM json_each(emails) WHERE lower(value) = lower(?)) LIMIT 1`;

/** The contacts of the firm, its users among them. */
export const createPersons = (sql: Sql, memory: Memory) => ({
  get: (id: number): PersonRow | undefined => packedRows(sql, statement('WHERE id = ?'), [id]).map(personOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): PersonRow[] => {
    const condition = isIn('id', ids);
    return packedRows(sql, statement(`WHERE ${condition.text}`), condition.params).map(personOf);
  },
  page: (condition: Condition, seek: Seek): PersonRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return packedRows(sql, statement(clause.text), clause.params).map(personOf);
  },
  /** In no particular order; unknown ids are left out. */
  names: (ids: Iterable<number>): PersonName[] => {
    const condition = isIn('id', ids);
    return packedRows(sql, nameStatement(`WHERE ${condition.text}`), condition.params).map(nameOf);
  },
  exists: (id: number): boolean => sql.value('SELECT 1 FROM persons WHERE id = ?', id) !== undefined,
  /** Companies where each of these people work or worked. */
  companies: (ids: Iterable<number>): readonly (readonly [personId: number, companyId: number])[] => {
    const condition = isIn('person_id', ids);
    return packedPairs(sql, employers(`WHERE ${condition.text} ORDER BY person_id, company_id`), condition.params);
  },
  /** Who has an address, whatever its case. */
  withEmail: (email: string): number | undefined => sql.value<number>(ownerOfEmail, email, email),
  create: ({ firstName, lastName, primaryEmail, emails, type, createdAt }: PersonDraft): number => {
    const id = nextId(sql, 'persons');
    const insert =
      "INSERT INTO persons (id, first_name, last_name, primary_email, emails, type, created_at, cells) VALUES (?, ?, ?, ?, ?, ?, ?, '')";
    sql.run(insert, id, firstName, lastName, primaryEmail, JSON.stringify(emails), type, createdAt);
    memory.drop(recordTexts);
    return id;
  },
  /** A user has the names of the person with the same id. */
  update: (id: number, { firstName, lastName, primaryEmail, emails }: Omit<PersonDraft, 'type' | 'createdAt'>): void => {
    const update = 'UPDATE persons SET first_name = ?, last_name = ?, primary_email = ?, emails = ? WHERE id = ?';
    sql.run(update, firstName, lastName, primaryEmail, JSON.stringify(emails), id);
    sql.run("UPDATE users SET first_name = ?, last_name = coalesce(?, '') WHERE id = ?", firstName, lastName, id);
    memory.forget();
  },
  /** Makes these, and no others, the companies of a person. */
  setCompanies: (id: number, companyIds: Iterable<number>): void => {
    sql.run('DELETE FROM employments WHERE person_id = ?', id);
    for (const companyId of new Set(companyIds)) sql.run('INSERT INTO employments VALUES (?, ?)', companyId, id);
  },
  /** Takes the row and its employments away; what else belongs to a person goes with `removePerson`. */
  remove: (id: number): void => {
    keepIds(sql, 'persons');
    sql.run('DELETE FROM employments WHERE person_id = ?', id);
    sql.run('DELETE FROM persons WHERE id = ?', id);
    memory.drop(recordTexts);
  },
});

export type Persons = ReturnType<typeof createPersons>;
