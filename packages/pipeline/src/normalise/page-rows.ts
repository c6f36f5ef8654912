import type { EndpointSpec } from '@affinity-kit/contract';
import type { RecordId } from '../replica/feed.ts';
import { type Cell, RowBuffer, type Table } from '../replica/table.ts';
import { rejects } from '../replica/tables/ledger.ts';

/**
 * A part of a record that has to be asked for elsewhere: values beyond the hundredth, replies of a note.
 *
 * Nothing of that part is among the page's rows: they come from `rows` for each item that is found, or from `truncated` when the asking is
 * refused.
 */
export interface Completion {
  readonly endpoint: EndpointSpec;
  readonly input: Readonly<Record<string, unknown>>;
  /** Adds the rows of one item, the `ordinal`th. */
  readonly item: (item: unknown, ordinal: number, out: PageRows) => void;
  /** Adds what is known without asking. */
  readonly truncated: (out: PageRows) => void;
}

/** What one page comes to: rows of tables, the ids that were seen, and what it leaves to be asked for. */
export class PageRows {
  readonly stream: string;
  readonly ids: RecordId[] = [];
  readonly completions: Completion[] = [];
  rejected = 0;
  /** Parts of records that were not asked for. A page with some is always read again, since the next run may ask for them. */
  leftOut = 0;
  readonly #buffers = new Map<Table, RowBuffer>();

  constructor(stream: string) {
    this.stream = stream;
  }

  /** The rows of one table so far. */
  of(table: Table): RowBuffer {
    const known = this.#buffers.get(table);
    if (known) return known;
    const buffer = new RowBuffer(table);
    this.#buffers.set(table, buffer);
    return buffer;
  }

  /** How many rows of a table there are. */
  count(table: string): number {
    return this.buffers.find((buffer) => buffer.table.name === table)?.length ?? 0;
  }

  add(table: Table, ...cells: readonly Cell[]): void {
    this.of(table).add(...cells);
  }

  get buffers(): readonly RowBuffer[] {
    return [...this.#buffers.values()];
  }

  /** Puts a value aside that could not be read. It is counted, kept and shown; the rest of its record goes on. */
  reject(record: RecordId | null, path: string, [problem, raw]: readonly [problem: string, raw: unknown]): void {
    this.rejected++;
    this.add(rejects, this.stream, String(record ?? '?'), path, problem, JSON.stringify(raw) ?? 'null');
  }
}
