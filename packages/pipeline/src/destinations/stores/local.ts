import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AffinityReplicaLockedError } from '../../replica/errors.ts';
import { acquireLock, type Lock } from '../../replica/lock.ts';
import type { ObjectStore, StoredObject, WriteCondition } from './store.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The version of a file is what stands in it. */
const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Files of a folder on this machine, readable by whoever may read the folder. */
export class LocalStore implements ObjectStore {
  readonly address: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.address = folder;
    this.#folder = folder;
  }

  async read(key: string): Promise<{ text: string; version: string } | undefined> {
    try {
      const text = await readFile(join(this.#folder, key), 'utf8');
      return { text, version: versionOf(text) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async writeIf(key: string, text: string, condition: WriteCondition): Promise<boolean> {
    const path = join(this.#folder, key);
    await mkdir(dirname(path), { recursive: true });
    const lock = await lockSoon(path);
    try {
      const found = await this.read(key);
      const holds = 'ifAbsent' in condition ? found === undefined : found?.version === condition.ifVersion;
      if (holds) await replaceFile(path, text);
      return holds;
    } finally {
      await lock.release();
    }
  }

  async upload(key: string, path: string): Promise<void> {
    const target = join(this.#folder, key);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, target, constants.COPYFILE_FICLONE);
    await syncToDisk(target);
  }

  async download(key: string): Promise<string> {
    return join(this.#folder, key);
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const names = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const keys = names
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.#folder.length + 1)
          .split(sep)
          .join('/'),
      )
      .filter((key) => key.startsWith(prefix));
    return Promise.all(keys.map(async (key) => ({ key, modifiedMs: (await stat(join(this.#folder, key))).mtimeMs })));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await rm(join(this.#folder, key), { force: true });
  }

  async close(): Promise<void> {}
}

/** The lock is held for a moment only: whoever finds it taken waits. */
async function lockSoon(path: string): Promise<Lock> {
  for (let waits = 0; ; waits++) {
    try {
      return await acquireLock(path);
    } catch (error) {
      if (!(error instanceof AffinityReplicaLockedError) || waits === 200) throw error;
      await delay(25);
    }
  }
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a file in the place of another, so that a reader finds one of the two, whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    const file = await open(aside, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}
