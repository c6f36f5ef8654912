import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Affinity, createAffinity } from '@affinity-kit/client';
import type { Sandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import { type RunningCli, startCli } from '../../support/run-cli.ts';
import { adminKey } from './sync-firm.ts';

interface Health {
  readonly waiting: number;
  readonly failures: number;
  readonly running: boolean;
  readonly nextRun: string | null;
}

/** Waits until something is so; the test's own limit ends it otherwise. */
const until = async <T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    await sleep(20);
  }
};

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((done) => {
    probe.listen(0, '127.0.0.1', done);
  });
  const address = probe.address();
  await new Promise((done) => {
    probe.close(done);
  });
  return typeof address === 'object' && address ? address.port : 0;
};

const healthOf = async ({ err }: RunningCli): Promise<Health> => {
  const url = await until(() => /health: (\S+?)\)/.exec(err())?.[1]);
  return (await (await fetch(url)).json()) as Health;
};

/** A sandbox on a port, a folder for a database, and `affinity listen` between them. */
export class ListenerStage {
  readonly sandbox: Sandbox;
  readonly server: SandboxServer;
  readonly cwd = mkdtempSync(join(tmpdir(), 'listen-'));
  #running: RunningCli | undefined;

  private constructor(sandbox: Sandbox, server: SandboxServer) {
    this.sandbox = sandbox;
    this.server = server;
  }

  static async open(sandbox: Sandbox): Promise<ListenerStage> {
    return new ListenerStage(sandbox, await listen(sandbox));
  }

  get database(): string {
    return join(this.cwd, 'affinity.duckdb');
  }

  client(): Affinity {
    return createAffinity({ apiKey: adminKey, baseUrl: this.server.url, pace: false });
  }

  start(...args: string[]): RunningCli {
    const env = {
      AFFINITY_BASE_URL: this.server.url,
      AFFINITY_API_KEY: adminKey,
      AFFINITY_LISTEN_SETTLE_MS: '0',
      AFFINITY_LISTEN_GATHER_MS: '10',
    };
    this.#running = startCli(['listen', '--quiet', ...args], { env, cwd: this.cwd });
    return this.#running;
  }

  /** Ends it as the system does with a process that shall end. */
  async stop(): Promise<number | undefined> {
    const left = this.#running;
    this.#running = undefined;
    if (!left) return undefined;
    for (const handler of process.listeners('SIGTERM')) if (handler.name === 'stop') handler('SIGTERM');
    return (await left.done).exitCode;
  }

  /** A listener that has loaded, and is registered. */
  async follow(...args: string[]): Promise<RunningCli> {
    const listener = this.start('--register', '--port', String(await freePort()), ...args);
    await until(async () => ((await healthOf(listener)).nextRun === null ? undefined : true));
    return listener;
  }

  /** Waits until every delivery has come and all of them are in the tables. */
  async followed(listener: RunningCli): Promise<void> {
    await this.sandbox.webhooks.settled();
    await until(async () => {
      const { waiting, running: busy, nextRun } = await healthOf(listener);
      return waiting === 0 && !busy && nextRun !== null ? true : undefined;
    });
  }

  async close(): Promise<void> {
    await this.stop();
    await this.server.close();
    this.sandbox.close();
    rmSync(this.cwd, { recursive: true, force: true });
  }
}
