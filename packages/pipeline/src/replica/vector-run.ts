import type duckdb from '@duckdb/node-bindings';
import { bindings } from './duckdb.ts';
import type { Cell } from './table.ts';

/** Rows of one vector of DuckDB. */
export const chunkRows = bindings.vector_size();

/** Cells on their way into a vector: `count` of them, the first at `from`. */
export interface VectorRun {
  readonly vector: duckdb.Vector;
  readonly cells: readonly Cell[];
  readonly from: number;
  readonly count: number;
}

/** Validity bits of the vector being filled: 1 is a value, 0 is NULL. */
export class Validity {
  readonly #bits = new Uint8Array(chunkRows / 8);
  #nulls = 0;

  reset(): void {
    this.#bits.fill(0xff);
    this.#nulls = 0;
  }

  setNull(row: number): void {
    const byte = row >> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) & ~(1 << (row & 7));
    this.#nulls++;
  }

  flush(vector: duckdb.Vector): void {
    if (this.#nulls === 0) return;
    bindings.vector_ensure_validity_writable(vector);
    bindings.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, this.#bits.byteLength);
  }
}

/** Copies a run of cells of one type into its vector. */
export interface VectorWriter {
  write(run: VectorRun, validity: Validity): void;
}
