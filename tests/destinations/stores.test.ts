/**
 * The shared tests over S3, Google Cloud Storage and Azure Blob Storage, on servers that speak their protocols: `npm run test:stores` starts
 * those that it finds and says where they are; without it there is nothing to do here.
 */
import { randomBytes } from 'node:crypto';
import type { DestinationSettings } from '@affinity-kit/pipeline';
import { it } from 'vitest';
import { AzureStore } from '../../packages/pipeline/src/destinations/stores/azure.ts';
import { GcsStore } from '../../packages/pipeline/src/destinations/stores/gcs.ts';
import { S3Store } from '../../packages/pipeline/src/destinations/stores/s3.ts';
import type { ObjectStore } from '../../packages/pipeline/src/destinations/stores/store.ts';
import { destinationSuite, type Place } from './support/suite.ts';

const bucket = 'affinity-tests';
const env = process.env;

interface Server {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly settings: Partial<DestinationSettings> & Pick<DestinationSettings, 'type'>;
  readonly withoutRights?: Partial<DestinationSettings>;
  readonly nowhere: Partial<DestinationSettings>;
  readonly open: (prefix: string) => Promise<ObjectStore>;
}

const s3 = (endpoint: string): Server => {
  const keys = { accessKeyId: 'affinity-minio', secretAccessKey: 'hush-of-minio' };
  return {
    name: 'S3',
    secrets: [keys.secretAccessKey],
    settings: { type: 's3', endpoint, secret: `${keys.accessKeyId}:${keys.secretAccessKey}` },
    withoutRights: { secret: `${keys.accessKeyId}:wrong-${keys.secretAccessKey}` },
    nowhere: { endpoint: 'http://127.0.0.1:1' },
    open: (prefix) => S3Store.open({ bucket, prefix, endpoint, ...keys }),
  };
};

const gcs = (endpoint: string): Server => ({
  name: 'Google Cloud Storage',
  secrets: [],
  settings: { type: 'gcs', endpoint },
  nowhere: { address: 'no-such-bucket' },
  open: (prefix) => GcsStore.open({ bucket, prefix, endpoint }),
});

const azure = (connectionString: string): Server => {
  const key = /AccountKey=([^;]+)/.exec(connectionString)?.[1] ?? '';
  return {
    name: 'Azure Blob Storage',
    secrets: [key],
    settings: { type: 'azure', secret: connectionString },
    withoutRights: { secret: connectionString.replace(key, Buffer.from('another key').toString('base64')) },
    nowhere: { address: 'no-such-container' },
    open: (prefix) => AzureStore.open({ container: bucket, prefix, connectionString }),
  };
};

const servers = [
  ...(env['AFFINITY_TEST_S3'] ? [s3(env['AFFINITY_TEST_S3'])] : []),
  ...(env['AFFINITY_TEST_GCS'] ? [gcs(env['AFFINITY_TEST_GCS'])] : []),
  ...(env['AFFINITY_TEST_AZURE'] ? [azure(env['AFFINITY_TEST_AZURE'])] : []),
];

const placeOn = async ({ settings, withoutRights, nowhere, open, secrets }: Server): Promise<Place> => {
  const prefix = `run-${randomBytes(6).toString('hex')}`;
  const own: DestinationSettings = { address: bucket, prefix, ...settings };
  return {
    settings: own,
    secrets,
    makeForeign: async () => {
      const store = await open(`${prefix}/`);
      await store.writeIf('manifest.json', '{"name":"a web page"}', { ifAbsent: true });
      await store.close();
    },
    withoutRights: withoutRights && { ...own, ...withoutRights },
    nowhere: { ...own, ...nowhere },
    remove: async () => {
      const store = await open(`${prefix}/`);
      await store.remove((await store.list('')).map(({ key }) => key));
      await store.close();
    },
  };
};

for (const server of servers) destinationSuite(server.name, () => placeOn(server));
if (servers.length === 0) it.skip('need servers: npm run test:stores', () => undefined);
