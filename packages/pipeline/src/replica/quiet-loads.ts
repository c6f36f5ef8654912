import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LoadRecord } from './ledger.ts';

/** The file of the quiet loads in the folder of a database's journal. */
export const quietLoadsPath = (journalFolder: string): string => join(journalFolder, 'quiet-loads.jsonl');

/**
 * What loads that found nothing new say about themselves, one JSON object per line, until a load that writes the replica takes it along.
 *
 * Copying a database to note that nothing happened would cost more than the load.
 */
export class QuietLoads {
  readonly #path: string;

  /** @param path - file that the lines stand in; its folder is made when it is missing. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Reads the lines; a torn last one, left by a crash, is dropped. */
  async read(): Promise<LoadRecord[]> {
    const lines = (await this.#text()).split('\n').slice(0, -1);
    return lines.filter((line) => line !== '').flatMap(parsed);
  }

  async add(record: LoadRecord): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const file = await open(this.#path, 'a', 0o600);
    try {
      // A line that a crash tore must not take this one along.
      await file.appendFile(`\n${JSON.stringify(record)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async clear(): Promise<void> {
    await rm(this.#path, { force: true });
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}

function parsed(line: string): LoadRecord[] {
  try {
    return [JSON.parse(line) as LoadRecord];
  } catch {
    return [];
  }
}
