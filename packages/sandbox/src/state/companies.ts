import type { Seek } from '../behaviour/paging.ts';
import { byId, type Condition, isIn, seekClause } from './keyset.ts';
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

type Tuple = readonly [number, string, string | null, string, number, string];

const select = 'SELECT id, name, domain, domains, is_global, cells FROM companies';

const companyOf = ([id, name, domain, domains, isGlobal, cells]: Tuple): CompanyRow => ({
  id,
  name,
  domain,
  domains,
  isGlobal: isGlobal === 1,
  cells,
});

/** The companies of the firm. */
export const createCompanies = (sql: Sql) => ({
  get: (id: number): CompanyRow | undefined => sql.tuples<Tuple>(`${select} WHERE id = ?`, id).map(companyOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): CompanyRow[] => {
    const condition = isIn('id', ids);
    return sql.tuples<Tuple>(`${select} WHERE ${condition.text}`, ...condition.params).map(companyOf);
  },
  page: (condition: Condition, seek: Seek): CompanyRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return sql.tuples<Tuple>(`${select} ${clause.text}`, ...clause.params).map(companyOf);
  },
  name: (id: number): CompanyName | undefined => sql.first<CompanyName>('SELECT id, name, domain FROM companies WHERE id = ?', id),
  exists: (id: number): boolean => sql.value('SELECT 1 FROM companies WHERE id = ?', id) !== undefined,
  /** People who work or worked at each of these companies. */
  persons: (ids: Iterable<number>): readonly (readonly [companyId: number, personId: number])[] => {
    const condition = isIn('company_id', ids);
    return sql.tuples<[number, number]>(`SELECT company_id, person_id FROM employments WHERE ${condition.text}`, ...condition.params);
  },
});

export type Companies = ReturnType<typeof createCompanies>;
