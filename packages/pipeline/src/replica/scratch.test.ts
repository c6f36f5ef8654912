import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNumber, readRows } from './connection.ts';
import { Scratch } from './scratch.ts';
import { RowBuffer, type Table } from './table.ts';
import { notes } from './tables/activity.ts';
import { rejects } from './tables/ledger.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-scratch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const simple = (name: string, table: string) => ({ name, feeds: [{ table, owner: 'id' }] }) as const;

/** Rows whose texts differ, each of so many characters. */
const pageOf = (table: Table, from: number, characters: number): { read: number[]; rows: RowBuffer[] } => {
  const buffer = new RowBuffer(table);
  const read = Array.from({ length: 100 }, (_, index) => from + index);
  for (const id of read)
    buffer.add(
      ...table.columns.map(({ name, type }, column) =>
        type === 'VARCHAR' ? `${id}/${column} `.padEnd(name === 'html' ? characters : 20, 'æ') : id,
      ),
    );
  return { read, rows: [buffer] };
};

describe('the scratch database', () => {
  it('lets one stream start over while others go on', async () => {
    const wide: Table = { ...notes, name: 'other' };
    const scratch = await Scratch.create(folder, [simple('notes', 'notes'), simple('other', 'other')], [notes, wide, rejects]);
    try {
      const appends = Array.from({ length: 60 }, (_, page) => scratch.append('notes', pageOf(notes, 1 + page * 100, 20)));
      const clears = Array.from({ length: 20 }, async () => {
        await scratch.append('other', pageOf(wide, 1, 20));
        await scratch.clear('other');
      });
      await Promise.all([...appends, ...clears]);
      for (const stage of scratch.stages) await stage.flush();
      expect(await readNumber(scratch.connection, `SELECT count(*) FROM ${scratch.stage('notes').rowsOf('notes')}`)).toBe(6000);
    } finally {
      scratch.close();
    }
  });

  it('takes more texts than it may keep in memory', async () => {
    const scratch = await Scratch.create(folder, [simple('notes', 'notes')], [notes, rejects]);
    try {
      for (let page = 0; page < 10; page++) await scratch.append('notes', pageOf(notes, 1 + page * 100, 40_000));
      await scratch.stage('notes').settle();
      await scratch.finishStaging();
      const [row] = await readRows(
        scratch.connection,
        `SELECT count(*) AS n, min(length(html)) AS short, max(length(html)) AS long FROM ${scratch.stage('notes').rowsOf('notes')}`,
      );
      expect(row).toEqual({ n: 1000, short: 40_000, long: 40_000 });
    } finally {
      scratch.close();
    }
  });

  it('loses no row where what it may keep in memory turns out to be too little', async () => {
    const scratch = await Scratch.create(folder, [simple('notes', 'notes')], [notes, rejects]);
    try {
      for (let page = 0; page < 150; page++) await scratch.append('notes', pageOf(notes, 1 + page * 100, 100));
      await scratch.connection.run("SET memory_limit = '1MB'");
      await scratch.stage('notes').flush();
      expect(scratch.memory.of('staging')).toBeGreaterThan(40);
      expect(await readNumber(scratch.connection, `SELECT count(DISTINCT id) FROM ${scratch.stage('notes').rowsOf('notes')}`)).toBe(15_000);
    } finally {
      scratch.close();
    }
  });
});
