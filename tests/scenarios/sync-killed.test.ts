import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
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

beforeAll(async () => {
  sandbox = firmSandbox({ clock: 'frozen', latency: 4 });
  server = await listen(sandbox);
  child = await buildChild('./child-sync.ts');
  const whole = await synced(sandbox);
  await whole.sync();
  expected = await contents(whole.database);
  await whole.remove();
});
afterAll(async () => {
  await server.close();
  sandbox.close();
  await rm(child.folder, { recursive: true, force: true });
});

/** Runs a sync in a process of its own; with `killAfterMs` it gets that long. Gives its report, or `undefined` when it was killed. */
const run = async (database: string, killAfterMs?: number): Promise<SyncReport | undefined> => {
  const running = spawn(process.execPath, [child.script, server.url, database], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = new Promise<string | null>((resolve) => running.once('close', (_code, signal) => resolve(signal)));
  if (killAfterMs !== undefined) void delay(killAfterMs).then(() => running.kill('SIGKILL'));
  const signal = await ended;
  return signal === null ? (JSON.parse(output) as SyncReport) : undefined;
};

/** Page requests that were answered, and how many of them for the second time. */
const repeated = (): number => {
  const pages = sandbox.requests().filter(({ path }) => path !== '/v2/auth/whoami');
  const urls = pages.map(({ path, query }) => `${path}?${query}`);
  return urls.length - new Set(urls).size;
};

/** How long an uninterrupted sync takes. */
const lifeOfOne = async (): Promise<number> => {
  const place = await synced(sandbox);
  const startedMs = performance.now();
  await run(place.database);
  await place.remove();
  return performance.now() - startedMs;
};

it('survives being killed at any moment: resumes, asks for no page twice, and ends with the very same data', async () => {
  let kills = 0;
  const lifeMs = await lifeOfOne();
  // From the first request to after the renaming of the database, in hundredths of an uninterrupted sync.
  const moments = fc.sample(fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 3, maxLength: 3 }), { numRuns: 10, seed: 7 });
  for (const killsAt of moments) {
    sandbox.reset();
    const place = await synced(sandbox);
    let report: SyncReport | undefined;
    let killed = 0;
    for (const hundredth of killsAt) {
      if (report) break;
      report = await run(place.database, (lifeMs * hundredth) / 100);
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
  expect(kills).toBeGreaterThan(10);
}, 180_000);

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
