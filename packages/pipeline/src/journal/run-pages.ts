import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suffix } from './journal.ts';
import { type Damage, PageFile, type PageLocation } from './page-file.ts';
import type { PageMemo } from './page-memo.ts';
import type { PageRecord } from './record.ts';
import type { Run } from './run.ts';

/** The pages of one finished run, to be read once more. */
export class RunPages implements PageMemo {
  /** Streams that it has pages of. */
  readonly streams: readonly string[];
  /** Bytes that could not be read. */
  readonly damages: Damage[] = [];
  readonly #folder: string;
  readonly #opened = new Map<string, Promise<Map<string, PageLocation>>>();

  private constructor(folder: string, streams: readonly string[]) {
    this.#folder = folder;
    this.streams = streams;
  }

  /** Finds the pages of a run in the folder of a journal. */
  static async of(journal: string, { loadId }: Run): Promise<RunPages> {
    const folder = join(journal, loadId);
    const names = (await readdir(folder)).filter((name) => name.endsWith(suffix));
    return new RunPages(
      folder,
      names.map((name) => name.slice(0, -suffix.length)),
    );
  }

  async answered(stream: string, key: string): Promise<PageRecord | undefined> {
    const location = (await this.#index(stream)).get(key);
    const page = await location?.file.at(location);
    if (location && !page) this.damages.push({ path: location.file.path, offset: location.offset, length: location.length });
    return page;
  }

  unchanged(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  append(): Promise<never> {
    return Promise.reject(new TypeError('A finished run takes no more pages'));
  }

  /** The requests that were answered. */
  async keys(stream: string): Promise<readonly string[]> {
    return [...(await this.#index(stream)).keys()];
  }

  async close(): Promise<void> {
    for (const index of this.#opened.values()) {
      const [first] = (await index).values();
      await first?.file.close();
    }
  }

  #index(stream: string): Promise<Map<string, PageLocation>> {
    const known = this.#opened.get(stream) ?? this.#open(stream);
    this.#opened.set(stream, known);
    return known;
  }

  async #open(stream: string): Promise<Map<string, PageLocation>> {
    const index = new Map<string, PageLocation>();
    if (!this.streams.includes(stream)) return index;
    const path = join(this.#folder, stream + suffix);
    const { file, damages } = await PageFile.openToRead(path, (key, page) => index.set(key, page));
    this.damages.push(...damages);
    if (index.size === 0) await file.close();
    return index;
  }
}
