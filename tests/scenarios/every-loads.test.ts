import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCli, runCli, startCli } from '../support/run-cli.ts';
import { historySandbox } from './support/history-firm.ts';
import { adminKey } from './support/sync-firm.ts';

const sandbox = historySandbox();
let server: SandboxServer;
let cwd: string;
const running: RunningCli[] = [];
const hooks: Server[] = [];

beforeAll(async () => {
  server = await listen(sandbox);
});
afterAll(async () => {
  await server.close();
  sandbox.close();
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'every-'));
});
afterEach(async () => {
  sandbox.faults.clear();
  const left = running.splice(0);
  stop('SIGTERM');
  await Promise.all(left.map(({ done }) => done));
  for (const hook of hooks.splice(0)) hook.close();
  rmSync(cwd, { recursive: true, force: true });
});

const env = (rest: Record<string, string> = {}) => ({ AFFINITY_BASE_URL: server.url, AFFINITY_API_KEY: adminKey, ...rest });

/** What the system does to a process that shall end; its handlers alone, since this process is also that of the tests. */
const stop = (signal: 'SIGTERM' | 'SIGINT'): void => {
  for (const handler of process.listeners(signal)) if (handler.name === 'stop') handler(signal);
};

const start = (...args: readonly string[]): RunningCli => {
  const started = startCli(args, { env: env(), cwd });
  running.push(started);
  return started;
};

/** Waits until something is so; the test's own limit ends it otherwise. */
const until = async <T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await sleep(20);
  }
};

interface Told {
  readonly status: string;
  readonly lastLoad: { readonly status: string } | null;
  readonly nextRun: string | null;
  readonly running: boolean;
  readonly skipped: number;
}

const healthOf = async (err: () => string): Promise<{ readonly code: number; readonly told: Told; readonly url: string }> => {
  const url = await until(() => /health: (\S+)/.exec(err())?.[1]);
  const response = await fetch(url);
  return { code: response.status, told: (await response.json()) as Told, url };
};

/** A place for `--notify`. */
const hook = async () => {
  const bodies: string[] = [];
  const place = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
    request.on('end', () => response.end());
  });
  hooks.push(place);
  await new Promise<void>((done) => {
    place.listen(0, '127.0.0.1', done);
  });
  return { bodies, url: `http://127.0.0.1:${(place.address() as AddressInfo).port}/hook` };
};

describe('affinity sync --every', () => {
  it('loads at once, tells its health, and ends well when it is told to stop', async () => {
    const { done, out, err } = start('sync', '--every', '1h', '--health-port', '0');
    const { told, code } = await until(async () => {
      const health = await healthOf(err);
      return health.told.nextRun === null ? undefined : health;
    });
    expect(code).toBe(200);
    expect(told).toMatchObject({ status: 'ok', running: false, failures: 0, lastLoad: { status: 'succeeded' } });
    expect(Date.parse(told.nextRun ?? '') - Date.now()).toBeGreaterThan(55 * 60_000);
    stop('SIGTERM');
    expect((await done).exitCode).toBe(0);
    expect(out()).toMatch(/succeeded: .* rows changed/);
  }, 30_000);

  it('stops in the middle of a load, which the next one goes on with', async () => {
    sandbox.faults.add({ kind: 'slow-body', durationMs: 60_000, path: '/v2/notes' });
    const { done, err } = start('sync', '--every', '1h', '--health-port', '0', '--json');
    await until(async () => ((await healthOf(err)).told.running ? true : undefined));
    await until(() => (sandbox.requests().some(({ path }) => path.startsWith('/v2/notes')) ? true : undefined));
    stop('SIGINT');
    const { exitCode: stopped, out } = await done;
    expect([stopped, JSON.parse(out)]).toMatchObject([0, { status: 'interrupted' }]);
    sandbox.faults.clear();
    const { exitCode } = await runCli(['sync', '--json'], { env: env(), cwd });
    expect(exitCode).toBe(0);
  }, 30_000);

  it('leaves a run out while another process loads', async () => {
    const { acquireLock } = await import('../../packages/pipeline/src/replica/lock.ts');
    const lock = await acquireLock(join(cwd, 'affinity.duckdb'));
    const { bodies, url } = await hook();
    const { err } = start('sync', '--every', '1h', '--health-port', '0', '--notify', url);
    const { told } = await until(async () => {
      const health = await healthOf(err);
      return health.told.nextRun === null ? undefined : health;
    });
    expect(told).toMatchObject({ status: 'ok', skipped: 1, lastLoad: null, failures: 0 });
    expect(bodies).toEqual([]);
    await lock.release();
  }, 30_000);

  it('answers its health to this machine alone', async () => {
    const { err } = start('sync', '--every', '1h', '--health-port', '0');
    const { url } = await healthOf(err);
    const { request } = await import('node:http');
    const statusOf = (options: { path?: string; method?: string; headers?: Record<string, string> }) =>
      new Promise<number | undefined>((done, fail) => {
        request(url, options, (response) => done(response.resume().statusCode))
          .on('error', fail)
          .end();
      });
    expect(await statusOf({ headers: { host: 'evil.example' } })).toBe(403);
    expect(await statusOf({ path: '/metrics' })).toBe(404);
    expect(await statusOf({ method: 'POST' })).toBe(405);
  }, 30_000);

  it('explains wrong intervals, ports and addresses', async () => {
    const affinity = (...args: string[]) => runCli(['sync', ...args], { env: env(), cwd });
    expect(await affinity('--every', 'often')).toMatchObject({ exitCode: 2, err: expect.stringContaining('15m') });
    expect(await affinity('--health-port', '0')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--every') });
    expect(await affinity('--every', '1h', '--health-port', '70000')).toMatchObject({ exitCode: 2 });
    const taken = Number(new URL(server.url).port);
    expect(await affinity('--every', '1h', '--health-port', String(taken))).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('taken'),
    });
    expect(await affinity('--notify', 'http://hooks.example/x')).toMatchObject({ exitCode: 2, err: expect.stringContaining('https') });
  });
});

describe('affinity sync --notify', () => {
  it('posts a load that was done in part, and not one that went well', async () => {
    const { bodies, url } = await hook();
    const affinity = () => runCli(['sync', '--quiet'], { env: env({ AFFINITY_NOTIFY_URL: url }), cwd });
    expect((await affinity()).exitCode).toBe(0);
    expect(bodies).toEqual([]);
    sandbox.faults.add({ kind: 'server-error', status: 501, path: '/v2/notes' });
    expect((await affinity()).exitCode).toBe(3);
    sandbox.faults.clear();
    expect(bodies.map((body) => JSON.parse(body))).toMatchObject([
      {
        event: 'load.partial',
        database: 'affinity.duckdb',
        streams: expect.arrayContaining([{ stream: 'notes', status: 'failed', rejected: 0 }]),
        code: null,
      },
    ]);
    expect(bodies.join('')).not.toContain(adminKey);
  }, 30_000);

  it('posts a load that could not begin, and the exit code stays what it is', async () => {
    const { bodies, url } = await hook();
    const result = await runCli(['sync', '--notify', url], { env: env({ AFFINITY_API_KEY: 'B'.repeat(43) }), cwd });
    expect(result.exitCode).toBe(1);
    expect(bodies.map((body) => JSON.parse(body))).toMatchObject([{ event: 'load.failed', code: 'authentication', streams: [] }]);
    expect(bodies.join('')).not.toContain('BBBB');
  });
});
