import type { Seek } from '../behaviour/paging.ts';
import { byId, type Condition, isIn, seekClause } from './keyset.ts';
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

/** The companies of the firm. */
export const createCompanies = (sql: Sql) => ({
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
});

export type Companies = ReturnType<typeof createCompanies>;
