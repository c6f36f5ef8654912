import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { inject } from 'vitest';
import type { Cell } from '../../../packages/pipeline/src/replica/table.ts';
import { companies, companyDomains } from '../../../packages/pipeline/src/replica/tables/entities.ts';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from '../../../packages/pipeline/src/replica/tables/fields.ts';
import { listEntries, lists } from '../../../packages/pipeline/src/replica/tables/lists.ts';
import {
  type Reading,
  type ReplicaFixture,
  type Rows,
  replicaFixture,
} from '../../../packages/pipeline/src/replica/testing/replica-fixture.ts';
import { query } from '../../scenarios/support/synced.ts';

const micros = (iso: string): number => Date.parse(iso) * 1000;

/** Texts that break a careless export: quotes, separators, line ends, the empty text, what looks like NULL, and other alphabets. */
const awkward = [
  'plain',
  '',
  'NULL',
  '\\N',
  'a,b;c\td',
  'say "hi"',
  "it's",
  'two\nlines\r\nmore',
  '{1,2}',
  '\\x41',
  'Ærø 東京 🦅',
  ' padded ',
];

const nameOf = (id: number): string => awkward[id % awkward.length] ?? '';

/** Rows of some companies. */
const companyRows = (ids: readonly number[], rename: string): Rows =>
  ids.map((id) => ({ id, name: `${rename}${nameOf(id)}`, domain: id % 5 === 0 ? null : `c${id}.example`, is_global: id % 2 === 0 }));

const valueOf = (id: number): Record<string, Cell> => {
  const shared = { entity_type: 'company', entity_id: id, list_id: null, list_entry_id: null, ordinal: 0 };
  if (id % 3 === 0) return { ...shared, field_id: 'field-1', value_type: 'number', number: id / 7 };
  if (id % 3 === 1)
    return {
      ...shared,
      field_id: 'field-2',
      value_type: 'location',
      json: JSON.stringify({ city: nameOf(id), b: 1.5, a: null }),
    };
  return { ...shared, field_id: 'field-3', value_type: 'datetime', date: 19_000 + id, instant: micros('2026-03-01T10:11:12Z') + id };
};

/** What a load reads of some companies. */
export const companiesReading = (ids: readonly number[], rename = ''): Reading => ({
  read: ids,
  rows: [
    [companies, companyRows(ids, rename)],
    [companyDomains, ids.map((id) => ({ company_id: id, domain: `c${id}.example`, ordinal: 0 }))],
    [fieldValues, ids.map(valueOf)],
  ],
});

const stages = ['New', 'Diligence', 'Won', 'Lost'];

const listReading = (): Readonly<Record<string, Reading>> => ({
  lists: {
    read: [801],
    rows: [[lists, [{ id: 801, name: 'Deal Flow', type: 'company', is_public: true, creator_id: 5, owner_id: 5, created_at: 0 }]]],
  },
  fields: {
    read: ['801'],
    rows: [
      [
        fields,
        [
          {
            id: 'field-9',
            entity_type: 'company',
            list_id: 801,
            name: 'Status',
            kind: 'list',
            value_type: 'ranked-dropdown',
            is_multi: false,
            is_tracked: true,
            ordinal: 0,
          },
        ],
      ],
      [
        dropdownOptions,
        stages.map((text, index) => ({
          id: 31 + index,
          field_id: 'field-9',
          entity_type: 'company',
          list_id: 801,
          type: 'status-dropdown',
          text,
          rank: index,
          category: ['open', 'open', 'won', 'lost'][index] ?? null,
          ordinal: index,
        })),
      ],
    ],
  },
});

const status = (entry: number, option: number): Record<string, Cell> => ({
  entity_type: 'company',
  entity_id: entry - 6000,
  list_id: 801,
  list_entry_id: entry,
  field_id: 'field-9',
  value_type: 'ranked-dropdown',
  text: stages[option - 31] ?? null,
  option_id: option,
});

/** Entries of the list, with the status that each has now. */
export const entriesReading = (entries: readonly number[], shift = 0): Reading => ({
  read: entries,
  rows: [
    [
      listEntries,
      entries.map((id) => ({
        id,
        list_id: 801,
        entity_type: 'company',
        entity_id: id - 6000,
        created_at: micros('2026-01-02T00:00:00Z'),
        creator_id: 5,
      })),
    ],
    [fieldValues, entries.map((id) => ({ ...status(id, 31 + ((id + shift) % 4)), ordinal: 0 }))],
  ],
});

const changesReading = (entries: readonly number[]): Reading => {
  const rows = entries.flatMap((entry) =>
    [0, 1].map((step) => ({
      ...status(entry, 31 + ((entry + step) % 4)),
      id: entry * 10 + step,
      action: 'update',
      changed_at: micros('2026-01-03T00:00:00Z') + step * 86_400_000_000 + entry,
      changer_id: step === 0 ? null : 5,
    })),
  );
  return { read: rows.map(({ id }) => id), rows: [[fieldValueChanges, rows]] };
};

export const span = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const firstReading = (): Readonly<Record<string, Reading>> => {
  const entries = span(6001, 6024);
  return {
    ...listReading(),
    companies: { ...companiesReading(span(1, 60)), complete: true },
    list_entries: { ...entriesReading(entries), complete: true },
    field_value_changes: changesReading(entries),
  };
};

/** What the second load reads: some companies under other names, two new ones, three that are gone, and statuses that moved. */
const secondReading = (): Readonly<Record<string, Reading>> => ({
  companies: { ...companiesReading([...span(1, 5), 61, 62], 'new '), gone: [{ id: 58 }, { id: 59 }, { id: 60, mergedInto: 1 }] },
  list_entries: entriesReading([6001, 6002], 1),
});

/** Databases after the first load and after the second, made once and copied since. */
let versions: Promise<{ readonly first: string; readonly second: string }> | undefined;

const makeVersions = async (): Promise<{ readonly first: string; readonly second: string }> => {
  const folder = await mkdtemp(join(inject('templateFolder'), 'replica-'));
  const [first, second] = [join(folder, 'first.duckdb'), join(folder, 'second.duckdb')];
  await using fixture = await replicaFixture();
  await fixture.load(firstReading());
  await cp(fixture.database, first);
  await fixture.load(secondReading());
  await cp(fixture.database, second);
  return { first, second };
};

/** Fixtures that nothing was done to, so that their second version is the one that was made before. */
const untouched = new WeakSet<ReplicaFixture>();

/** A small replica: 60 companies with values of many types, and a list whose entries go through statuses. */
export const smallReplica = async (): Promise<ReplicaFixture> => {
  versions ??= makeVersions();
  const { first } = await versions;
  const plain = await replicaFixture();
  const touch = <A extends readonly unknown[], R>(work: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      untouched.delete(fixture);
      return work(...args);
    };
  };
  const fixture: ReplicaFixture = { ...plain, load: touch(plain.load), alter: touch(plain.alter), open: touch(plain.open) };
  untouched.add(fixture);
  await cp(first, fixture.database);
  return fixture;
};

/** Changes some companies, adds two and deletes three. */
export const changeReplica = async (fixture: ReplicaFixture): Promise<void> => {
  if (untouched.delete(fixture)) await cp((await (versions ??= makeVersions())).second, fixture.database);
  else await fixture.load(secondReading());
};

const quoted = (table: string): string => `"${table.replaceAll('"', '""')}"`;

/** Number and digest of the rows of each table of a database, whatever their order; empty tables are told without looking into them. */
const digests = async (connection: DuckDBConnection, database: string): Promise<Map<string, string>> => {
  const tables = await connection.runAndReadAll(
    `SELECT table_name, estimated_size FROM duckdb_tables() WHERE database_name = '${database}' AND NOT internal`,
  );
  const found = new Map(tables.getRowsJson().map(([table]) => [String(table), '0']));
  const filled = tables.getRowsJson().flatMap(([table, rows]) => (Number(rows) > 0 ? [String(table)] : []));
  const digest = (table: string): string =>
    `SELECT '${table}' AS name, count(*) || '/' || sum(hash(t)) AS digest FROM ${database}.${quoted(table)} AS t HAVING count(*) > 0`;
  if (filled.length === 0) return found;
  const rows = await connection.runAndReadAll(filled.map(digest).join(' UNION ALL '));
  for (const [table, value] of rows.getRowsJson()) found.set(String(table), String(value));
  return found;
};

/** Tables whose rows are not the same in two DuckDB files, bookkeeping included, and tables that only one of them has. */
export const differences = async (left: string, right: string): Promise<string[]> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${left}' AS l (READ_ONLY); ATTACH '${right}' AS r (READ_ONLY)`);
    const [here, there] = [await digests(connection, 'l'), await digests(connection, 'r')];
    const names = new Set([...here.keys(), ...there.keys()]);
    return [...names].filter((table) => here.get(table) !== there.get(table)).sort();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

/** Names, types and comments of everything in a DuckDB file. */
export const shape = (database: string): Promise<Record<string, unknown>[]> =>
  query(
    database,
    'SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index',
  );
