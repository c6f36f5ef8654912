import type { MergeKind, Merges } from './merges.ts';
import type { Sql } from './sql.ts';

/** Two records that may be one. */
export interface DuplicatePair {
  readonly primaryId: number;
  readonly duplicateId: number;
  readonly criteria: 'name' | 'domain-match';
  /** Name of the primary record, as suggestions are sorted. */
  readonly name: string;
  /** When the primary record came. */
  readonly createdAt: string;
}

/** The rows of one group lie together: each of them but the first may be the first once more. */
type Grouped = readonly [text: string, id: number, name: string, createdAt: string];

const companiesByName = `SELECT name, id, name, created_at FROM companies
  WHERE in_account = 1 AND name IN (SELECT name FROM companies WHERE in_account = 1 GROUP BY name HAVING count(*) > 1) ORDER BY name, is_global DESC, id`;

const companiesByDomain = `WITH domain AS MATERIALIZED (
    SELECT DISTINCT lower(each.value) AS text, companies.id AS id FROM companies, json_each(companies.domains) AS each
    WHERE in_account = 1
  )
  SELECT domain.text, companies.id, companies.name, companies.created_at FROM domain JOIN companies ON companies.id = domain.id
  WHERE domain.text IN (SELECT text FROM domain GROUP BY text HAVING count(*) > 1) ORDER BY domain.text, is_global DESC, companies.id`;

const fullName = "first_name || ' ' || coalesce(last_name, '')";

/** Only external persons can be duplicates, so whoever is not comes first (v2 reference, section 9.12). */
const personsByName = `SELECT ${fullName}, id, ${fullName}, created_at FROM persons
  WHERE ${fullName} IN (SELECT ${fullName} FROM persons GROUP BY 1 HAVING count(*) > 1 AND sum(type <> 'external') <= 1)
  ORDER BY 1, type = 'external', id`;

const pairsOf = (rows: readonly Grouped[], criteria: DuplicatePair['criteria']): DuplicatePair[] => {
  let first: Grouped | undefined;
  return rows.flatMap((row) => {
    if (first === undefined || first[0] !== row[0]) {
      first = row;
      return [];
    }
    const [, primaryId, name, createdAt] = first;
    return [{ primaryId, duplicateId: row[1], criteria, name, createdAt }];
  });
};

const keyOf = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Each pair once, for the best of its reasons, which come first. */
const distinct = (pairs: readonly DuplicatePair[], judged: ReadonlySet<string>): DuplicatePair[] => {
  const found = new Map<string, DuplicatePair>();
  for (const pair of pairs) {
    const key = keyOf(pair.primaryId, pair.duplicateId);
    if (!judged.has(key) && !found.has(key)) found.set(key, pair);
  }
  return [...found.values()];
};

const inOrder = (a: DuplicatePair, b: DuplicatePair): number =>
  (a.name < b.name ? -1 : Number(a.name > b.name)) || a.primaryId - b.primaryId || a.duplicateId - b.duplicateId;

const find = (sql: Sql, merges: Merges, kind: MergeKind): DuplicatePair[] => {
  const judged = new Set(merges.pairs(kind).map(([one, other]) => keyOf(one, other)));
  if (kind === 'person') return distinct(pairsOf(sql.tuples<Grouped>(personsByName), 'name'), judged);
  const byDomain = pairsOf(sql.tuples<Grouped>(companiesByDomain), 'domain-match');
  return distinct([...byDomain, ...pairsOf(sql.tuples<Grouped>(companiesByName), 'name')], judged);
};

/** What looks like one and the same: equal names, or equal domains (v2 reference, section 12). */
export const createDuplicates = (sql: Sql, merges: Merges) => {
  // All records have to be looked at: once between two writes is enough, not for every page.
  const found = new Map<MergeKind, { readonly writes: number; readonly pairs: readonly DuplicatePair[] }>();
  return {
    /** Pairs that nobody has begun to merge, by the name of the primary record. */
    pairs: (kind: MergeKind): readonly DuplicatePair[] => {
      const writes = sql.value<number>('SELECT total_changes()') ?? 0;
      const known = found.get(kind);
      if (known?.writes === writes) return known.pairs;
      const pairs = find(sql, merges, kind).sort(inOrder);
      found.set(kind, { writes, pairs });
      return pairs;
    },
  };
};

export type Duplicates = ReturnType<typeof createDuplicates>;
