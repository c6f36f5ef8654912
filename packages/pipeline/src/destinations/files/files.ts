import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { rangeQuery } from '../../publish/ranges.ts';
import type {
  Check,
  Destination,
  Detail,
  Fetched,
  Publication,
  PublishedRange,
  PublishedState,
  PublishedTable,
  TableChange,
} from '../destination.ts';
import { AffinityDestinationBusyError, AffinityDestinationError, AffinityDestinationForeignError } from '../errors.ts';
import type { ObjectStore } from '../stores/store.ts';
import { storeFailure } from './failure.ts';
import { copyOptions, type FileFormat, readFiles, writable } from './formats.ts';
import { fileNamer, isOurs, type Manifest, manifestKey, manifestOf, parseManifest, pastManifestKey, probePrefix } from './manifest.ts';
import { prune, type Retention } from './retention.ts';

/** How files are written. */
export interface FilesOptions {
  readonly format: FileFormat;
  /** `delta` writes only the stretches of a table that changed; `snapshot` writes everything anew, one file per table, into one folder. */
  readonly mode: 'delta' | 'snapshot';
  readonly retention: Retention;
}

/** Rows of a file: enough for compression, and little enough that a changed row does not cost a large file. */
const rowsPerFile = 100_000;

interface Held {
  readonly manifest: Manifest;
  /** Version of the object, for the conditional write. */
  readonly object: string;
  readonly text: string;
}

/**
 * Tables as files of a folder or bucket, with a manifest that is swapped last.
 *
 * A table is the union of the files that the manifest names for it. A publication adds files and never changes one, so that who has read a
 * manifest can read its files for as long as the retention keeps them.
 */
export class FilesDestination implements Destination {
  readonly address: string;
  readonly detail: Detail;
  readonly #store: ObjectStore;
  readonly #options: FilesOptions;

  constructor(store: ObjectStore, options: FilesOptions) {
    this.address = store.address;
    this.#store = store;
    this.#options = options;
    const whole = options.mode === 'snapshot';
    this.detail = { byRow: false, rangeRows: whole ? Number.MAX_SAFE_INTEGER : rowsPerFile, whole };
  }

  async check(): Promise<readonly Check[]> {
    const key = `${probePrefix}${randomBytes(8).toString('hex')}`;
    const steps: readonly (readonly [what: string, step: () => Promise<void>])[] = [
      ['reach it and list what is there', () => this.#hold().then(() => undefined)],
      ['write a file that is not there', () => this.#expectWrite(key, true)],
      ['be refused to write it once more, so that two publications cannot mix', () => this.#expectWrite(key, false)],
      ['remove it', () => this.#store.remove([key])],
    ];
    const checks: Check[] = [];
    for (const [what, step] of steps) {
      const problem = await step().then(
        () => null,
        (error: unknown) => messageOf(storeFailure(this.address, error)),
      );
      checks.push({ what, problem });
      if (problem === null) continue;
      await this.#store.remove([key]).catch(() => undefined);
      break;
    }
    return checks;
  }

  async readState(): Promise<PublishedState | undefined> {
    return (await this.#guarded(() => this.#hold()))?.manifest;
  }

  publish(compose: (held: PublishedState | undefined) => Promise<Publication | null>): Promise<void> {
    return this.#guarded(async () => {
      const held = await this.#hold();
      const publication = await compose(held === undefined ? undefined : this.#comparable(held.manifest));
      if (publication === null) return;
      const version = (held?.manifest.version ?? 0) + 1;
      const uploaded: string[] = [];
      try {
        const state = await this.#upload(publication, version, uploaded);
        publication.signal.throwIfAborted();
        const manifest = manifestOf(state, version, this.#options.format);
        await this.#swap(held, manifest);
        await prune(this.#store, manifest, this.#options.retention).catch((error: unknown) =>
          publication.onWarning(`Old files of ${this.address} could not be removed: ${messageOf(error)}`),
        );
      } catch (error) {
        await this.#store.remove(await this.#unpublished(uploaded)).catch(() => undefined);
        throw error;
      }
    });
  }

  fetch(folder: string): Promise<Fetched | undefined> {
    return this.#guarded(async () => {
      const held = await this.#hold();
      if (held === undefined) return undefined;
      const relations = new Map<string, string>();
      let files = 0;
      for (const table of held.manifest.tables) {
        const paths: string[] = [];
        for (const key of held.manifest.files[table.name] ?? [])
          paths.push(await this.#store.download(key, join(folder, `file-${++files}`)));
        if (paths.length > 0) relations.set(table.name, readFiles(held.manifest.fileFormat, paths, table.columns));
      }
      return { state: held.manifest, relations };
    });
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** The manifest that stands; `undefined` where nothing was published yet. */
  async #hold(): Promise<Held | undefined> {
    const found = await this.#store.read(manifestKey);
    if (found === undefined) {
      const foreign = (await this.#store.list('')).find(({ key }) => !isOurs(key));
      if (foreign !== undefined) throw new AffinityDestinationForeignError(this.address, `the file ${foreign.key}`);
      return undefined;
    }
    const manifest = parseManifest(found.text);
    if (manifest === undefined) throw new AffinityDestinationForeignError(this.address, `a ${manifestKey}`);
    return { manifest, object: found.version, text: found.text };
  }

  /** Files of another format cannot be kept, and neither can the many files of a table where each version is to have one. */
  #comparable(manifest: Manifest): PublishedState {
    return manifest.fileFormat === this.#options.format ? manifest : { ...manifest, tables: [] };
  }

  /** Writes and uploads the files of what changed. Gives the state with the files of all ranges. */
  async #upload(publication: Publication, version: number, uploaded: string[]): Promise<PublishedState> {
    const nameOf = fileNamer(version, this.#options.format, this.#options.mode === 'snapshot');
    const changes = new Map(publication.changes.map((change) => [change.table.name, change]));
    const tables: PublishedTable[] = [];
    for (const table of publication.state.tables) {
      const change = changes.get(table.name);
      tables.push(change === undefined ? table : await this.#uploadTable(publication, change, (name) => track(uploaded, nameOf(name))));
    }
    return { ...publication.state, tables };
  }

  async #uploadTable(publication: Publication, { table, ranges }: TableChange, nameOf: (table: string) => string): Promise<PublishedTable> {
    const fresh = new Set(ranges);
    const after: PublishedRange[] = [];
    for (const range of table.ranges) {
      // An empty table is one file without rows, so that its columns can be read.
      if (!fresh.has(range) || (range.rows === 0 && table.ranges.length > 1)) {
        after.push(range);
        continue;
      }
      const file = nameOf(table.name);
      await this.#uploadFile(publication, file, { table, range });
      after.push({ ...range, file });
      publication.onRows(table.name, range.rows);
    }
    return { ...table, ranges: after };
  }

  async #uploadFile(
    { source, signal }: Publication,
    file: string,
    { table, range }: { table: PublishedTable; range: PublishedRange },
  ): Promise<void> {
    signal.throwIfAborted();
    const { format } = this.#options;
    const path = await source.writeFile(writable(format, rangeQuery(table, range), table.columns), copyOptions[format]);
    try {
      await this.#store.upload(file, path, signal);
    } finally {
      await source.removeFile(path);
    }
  }

  /** The moment at which readers find the new version. */
  async #swap(held: Held | undefined, manifest: Manifest): Promise<void> {
    const text = `${JSON.stringify(manifest)}\n`;
    if (held !== undefined) await this.#store.writeIf(pastManifestKey(held.manifest.version), held.text, { ifAbsent: true });
    const condition = held === undefined ? ({ ifAbsent: true } as const) : { ifVersion: held.object };
    if (await this.#store.writeIf(manifestKey, text, condition)) return;
    // An answer that got lost leaves a write that took place.
    if ((await this.#store.read(manifestKey))?.text === text) return;
    throw new AffinityDestinationBusyError(this.address);
  }

  /** Those of some files that no reader can know of. */
  async #unpublished(files: readonly string[]): Promise<string[]> {
    const standing = await this.#store.read(manifestKey);
    const text = standing?.text ?? '';
    return files.filter((file) => !text.includes(file));
  }

  async #expectWrite(key: string, expected: boolean): Promise<void> {
    const isWritten = await this.#store.writeIf(key, 'affinity-kit was here\n', { ifAbsent: true });
    if (isWritten === expected) return;
    throw new Error(expected ? 'a file of a random name is there already' : 'the store overwrites what it was told not to');
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storeFailure(this.address, error);
    }
  }
}

const track = (list: string[], file: string): string => {
  list.push(file);
  return file;
};

function messageOf(error: unknown): string {
  if (error instanceof AffinityDestinationError) return `${error.message} ${error.nextStep}`;
  return error instanceof Error ? error.message : String(error);
}
