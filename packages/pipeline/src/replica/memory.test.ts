import { describe, expect, it } from 'vitest';
import { charactersOf, type MemoryLimits, withEnoughMemory } from './memory.ts';
import { RowBuffer } from './table.ts';
import { notes } from './tables/activity.ts';
import { replicaFixture } from './testing/replica-fixture.ts';

const outOfMemory = new Error('Out of Memory Error: failed to pin block of size 256.0 KiB (37.9 MiB/38.1 MiB used)');

describe('memory', () => {
  it('is doubled when it turns out not to be enough, and not for other failures', async () => {
    const tried: MemoryLimits[] = [];
    const done = await withEnoughMemory((limits) => {
      tried.push(limits);
      return limits.writing < 160 ? Promise.reject(outOfMemory) : Promise.resolve('done');
    });
    expect([done, tried.map(({ writing }) => writing)]).toEqual(['done', [40, 80, 160]]);
    let attempts = 0;
    const fail = (error: Error) => () => {
      attempts++;
      return Promise.reject(error);
    };
    await expect(withEnoughMemory(fail(new Error('Catalog Error')))).rejects.toThrow('Catalog');
    expect(attempts).toBe(1);
    await expect(withEnoughMemory(fail(outOfMemory))).rejects.toThrow('Out of Memory');
    expect(attempts).toBe(6);
  });

  it('that a page takes is told by its texts', () => {
    const buffer = new RowBuffer(notes);
    buffer.add(...notes.columns.map(({ name, type }) => (name === 'html' ? 'four' : type === 'VARCHAR' ? null : 7)));
    expect(charactersOf({ read: [7], rows: [buffer] })).toBe(4);
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
