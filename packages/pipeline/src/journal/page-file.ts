import { type FileHandle, open } from 'node:fs/promises';
import { decodeRecord, type Extent, encodeRecord, type PageHeader, type PageRecord, type RecordId } from './record.ts';
import { scanFile } from './scan.ts';

/** Where a page lies, and what is known of it without reading it. */
export interface PageLocation extends Extent {
  readonly file: PageFile;
  readonly hash: string;
}

/** Bytes of a journal file that could not be read. */
export interface Damage extends Extent {
  readonly path: string;
}

/**
 * The pages of one stream in one run, append-only.
 *
 * `append` returns when the bytes are with the operating system, so that they outlive the process; `sync` when they are on the disk.
 */
export class PageFile {
  readonly path: string;
  readonly #file: FileHandle;
  #end: number;
  #writing: Promise<unknown> = Promise.resolve();
  #dirty = false;

  private constructor(path: string, file: FileHandle, end: number) {
    this.path = path;
    this.#file = file;
    this.#end = end;
  }

  /** Opens a file to be written on, tells every page in it, and cuts off a torn end. */
  static async openToAppend(
    path: string,
    visit: (key: string, page: PageLocation) => void,
  ): Promise<{ file: PageFile; damages: Damage[] }> {
    const handle = await open(path, 'a+', 0o600);
    const pages: { header: PageHeader; extent: Extent }[] = [];
    const damages: Damage[] = [];
    let end = 0;
    for await (const found of scanFile(handle)) {
      const extent = { offset: found.offset, length: found.length };
      if (found.kind === 'torn') await handle.truncate(found.offset);
      else end = found.offset + found.length;
      if (found.kind === 'damaged') damages.push({ path, ...extent });
      if (found.kind === 'page') pages.push({ header: found.header, extent });
    }
    const file = new PageFile(path, handle, end);
    for (const { header, extent } of pages) visit(header.key, { file, hash: header.hash, ...extent });
    return { file, damages };
  }

  /** Opens a file of an earlier run, only to be read. */
  static async openToRead(path: string, visit: (key: string, page: PageLocation) => void): Promise<{ file: PageFile; damages: Damage[] }> {
    const handle = await open(path, 'r');
    const file = new PageFile(path, handle, 0);
    const damages: Damage[] = [];
    for await (const found of scanFile(handle)) {
      const extent = { offset: found.offset, length: found.length };
      if (found.kind === 'page') visit(found.header.key, { file, hash: found.header.hash, ...extent });
      else damages.push({ path, ...extent });
    }
    return { file, damages };
  }

  /** Writes a page behind the others. */
  async append(page: PageRecord): Promise<PageLocation> {
    const bytes = encodeRecord(page);
    const written = this.#writing.then(async () => {
      const offset = this.#end;
      await this.#file.appendFile(bytes);
      this.#end = offset + bytes.length;
      this.#dirty = true;
      return { file: this, hash: page.header.hash, offset, length: bytes.length };
    });
    // A write that fails (a full disk) leaves a torn end: whatever would come behind it fails with it.
    this.#writing = written;
    return await written;
  }

  /** Reads a page, or gives `undefined` when its bytes have changed since the file was opened. */
  async at({ offset, length }: Extent): Promise<PageRecord | undefined> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, offset);
    return bytesRead === length ? decodeRecord(buffer) : undefined;
  }

  /** Brings what was appended to the disk. */
  async sync(): Promise<void> {
    await this.#writing;
    if (!this.#dirty) return;
    this.#dirty = false;
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
  }
}

/** Ids on the pages of a file; none where there is no such file. */
export async function* idsIn(path: string): AsyncGenerator<RecordId> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  try {
    for await (const found of handle ? scanFile(handle) : []) if (found.kind === 'page') yield* found.header.ids;
  } finally {
    await handle?.close();
  }
}
