// Runs the shared tests of destinations over object stores: S3 (MinIO), Google Cloud Storage (fake-gcs-server) and Azure Blob (azurite).
// Servers are found in STORES_BIN or on the PATH and run on free ports of the loopback; azurite is taken from the package registry. One that is
// not found is left out, and named. Run: npm run test:stores
//   go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
//   go install github.com/fsouza/fake-gcs-server@v1.56.1
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { BlobServiceClient } from '@azure/storage-blob';
import { Storage } from '@google-cloud/storage';

const bucket = 'affinity-tests';
const folder = mkdtempSync(join(tmpdir(), 'affinity-stores-'));
const running = [];

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const find = (name) =>
  [process.env.STORES_BIN, ...(process.env.PATH ?? '').split(delimiter), join(process.env.HOME ?? '', 'go', 'bin')]
    .filter(Boolean)
    .map((place) => join(place, name))
    .find((path) => existsSync(path));

const start = (command, args, env = {}) => {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  running.push(child);
  return child;
};

/** Tries until the server has made the bucket. */
const until = async (work) => {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 100) throw error;
      await delay(100);
    }
  }
};

const startS3 = async () => {
  const minio = find('minio');
  if (minio === undefined) return undefined;
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  start(minio, ['server', join(folder, 'minio'), '--address', endpoint.slice('http://'.length)], {
    MINIO_ROOT_USER: 'affinity-minio',
    MINIO_ROOT_PASSWORD: 'hush-of-minio',
  });
  const credentials = { accessKeyId: 'affinity-minio', secretAccessKey: 'hush-of-minio' };
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  await until(() => client.send(new CreateBucketCommand({ Bucket: bucket })));
  return endpoint;
};

const startGcs = async () => {
  const server = find('fake-gcs-server');
  if (server === undefined) return undefined;
  const port = await freePort();
  const place = `127.0.0.1:${port}`;
  start(server, [
    '-scheme',
    'http',
    '-host',
    '127.0.0.1',
    '-port',
    String(port),
    '-backend',
    'memory',
    '-public-host',
    place,
    '-external-url',
    `http://${place}`,
  ]);
  const storage = new Storage({ apiEndpoint: `http://${place}`, useAuthWithCustomEndpoint: false, projectId: 'local' });
  await until(() => storage.createBucket(bucket));
  return `http://${place}`;
};

/** Azurite's own well-known account. */
const azuriteKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const startAzure = async () => {
  const home = process.env.AZURITE_HOME ?? folder;
  const main = join(home, 'node_modules', 'azurite', 'dist', 'src', 'azurite.js');
  if (!existsSync(main)) {
    const { status } = spawnSync(
      'npm',
      ['install', '--no-save', '--ignore-scripts', '--loglevel=error', '--prefix', home, 'azurite@3.35.0'],
      { stdio: 'ignore' },
    );
    if (status !== 0) return undefined;
  }
  const ports = [await freePort(), await freePort(), await freePort()];
  const args = ['--silent', '--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry'];
  start(process.execPath, [
    main,
    ...args,
    '--blobPort',
    String(ports[0]),
    '--queuePort',
    String(ports[1]),
    '--tablePort',
    String(ports[2]),
  ]);
  const connection = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${azuriteKey};BlobEndpoint=http://127.0.0.1:${ports[0]}/devstoreaccount1;`;
  await until(() => BlobServiceClient.fromConnectionString(connection).getContainerClient(bucket).create());
  return connection;
};

try {
  const found = { AFFINITY_TEST_S3: await startS3(), AFFINITY_TEST_GCS: await startGcs(), AFFINITY_TEST_AZURE: await startAzure() };
  for (const [name, value] of Object.entries(found))
    if (value === undefined) console.error(`${name}: no server found; its tests are left out.`);
  const env = { ...process.env, ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) };
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const args = [vitest, 'run', '--project', 'destinations', 'tests/destinations/stores.test.ts', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;
} finally {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
