import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildChild } from './support/build-child.ts';
import { firmSandbox } from './support/sync-firm.ts';
import { contents, synced } from './support/synced.ts';

let sandbox: Sandbox;
let server: SandboxServer;
let child: { readonly folder: string; readonly script: string };
let expected: Record<string, unknown>;
let requestsOfOne: number;

beforeAll(async () => {
  sandbox = firmSandbox({ clock: 'frozen', latency: 4 });
  server = await listen(sandbox);
  child = await buildChild('./child-sync.ts');
  const whole = await synced(sandbox);
  await whole.sync();
  expected = await contents(whole.database);
  requestsOfOne = sandbox.requests().length;
  await whole.remove();
});
afterAll(async () => {
  await server.close();
  sandbox.close();
  await rm(child.folder, { recursive: true, force: true });
});

/** Says whether the moment to be killed has come. */
type IsDue = () => boolean;

/** Runs a sync in a process of its own. Gives its report, or `undefined` when it was killed. */
const run = async (database: string, isDue?: IsDue): Promise<SyncReport | undefined> => {
  const running = spawn(process.execPath, [child.script, server.url, database], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const watch = isDue && setInterval(() => isDue() && running.kill('SIGKILL'), 1);
  const signal = await new Promise<string | null>((resolve) => running.once('close', (_code, signal) => resolve(signal)));
  clearInterval(watch);
  return signal === null ? (JSON.parse(output) as SyncReport) : undefined;
};

/**
 * Moments from 0 to 1: up to 0.8 a part of the requests that are left; the rest lies between the last request and the end, counted in looks at
 * the folder in which the next version is built.
 */
const momentOf = (database: string, part: number): IsDue => {
  const before = sandbox.requests().length;
  const left = Math.max(0, requestsOfOne - before);
  const requests = before + 1 + Math.floor((left * part) / 0.8);
  if (part <= 0.8 && left > 0) return () => sandbox.requests().length >= requests;
  let looks = Math.floor((part % 0.2) * 400);
  return () => existsSync(join(`${database}.load`, 'next.duckdb')) && looks-- <= 0;
};

/** Page requests that were answered, and how many of them for the second time. */
const repeated = (): number => {
  const pages = sandbox.requests().filter(({ path }) => path !== '/v2/auth/whoami');
  const urls = pages.map(({ path, query }) => `${path}?${query}`);
  return urls.length - new Set(urls).size;
};

it('survives being killed at any moment: resumes, asks for no page twice, and ends with the very same data', async () => {
  let kills = 0;
  const parts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 3 });
  for (const killsAt of fc.sample(parts, { numRuns: 20, seed: 7 })) {
    if (kills >= 30) break;
    sandbox.reset();
    const place = await synced(sandbox);
    let report: SyncReport | undefined;
    let killed = 0;
    for (const part of killsAt) {
      if (report) break;
      report = await run(place.database, momentOf(place.database, part / 1000));
      if (!report) killed++;
    }
    report ??= await run(place.database);
    kills += killed;
    expect(report?.status).toBe('succeeded');
    // Up to as many pages as are in hand at once are lost with each kill.
    expect(repeated()).toBeLessThanOrEqual(24 * killed);
    expect(await contents(place.database)).toEqual(expected);
    await place.remove();
  }
  expect(kills).toBeGreaterThanOrEqual(30);
}, 240_000);

it('refuses a database that another process is at work on, and names it', async () => {
  sandbox.reset();
  const place = await synced(sandbox);
  const running = spawn(process.execPath, [child.script, server.url, place.database], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
  while (sandbox.requests().length < 5) await delay(5);
  const report = await place.sync();
  expect(report).toMatchObject({ status: 'refused', tables: [], requests: 1 });
  expect(report.streams[0]?.reason).toContain(`Another sync (process ${running.pid}) is at work on ${place.database}.`);
  expect(await ended).toBe(0);
  expect(await contents(place.database)).toEqual(expected);
  await place.remove();
});
