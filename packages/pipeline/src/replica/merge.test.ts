import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companies, persons } from './tables/entities.ts';
import { fieldValues } from './tables/fields.ts';
import { listEntries } from './tables/lists.ts';
import {
  companiesStream,
  outcomeOf,
  type Reading,
  type ReplicaFixture,
  type Rows,
  replicaFixture,
  requestOf,
  stageReading,
} from './testing/replica-fixture.ts';

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
});
afterEach(() => replica.remove());

type Values = Readonly<Record<string, readonly string[]>>;

/** A small CRM: the values of each company, by field. */
type Crm = ReadonlyMap<number, Values>;

const valueRows = (id: number, values: Values): Rows =>
  Object.entries(values).flatMap(([field_id, texts]) =>
    texts.map((text, ordinal) => ({ entity_type: 'company', entity_id: id, field_id, ordinal, value_type: 'text', text })),
  );

const companyRow = (id: number, values: Values) => ({ id, name: values['name']?.[0] ?? null });

function readingOf(crm: Crm, ids: readonly number[]): Reading {
  const known = ids.flatMap((id) => {
    const values = crm.get(id);
    return values === undefined ? [] : [{ id, values }];
  });
  return {
    read: known.map(({ id }) => id),
    rows: [
      [companies, known.map(({ id, values }) => companyRow(id, values))],
      [fieldValues, known.flatMap(({ id, values }) => valueRows(id, values))],
    ],
  };
}

const crms = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.dictionary(fc.constantFrom('name', 'f1', 'f2'), fc.array(fc.constantFrom('a', 'b', 'ü'), { maxLength: 3 })),
    ),
  )
  .map((records): Crm => new Map(records));

const keyOf = (row: Rows[number]): string => `${row['entity_id']}/${row['field_id']}/${row['ordinal']}`;

const byKey = (crm: Crm): Map<string, string> =>
  new Map([...crm].flatMap(([id, values]) => valueRows(id, values).map((row) => [keyOf(row), String(row['text'])] as const)));

const storedValues = async (of = replica): Promise<Map<string, string>> =>
  new Map(
    (await of.query('SELECT entity_id, field_id, ordinal, text FROM field_values')).map((row) => [
      keyOf(row as Rows[number]),
      String(row['text']),
    ]),
  );

interface Difference {
  readonly inserted: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Difference {
  return {
    inserted: [...after.keys()].filter((key) => !before.has(key)),
    updated: [...after.keys()].filter((key) => before.has(key) && before.get(key) !== after.get(key)),
    deleted: [...before.keys()].filter((key) => !after.has(key)),
  };
}

const historyKeys = async (of: ReplicaFixture, reason: string): Promise<string[]> => {
  const rows = await of.query(
    `SELECT row->>'entity_id' AS entity_id, row->>'field_id' AS field_id, row->>'ordinal' AS ordinal FROM record_history
     WHERE table_name = 'field_values' AND end_reason = '${reason}'`,
  );
  return rows.map((row) => keyOf(row as Rows[number])).sort();
};

/** What the properties load with: fewer streams make more runs. */
const only = { acceptDeletes: true, streams: [companiesStream] };

describe('a later load', () => {
  it('leaves the tables equal to what was read, counts what changed, and keeps every former row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(crms, { minLength: 4, maxLength: 4 }), async (states) => {
        await using fresh = await replicaFixture();
        const history: Omit<Difference, 'inserted'> = { updated: [], deleted: [] };
        let before: Crm = new Map();
        for (const after of states) {
          const gone = [...before.keys()].filter((id) => !after.has(id)).map((id) => ({ id }));
          const report = await fresh.load({ companies: { ...readingOf(after, [...after.keys()]), gone } }, only);
          const { inserted, updated, deleted } = difference(byKey(before), byKey(after));
          history.updated.push(...updated);
          history.deleted.push(...deleted);
          expect(await storedValues(fresh)).toEqual(byKey(after));
          expect(report.tables.find(({ table }) => table === 'field_values')).toMatchObject({
            rows: byKey(after).size,
            inserted: inserted.length,
            updated: updated.length,
            deleted: deleted.length,
          });
          before = after;
        }
        expect(await historyKeys(fresh, 'changed')).toEqual(history.updated.sort());
        expect(await historyKeys(fresh, 'deleted')).toEqual(history.deleted.sort());
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it('leaves records alone that were not read', async () => {
    const readings = fc.array(fc.tuple(crms, fc.uniqueArray(fc.integer({ min: 1, max: 8 }))), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(readings, async (loads) => {
        await using fresh = await replicaFixture();
        const expected = new Map<number, Values>();
        for (const [crm, ids] of loads) {
          const read = ids.filter((id) => crm.has(id));
          for (const id of read) expected.set(id, crm.get(id) ?? {});
          await fresh.load({ companies: readingOf(crm, read) }, only);
          expect(await storedValues(fresh)).toEqual(byKey(expected));
        }
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  it('does not touch the file when nothing changed, and says so at the next load that writes', async () => {
    const crm: Crm = new Map([[1, { name: ['Kestrel'], f1: ['a'] }]]);
    await replica.load({ companies: readingOf(crm, [1]) });
    const quiet = await replica.load({ companies: readingOf(crm, [1]) });
    expect(quiet).toMatchObject({ written: false, waitingAt: null });
    expect(await replica.query('SELECT count(*) AS n FROM _loads')).toEqual([{ n: 1 }]);
    await replica.load({ companies: readingOf(new Map([[1, { name: ['Kestrel Robotics'] }]]), [1]) });
    expect(await replica.query('SELECT rows_inserted, rows_updated, rows_deleted FROM _loads ORDER BY started_at')).toEqual([
      { rows_inserted: 3, rows_updated: 0, rows_deleted: 0 },
      { rows_inserted: 0, rows_updated: 0, rows_deleted: 0 },
      { rows_inserted: 0, rows_updated: 2, rows_deleted: 1 },
    ]);
  });

  it('writes changed rows only: the others keep their load, the changed ones when they were first seen', async () => {
    const crm: Crm = new Map([
      [1, { name: ['Kestrel'] }],
      [2, { name: ['Osprey'] }],
    ]);
    await replica.load({ companies: readingOf(crm, [1, 2]) }, { at: '2026-01-01T00:00:00Z' });
    await replica.load({ companies: readingOf(new Map([...crm, [2, { name: ['Merlin'] }]]), [1, 2]) }, { at: '2026-02-01T00:00:00Z' });
    const rows = await replica.query('SELECT id, name, _first_seen_at AS seen, _changed_at AS changed FROM companies ORDER BY id');
    const [january, february] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
    expect(rows).toEqual([
      { id: 1, name: 'Kestrel', seen: january, changed: january },
      { id: 2, name: 'Merlin', seen: january, changed: february },
    ]);
    const history = await replica.query(
      "SELECT key, valid_from, valid_to, end_reason, row->>'name' AS name FROM record_history WHERE table_name = 'companies'",
    );
    expect(history).toEqual([{ key: '2', valid_from: january, valid_to: february, end_reason: 'changed', name: 'Osprey' }]);
  });

  it("keeps one stream's rows apart from another's in the same table", async () => {
    const value = (entity_type: string, list_entry_id: number | null, text: string) => ({
      entity_type,
      entity_id: 1,
      list_entry_id,
      field_id: 'f',
      ordinal: 0,
      value_type: 'text',
      text,
    });
    await replica.load({
      companies: {
        read: [1],
        rows: [
          [companies, [{ id: 1 }]],
          [fieldValues, [value('company', null, 'of the company')]],
        ],
      },
      persons: {
        read: [1],
        rows: [
          [persons, [{ id: 1 }]],
          [fieldValues, [value('person', null, 'of the person')]],
        ],
      },
      list_entries: {
        read: [1],
        rows: [
          [listEntries, [{ id: 1 }]],
          [fieldValues, [value('company', 1, 'of the entry')]],
        ],
      },
    });
    const texts = () => replica.query('SELECT text FROM field_values ORDER BY text');
    expect(await texts()).toHaveLength(3);
    await replica.load({ companies: { read: [1], rows: [[companies, [{ id: 1 }]]] } });
    expect(await texts()).toEqual([{ text: 'of the entry' }, { text: 'of the person' }]);
    await replica.load({ list_entries: { read: [], rows: [], gone: [{ id: 1 }] } });
    expect(await texts()).toEqual([{ text: 'of the person' }]);
  });

  it('takes the last reading of a record that a walk met twice, and one row per key', async () => {
    const twice: Reading = readingOf(new Map([[1, { name: ['old'], f1: ['x', 'y'] }]]), [1]);
    const again: Reading = readingOf(new Map([[1, { name: ['new'] }]]), [1]);
    const writer = await replica.open();
    await stageReading(writer, 'companies', twice);
    await stageReading(writer, 'companies', again);
    await stageReading(writer, 'persons', {
      read: [5],
      rows: [
        [
          persons,
          [
            { id: 5, first_name: 'A' },
            { id: 5, first_name: 'B' },
          ],
        ],
      ],
    });
    await writer.commit(requestOf([outcomeOf('companies')]));
    await writer.close();
    expect(await storedValues()).toEqual(new Map([['1/name/0', 'new']]));
    expect(await replica.query('SELECT name FROM companies')).toEqual([{ name: 'new' }]);
    expect(await replica.query('SELECT id FROM persons')).toEqual([{ id: 5 }]);
  });
});

describe('deletions', () => {
  const many = (count: number): Crm => new Map(Array.from({ length: count }, (_, index) => [index + 1, { name: [`c${index}`] }]));

  it('are proposed for what a complete walk neither read nor saw', async () => {
    await replica.load({ companies: readingOf(many(4), [1, 2, 3, 4]) });
    const writer = await replica.open();
    await writer.scratch.append('companies', { read: [1], rows: [] });
    await writer.scratch.markSeen('companies', [3]);
    expect(await writer.candidates('companies')).toEqual([2, 4]);
    expect(await writer.candidates('companies', 'id > 2')).toEqual([4]);
    expect(await writer.ids('companies', 'id < 3')).toEqual([1, 2]);
    await writer.close();
  });

  it('take all rows of the record along, and remember what it was merged into', async () => {
    await replica.load({ companies: readingOf(many(3), [1, 2, 3]) });
    await replica.load({ companies: { read: [], rows: [], gone: [{ id: 2, mergedInto: 3 }, { id: 1 }] } });
    expect(await replica.query('SELECT id FROM companies')).toEqual([{ id: 3 }]);
    expect(await replica.query('SELECT DISTINCT entity_id FROM field_values')).toEqual([{ entity_id: 3 }]);
    expect(await replica.query('SELECT key, end_reason, merged_into FROM deleted_records ORDER BY key')).toEqual([
      { key: '1', end_reason: 'deleted', merged_into: null },
      { key: '2', end_reason: 'merged', merged_into: 3 },
    ]);
  });

  it('of more than a twentieth of a table wait for a yes', async () => {
    const crm = many(100);
    await replica.load({ companies: readingOf(crm, [...crm.keys()]) });
    const gone = [...crm.keys()].slice(0, 21).map((id) => ({ id }));
    const report = await replica.load({ companies: { ...readingOf(new Map([[100, { name: ['changed'] }]]), [100]), gone } });
    expect(report.withheld).toEqual([{ stream: 'companies', table: 'companies', rows: 21, of: 100, reason: 'large-deletion' }]);
    expect(await replica.query('SELECT count(*) AS n FROM companies')).toEqual([{ n: 100 }]);
    expect(await replica.query("SELECT count(*) AS n FROM companies WHERE name = 'changed'")).toEqual([{ n: 1 }]);
    const accepted = await replica.load({ companies: { read: [], rows: [], gone } }, { acceptDeletes: true });
    expect(accepted.withheld).toEqual([]);
    expect(await replica.query('SELECT count(*) AS n FROM companies')).toEqual([{ n: 79 }]);
  });

  it('of a few records need no yes, however small the table', async () => {
    await replica.load({ companies: readingOf(many(20), [...many(20).keys()]) });
    const report = await replica.load({ companies: { read: [], rows: [], gone: [...many(20).keys()].map((id) => ({ id })) } });
    expect(report.withheld).toEqual([]);
    expect(await replica.query('SELECT count(*) AS n FROM companies')).toEqual([{ n: 0 }]);
  });

  it('of values wait too when records suddenly come without them', async () => {
    const crm = many(30);
    await replica.load({ companies: readingOf(crm, [...crm.keys()]) });
    const bare: Reading = { read: [...crm.keys()], rows: [[companies, [...crm].map(([id, values]) => companyRow(id, values))]] };
    const report = await replica.load({ companies: bare });
    expect(report).toMatchObject({ written: false, withheld: [{ table: 'field_values', rows: 30, of: 30, reason: 'large-deletion' }] });
    expect(await replica.query('SELECT count(*) AS n FROM field_values')).toEqual([{ n: 30 }]);
  });

  it("are never made by another user's view", async () => {
    await replica.load({ companies: readingOf(many(3), [1, 2, 3]) });
    const report = await replica.load({ companies: { read: [], rows: [], gone: [{ id: 1 }] } }, { userId: 9 });
    expect(report.withheld).toEqual([{ stream: 'companies', table: 'companies', rows: 1, of: 3, reason: 'other-user' }]);
    expect(await replica.query('SELECT count(*) AS n FROM companies')).toEqual([{ n: 3 }]);
    expect(await replica.query("SELECT value FROM _meta WHERE key = 'user_id'")).toEqual([{ value: '2' }]);
  });

  it('of what only others brought wait for a yes, those of what both brought do not', async () => {
    const all: Crm = new Map([1, 2, 3].map((id) => [id, { name: ['one'] }]));
    await replica.load({ companies: readingOf(all, [1]) });
    // The other brings two that are new, and changes one that was there.
    await replica.load({ companies: readingOf(new Map([...all, [1, { name: ['two'] }]]), [1, 2, 3]) }, { userId: 9 });
    await replica.load({ companies: readingOf(new Map([...all, [1, { name: ['two'] }], [3, { name: ['three'] }]]), [3]) });
    const gone = [1, 2].map((id) => ({ id }));
    const report = await replica.load({ companies: { read: [], rows: [], gone } });
    expect(report.withheld).toEqual([{ stream: 'companies', table: 'companies', rows: 1, of: 3, reason: 'seen-by-others' }]);
    expect(await replica.query('SELECT id FROM companies ORDER BY id')).toEqual([{ id: 2 }, { id: 3 }]);
    await replica.load({ companies: { read: [], rows: [], gone } }, { acceptDeletes: true });
    expect(await replica.query('SELECT id FROM companies ORDER BY id')).toEqual([{ id: 3 }]);
  });

  it('of values that only others brought wait as well, unless fewer of them come', async () => {
    const of = (values: Readonly<Record<string, readonly string[]>>) => ({ companies: readingOf(new Map([[1, values]]), [1]) });
    await replica.load(of({ f1: ['mine'] }));
    await replica.load(of({ f1: ['mine'], f2: ['a', 'b'], f3: ['theirs'] }), { userId: 9 });
    const report = await replica.load(of({ f2: ['a'] }));
    expect(report.withheld).toEqual([{ stream: 'companies', table: 'field_values', rows: 1, of: 4, reason: 'seen-by-others' }]);
    expect(await replica.query('SELECT field_id, text FROM field_values ORDER BY ALL')).toEqual([
      { field_id: 'f2', text: 'a' },
      { field_id: 'f3', text: 'theirs' },
    ]);
  });

  it('need no yes once another has taken the database over, whoever brought the rows before', async () => {
    await replica.load({ companies: readingOf(many(3), [1, 2, 3]) });
    await replica.load({ companies: { read: [], rows: [], gone: [{ id: 1 }] } }, { userId: 9, acceptDeletes: true });
    const report = await replica.load({ companies: { read: [], rows: [], gone: [{ id: 2 }] } }, { userId: 9 });
    expect(report.withheld).toEqual([]);
    expect(await replica.query('SELECT id FROM companies WHERE id IN (1, 2)')).toEqual([]);
    const former = await replica.load({ companies: { read: [], rows: [], gone: [{ id: 3 }] } });
    expect(former.withheld).toMatchObject([{ rows: 1, reason: 'other-user' }]);
  });
});

describe('the state of streams', () => {
  it('comes from the last load that left one, quiet loads included', async () => {
    const commit = async (outcome: Parameters<typeof outcomeOf>[1], reading: Reading): Promise<void> => {
      const writer = await replica.open();
      await writer.scratch.append('companies', { read: reading.read, rows: [] });
      await writer.commit(requestOf([outcomeOf('companies', outcome)]));
      await writer.close();
    };
    const stateOf = async () => {
      const writer = await replica.open();
      const state = (await writer.states()).get('companies');
      await writer.close();
      return state;
    };
    expect(await stateOf()).toBeUndefined();
    await commit({ state: '{"since":1}', records: 7 }, { read: [], rows: [] });
    expect(await stateOf()).toMatchObject({ state: '{"since":1}', records: 7, status: 'succeeded' });
    await commit({ status: 'failed' }, { read: [], rows: [] });
    expect(await stateOf()).toMatchObject({ state: '{"since":1}', status: 'failed' });
    await commit({ state: '{"since":3}' }, { read: [], rows: [] });
    expect(await stateOf()).toMatchObject({ state: '{"since":3}' });
  });
});

describe('a large comparison', () => {
  it('is made in slices and comes to the same', async () => {
    const count = 4000;
    const many = (text: (id: number) => string): Crm =>
      new Map(
        Array.from({ length: count }, (_, id) => [
          id,
          { f1: Array.from({ length: 60 }, (_value, ordinal) => (ordinal === 7 ? text(id) : 'same')) },
        ]),
      );
    const before = many(() => 'old');
    await replica.load({ companies: readingOf(before, [...before.keys()]) }, only);
    const after = many((id) => (id % 1000 === 999 ? 'new' : 'old'));
    const report = await replica.load({ companies: readingOf(after, [...after.keys()]) }, only);
    expect(report.tables.find(({ table }) => table === 'field_values')).toMatchObject({
      rows: 240_000,
      inserted: 0,
      updated: 4,
      deleted: 0,
    });
    const changed = await replica.query("SELECT entity_id FROM field_values WHERE text = 'new' ORDER BY entity_id");
    expect(changed.map(({ entity_id }) => entity_id)).toEqual([999, 1999, 2999, 3999]);
  });
});
