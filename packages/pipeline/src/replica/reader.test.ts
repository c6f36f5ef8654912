import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { type ColumnChunk, openReplica, type ReplicaReader, type TableQuery, type TableRow } from './index.ts';
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

describe('several queries at once', () => {
  it('each read their own rows to the end', async () => {
    const reader = await openReplica(replica.database);
    const streams = await Promise.all([5000, 7000].map((rows) => reader.stream(`SELECT range FROM range(${rows})`)));
    const counts = await Promise.all(
      streams.map(async ({ batches }) => {
        let rows = 0;
        for await (const batch of batches) rows += batch.length;
        return rows;
      }),
    );
    expect(counts).toEqual([5000, 7000]);
    reader.close();
  });

  it('can be stopped', async () => {
    const reader = await openReplica(replica.database);
    const counting = reader.query('SELECT count(*) FROM range(100000000000) AS a WHERE a.range % 7 = 3');
    const stop = setInterval(() => reader.interrupt(), 5);
    await expect(counting).rejects.toMatchObject({ code: 'replica-query' });
    clearInterval(stop);
    expect(await reader.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    reader.close();
  });
});

describe('rows of a table', () => {
  it('have the types of its columns, and come as asked for', async () => {
    const reader = await openReplica(replica.database);
    const rows = await reader.table('companies', { columns: ['id', 'name'], orderBy: ['-id'] });
    expectTypeOf(rows).toEqualTypeOf<Pick<TableRow<'companies'>, 'id' | 'name'>[]>();
    expectTypeOf<TableRow<'companies'>['id']>().toEqualTypeOf<number>();
    expectTypeOf<TableRow<'companies'>['name']>().toEqualTypeOf<string | null>();
    expectTypeOf<TableRow<'field_values'>['list_entry_id']>().toEqualTypeOf<number | null>();
    expectTypeOf<TableRow<'field_values'>['instant']>().toEqualTypeOf<string | null>();
    expect(rows).toEqual([
      { id: 2, name: 'Osprey' },
      { id: 1, name: 'Kestrel' },
    ]);
    reader.close();
  });

  it('can be chosen by value, by several values, and by none', async () => {
    const reader = await openReplica(replica.database);
    const names = async (where: TableQuery<'companies'>['where']) =>
      (await reader.table('companies', { where: where ?? {}, orderBy: ['id'] })).map(({ name }) => name);
    expect(await names({ id: 2 })).toEqual(['Osprey']);
    expect(await names({ name: ["x'; DROP TABLE companies; --", 'Kestrel'] })).toEqual(['Kestrel']);
    expect(await names({ domain: null, id: [1, 2] })).toEqual(['Kestrel', 'Osprey']);
    expect(await names({ id: [] })).toEqual([]);
    expect(await reader.table('companies', { limit: 1, orderBy: ['name'] }).first()).toMatchObject({ name: 'Kestrel' });
    reader.close();
  });

  it('come row by row, or column by column', async () => {
    const reader = await openReplica(replica.database);
    const ids: number[] = [];
    for await (const { id } of reader.table('companies', { columns: ['id'], orderBy: ['id'] })) ids.push(id);
    expect(ids).toEqual([1, 2]);
    const chunks = [];
    for await (const { rowCount, columns } of reader.sql<{
      n: number;
      day: string;
    }>`SELECT range AS n, DATE '2026-03-01' AS day FROM range(3000)`.chunks())
      chunks.push([rowCount, columns.n.length, columns.day[0]]);
    expect(chunks).toEqual([
      [2048, 2048, '2026-03-01'],
      [952, 952, '2026-03-01'],
    ]);
    expectTypeOf(reader.table('companies', { columns: ['id', 'domain'] }).chunks()).toEqualTypeOf<
      AsyncGenerator<ColumnChunk<Pick<TableRow<'companies'>, 'id' | 'domain'>>>
    >();
    expectTypeOf<ColumnChunk<TableRow<'companies'>>['columns']['domain']>().toEqualTypeOf<readonly (string | null)[]>();
    reader.close();
  });

  it('come a batch at a time, more than any memory holds, until nobody reads on', async () => {
    const reader = await openReplica(replica.database);
    const numbers = reader.sql<{ n: number }>`SELECT range AS n FROM range(1000000000000)`;
    let rows = 0;
    for await (const { n } of numbers) {
      rows = n + 1;
      if (rows === 5000) break;
    }
    for await (const { rowCount } of numbers.chunks()) {
      rows += rowCount;
      if (rows > 10_000) break;
    }
    expect(rows).toBe(5000 + 3 * 2048);
    expect(await reader.sql<{ n: number }>`SELECT 1 AS n`).toEqual([{ n: 1 }]);
    reader.close();
  });
});

describe('a query with values in it', () => {
  it('binds them and never pastes them', async () => {
    const reader = await openReplica(replica.database);
    const hostile = "'; DROP TABLE companies; --";
    const [row] = await reader.sql<{ text: string; id: number; at: string; big: number; half: number; yes: boolean; none: null }>`
      SELECT ${hostile} AS text, ${1} AS id, ${new Date('2026-01-02T03:04:05Z')} AS at, ${9_000_000_000} AS big, ${0.5} AS half,
        ${true} AS yes, ${null} AS none`;
    expect(row).toEqual({ text: hostile, id: 1, at: '2026-01-02T03:04:05.000Z', big: 9_000_000_000, half: 0.5, yes: true, none: null });
    expect(await reader.sql`SELECT id FROM companies WHERE name IN ${['Kestrel', 'Heron']} AND id < ${5n}`).toEqual([{ id: 1 }]);
    expect(await reader.sql`SELECT id FROM companies WHERE id NOT IN ${[]}`).toEqual([]);
    await expect(reader.sql`SELECT nothing FROM companies`).rejects.toMatchObject({ code: 'replica-query' });
    reader.close();
  });
});

describe('a database that a sync replaces', () => {
  const bringHeron = () => replica.load({ companies: { read: [3], rows: [[companies, [{ id: 3, name: 'Heron' }]]] } });
  const countOf = async (reader: ReplicaReader) => (await reader.sql<{ n: number }>`SELECT count(*) AS n FROM companies`.first())?.n;

  it('stays as it was for a reader until it is refreshed', async () => {
    const reader = await openReplica(replica.database);
    await bringHeron();
    expect(await countOf(reader)).toBe(2);
    expect(await reader.refresh()).toBe(true);
    expect(await countOf(reader)).toBe(3);
    expect(await reader.refresh()).toBe(false);
    reader.close();
  });

  it('is followed on demand, while a query that runs stays on its version', async () => {
    const reader = await openReplica(replica.database, { follow: true });
    const running = reader.sql<{ id: number }>`SELECT c.id FROM companies AS c, range(4000)`[Symbol.asyncIterator]();
    await running.next();
    await bringHeron();
    expect(await Promise.all([countOf(reader), countOf(reader), countOf(reader)])).toEqual([3, 3, 3]);
    let rest = 1;
    while (!(await running.next()).done) rest++;
    expect(rest).toBe(8000);
    reader.close();
  });
});

describe('the status of a replica', () => {
  it('tells of loads, streams and changes, those loads included that found nothing new', async () => {
    await replica.load(
      { companies: { read: [1], rows: [[companies, [{ id: 1, name: 'Kestrel' }]]], seen: [2] } },
      { at: '2026-05-01T00:00:00Z' },
    );
    const reader = await openReplica(replica.database);
    const status = await reader.status();
    expect(status).toMatchObject({ database: replica.database, sizeBytes: expect.any(Number), rejects: [], schemaChanges: [] });
    expect(status.loads.map(({ startedAt, rowsInserted }) => [startedAt.slice(0, 7), rowsInserted])).toEqual([
      ['2026-05', 0],
      ['2026-01', 3],
    ]);
    reader.close();
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
