import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Progress, type SyncOptions, type SyncReport, sync } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noSmallDisk, type SmallDisk, smallDisk } from './support/small-disk.ts';
import { firmSandbox } from './support/sync-firm.ts';
import { clientOf, contents } from './support/synced.ts';

describe.skipIf(noSmallDisk !== undefined)(`a full disk${noSmallDisk ? ` (${noSmallDisk})` : ''}`, () => {
  let sandbox: Sandbox;
  let disk: SmallDisk;
  let elsewhere: string;
  let database: string;
  beforeEach(async () => {
    sandbox = firmSandbox();
    disk = await smallDisk(96);
    elsewhere = await mkdtemp(join(tmpdir(), 'affinity-elsewhere-'));
    database = join(disk.folder, 'test.duckdb');
  });
  afterEach(async () => {
    await disk.remove();
    await rm(elsewhere, { recursive: true, force: true });
    sandbox.close();
  });

  const run = (options: Partial<SyncOptions> = {}): Promise<SyncReport> => sync({ client: clientOf(sandbox), database, ...options });

  /** Fills the disk when this many records of some stream have come. */
  const fillAfter = (limit: number): ((progress: Progress) => void) => {
    return ({ records }) => {
      if (records >= limit) disk.fill();
    };
  };

  const complete = async (): Promise<Record<string, unknown>> => {
    const other = join(elsewhere, 'complete.duckdb');
    await run({ database: other });
    return await contents(other);
  };

  it('while pages are journalled: says what to do, keeps the database, and the next run goes on from there', async () => {
    database = join(elsewhere, 'test.duckdb');
    await mkdir(join(disk.folder, 'journal'));
    await symlink(join(disk.folder, 'journal'), `${database}.journal`);
    await run({ streams: ['users'] });
    const before = await contents(database);
    await expect(run({ onProgress: fillAfter(100) })).rejects.toMatchObject({
      code: 'journal',
      message: expect.stringContaining('no space left on device'),
      nextStep: expect.stringContaining('Make room on the disk'),
    });
    expect(await contents(database)).toEqual(before);
    await disk.free();
    const asked = sandbox.requests().length;
    expect((await run()).status).toBe('succeeded');
    const again = sandbox.requests().slice(asked);
    // The page after which the disk was full had been kept.
    expect(again.filter(({ path, query }) => path === '/v2/companies' && !query.includes('cursor='))).toEqual([]);
    expect(await contents(database)).toEqual(await complete());
  });

  it('while rows are staged: says what to do, keeps the database, and the next run asks for no page again', async () => {
    await symlink(elsewhere, `${database}.journal`);
    await run({ streams: ['users'] });
    const before = await contents(database);
    await expect(run({ onProgress: fillAfter(200) })).rejects.toMatchObject({
      code: 'replica-space',
      message: expect.stringContaining('The last one is untouched'),
      nextStep: expect.stringContaining('Make room on the disk'),
    });
    expect(await contents(database)).toEqual(before);
    expect((await readdir(disk.folder)).sort()).toEqual(['filler', 'test.duckdb', 'test.duckdb.journal']);
    await disk.free();
    const asked = (): string[] => sandbox.requests().map(({ path, query }) => `${path}?${query}`);
    const first = new Set(asked());
    const again = asked().length;
    expect((await run()).status).toBe('succeeded');
    const repeated = asked()
      .slice(again)
      .filter((url) => first.has(url) && !url.startsWith('/v2/auth'));
    expect(repeated.length).toBeLessThanOrEqual(24);
    expect(await contents(database)).toEqual(await complete());
  });

  it('while the next version is written: says what to do, keeps the database, and the next run needs no request', async () => {
    await run({ streams: ['users'] });
    const before = await contents(database);
    let filled = false;
    const timer = setInterval(() => {
      if (filled || !existsSync(join(`${database}.load`, 'next.duckdb'))) return;
      disk.fill();
      filled = true;
    }, 0);
    await expect(run()).rejects.toMatchObject({
      code: 'replica-space',
      message: expect.stringContaining('The last one is untouched'),
      nextStep: expect.stringContaining('Make room on the disk'),
    });
    clearInterval(timer);
    expect(filled).toBe(true);
    expect(await contents(database)).toEqual(before);
    await disk.free();
    const asked = sandbox.requests().length;
    expect((await run()).status).toBe('succeeded');
    expect(
      sandbox
        .requests()
        .slice(asked)
        .map(({ path }) => path),
    ).toEqual(['/v2/auth/whoami']);
    expect(await contents(database)).toEqual(await complete());
  });

  it('before it starts: refuses to begin what cannot fit', async () => {
    disk.fill(1_000_000);
    await expect(run()).rejects.toMatchObject({ code: 'replica-space', message: expect.stringContaining('MB needed') });
    expect(sandbox.requests().map(({ path }) => path)).toEqual(['/v2/auth/whoami']);
  });
});
