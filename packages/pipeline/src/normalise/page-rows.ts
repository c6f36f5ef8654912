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
export type Completion = Asking | Work;

/** A part that has pages of its own. */
export interface Asking {
  readonly endpoint: EndpointSpec;
  readonly input: Readonly<Record<string, unknown>>;
  /** Set where the answer is the one item, and not a page of them. */
  readonly single?: true;
  /** Adds the rows of one item, the `ordinal`th. */
  readonly item: (item: unknown, ordinal: number, out: PageRows) => void;
  /** Adds what is known without asking. */
  readonly truncated: (out: PageRows) => void;
}

/** A part that comes in another way than as pages. */
export interface Work {
  /** Requests that it sends to Affinity. */
  readonly requests: number;
  /** Resolves to what adds the rows of what came. */
  readonly work: (signal: AbortSignal) => Promise<(out: PageRows) => void>;
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
  /** Parts of records that Affinity cuts off and serves nowhere else. */
  cutOff = 0;
  readonly #names = new Set<string>();
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

  /** Whether this is the first time that the page tells of something that several of its records tell of. */
  isNew(name: string): boolean {
    if (this.#names.has(name)) return false;
    this.#names.add(name);
    return true;
  }

  /** Puts a value aside that could not be read. It is counted, kept and shown; the rest of its record goes on. */
  reject(record: RecordId | null, path: string, [problem, raw]: readonly [problem: string, raw: unknown]): void {
    this.rejected++;
    this.add(rejects, this.stream, String(record ?? '?'), path, problem, JSON.stringify(raw) ?? 'null');
  }
}
