import type { DuckDBAppender, DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import { api, bindings } from './duckdb.ts';
import { BooleanWriter, FloatWriter, Int32Writer, Int64Writer } from './number-writers.ts';
import { StringWriter } from './string-writer.ts';
import type { Cell, ColumnType } from './table.ts';
import { chunkRows, Validity, type VectorWriter } from './vector-run.ts';

const { BIGINT, BOOLEAN, DATE, DOUBLE, INTEGER, TIMESTAMPTZ, VARCHAR } = api;

const duckdbTypes: Readonly<Record<ColumnType, DuckDBType>> = {
  BIGINT,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  VARCHAR,
  DATE,
  TIMESTAMPTZ,
  JSON: VARCHAR,
};

const writers: Readonly<Record<ColumnType, () => VectorWriter>> = {
  BIGINT: () => new Int64Writer(),
  INTEGER: () => new Int32Writer(),
  DOUBLE: () => new FloatWriter(),
  BOOLEAN: () => new BooleanWriter(),
  VARCHAR: () => new StringWriter(),
  DATE: () => new Int32Writer(),
  TIMESTAMPTZ: () => new Int64Writer(),
  JSON: () => new StringWriter(),
};

/** DuckDB's appender keeps ten times as many rows of every table outside of its memory limit. */
const flushRows = 10 * chunkRows;

/**
 * Writes columns of cells into an appender, one DuckDB chunk at a time.
 *
 * One chunk is made and reused: a fresh one per flush doubles the peak memory. Cells go straight into the chunk's vectors, which costs a third
 * of `setColumns` (it makes a BigInt or an object of every id and time).
 */
export class ChunkWriter {
  readonly #appender: DuckDBAppender;
  readonly #chunk: DuckDBDataChunk;
  readonly #writers: readonly VectorWriter[];
  readonly #validity = new Validity();
  #rows = 0;

  constructor(appender: DuckDBAppender, types: readonly ColumnType[]) {
    this.#appender = appender;
    this.#chunk = api.DuckDBDataChunk.create(types.map((type) => duckdbTypes[type]));
    this.#writers = types.map((type) => writers[type]());
  }

  /** Appends all rows of the columns, which must be of one length. */
  append(columns: readonly (readonly Cell[])[]): void {
    if (columns.length !== this.#writers.length) throw new RangeError(`Expected ${this.#writers.length} columns, got ${columns.length}.`);
    const rows = columns[0]?.length ?? 0;
    if (columns.some((column) => column.length !== rows)) throw new RangeError('Columns differ in length.');
    for (let from = 0; from < rows; from += chunkRows) this.#appendChunk(columns, from, Math.min(chunkRows, rows - from));
    this.#rows += rows;
  }

  /** Whether so many rows wait that they should be put into their table. */
  get isFull(): boolean {
    return this.#rows >= flushRows;
  }

  /** Puts the rows that wait into their table: all of them, or none when it throws. */
  flush(): void {
    this.#appender.flushSync();
    this.#rows = 0;
  }

  /** Ends the appender. */
  close(): void {
    this.#appender.closeSync();
  }

  #appendChunk(columns: readonly (readonly Cell[])[], from: number, count: number): void {
    const { chunk } = this.#chunk;
    bindings.data_chunk_reset(chunk);
    bindings.data_chunk_set_size(chunk, count);
    for (const [index, writer] of this.#writers.entries()) {
      const vector = bindings.data_chunk_get_vector(chunk, index);
      this.#validity.reset();
      writer.write({ vector, cells: columns[index] ?? [], from, count }, this.#validity);
      this.#validity.flush(vector);
    }
    this.#appender.appendDataChunk(this.#chunk);
  }
}
