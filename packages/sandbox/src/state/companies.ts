import type { Seek } from '../behaviour/paging.ts';
import { byId, type Condition, isIn, seekClause, where } from './keyset.ts';
import { keepIds, nextId } from './last-ids.ts';
import { type Memory, recordTexts } from './memory.ts';
import { packed, packedPairs, packedRows, unquoted } from './packed.ts';
import type { Sql } from './sql.ts';

/** A company; `domains` is a JSON array, as text. */
export interface CompanyRow {
  readonly id: number;
  readonly name: string;
  readonly domain: string | null;
  readonly domains: string;
  readonly isGlobal: boolean;
  /** See `cell-text.ts`. */
  readonly cells: string;
}

/** What a new company is made of. */
export interface CompanyDraft extends Omit<CompanyRow, 'id' | 'domains' | 'cells'> {
  readonly domains: readonly string[];
  readonly createdAt: string;
}

/** What stands where a company is referred to. */
export type CompanyName = Pick<CompanyRow, 'id' | 'name' | 'domain'>;

const columns = ['id', 'json_quote(name)', 'json_quote(domain)', 'domains', 'is_global', 'cells'];

const statement = (tail: string): string => packed(columns, `SELECT * FROM companies ${tail}`);

const companyOf = ([id, name, domain, domains = '[]', isGlobal, cells = '']: readonly string[]): CompanyRow => ({
  id: Number(id),
  name: unquoted(name),
  domain: unquoted(domain),
  domains,
  isGlobal: isGlobal === '1',
  cells,
});

const nameStatement = (tail: string): string =>
  packed(['id', 'json_quote(name)', 'json_quote(domain)'], `SELECT id, name, domain FROM companies ${tail}`);

const nameOf = ([id, name, domain]: readonly string[]): CompanyName => ({ id: Number(id), name: unquoted(name), domain: unquoted(domain) });

const colleagues = (tail: string): string => packed(['company_id', 'person_id'], `SELECT company_id, person_id FROM employments ${tail}`);

/** The account's own companies: the others are known to Affinity's directory alone (v2 reference, section 14, row 1). */
export const inAccount: Condition = where('in_account = 1');

/** The companies of the firm. */
export const createCompanies = (sql: Sql, memory: Memory) => ({
  get: (id: number): CompanyRow | undefined => packedRows(sql, statement('WHERE id = ?'), [id]).map(companyOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): CompanyRow[] => {
    const condition = isIn('id', ids);
    return packedRows(sql, statement(`WHERE ${condition.text}`), condition.params).map(companyOf);
  },
  page: (condition: Condition, seek: Seek): CompanyRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return packedRows(sql, statement(clause.text), clause.params).map(companyOf);
  },
  count: (condition: Condition): number =>
    sql.value<number>(`SELECT count(*) FROM companies WHERE ${condition.text}`, ...condition.params) ?? 0,
  /** In no particular order; unknown ids are left out. */
  names: (ids: Iterable<number>): CompanyName[] => {
    const condition = isIn('id', ids);
    return packedRows(sql, nameStatement(`WHERE ${condition.text}`), condition.params).map(nameOf);
  },
  exists: (id: number): boolean => sql.value('SELECT 1 FROM companies WHERE id = ?', id) !== undefined,
  /** People who work or worked at each of these companies. */
  persons: (ids: Iterable<number>): readonly (readonly [companyId: number, personId: number])[] => {
    const condition = isIn('company_id', ids);
    return packedPairs(sql, colleagues(`WHERE ${condition.text} ORDER BY company_id, person_id`), condition.params);
  },
  create: ({ name, domain, domains, isGlobal, createdAt }: CompanyDraft): number => {
    const id = nextId(sql, 'companies');
    const insert = "INSERT INTO companies (id, name, domain, domains, is_global, created_at, cells) VALUES (?, ?, ?, ?, ?, ?, '')";
    sql.run(insert, id, name, domain, JSON.stringify(domains), Number(isGlobal), createdAt);
    memory.drop(recordTexts);
    return id;
  },
  update: (id: number, { name, domain, domains }: Pick<CompanyDraft, 'name' | 'domain' | 'domains'>): void => {
    sql.run('UPDATE companies SET name = ?, domain = ?, domains = ? WHERE id = ?', name, domain, JSON.stringify(domains), id);
    memory.drop(recordTexts);
  },
  /** Makes a company of the directory one of the account's own. */
  takeIn: (id: number): void => {
    sql.run('UPDATE companies SET in_account = 1 WHERE id = ? AND in_account = 0', id);
  },
  /** Makes these, and no others, the people of a company. */
  setPersons: (id: number, personIds: Iterable<number>): void => {
    sql.run('DELETE FROM employments WHERE company_id = ?', id);
    for (const personId of new Set(personIds)) sql.run('INSERT INTO employments VALUES (?, ?)', id, personId);
  },
  /** Takes the row and its employments away; what else belongs to a company goes with `removeCompany`. */
  remove: (id: number): void => {
    keepIds(sql, 'companies');
    sql.run('DELETE FROM employments WHERE company_id = ?', id);
    sql.run('DELETE FROM companies WHERE id = ?', id);
    memory.drop(recordTexts);
  },
});

export type Companies = ReturnType<typeof createCompanies>;
