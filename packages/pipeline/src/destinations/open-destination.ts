import type { Destination } from './destination.ts';
import { AffinityDestinationSettingsError } from './errors.ts';
import { FilesDestination } from './files/files.ts';
import type { FileFormat } from './files/formats.ts';
import { PostgresDestination } from './postgres/postgres.ts';
import type { JsonType } from './postgres/types.ts';
import { AzureStore } from './stores/azure.ts';
import { GcsStore } from './stores/gcs.ts';
import { LocalStore } from './stores/local.ts';
import { S3Store } from './stores/s3.ts';
import type { ObjectStore } from './stores/store.ts';

/** Kinds of destinations. */
export const destinationTypes = ['postgres', 'files', 's3', 'gcs', 'azure'] as const;
export type DestinationType = (typeof destinationTypes)[number];

/** A destination as `[destinations.NAME]` of `affinity.toml` describes it, with its secrets looked up. */
export interface DestinationSettings {
  readonly type: DestinationType;
  /** postgres: `postgres://user@host/database`. files: a folder. s3, gcs, azure: the bucket or container. */
  readonly address: string;
  /** postgres: schema, `affinity` when left out. */
  readonly schema?: string | undefined;
  /** s3, gcs, azure: begins every name, such as `crm/affinity`. */
  readonly prefix?: string | undefined;
  /** All but postgres: `parquet` when left out. */
  readonly format?: FileFormat | undefined;
  /** All but postgres: `delta` when left out. */
  readonly mode?: 'delta' | 'snapshot' | undefined;
  /** All but postgres: versions whose files stay; 5 when left out. */
  readonly keepVersions?: number | undefined;
  /** postgres: type of JSON columns, `json` when left out. */
  readonly json?: JsonType | undefined;
  readonly region?: string | undefined;
  /** s3, gcs: where another server than the vendor's answers. */
  readonly endpoint?: string | undefined;
  /** postgres: the password. s3: `ID:SECRET`. gcs: path of a key file. azure: a connection string, or the container's URL with its signature. */
  readonly secret?: string | undefined;
}

const prefixOf = (prefix = ''): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

function openS3({ address: bucket, prefix, region, endpoint, secret }: DestinationSettings): Promise<S3Store> {
  const colon = secret?.indexOf(':') ?? -1;
  if (secret !== undefined && colon <= 0)
    throw new AffinityDestinationSettingsError(
      `The credentials of ${bucket} have no colon.`,
      'Write them as ID:SECRET, or leave them to the tools of AWS.',
    );
  const keys = secret === undefined ? {} : { accessKeyId: secret.slice(0, colon), secretAccessKey: secret.slice(colon + 1).trim() };
  return S3Store.open({ bucket, prefix: prefixOf(prefix), region, endpoint, ...keys });
}

function openAzure({ address: container, prefix, secret }: DestinationSettings): Promise<AzureStore> {
  if (secret === undefined)
    throw new AffinityDestinationSettingsError(
      `The container ${container} has no credentials.`,
      'Give a connection string, or the URL of the container with its signature.',
    );
  const way = /^https?:/.test(secret) ? { containerUrl: secret } : { connectionString: secret };
  return AzureStore.open({ container, prefix: prefixOf(prefix), ...way });
}

async function openStore(settings: DestinationSettings): Promise<ObjectStore> {
  const { type, address, prefix, endpoint, secret } = settings;
  if (type === 's3') return openS3(settings);
  if (type === 'azure') return openAzure(settings);
  if (type === 'gcs') return GcsStore.open({ bucket: address, prefix: prefixOf(prefix), endpoint, keyFile: secret });
  return new LocalStore(address);
}

/**
 * Makes a destination from its description; nothing is sent yet. Changing `type` and `address` is all that it takes to publish elsewhere.
 *
 * @throws AffinityDestinationPackageError when the package that speaks to it is not installed; AffinityDestinationSettingsError.
 */
export async function openDestination(settings: DestinationSettings): Promise<Destination> {
  const { type, address, schema = 'affinity', json = 'json', secret, format = 'parquet', mode = 'delta', keepVersions = 5 } = settings;
  if (type === 'postgres') return new PostgresDestination({ url: address, password: secret, schema, json });
  const store = await openStore(settings);
  return new FilesDestination(store, { format, mode, retention: { versions: keepVersions, strayHours: 24 } });
}
