import { describe, expect, it } from 'vitest';
import { closeSession, openSession, readTexts } from './connection.ts';
import { Memory } from './memory.ts';
import { RowBuffer } from './table.ts';
import { notes } from './tables/activity.ts';
import { replicaFixture } from './testing/replica-fixture.ts';

const outOfMemory = new Error('Out of Memory Error: failed to pin block of size 256.0 KiB (37.9 MiB/38.1 MiB used)');

/** A DuckDB, its memory, and what it is limited to. */
async function memoryFixture() {
  const session = await openSession(':memory:');
  const memory = new Memory(session.connection);
  const limit = async () => (await readTexts(session.connection, "SELECT current_setting('memory_limit')"))[0];
  return { memory, limit, [Symbol.asyncDispose]: async () => closeSession(session) };
}

describe('memory', () => {
  it('is doubled when it turns out not to be enough, for the rest of the step', async () => {
    await using place = await memoryFixture();
    const tried: (string | undefined)[] = [];
    const work = async () => {
      tried.push(await place.limit());
      if (tried.length < 3) throw outOfMemory;
      return 'done';
    };
    expect(await place.memory.within('writing', work)).toBe('done');
    expect(tried).toEqual(['61.0 MiB', '122.0 MiB', '244.1 MiB']);
    expect([place.memory.of('writing'), place.memory.of('comparing')]).toEqual([256, 128]);
  });

  it('is not doubled for other failures, nor for ever', async () => {
    await using place = await memoryFixture();
    let attempts = 0;
    const fail = (error: Error) => () => {
      attempts++;
      return Promise.reject(error);
    };
    await expect(place.memory.within('writing', fail(new Error('Catalog Error')))).rejects.toThrow('Catalog');
    expect(attempts).toBe(1);
    await expect(place.memory.within('writing', fail(outOfMemory))).rejects.toThrow('Out of Memory');
    expect(attempts).toBe(6);
  });

  it('that a page takes is told by its texts, and kept from then on', async () => {
    await using place = await memoryFixture();
    const page = (letters: number) => {
      const buffer = new RowBuffer(notes);
      buffer.add(...notes.columns.map(({ name, type }) => (name === 'html' ? 'x'.repeat(letters) : type === 'VARCHAR' ? null : 7)));
      return { read: [7], rows: [buffer] };
    };
    await place.memory.makeRoom(page(1000));
    expect(place.memory.of('staging')).toBe(40);
    await place.memory.makeRoom(page(10_000_000));
    expect([place.memory.of('staging'), place.memory.of('comparing')]).toEqual([160, 160]);
    expect(await place.limit()).toBe('152.5 MiB');
  });

  it('holds texts that are many times the usual, at first and later', async () => {
    await using place = await replicaFixture();
    const ids = Array.from({ length: 2048 }, (_, index) => index + 1);
    const rows = ids.map((id) => ({ id, html: `${id} `.padEnd(25_000, 'x'), type: 'entities', created_at: 0 }));
    const load = () => place.load({ notes: { read: ids, rows: [[notes, rows]] } });
    const { tables } = await load();
    expect(tables.find(({ table }) => table === 'notes')).toMatchObject({ rows: 2048, inserted: 2048 });
    expect((await load()).written).toBe(false);
    expect(await place.query('SELECT min(length(html)) AS short FROM notes')).toEqual([{ short: 25_000 }]);
  });
});
