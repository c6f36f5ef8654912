import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { adminKey, firmSandbox } from './support/sync-firm.ts';
import { type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let server: SandboxServer;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox();
  server = await listen(sandbox);
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  await server.close();
  sandbox.close();
});

const affinity = (...args: readonly string[]): Promise<CliResult> =>
  runCli([...args, '--database', place.database], {
    cwd: tmpdir(),
    env: { AFFINITY_API_KEY: adminKey, AFFINITY_BASE_URL: server.url },
  });

const pagesIn = (requests: ReturnType<Sandbox['requests']>): string[] =>
  requests.map(({ path, query }) => `${path}?${query}`).filter((page) => !page.includes('whoami'));

describe('affinity status before there is a database', () => {
  it('tells when the first load was interrupted, what came, and that the same command goes on from there', async () => {
    expect((await affinity('sync', '--max-requests', '12', '--quiet')).exitCode).not.toBe(0);
    const { exitCode, out } = await affinity('status');
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^There is no database at .*test\.duckdb yet\.\nIts first load, begun just now \(20.*Z\), has not come to its end\.$/m,
    );
    expect(out).toMatch(/^companies +\d+ +\d+$/m);
    expect(out).toMatch(/^\d+ pages came, the newest just now\. The same affinity sync goes on from there, and asks for no page twice/m);
    expect(out).toMatch(/^Quota: /m);
    const { loads, unfinished } = JSON.parse((await affinity('status', '--json', '--offline')).out);
    expect(loads).toEqual([]);
    const pages = unfinished.streams.reduce((sum: number, one: { pages: number }) => sum + one.pages, 0);
    // One of the requests asked who we are.
    expect(pages).toBe(11);
    const before = sandbox.requests();
    expect((await affinity('sync', '--quiet')).exitCode).toBe(0);
    const after = sandbox.requests().slice(before.length);
    const once = new Set(pagesIn(before));
    expect(pagesIn(after).filter((page) => once.has(page))).toEqual([]);
    expect((await affinity('status', '--offline')).out).not.toContain('has not come to its end');
  });

  it('tells the same of one that failed', async () => {
    sandbox.faults.add({ kind: 'server-error', status: 501, path: '/v2/lists*' });
    expect((await affinity('sync', '--streams', 'lists', '--quiet')).exitCode).toBe(1);
    const { exitCode, out } = await affinity('status', '--offline');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/has not come to its end\.\nNothing has come yet\. The same affinity sync goes on from there/);
  });

  it('says that there is nothing, or that the journal is enough', async () => {
    const nothing = await affinity('status', '--offline');
    expect(nothing).toMatchObject({ exitCode: 1, err: expect.stringContaining('Run `affinity sync` first') });
    await place.sync({ streams: ['lists'] });
    await rm(place.database);
    const journal = await affinity('status', '--offline');
    expect(journal).toMatchObject({ exitCode: 1, err: expect.stringContaining('`affinity replay` rebuilds the database') });
  });
});

it('names a later load that was interrupted below what the database holds', async () => {
  await place.sync({ streams: ['lists'] });
  await affinity('sync', '--streams', 'companies,persons', '--full', '--max-requests', '3', '--quiet');
  const { out } = await affinity('status', '--offline');
  expect(out).toMatch(/^lists +succeeded/m);
  expect(out).toMatch(/^A load, begun .* has not come to its end\.$/m);
});
