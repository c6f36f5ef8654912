import type { Bucket } from '@google-cloud/storage';
import { loadPackage } from '../load-package.ts';
import type { ObjectStore, StoredObject, WriteCondition } from './store.ts';

/** A bucket of Google Cloud Storage. Credentials are found as Google's tools find them, unless a key file is given. */
export interface GcsOptions {
  readonly bucket: string;
  /** Begins every key; empty, or ends with a slash. */
  readonly prefix: string;
  /** Where another server than Google's answers. */
  readonly endpoint?: string | undefined;
  readonly keyFile?: string | undefined;
}

const codeOf = (error: unknown): number | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
};

/** Objects of a bucket of Google Cloud Storage. */
export class GcsStore implements ObjectStore {
  readonly address: string;
  readonly #bucket: Bucket;
  readonly #prefix: string;

  private constructor(bucket: Bucket, { bucket: name, prefix }: GcsOptions) {
    this.address = `gs://${name}/${prefix}`.replace(/\/$/, '');
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  /** Makes the client; nothing is sent yet. */
  static async open(options: GcsOptions): Promise<GcsStore> {
    const { Storage } = await loadPackage({ kind: 'gcs', name: '@google-cloud/storage' }, () => import('@google-cloud/storage'));
    const { endpoint, keyFile } = options;
    const storage = new Storage({
      ...(keyFile === undefined ? {} : { keyFilename: keyFile }),
      ...(endpoint === undefined ? {} : { apiEndpoint: endpoint, useAuthWithCustomEndpoint: false, projectId: 'local' }),
    });
    return new GcsStore(storage.bucket(options.bucket), options);
  }

  async read(key: string): Promise<{ text: string; version: string } | undefined> {
    const file = this.#bucket.file(`${this.#prefix}${key}`);
    try {
      const [{ generation }] = await file.getMetadata();
      // Of this generation, so that what is read belongs to the version that is given.
      const [content] = await this.#bucket.file(file.name, { generation: String(generation) }).download();
      return { text: content.toString('utf8'), version: String(generation) };
    } catch (error) {
      if (codeOf(error) === 404) return undefined;
      throw error;
    }
  }

  async writeIf(key: string, text: string, condition: WriteCondition): Promise<boolean> {
    const ifGenerationMatch = 'ifAbsent' in condition ? 0 : Number(condition.ifVersion);
    try {
      await this.#bucket.file(`${this.#prefix}${key}`).save(text, {
        resumable: false,
        contentType: 'application/json',
        preconditionOpts: { ifGenerationMatch },
      });
      return true;
    } catch (error) {
      if (codeOf(error) === 412) return false;
      throw error;
    }
  }

  async upload(key: string, path: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#bucket.upload(path, { destination: `${this.#prefix}${key}` });
  }

  async download(key: string, path: string): Promise<string> {
    await this.#bucket.file(`${this.#prefix}${key}`).download({ destination: path });
    return path;
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const [files] = await this.#bucket.getFiles({ prefix: `${this.#prefix}${prefix}` });
    return files.map((file) => ({
      key: file.name.slice(this.#prefix.length),
      modifiedMs: Date.parse(file.metadata.updated ?? file.metadata.timeCreated ?? '') || 0,
    }));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#bucket.file(`${this.#prefix}${key}`).delete({ ignoreNotFound: true });
  }

  async close(): Promise<void> {}
}
