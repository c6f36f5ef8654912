import { bindings } from './duckdb.ts';
import { chunkRows, type Validity, type VectorRun, type VectorWriter } from './vector-run.ts';

/** `duckdb_string_t`: a length of 4 bytes, then up to 12 bytes of text, or a prefix of 4 and a pointer. */
const slotBytes = 16;
const inlineBytes = 12;
const highestAscii = 0x7f;

/**
 * Writes texts.
 *
 * A short ASCII text is written into its slot by ourselves. A longer one takes a call into DuckDB, but only once per chunk: its slot is then
 * copied to all rows with the same text, since most columns repeat few texts (field ids, value types, labels).
 */
export class StringWriter implements VectorWriter {
  readonly #bytes = new Uint8Array(chunkRows * slotBytes);
  readonly #words = new Int32Array(this.#bytes.buffer);
  readonly #slots = new BigUint64Array(this.#bytes.buffer);
  readonly #long: number[] = [];

  write(run: VectorRun, validity: Validity): void {
    const { vector, cells, from, count } = run;
    this.#long.length = 0;
    for (let i = 0; i < count; i++) {
      const value = cells[from + i];
      if (typeof value !== 'string') validity.setNull(i);
      else if (!this.#writeInline(i, value)) this.#long.push(i);
    }
    bindings.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, count * slotBytes);
    if (this.#long.length > 0) this.#writeLong(run);
  }

  #writeInline(row: number, value: string): boolean {
    const { length } = value;
    if (length > inlineBytes) return false;
    const words = this.#words;
    const word = row * 4;
    words[word] = length;
    // The bytes behind a short text must be zero: DuckDB compares whole slots.
    words[word + 1] = words[word + 2] = words[word + 3] = 0;
    const start = row * slotBytes + 4;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code > highestAscii) return false;
      this.#bytes[start + i] = code;
    }
    return true;
  }

  #writeLong({ vector, cells, from, count }: VectorRun): void {
    const firstRows = new Map<unknown, number>();
    for (const row of this.#long) {
      const value = cells[from + row];
      if (typeof value !== 'string' || firstRows.has(value)) continue;
      firstRows.set(value, row);
      bindings.vector_assign_string_element(vector, row, value);
    }
    if (firstRows.size === this.#long.length) return;
    const written = bindings.vector_get_data(vector, count * slotBytes);
    this.#bytes.set(written);
    for (const row of this.#long) this.#copySlot(firstRows.get(cells[from + row]) ?? row, row);
    bindings.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, count * slotBytes);
  }

  #copySlot(source: number, target: number): void {
    const slots = this.#slots;
    slots[2 * target] = slots[2 * source] ?? 0n;
    slots[2 * target + 1] = slots[2 * source + 1] ?? 0n;
  }
}
