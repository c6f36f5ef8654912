import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import type { ReplicaReader } from '../replica/reader.ts';
import type { Asker, Json } from './asker.ts';
import type { Verification } from './verification.ts';

const countOf = async (replica: ReplicaReader, sql: string): Promise<number> => Number((await replica.query(sql))[0]?.['n'] ?? 0);

/** A number here against one there. */
const compared = (subject: string, here: number, there: number | null): Verification => ({
  subject,
  kind: 'count',
  outcome: there === null ? 'unknown' : here === there ? 'same' : 'different',
  here,
  there,
  ids: [],
  columns: [],
});

interface Counted {
  readonly subject: string;
  readonly sql: string;
  readonly endpoint: EndpointSpec;
  readonly input: Json;
}

/** Without any criterion a search of companies counts those of all customers of Affinity (reference of v2, section 14). */
const search = { limit: 1, body: { filters: { operator: 'and', filters: [] } } };

const counted: readonly Counted[] = [
  { subject: 'companies', sql: 'SELECT count(*) AS n FROM companies', endpoint: v2.companies.search, input: search },
  { subject: 'persons', sql: 'SELECT count(*) AS n FROM persons', endpoint: v2.persons.search, input: search },
  { subject: 'notes', sql: 'SELECT count(*) AS n FROM notes WHERE parent_id IS NULL', endpoint: v2.notes.list, input: { limit: 1 } },
];

/** Compares the number of companies, persons and root notes, and that of the entries of each list. */
export async function compareCounts(replica: ReplicaReader, asker: Asker, loaded: ReadonlySet<string>): Promise<Verification[]> {
  const checks: Verification[] = [];
  for (const { subject, sql, endpoint, input } of counted.filter((one) => loaded.has(one.subject)))
    checks.push(compared(subject, await countOf(replica, sql), await asker.total(endpoint, input)));
  if (!loaded.has('list_entries')) return checks;
  const lists = await replica.query(
    'SELECT l.id, l.name, count(e.id) AS n FROM lists AS l LEFT JOIN list_entries AS e ON e.list_id = l.id GROUP BY ALL ORDER BY l.id',
  );
  for (const { id, name, n } of lists)
    checks.push(
      compared(`entries of ${String(name)}`, Number(n), await asker.total(v2.lists.entries.search, { listId: Number(id), ...search })),
    );
  return checks;
}
