import { createHash, type Hash } from 'node:crypto';
import { appendFile, type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SyncClient } from '../sync/options.ts';

/** The contents of one file, in the folder. */
export interface StoredContents {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Within the folder. */
  readonly path: string;
}

/** What streams need of the contents of files. */
export interface Contents {
  readonly known: (fileId: number) => StoredContents | undefined;
  /** Fetches contents that are not known. Rejects with the client's error, or that of the disk. */
  readonly fetch: (fileId: number, signal: AbortSignal) => Promise<StoredContents>;
}

/** Where the contents of a database's files are. */
const contentsFolder = (database: string): string => `${database}.files`;

const indexName = 'index.jsonl';

const pathOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;

const readIndex = async (folder: string): Promise<Map<number, StoredContents>> => {
  const text = await readFile(join(folder, indexName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return new Map(text.split('\n').flatMap(entryOf));
};

/** A line that a crash cut short tells of nothing; its file is fetched again. */
const entryOf = (line: string): readonly (readonly [number, StoredContents])[] => {
  try {
    const { id, sha256, sizeBytes } = JSON.parse(line) as { id: number; sha256: string; sizeBytes: number };
    return /^[0-9a-f]{64}$/.test(sha256) ? [[id, { sha256, sizeBytes, path: pathOf(sha256) }]] : [];
  } catch {
    return [];
  }
};

/** A file of which an earlier run may have fetched the beginning. */
interface Partial {
  readonly handle: FileHandle;
  readonly hash: Hash;
  sizeBytes: number;
}

/** Reads what is there of a file, so that the digest can go on behind it. */
const openPartial = async (path: string): Promise<Partial> => {
  const handle = await open(path, 'a+', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
  }
  return { handle, hash, sizeBytes };
};

/**
 * The contents of files in a folder, each once, under the name of its digest: what is there is never fetched again, and a download that was
 * broken off goes on where it was.
 */
export class FileStore implements Contents {
  readonly #folder: string;
  readonly #client: Pick<SyncClient, 'files'>;
  readonly #index: Map<number, StoredContents>;

  private constructor(folder: string, client: Pick<SyncClient, 'files'>, index: Map<number, StoredContents>) {
    this.#folder = folder;
    this.#client = client;
    this.#index = index;
  }

  /** Opens the folder of a database; nothing is made before the first download. */
  static async open(database: string, client: Pick<SyncClient, 'files'> = {}): Promise<FileStore> {
    const folder = contentsFolder(database);
    return new FileStore(folder, client, await readIndex(folder));
  }

  readonly known = (fileId: number): StoredContents | undefined => this.#index.get(fileId);

  readonly fetch = async (fileId: number, signal: AbortSignal): Promise<StoredContents> => {
    const partial = join(this.#folder, 'partial', String(fileId));
    await mkdir(dirname(partial), { recursive: true, mode: 0o700 });
    const { sha256, sizeBytes } = await this.#download(fileId, partial, signal);
    const stored = { sha256, sizeBytes, path: pathOf(sha256) };
    await mkdir(join(this.#folder, dirname(stored.path)), { recursive: true, mode: 0o700 });
    await rename(partial, join(this.#folder, stored.path));
    await appendFile(join(this.#folder, indexName), `${JSON.stringify({ id: fileId, sha256, sizeBytes })}\n`, { mode: 0o600 });
    this.#index.set(fileId, stored);
    return stored;
  };

  async #download(fileId: number, path: string, signal: AbortSignal): Promise<Pick<StoredContents, 'sha256' | 'sizeBytes'>> {
    const { files } = this.#client;
    if (!files) throw new TypeError('The contents of files were asked for, and the client has no `files.stream` to fetch them with');
    const partial = await openPartial(path);
    try {
      for await (const bytes of files.stream(fileId, { offset: partial.sizeBytes, signal })) {
        await partial.handle.appendFile(bytes);
        partial.hash.update(bytes);
        partial.sizeBytes += bytes.byteLength;
      }
      await partial.handle.sync();
      return { sha256: partial.hash.digest('hex'), sizeBytes: partial.sizeBytes };
    } catch (error) {
      // Nothing came: there is nothing to go on from.
      if (partial.sizeBytes === 0) await rm(path, { force: true });
      throw error;
    } finally {
      await partial.handle.close();
    }
  }
}
