import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChunkWriter } from './chunk-writer.ts';
import { closeSession, openSession, readRows, type Session } from './connection.ts';
import type { Cell, ColumnType } from './table.ts';

const types: readonly ColumnType[] = ['BIGINT', 'INTEGER', 'DOUBLE', 'BOOLEAN', 'VARCHAR', 'DATE', 'TIMESTAMPTZ', 'JSON'];

let session: Session;
beforeAll(async () => {
  session = await openSession(':memory:');
  await session.connection.run(
    'CREATE TABLE t (id INTEGER, a BIGINT, b INTEGER, c DOUBLE, d BOOLEAN, e VARCHAR, f DATE, g TIMESTAMPTZ, h JSON)',
  );
});
afterAll(() => closeSession(session));

async function roundTrip(columns: readonly (readonly Cell[])[]): Promise<unknown[][]> {
  await session.connection.run('DELETE FROM t');
  const writer = new ChunkWriter(await session.connection.createAppender('t'), ['INTEGER', ...types]);
  const rows = columns[0]?.length ?? 0;
  writer.append([Array.from({ length: rows }, (_, row) => row), ...columns]);
  writer.close();
  const sql = "SELECT a, b, c, d, e, f - DATE '1970-01-01' AS f, epoch_us(g) AS g, CAST(h AS VARCHAR) AS h FROM t ORDER BY id";
  const result = await readRows(session.connection, sql);
  return result.map((row) => Object.values(row));
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', 'exactly 12 b', 'thirteen byte', 'Ω', 'a\u0000b', '🦅'.repeat(4)),
);
const row = fc.tuple(
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.integer()),
  fc.option(fc.double({ noNaN: true })),
  fc.option(fc.boolean()),
  fc.option(text),
  fc.option(fc.integer({ min: -100_000, max: 100_000 })),
  fc.option(fc.integer({ min: -6e13, max: 4e15 })),
  fc.option(fc.string().map((value) => JSON.stringify(value))),
);

describe('a chunk writer', () => {
  it('writes every cell as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        const columns = types.map((_, index) => rows.map((cells) => cells[index] ?? null));
        expect(await roundTrip(columns)).toEqual(rows.map((cells) => [...cells]));
      }),
      { numRuns: 60 },
    );
  });

  it('writes more rows than fit in a chunk, and repeats long texts rightly', async () => {
    const rows = 5000;
    const column = (cell: (index: number) => Cell): Cell[] => Array.from({ length: rows }, (_, index) => cell(index));
    const texts = column((index) =>
      index % 3 === 0 ? null : index % 3 === 1 ? `a text that is long enough ${index % 7}` : `kurz${index % 5}`,
    );
    const ids = column((index) => (index % 2 === 0 ? index * 1_000_000_007 : null));
    const empty = column(() => null);
    const result = await roundTrip([ids, empty, empty, empty, texts, empty, empty, empty]);
    expect(result.map((cells) => cells[0])).toEqual(ids);
    expect(result.map((cells) => cells[4])).toEqual(texts);
  });

  it('refuses columns that do not fit', async () => {
    await expect(roundTrip([[1], [2, 3], [], [], [], [], [], []])).rejects.toThrow(RangeError);
    await expect(roundTrip([[1]])).rejects.toThrow(RangeError);
  });
});
