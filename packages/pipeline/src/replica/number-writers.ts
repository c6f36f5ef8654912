import { bindings } from './duckdb.ts';
import { chunkRows, type Validity, type VectorRun, type VectorWriter } from './vector-run.ts';

const twoTo32 = 4_294_967_296;

/** Writes 64-bit integers as two halves, which spares a BigInt per cell. Cells are safe integers. */
export class Int64Writer implements VectorWriter {
  readonly #halves = new Int32Array(chunkRows * 2);

  write({ vector, cells, from, count }: VectorRun, validity: Validity): void {
    const halves = this.#halves;
    for (let i = 0; i < count; i++) {
      const value = cells[from + i];
      if (typeof value === 'number') {
        halves[2 * i] = value | 0;
        halves[2 * i + 1] = Math.floor(value / twoTo32);
      } else validity.setNull(i);
    }
    bindings.copy_data_to_vector(vector, 0, halves.buffer, 0, count * 8);
  }
}

/** Writes 32-bit integers, dates among them. */
export class Int32Writer implements VectorWriter {
  readonly #values = new Int32Array(chunkRows);

  write({ vector, cells, from, count }: VectorRun, validity: Validity): void {
    const values = this.#values;
    for (let i = 0; i < count; i++) {
      const value = cells[from + i];
      if (typeof value === 'number') values[i] = value;
      else validity.setNull(i);
    }
    bindings.copy_data_to_vector(vector, 0, values.buffer, 0, count * 4);
  }
}

/** Writes double-precision numbers. */
export class FloatWriter implements VectorWriter {
  readonly #values = new Float64Array(chunkRows);

  write({ vector, cells, from, count }: VectorRun, validity: Validity): void {
    const values = this.#values;
    for (let i = 0; i < count; i++) {
      const value = cells[from + i];
      if (typeof value === 'number') values[i] = value;
      else validity.setNull(i);
    }
    bindings.copy_data_to_vector(vector, 0, values.buffer, 0, count * 8);
  }
}

/** Writes booleans. */
export class BooleanWriter implements VectorWriter {
  readonly #values = new Uint8Array(chunkRows);

  write({ vector, cells, from, count }: VectorRun, validity: Validity): void {
    const values = this.#values;
    for (let i = 0; i < count; i++) {
      const value = cells[from + i];
      if (typeof value === 'boolean') values[i] = value ? 1 : 0;
      else validity.setNull(i);
    }
    bindings.copy_data_to_vector(vector, 0, values.buffer, 0, count);
  }
}
