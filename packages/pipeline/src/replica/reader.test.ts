import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplica } from './index.ts';
import { companies } from './tables/entities.ts';
import { fieldValues } from './tables/fields.ts';
import { type ReplicaFixture, replicaFixture } from './testing/replica-fixture.ts';

let replica: ReplicaFixture;
beforeEach(async () => {
  replica = await replicaFixture();
  const value = {
    entity_type: 'company',
    entity_id: 1,
    field_id: 'f',
    ordinal: 0,
    date: 20_000,
    instant: 1_767_225_600_123_456,
    json: '{"city":"Bergen"}',
  };
  await replica.load({
    companies: {
      read: [1, 2],
      rows: [
        [
          companies,
          [
            { id: 1, name: 'Kestrel' },
            { id: 2, name: 'Osprey' },
          ],
        ],
        [fieldValues, [value]],
      ],
    },
  });
});
afterEach(() => replica.remove());

describe('a query', () => {
  it('gives ids as numbers, dates as days, moments in UTC and JSON as text', async () => {
    const reader = await openReplica(replica.database);
    expect(
      await reader.query('SELECT entity_id, number, date, instant, json, count(*) OVER () AS n, sum(1) OVER () AS s FROM field_values'),
    ).toEqual([
      { entity_id: 1, number: null, date: '2024-10-04', instant: '2026-01-01T00:00:00.123Z', json: '{"city":"Bergen"}', n: 1, s: 1 },
    ]);
    reader.close();
  });

  it('takes parameters and reads rows as they are needed', async () => {
    const reader = await openReplica(replica.database);
    expect(await reader.query('SELECT name FROM companies WHERE id = ?', [2])).toEqual([{ name: 'Osprey' }]);
    expect(await reader.query('SELECT name FROM companies WHERE name = $name', { name: 'Kestrel' })).toEqual([{ name: 'Kestrel' }]);
    const { columns, batches } = await reader.stream('SELECT range AS id, 7 AS id FROM range(5000)');
    expect(columns.map(({ name }) => name)).toEqual(['id', 'id:1']);
    let rows = 0;
    for await (const batch of batches) rows += batch.length;
    expect(rows).toBe(5000);
    reader.close();
  });

  it('fails with the words of DuckDB', async () => {
    const reader = await openReplica(replica.database);
    await expect(reader.query('SELECT nme FROM companies')).rejects.toMatchObject({
      code: 'replica-query',
      message: expect.stringContaining('nme'),
    });
    await expect(reader.query('SELECT CAST(name AS INTEGER) FROM companies')).rejects.toMatchObject({ code: 'replica-query' });
    reader.close();
  });

  it('cannot write, read other files, load extensions, or lift any of that', async () => {
    const secret = join(replica.folder, 'secret.csv');
    await writeFile(secret, 'a\n1\n');
    const reader = await openReplica(replica.database);
    const forbidden = [
      "UPDATE companies SET name = 'x'",
      'CREATE TABLE t (a INTEGER)',
      'DROP TABLE companies',
      `SELECT * FROM '${secret}'`,
      `SELECT * FROM read_csv('${secret}')`,
      `SELECT * FROM read_text('${secret}')`,
      `SELECT * FROM glob('${replica.folder}/*')`,
      `COPY companies TO '${join(replica.folder, 'out.csv')}'`,
      `EXPORT DATABASE '${join(replica.folder, 'out')}'`,
      `ATTACH '${join(replica.folder, 'other.duckdb')}' AS other`,
      'INSTALL httpfs',
      'LOAD httpfs',
      'SET enable_external_access = true',
      "SET memory_limit = '64GB'",
      "SELECT * FROM read_json('http://127.0.0.1:9/x')",
    ];
    for (const sql of forbidden) await expect(reader.query(sql), sql).rejects.toMatchObject({ code: 'replica-query' });
    reader.close();
    expect(existsSync(join(replica.folder, 'out.csv'))).toBe(false);
    expect(existsSync(join(replica.folder, 'out'))).toBe(false);
    expect(existsSync(join(replica.folder, 'other.duckdb'))).toBe(false);
  });
});

describe('the list of tables', () => {
  it('has data first and bookkeeping last, with rows and comments', async () => {
    const reader = await openReplica(replica.database);
    const tables = await reader.tables();
    expect(tables[0]).toMatchObject({ name: 'companies', kind: 'table', rows: 2 });
    expect(tables.at(-1)?.name.startsWith('_')).toBe(true);
    expect(tables.find(({ name }) => name === 'funnel')).toMatchObject({ kind: 'view', rows: null });
    for (const { name, comment, columns } of tables) {
      expect(comment, name).toBeTruthy();
      for (const column of columns)
        expect(column.comment ?? (column.name.startsWith('_') ? 'own' : null), `${name}.${column.name}`).toBeTruthy();
    }
    reader.close();
  });
});
