import type { ContainerClient } from '@azure/storage-blob';
import { loadPackage } from '../load-package.ts';
import type { ObjectStore, StoredObject, WriteCondition } from './store.ts';

/** A container of Azure Blob Storage. One of the two ways in must be given. */
export interface AzureOptions {
  readonly container: string;
  /** Begins every key; empty, or ends with a slash. */
  readonly prefix: string;
  /** With the account's key, or with a shared access signature. */
  readonly connectionString?: string | undefined;
  /** Address of the container, with a shared access signature as its query. */
  readonly containerUrl?: string | undefined;
}

const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number }).statusCode;

/** Answers to a conditional write whose condition does not hold. */
const refusals = new Set([409, 412]);

/** Blobs of a container of Azure Blob Storage. */
export class AzureStore implements ObjectStore {
  readonly address: string;
  readonly #container: ContainerClient;
  readonly #prefix: string;

  private constructor(container: ContainerClient, { container: name, prefix }: AzureOptions) {
    this.address = `azure://${container.accountName}/${name}/${prefix}`.replace(/\/$/, '');
    this.#container = container;
    this.#prefix = prefix;
  }

  /** Makes the client; nothing is sent yet. */
  static async open(options: AzureOptions): Promise<AzureStore> {
    const sdk = await loadPackage({ kind: 'azure', name: '@azure/storage-blob' }, () => import('@azure/storage-blob'));
    const { connectionString, containerUrl, container } = options;
    const client =
      connectionString === undefined ? new sdk.ContainerClient(containerUrl ?? '') : new sdk.ContainerClient(connectionString, container);
    return new AzureStore(client, options);
  }

  #blob(key: string): ReturnType<ContainerClient['getBlockBlobClient']> {
    return this.#container.getBlockBlobClient(`${this.#prefix}${key}`);
  }

  async read(key: string): Promise<{ text: string; version: string } | undefined> {
    try {
      const blob = this.#blob(key);
      const { etag = '' } = await blob.getProperties();
      // Of this version, so that what is read belongs to the version that is given.
      const content = await blob.downloadToBuffer(0, undefined, { conditions: { ifMatch: etag } });
      return { text: content.toString('utf8'), version: etag };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async writeIf(key: string, text: string, condition: WriteCondition): Promise<boolean> {
    const conditions = 'ifAbsent' in condition ? { ifNoneMatch: '*' } : { ifMatch: condition.ifVersion };
    try {
      const content = Buffer.from(text);
      await this.#blob(key).upload(content, content.length, { conditions, blobHTTPHeaders: { blobContentType: 'application/json' } });
      return true;
    } catch (error) {
      if (refusals.has(statusOf(error) ?? 0)) return false;
      throw error;
    }
  }

  async upload(key: string, path: string, signal: AbortSignal): Promise<void> {
    await this.#blob(key).uploadFile(path, { abortSignal: signal });
  }

  async download(key: string, path: string): Promise<string> {
    await this.#blob(key).downloadToFile(path);
    return path;
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    for await (const { name, properties } of this.#container.listBlobsFlat({ prefix: `${this.#prefix}${prefix}` })) {
      found.push({ key: name.slice(this.#prefix.length), modifiedMs: properties.lastModified.getTime() });
    }
    return found;
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#blob(key).deleteIfExists();
  }

  async close(): Promise<void> {}
}
