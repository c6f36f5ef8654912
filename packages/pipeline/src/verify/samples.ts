import { type EndpointSpec, v2 } from '@affinity-kit/contract';
import type { ReplicaReader } from '../replica/reader.ts';
import { type Asker, isObject, type Json } from './asker.ts';
import type { Verification } from './verification.ts';

/** Records of a kind that can be asked for again. */
interface Sampled {
  /** Table of the replica, and the stream that fills it. */
  readonly subject: string;
  readonly endpoint: EndpointSpec;
  /** Columns of the replica, and the names that the API has for them; a dot leads into an object. */
  readonly columns: Readonly<Record<string, string>>;
  /** Rows that the endpoint can give; all when left out. */
  readonly where?: string;
  /** Records to a request. */
  readonly batch: number;
  readonly input: (ids: readonly number[]) => Json;
}

const byIds = { batch: 100, input: (ids: readonly number[]): Json => ({ ids, limit: 100 }) };

const sampled: readonly Sampled[] = [
  {
    subject: 'companies',
    endpoint: v2.companies.list,
    columns: { name: 'name', domain: 'domain', is_global: 'isGlobal' },
    ...byIds,
  },
  {
    subject: 'persons',
    endpoint: v2.persons.list,
    columns: { first_name: 'firstName', last_name: 'lastName', primary_email: 'primaryEmailAddress', type: 'type' },
    ...byIds,
  },
  { subject: 'opportunities', endpoint: v2.opportunities.list, columns: { name: 'name', list_id: 'listId' }, ...byIds },
  {
    subject: 'notes',
    endpoint: v2.notes.list,
    columns: { html: 'content.html', creator_id: 'creator.id' },
    where: 'parent_id IS NULL',
    batch: 20,
    input: (ids) => ({ filter: ids.map((id) => `id=${id}`).join(' | '), limit: 20 }),
  },
];

const valueAt = (record: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), record) ?? null;

const differingColumns = (row: Json, record: Json | undefined, columns: Sampled['columns']): string[] => {
  if (record === undefined) return ['id'];
  return Object.entries(columns).flatMap(([column, path]) => ((row[column] ?? null) === valueAt(record, path) ? [] : [column]));
};

async function recordsOf(
  asker: Asker,
  { endpoint, batch, input }: Sampled,
  ids: readonly number[],
): Promise<Map<number, Json> | undefined> {
  const records = new Map<number, Json>();
  for (let first = 0; first < ids.length; first += batch) {
    const answer = await asker.ask(endpoint, input(ids.slice(first, first + batch)));
    if (answer === undefined) return undefined;
    const data = Array.isArray(answer['data']) ? answer['data'] : [];
    for (const record of data) if (isObject(record)) records.set(Number(record['id']), record);
  }
  return records;
}

const shownIds = 20;

/** A record that was compared, and the columns in which it differs. */
export interface Compared {
  readonly id: number;
  readonly columns: readonly string[];
}

/** What a sample came to. Where more was compared than one side has, `here` and `there` say what the sides have. */
export const sampleOf = (
  subject: string,
  { compared, here, there }: { readonly compared: readonly Compared[]; readonly here?: number; readonly there?: number },
): Verification => {
  const different = compared.filter(({ columns }) => columns.length > 0);
  return {
    subject,
    kind: 'sample',
    outcome: different.length === 0 ? 'same' : 'different',
    here: here ?? compared.length,
    there: there ?? compared.length - different.length,
    ids: different.map(({ id }) => id).slice(0, shownIds),
    columns: [...new Set(different.flatMap(({ columns }) => columns))],
  };
};

/** A sample of which Affinity says nothing, or does not permit it. */
export const unknownSample = (subject: string, here: number): Verification => ({
  subject,
  kind: 'sample',
  outcome: 'unknown',
  here,
  there: null,
  ids: [],
  columns: [],
});

async function compareSample(replica: ReplicaReader, asker: Asker, kind: Sampled & { readonly sample: number }): Promise<Verification> {
  const { subject, columns, where = 'true', sample } = kind;
  const rows = await replica.query(
    `SELECT id, ${Object.keys(columns).join(', ')} FROM ${subject} WHERE ${where} ORDER BY random() LIMIT ${sample}`,
  );
  const records = await recordsOf(
    asker,
    kind,
    rows.map(({ id }) => Number(id)),
  );
  if (records === undefined) return unknownSample(subject, rows.length);
  return sampleOf(subject, {
    compared: rows.map((row) => ({ id: Number(row['id']), columns: differingColumns(row, records.get(Number(row['id'])), columns) })),
  });
}

/** All lists that the key can see, by id; `undefined` where Affinity does not say. */
async function visibleLists(asker: Asker): Promise<Map<number, Json> | undefined> {
  const lists = new Map<number, Json>();
  let cursor: string | undefined;
  do {
    const answer = await asker.ask(v2.lists.list, { limit: 100, ...(cursor !== undefined && { cursor }) });
    if (answer === undefined || !Array.isArray(answer['data'])) return undefined;
    for (const list of answer['data']) if (isObject(list)) lists.set(Number(list['id']), list);
    const next = isObject(answer['pagination']) ? answer['pagination']['nextUrl'] : null;
    cursor = typeof next === 'string' ? (new URL(next).searchParams.get('cursor') ?? undefined) : undefined;
  } while (cursor !== undefined);
  return lists;
}

/** Lists are few, so that all of them are compared, and new ones found. */
async function compareLists(replica: ReplicaReader, asker: Asker): Promise<Verification> {
  const rows = await replica.query('SELECT id, name, type FROM lists ORDER BY id');
  const lists = await visibleLists(asker);
  if (lists === undefined) return unknownSample('lists', rows.length);
  const known = new Set(rows.map(({ id }) => Number(id)));
  return sampleOf('lists', {
    compared: [
      ...rows.map((row) => ({
        id: Number(row['id']),
        columns: differingColumns(row, lists.get(Number(row['id'])), { name: 'name', type: 'type' }),
      })),
      ...[...lists.keys()].filter((id) => !known.has(id)).map((id) => ({ id, columns: ['id'] })),
    ],
    here: rows.length,
    there: lists.size,
  });
}

/** Compares all lists, and a random sample of `sample` companies, persons, opportunities and root notes by id. */
export async function compareSamples(
  replica: ReplicaReader,
  asker: Asker,
  { loaded, sample }: { readonly loaded: ReadonlySet<string>; readonly sample: number },
): Promise<Verification[]> {
  const checks = loaded.has('lists') ? [await compareLists(replica, asker)] : [];
  for (const kind of sampled.filter(({ subject }) => sample > 0 && loaded.has(subject)))
    checks.push(await compareSample(replica, asker, { ...kind, sample }));
  return checks;
}
