import type { FileHandle } from 'node:fs/promises';
import { decodeRecord, type Extent, frameLength, mark, type PageRecord, recordLength } from './record.ts';

/** What reading a journal file meets: a page, or bytes that are none. */
export type Scanned = ({ readonly kind: 'page' } & PageRecord & Extent) | ({ readonly kind: 'damaged' | 'torn' } & Extent);

const windowLength = 1 << 20;
/** Longer than any record can be: a length beyond it is damage, not a page. */
const longestRecord = 1 << 28;

/** A view of a file that moves forward; `at` gives bytes from an absolute offset, reading more when needed. */
class Window {
  #bytes = Buffer.alloc(0);
  #start = 0;
  readonly #file: FileHandle;
  readonly size: number;

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.size = size;
  }

  async at(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.size);
    if (offset < this.#start || end > this.#start + this.#bytes.length) await this.#load(offset, end);
    return this.#bytes.subarray(offset - this.#start, end - this.#start);
  }

  async #load(offset: number, end: number): Promise<void> {
    const wanted = Math.min(Math.max(end - offset, windowLength), this.size - offset);
    // A fresh buffer each time: callers hold views of the one before.
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(wanted), 0, wanted, offset);
    this.#bytes = buffer.subarray(0, bytesRead);
    this.#start = offset;
  }
}

const readAt = async (window: Window, offset: number): Promise<Scanned | undefined> => {
  const length = recordLength(await window.at(offset, frameLength));
  if (length === undefined || length > longestRecord || offset + length > window.size) return undefined;
  const page = decodeRecord(await window.at(offset, length));
  return page && { kind: 'page', ...page, offset, length };
};

const nextMark = async (window: Window, from: number): Promise<number | undefined> => {
  for (let offset = from; offset < window.size; offset += windowLength - mark.length) {
    const found = (await window.at(offset, windowLength)).indexOf(mark);
    if (found >= 0) return offset + found;
  }
  return undefined;
};

const nextPage = async (window: Window, from: number): Promise<Scanned | undefined> => {
  for (let offset = await nextMark(window, from); offset !== undefined; offset = await nextMark(window, offset + 1)) {
    const page = await readAt(window, offset);
    if (page) return page;
  }
  return undefined;
};

/**
 * Reads a journal file from its beginning.
 *
 * What cannot be read is told apart by what follows it: `torn` when nothing whole does (a write that a crash cut off), `damaged` when
 * whole pages follow (bytes that changed on disk).
 */
export async function* scanFile(file: FileHandle): AsyncGenerator<Scanned> {
  const window = new Window(file, (await file.stat()).size);
  let offset = 0;
  while (offset < window.size) {
    const here = await readAt(window, offset);
    const page = here ?? (await nextPage(window, offset + 1));
    const end = page?.offset ?? window.size;
    if (!here) yield { kind: page ? 'damaged' : 'torn', offset, length: end - offset };
    if (page) yield page;
    offset = page ? page.offset + page.length : window.size;
  }
}
