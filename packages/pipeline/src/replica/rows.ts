import type { DuckDBDataChunk, DuckDBResult, Json } from '@duckdb/node-api';
import { AffinityReplicaQueryError } from './errors.ts';
import { jsonValue } from './json-value.ts';

/** Up to 2,048 rows of a result, column by column: each is an array of as many values as there are rows. */
export interface ColumnChunk<Row> {
  readonly rowCount: number;
  readonly columns: { readonly [Column in keyof Row]: readonly Row[Column][] };
}

/** A result that is being read, and what is to be done when nobody reads it any more. */
export interface OpenResult {
  readonly result: DuckDBResult;
  readonly release: () => void;
}

/** Turns an error of DuckDB into ours. */
export function failQuery(error: unknown): never {
  throw new AffinityReplicaQueryError(error instanceof Error ? error : new Error(String(error)));
}

/** The chunks of a result, as they come. */
export async function* chunksOf({ result, release }: OpenResult): AsyncGenerator<DuckDBDataChunk> {
  try {
    for await (const chunk of result) if (chunk.rowCount > 0) yield chunk;
  } catch (error) {
    failQuery(error);
  } finally {
    release();
  }
}

/**
 * Rows of a query, which is sent when they are asked for: `await` reads all of them, `for await` one after the other, `chunks()` column by
 * column. Values are JSON: ids are numbers, dates `YYYY-MM-DD`, moments ISO 8601 in UTC.
 */
export class Rows<Row extends object> implements PromiseLike<Row[]>, AsyncIterable<Row> {
  readonly #open: () => Promise<OpenResult>;

  constructor(open: () => Promise<OpenResult>) {
    this.#open = open;
  }

  /** Reads all rows into memory. */
  // oxlint-disable-next-line unicorn/no-thenable -- to be awaited is what it is for
  then<Kept = Row[], Failed = never>(
    kept?: ((rows: Row[]) => Kept | PromiseLike<Kept>) | null,
    failed?: ((error: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Kept | Failed> {
    return this.all().then(kept, failed);
  }

  /** Reads all rows into memory. */
  async all(): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const row of this) rows.push(row);
    return rows;
  }

  /** Reads the first row, and no more than its batch. */
  async first(): Promise<Row | undefined> {
    for await (const row of this) return row;
    return undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row> {
    const open = await this.#open();
    const names = open.result.deduplicatedColumnNames();
    for await (const chunk of chunksOf(open)) {
      // The query says what its rows are; the caller has said so in its type.
      for (const row of chunk.convertRows<Json>(jsonValue)) yield Object.fromEntries(names.map((name, index) => [name, row[index]])) as Row;
    }
  }

  /** Reads column by column, which spares an object for each row: for data frames, charts and sums. */
  async *chunks(): AsyncGenerator<ColumnChunk<Row>> {
    const open = await this.#open();
    const names = open.result.deduplicatedColumnNames();
    for await (const chunk of chunksOf(open)) {
      const columns = chunk.convertColumns<Json>(jsonValue);
      // As above.
      yield {
        rowCount: chunk.rowCount,
        columns: Object.fromEntries(names.map((name, index) => [name, columns[index]])),
      } as unknown as ColumnChunk<Row>;
    }
  }
}
