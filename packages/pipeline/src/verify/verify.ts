import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import { openReplica } from '../replica/index.ts';
import type { ReplicaReader } from '../replica/reader.ts';
import type { SyncClient } from '../sync-options.ts';

/** What to compare. */
export interface VerifyOptions {
  readonly client: SyncClient;
  /** Path of the replica. */
  readonly database: string;
  /** Records of each kind that are asked for again; 100 when left out, which is one request each. */
  readonly sample?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What one comparison found. */
export interface Verification {
  /** What was compared, such as `companies` or `entries of Deal Flow`. */
  readonly subject: string;
  readonly kind: 'count' | 'sample';
  /** `same`, `different`, or `unknown` where Affinity does not say or does not permit it. */
  readonly outcome: 'same' | 'different' | 'unknown';
  /** Records in the replica; of a sample those that were compared. */
  readonly here: number;
  /** Records in Affinity; of a sample those that are the same there. `null` when unknown. */
  readonly there: number | null;
  /** Ids of records that differ, up to 20. */
  readonly ids: readonly number[];
}

/** What a verification found: the object that `affinity verify --json` prints. */
export interface VerifyReport {
  readonly status: 'same' | 'different' | 'unknown';
  readonly requests: number;
  readonly checks: readonly Verification[];
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Asks the API, and counts. What it refuses for lack of permission, or does not know, is unknown. */
class Asker {
  requests = 0;
  readonly #options: VerifyOptions;

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  async ask(endpoint: EndpointSpec, input: Json): Promise<Json | undefined> {
    const { client, signal } = this.#options;
    try {
      const { text, attempts } = await client.exchange(endpoint, input, signal ? { signal } : {});
      this.requests += attempts;
      const answer: unknown = JSON.parse(text);
      return isObject(answer) ? answer : undefined;
    } catch (error) {
      this.requests += 1;
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'authorization' || code === 'not_found' || code === 'validation') return undefined;
      throw error;
    }
  }

  async total(endpoint: EndpointSpec, input: Json): Promise<number | null> {
    const answer = await this.ask(endpoint, { totalCount: true, ...input });
    const pagination = answer?.['pagination'];
    const total = isObject(pagination) ? pagination['totalCount'] : undefined;
    return typeof total === 'number' ? total : null;
  }
}

const countOf = async (replica: ReplicaReader, sql: string): Promise<number> => Number((await replica.query(sql))[0]?.['n'] ?? 0);

/** A number here against one there. */
const compared = (subject: string, here: number, there: number | null): Verification => ({
  subject,
  kind: 'count',
  outcome: there === null ? 'unknown' : here === there ? 'same' : 'different',
  here,
  there,
  ids: [],
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

/** Streams that a load has filled; of others there is nothing to compare. */
async function loadedStreams(replica: ReplicaReader): Promise<Set<string>> {
  const rows = await replica.query("SELECT DISTINCT stream FROM _streams WHERE status = 'succeeded'");
  return new Set(rows.map(({ stream }) => String(stream)));
}

async function compareCounts(replica: ReplicaReader, asker: Asker, loaded: ReadonlySet<string>): Promise<Verification[]> {
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

interface Sampled {
  readonly subject: string;
  readonly endpoint: EndpointSpec;
  /** Columns of the replica, and the names that the API has for them. */
  readonly columns: Readonly<Record<string, string>>;
}

const sampled: readonly Sampled[] = [
  { subject: 'companies', endpoint: v2.companies.list, columns: { name: 'name', domain: 'domain', is_global: 'isGlobal' } },
  {
    subject: 'persons',
    endpoint: v2.persons.list,
    columns: { first_name: 'firstName', last_name: 'lastName', primary_email: 'primaryEmailAddress', type: 'type' },
  },
];

/** The API takes up to 100 ids at once. */
const idsPerRequest = 100;

const differs = (row: Json, record: Json | undefined, columns: Sampled['columns']): boolean =>
  record === undefined || Object.entries(columns).some(([column, wire]) => (row[column] ?? null) !== (record[wire] ?? null));

async function recordsOf(asker: Asker, endpoint: EndpointSpec, ids: readonly number[]): Promise<Map<number, Json> | undefined> {
  const records = new Map<number, Json>();
  for (let first = 0; first < ids.length; first += idsPerRequest) {
    const answer = await asker.ask(endpoint, { ids: ids.slice(first, first + idsPerRequest), limit: idsPerRequest });
    if (answer === undefined) return undefined;
    const data = Array.isArray(answer['data']) ? answer['data'] : [];
    for (const record of data) if (isObject(record)) records.set(Number(record['id']), record);
  }
  return records;
}

async function compareSample(
  replica: ReplicaReader,
  asker: Asker,
  { subject, endpoint, columns, sample }: Sampled & { readonly sample: number },
): Promise<Verification> {
  const rows = await replica.query(`SELECT id, ${Object.keys(columns).join(', ')} FROM ${subject} ORDER BY random() LIMIT ${sample}`);
  const records = await recordsOf(
    asker,
    endpoint,
    rows.map(({ id }) => Number(id)),
  );
  if (records === undefined) return { subject, kind: 'sample', outcome: 'unknown', here: rows.length, there: null, ids: [] };
  const different = rows.filter((row) => differs(row, records.get(Number(row['id'])), columns)).map(({ id }) => Number(id));
  return {
    subject,
    kind: 'sample',
    outcome: different.length === 0 ? 'same' : 'different',
    here: rows.length,
    there: rows.length - different.length,
    ids: different.slice(0, 20),
  };
}

const overall = (checks: readonly Verification[]): VerifyReport['status'] => {
  if (checks.some(({ outcome }) => outcome === 'different')) return 'different';
  return checks.some(({ outcome }) => outcome === 'same') ? 'same' : 'unknown';
};

/**
 * Compares the replica with Affinity: the number of companies, persons, notes and entries of each list, and a random sample of companies and
 * persons by id. What changed in Affinity since the last load differs, and rightly so.
 *
 * It costs a request for each number and for each hundred records.
 *
 * @throws the client's errors but for missing permissions; AffinityReplicaError when the replica cannot be read.
 */
export const verify = async (options: VerifyOptions): Promise<VerifyReport> => {
  const replica = await openReplica(options.database);
  try {
    const asker = new Asker(options);
    const loaded = await loadedStreams(replica);
    const checks = await compareCounts(replica, asker, loaded);
    const sample = Math.floor(options.sample ?? 100);
    for (const kind of sampled.filter(({ subject }) => sample > 0 && loaded.has(subject)))
      checks.push(await compareSample(replica, asker, { ...kind, sample }));
    return { status: overall(checks), requests: asker.requests, checks };
  } finally {
    replica.close();
  }
};
