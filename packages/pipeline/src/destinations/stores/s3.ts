import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as Aws from '@aws-sdk/client-s3';
import { loadPackage } from '../load-package.ts';
import type { ObjectStore, StoredObject, WriteCondition } from './store.ts';

/** A bucket of S3 or of a store that speaks its protocol. Credentials are found as AWS's tools find them, unless they are given. */
export interface S3Options {
  readonly bucket: string;
  /** Begins every key; empty, or ends with a slash. */
  readonly prefix: string;
  readonly region?: string | undefined;
  /** Where another server than AWS answers. */
  readonly endpoint?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
}

type Sdk = typeof Aws;

const statusOf = (error: unknown): number | undefined => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** Answers to a conditional write whose condition does not hold; 409 comes where two write at the same time. */
const refusals = new Set([409, 412]);

/** Objects of an S3 bucket. */
export class S3Store implements ObjectStore {
  readonly address: string;
  readonly #sdk: Sdk;
  readonly #client: Aws.S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  private constructor(sdk: Sdk, client: Aws.S3Client, { bucket, prefix }: S3Options) {
    this.address = `s3://${bucket}/${prefix}`.replace(/\/$/, '');
    this.#sdk = sdk;
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  /** Makes the client; nothing is sent yet. */
  static async open(options: S3Options): Promise<S3Store> {
    const sdk = await loadPackage({ kind: 's3', name: '@aws-sdk/client-s3' }, () => import('@aws-sdk/client-s3'));
    const { accessKeyId, secretAccessKey, sessionToken, region, endpoint } = options;
    const credentials =
      accessKeyId === undefined || secretAccessKey === undefined
        ? {}
        : { credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) } };
    const place = {
      ...(region === undefined ? {} : { region }),
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' }),
    };
    return new S3Store(sdk, new sdk.S3Client({ ...place, ...credentials }), options);
  }

  #object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` };
  }

  async read(key: string): Promise<{ text: string; version: string } | undefined> {
    try {
      const answer = await this.#client.send(new this.#sdk.GetObjectCommand(this.#object(key)));
      return { text: (await answer.Body?.transformToString('utf-8')) ?? '', version: answer.ETag ?? '' };
    } catch (error) {
      if (error instanceof this.#sdk.NoSuchKey || (error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  async writeIf(key: string, text: string, condition: WriteCondition): Promise<boolean> {
    const header = 'ifAbsent' in condition ? { IfNoneMatch: '*' } : { IfMatch: condition.ifVersion };
    try {
      await this.#client.send(
        new this.#sdk.PutObjectCommand({ ...this.#object(key), Body: text, ContentType: 'application/json', ...header }),
      );
      return true;
    } catch (error) {
      if (refusals.has(statusOf(error) ?? 0)) return false;
      throw error;
    }
  }

  async upload(key: string, path: string, signal: AbortSignal): Promise<void> {
    const { size } = await stat(path);
    const put = new this.#sdk.PutObjectCommand({ ...this.#object(key), Body: createReadStream(path), ContentLength: size });
    await this.#client.send(put, { abortSignal: signal });
  }

  async download(key: string, path: string): Promise<string> {
    const { Body } = await this.#client.send(new this.#sdk.GetObjectCommand(this.#object(key)));
    if (!(Body instanceof Readable)) throw new TypeError(`${key} has no content.`);
    await pipeline(Body, createWriteStream(path));
    return path;
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    const pages = this.#sdk.paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: `${this.#prefix}${prefix}` });
    for await (const { Contents = [] } of pages) {
      for (const { Key = '', LastModified } of Contents) {
        found.push({ key: Key.slice(this.#prefix.length), modifiedMs: LastModified?.getTime() ?? 0 });
      }
    }
    return found;
  }

  async remove(keys: readonly string[]): Promise<void> {
    // One by one: not every store that speaks the protocol takes the checksum that a list of keys needs.
    for (const key of keys) await this.#client.send(new this.#sdk.DeleteObjectCommand(this.#object(key)));
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }
}
