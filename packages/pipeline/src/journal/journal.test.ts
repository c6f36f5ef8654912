import { mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';
import { encodeRecord, type PageRecord } from './record.ts';
import type { Run } from './run.ts';
import { scanFile } from './scan.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affinity-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const page = (key: string, hash = 'h', body = 'some text'): PageRecord => ({
  header: { key, hash, next: null, ids: [1, 2], at: '2026-03-01T00:00:00.000Z' },
  body: Buffer.from(body),
});

const run = (day: number, rest: Partial<Run> = {}): Run => {
  const startedAt = `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const fixed = { version: 1, asked: '', shape: 's', identity: 'i', plan: {}, state: 'open', streams: {}, replicaLoadId: null } as const;
  return { ...fixed, loadId: `load-${day}`, startedAt, ...rest };
};

const pagesFile = (day: number, stream = 'companies'): string => join(folder, `load-${day}`, `${stream}.pages`);

/** A journal with this run begun. */
const begun = async (day: number, trustEarlier = true): Promise<Journal> => {
  const journal = await Journal.open(folder);
  await journal.begin(run(day), { trustEarlier });
  return journal;
};

const finish = async (day: number, coverage: 'whole' | 'part', keys: readonly string[]): Promise<void> => {
  const journal = await begun(day);
  for (const key of keys) await journal.append('companies', page(key));
  await journal.finish({ streams: { companies: { coverage, mode: 'full', pages: keys.length } }, replicaLoadId: `load-${day}` });
};

describe('a journal', () => {
  it('answers what was asked before, also after the process has died', async () => {
    const journal = await begun(1);
    await journal.append('companies', page('GET /a'));
    // No close: a killed process does not close either.
    const next = await begun(1);
    expect((await next.answered('companies', 'GET /a'))?.header.ids).toEqual([1, 2]);
    expect(await next.answered('companies', 'GET /b')).toBeUndefined();
    await journal.close();
    await next.close();
  });

  it('keeps its folder and files from others', async () => {
    const journal = await begun(1);
    await journal.append('companies', page('GET /a'));
    await journal.close();
    expect((await stat(join(folder, 'load-1'))).mode & 0o777).toBe(0o700);
    expect((await stat(pagesFile(1))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'load-1', 'run.json'))).mode & 0o777).toBe(0o600);
  });

  it('cuts off a torn end and writes on behind the last whole page', async () => {
    const journal = await begun(1);
    await journal.append('companies', page('GET /a'));
    await journal.append('companies', page('GET /b'));
    await journal.close();
    await truncate(pagesFile(1), (await stat(pagesFile(1))).size - 3);
    const next = await begun(1);
    expect(await next.answered('companies', 'GET /b')).toBeUndefined();
    await next.append('companies', page('GET /c'));
    await next.close();
    const last = await begun(1);
    expect(await last.answered('companies', 'GET /a')).toBeDefined();
    expect(await last.answered('companies', 'GET /c')).toBeDefined();
    expect(last.damages).toEqual([]);
    await last.close();
  });

  it('loses one page, and says where, when bytes in the middle have changed', async () => {
    const journal = await begun(1);
    for (const key of ['GET /a', 'GET /b', 'GET /c']) await journal.append('companies', page(key));
    await journal.close();
    const bytes = await readFile(pagesFile(1));
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    await writeFile(pagesFile(1), bytes);
    const next = await begun(1);
    const found = await Promise.all(['GET /a', 'GET /b', 'GET /c'].map((key) => next.answered('companies', key)));
    expect(found.map((record) => record !== undefined)).toEqual([true, false, true]);
    expect(next.damages).toMatchObject([{ path: pagesFile(1) }]);
    await next.close();
  });

  it('knows a page for unchanged only by the last run that read the stream, and only where that run is trusted', async () => {
    await finish(1, 'whole', ['GET /a', 'GET /b']);
    await finish(2, 'part', ['GET /b']);
    const trusted = await begun(3);
    expect(await trusted.unchanged('companies', 'GET /b', 'h')).toBeDefined();
    expect(await trusted.unchanged('companies', 'GET /b', 'other')).toBeUndefined();
    expect(await trusted.unchanged('companies', 'GET /a', 'h')).toBeUndefined();
    await trusted.close();
    const doubted = await begun(4, false);
    expect(await doubted.unchanged('companies', 'GET /b', 'h')).toBeUndefined();
    await doubted.close();
  });

  it('keeps the last whole walk of a stream and everything after it', async () => {
    await finish(1, 'whole', ['GET /a']);
    await finish(2, 'whole', ['GET /a']);
    await finish(3, 'part', ['GET /b']);
    await finish(4, 'part', ['GET /c']);
    const left = await readdir(folder, { recursive: true });
    expect(left.filter((name) => name.endsWith('.pages')).sort()).toEqual(
      ['load-2', 'load-3', 'load-4'].map((name) => join(name, 'companies.pages')),
    );
  });

  it('drops what events brought where the replica held it already, and keeps what was new', async () => {
    const brought = async (day: number, replicaLoadId: string): Promise<void> => {
      const journal = await begun(day);
      await journal.append('companies', page('GET /b'));
      await journal.finish({ streams: { companies: { coverage: 'part', mode: 'event', pages: 1 } }, replicaLoadId });
    };
    await finish(1, 'whole', ['GET /a']);
    await brought(2, 'load-2');
    await brought(3, 'load-2');
    await brought(4, 'load-2');
    await brought(5, 'load-5');
    const left = await readdir(folder, { recursive: true });
    expect(left.filter((name) => name.endsWith('.pages')).sort()).toEqual(
      ['load-1', 'load-2', 'load-5'].map((name) => join(name, 'companies.pages')),
    );
    expect(left.filter((name) => !name.includes('/')).sort()).toEqual(['load-1', 'load-2', 'load-5']);
  });

  it('drops the pages of a stream that did not reach the replica', async () => {
    const journal = await begun(1);
    await journal.append('companies', page('GET /a'));
    await journal.finish({ streams: {}, replicaLoadId: null });
    expect(await readdir(join(folder, 'load-1'))).toEqual(['run.json']);
  });

  it('drops a folder without a readable run', async () => {
    const journal = await begun(1);
    await journal.close();
    await writeFile(join(folder, 'load-1', 'run.json'), '{ torn');
    expect((await Journal.open(folder)).unfinished).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a page file', () => {
  const records = fc.array(
    fc.record({ key: fc.string(), hash: fc.string(), body: fc.uint8Array({ maxLength: 300 }), ids: fc.array(fc.nat(), { maxLength: 5 }) }),
    { maxLength: 6 },
  );

  it('is readable up to its last whole record, wherever it was cut', async () => {
    const path = join(folder, 'x.pages');
    await fc.assert(
      fc.asyncProperty(records, fc.double({ min: 0, max: 1, noNaN: true }), async (made, part) => {
        const encoded = made.map(({ key, hash, body, ids }) => encodeRecord({ header: { key, hash, next: null, ids, at: '' }, body }));
        const bytes = Buffer.concat(encoded);
        const cut = Math.floor(bytes.length * part);
        await writeFile(path, bytes.subarray(0, cut));
        const file = await open(path, 'r');
        const pages: string[] = [];
        for await (const found of scanFile(file)) if (found.kind === 'page') pages.push(found.header.key);
        await file.close();
        const ends = encoded.map((_, index) => Buffer.concat(encoded.slice(0, index + 1)).length);
        expect(pages).toEqual(made.filter((_, index) => (ends[index] ?? 0) <= cut).map(({ key }) => key));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the pages that requests of a kept stream were made of', async () => {
    const streams = async (day: number, brought: Run['streams']): Promise<void> => {
      const journal = await begun(day);
      for (const stream of Object.keys(brought)) await journal.append(stream, page('GET /a'));
      await journal.finish({ streams: brought, replicaLoadId: null });
    };
    const whole = { coverage: 'whole', mode: 'full', pages: 1 } as const;
    const folderOf = (day: number): Promise<string[]> => readdir(join(folder, `load-${day}`));
    await streams(1, { lists: whole, users: whole, list_entries: { ...whole, uses: ['lists'] } });
    await streams(2, { lists: whole, users: whole });
    expect((await folderOf(1)).sort()).toEqual(['list_entries.pages', 'lists.pages', 'run.json']);
    await streams(3, { lists: whole, list_entries: { ...whole, uses: ['lists'] } });
    await expect(folderOf(1)).rejects.toThrow('ENOENT');
  });
});
