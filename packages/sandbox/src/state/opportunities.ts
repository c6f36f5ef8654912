import type { Seek } from '../behaviour/paging.ts';
import { byId, type Condition, isIn, seekClause } from './keyset.ts';
import { keepIds, nextId } from './last-ids.ts';
import type { Sql } from './sql.ts';

/** An opportunity. It stands on exactly one list. */
export interface OpportunityRow {
  readonly id: number;
  readonly name: string;
  readonly listId: number;
  readonly companyIds: readonly number[];
  readonly personIds: readonly number[];
  readonly isRestricted: boolean;
  /** Users who may manage it when it is restricted. */
  readonly managerIds: readonly number[];
}

type Tuple = readonly [number, string, number, string, string, number, string];

const select = 'SELECT id, name, list_id, company_ids, person_ids, is_restricted, manager_ids FROM opportunities';

const idsOf = (text: string): number[] => JSON.parse(text) as number[]; // written from an array of ids

const opportunityOf = ([id, name, listId, companyIds, personIds, isRestricted, managerIds]: Tuple): OpportunityRow => ({
  id,
  name,
  listId,
  companyIds: idsOf(companyIds),
  personIds: idsOf(personIds),
  isRestricted: isRestricted === 1,
  managerIds: idsOf(managerIds),
});

/** What a new opportunity is made of. */
export interface OpportunityDraft extends Pick<OpportunityRow, 'name' | 'listId' | 'companyIds' | 'personIds'> {
  readonly createdAt: string;
}

/** The column that names the companies, or the persons, of an opportunity. */
const columnOf = { company: 'company_ids', person: 'person_ids' } as const;

/** Whether a user sees and may change an opportunity as if it were not restricted. */
export const mayManage = (opportunity: OpportunityRow, userId: number): boolean =>
  !opportunity.isRestricted || opportunity.managerIds.includes(userId);

/** Opportunities on some lists. */
export const onLists = (listIds: Iterable<number>): Condition => isIn('list_id', listIds);

/** The opportunities of the firm. */
export const createOpportunities = (sql: Sql) => ({
  get: (id: number): OpportunityRow | undefined => sql.tuples<Tuple>(`${select} WHERE id = ?`, id).map(opportunityOf)[0],
  /** In no particular order; unknown ids are left out. */
  byIds: (ids: Iterable<number>): OpportunityRow[] => {
    const condition = isIn('id', ids);
    return sql.tuples<Tuple>(`${select} WHERE ${condition.text}`, ...condition.params).map(opportunityOf);
  },
  page: (condition: Condition, seek: Seek): OpportunityRow[] => {
    const clause = seekClause(condition, byId(), seek);
    return sql.tuples<Tuple>(`${select} ${clause.text}`, ...clause.params).map(opportunityOf);
  },
  /** The restricted ones; there are few. */
  restricted: (): OpportunityRow[] => sql.tuples<Tuple>(`${select} WHERE is_restricted = 1`).map(opportunityOf),
  setCompanies: (id: number, ids: readonly number[]): void => {
    sql.run('UPDATE opportunities SET company_ids = ? WHERE id = ?', JSON.stringify(ids), id);
  },
  setPersons: (id: number, ids: readonly number[]): void => {
    sql.run('UPDATE opportunities SET person_ids = ? WHERE id = ?', JSON.stringify(ids), id);
  },
  /** Adds an opportunity without its row. */
  create: ({ name, listId, companyIds, personIds, createdAt }: OpportunityDraft): number => {
    const id = nextId(sql, 'opportunities');
    const links = [JSON.stringify(companyIds), JSON.stringify(personIds)] as const;
    sql.run("INSERT INTO opportunities VALUES (?, ?, ?, ?, ?, 0, '[]', ?)", id, name, listId, ...links, createdAt);
    return id;
  },
  rename: (id: number, name: string): void => {
    sql.run('UPDATE opportunities SET name = ? WHERE id = ?', name, id);
  },
  /** Opportunities that name any of these records, with the record. */
  withAny: (kind: 'company' | 'person', ids: Iterable<number>): readonly (readonly [recordId: number, opportunityId: number])[] => {
    const condition = isIn('link.value', ids);
    const from = `opportunities JOIN json_each(opportunities.${columnOf[kind]}) AS link`;
    const text = `SELECT link.value, opportunities.id FROM ${from} WHERE ${condition.text} ORDER BY opportunities.id`;
    return sql.tuples<[number, number]>(text, ...condition.params);
  },
  /** Notes stay, without the link (v2 reference, section 9.4). */
  remove: (id: number): void => {
    keepIds(sql, 'opportunities');
    sql.run("DELETE FROM note_links WHERE entity_type = 'opportunity' AND entity_id = ?", id);
    sql.run('DELETE FROM opportunities WHERE id = ?', id);
  },
});

export type Opportunities = ReturnType<typeof createOpportunities>;
