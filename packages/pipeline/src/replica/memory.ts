import type { DuckDBConnection } from '@duckdb/node-api';
import { limitMemory } from './connection.ts';
import type { Batch } from './stage.ts';

/** What a load is at: rows come in, they are compared with the replica, or they are copied from one table into another. */
export type Step = 'staging' | 'comparing' | 'writing';

/** Megabytes that DuckDB may keep in memory at each step. What is only put down, and not looked at, gains nothing by more. */
const usual: Readonly<Record<Step, number>> = { staging: 40, comparing: 128, writing: 64 };

/** A page of long texts takes more: DuckDB has several of its kind in hand while it puts them down. */
const megabytesPerCharacter = 16 / 1e6;

const mostMegabytes = 1024;

/** How many times the usual is tried where it is not enough. */
const mostTimes = 16;

/** Whether an error of DuckDB says that it may not use as much memory as it would need; appenders say it in words of their own. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && /^Out of Memory Error|failed to pin block|could not allocate block/.test(error.message);

/**
 * What DuckDB may keep in memory during one load.
 *
 * It begins with what nearly all loads can do with, and becomes more for the rest of a step where that turns out not to be enough: DuckDB handles
 * 2048 rows at once, and texts of 40 kB are many times what they usually take.
 */
export class Memory {
  readonly #connection: DuckDBConnection;
  /** What the longest page so far took. */
  #least = 0;
  readonly #times: Record<Step, number> = { staging: 1, comparing: 1, writing: 1 };

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Megabytes of a step. */
  of(step: Step): number {
    return Math.max(usual[step] * this.#times[step], this.#least);
  }

  /** Begins a step, or gives back what DuckDB has freed in it. */
  async enter(step: Step): Promise<void> {
    await limitMemory(this.#connection, `${this.of(step)}MB`);
  }

  /** Makes sure that a batch can be staged. */
  async makeRoom(batch: Batch): Promise<void> {
    const megabytes = Math.min(mostMegabytes, Math.ceil(charactersOf(batch) * megabytesPerCharacter));
    if (megabytes <= this.of('staging')) return;
    this.#least = megabytes;
    await this.enter('staging');
  }

  /** Does a part of a step, and again with twice the memory where that was too little. `work` must be able to begin again. */
  async within<T>(step: Step, work: () => Promise<T>): Promise<T> {
    // What is in use may be more than a step should need: then it stays as it was.
    await this.enter(step).catch(() => undefined);
    return await this.insist(step, work);
  }

  /** The same in the middle of a step. */
  async insist<T>(step: Step, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isOutOfMemory(error) || this.#times[step] >= mostTimes) throw error;
      this.#times[step] *= 2;
    }
    await this.enter(step);
    return await this.insist(step, work);
  }
}

/** Characters in the texts of a batch. */
function charactersOf({ rows }: Batch): number {
  let characters = 0;
  for (const { table, columns } of rows) {
    for (const [index, { type }] of table.columns.entries()) {
      if (type !== 'VARCHAR' && type !== 'JSON') continue;
      for (const cell of columns[index] ?? []) if (typeof cell === 'string') characters += cell.length;
    }
  }
  return characters;
}
