import type { Cell, RowBuffer } from './table.ts';

/** Texts whose codes are remembered; more than a firm has fields, fewer than it has domains. */
const mostCodes = 50_000;

const golden = 0x9e3779b1;

/**
 * Tells whether the rows of one batch may repeat a key.
 *
 * The answer "yes" can be wrong (it goes by a hash of 53 bits) and is then looked into with SQL; "no" is always right. Asking SQL about
 * millions of rows that repeat nothing costs five times as much, and 80 MB.
 */
export class RepeatedKeys {
  readonly #keyIndexes: readonly number[];
  readonly #codes = new Map<string, number>();

  constructor(columns: readonly string[], key: readonly string[]) {
    this.#keyIndexes = key.map((column) => columns.indexOf(column));
  }

  mayRepeat({ columns, length }: Pick<RowBuffer, 'columns' | 'length'>): boolean {
    if (this.#codes.size > mostCodes) this.#codes.clear();
    const keys = this.#keyIndexes.map((index) => columns[index] ?? []);
    const seen = new Set<number>();
    for (let row = 0; row < length; row++) seen.add(this.#hash(keys, row));
    return seen.size < length;
  }

  #hash(keys: readonly (readonly Cell[])[], row: number): number {
    let low = 0;
    let high = 0;
    for (const cells of keys) {
      const code = this.#code(cells[row] ?? null);
      low = (Math.imul(low ^ code, golden) + code / 0x1_0000_0000) | 0;
      high = Math.imul(high + code, 0x85ebca6b) ^ (high >>> 13);
    }
    return (high & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0);
  }

  #code(cell: Cell): number {
    if (typeof cell === 'number') return cell;
    if (typeof cell !== 'string') return cell === null ? -1 : Number(cell);
    const known = this.#codes.get(cell);
    if (known !== undefined) return known;
    const code = this.#codes.size + 1;
    this.#codes.set(cell, code);
    return code;
  }
}
