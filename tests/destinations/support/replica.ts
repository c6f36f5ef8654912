import { cp, rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Cell } from '../../../packages/pipeline/src/replica/table.ts';
import { companies, companyDomains } from '../../../packages/pipeline/src/replica/tables/entities.ts';
import { dropdownOptions, fields, fieldValueChanges, fieldValues } from '../../../packages/pipeline/src/replica/tables/fields.ts';
import { listEntries, lists } from '../../../packages/pipeline/src/replica/tables/lists.ts';
import {
  type LoadOptions,
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

let template: ReplicaFixture | undefined;

/** A small replica: 60 companies with values of many types, and a list whose entries go through statuses. */
export const smallReplica = async (): Promise<ReplicaFixture> => {
  const fixture = await replicaFixture();
  if (template === undefined) {
    template = await replicaFixture();
    const entries = span(6001, 6024);
    await template.load({
      ...listReading(),
      companies: { ...companiesReading(span(1, 60)), complete: true },
      list_entries: { ...entriesReading(entries), complete: true },
      field_value_changes: changesReading(entries),
    });
  }
  await rm(fixture.database, { force: true });
  await cp(template.database, fixture.database);
  return fixture;
};

/** Changes some companies, adds two and deletes three. */
export const changeReplica = (fixture: ReplicaFixture, options: LoadOptions = {}): Promise<unknown> =>
  fixture.load(
    {
      companies: { ...companiesReading([...span(1, 5), 61, 62], 'new '), gone: [{ id: 58 }, { id: 59 }, { id: 60, mergedInto: 1 }] },
      list_entries: entriesReading([6001, 6002], 1),
    },
    options,
  );

/** Tables whose rows are not the same in two DuckDB files, bookkeeping included, and tables that only one of them has. */
export const differences = async (left: string, right: string): Promise<string[]> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${left}' AS l (READ_ONLY); ATTACH '${right}' AS r (READ_ONLY)`);
    const reader = await connection.runAndReadAll(
      `SELECT table_name, count(*) FROM duckdb_tables() WHERE database_name IN ('l', 'r') GROUP BY ALL ORDER BY 1`,
    );
    const found: string[] = [];
    for (const [table, places] of reader.getRowsJson()) {
      const both = `(FROM l."${table}" EXCEPT ALL FROM r."${table}") UNION ALL (FROM r."${table}" EXCEPT ALL FROM l."${table}")`;
      const isSame = Number(places) === 2 && (await connection.runAndReadAll(`SELECT 1 FROM (${both}) LIMIT 1`)).currentRowCount === 0;
      if (!isSame) found.push(String(table));
    }
    return found;
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
