import type { Batch } from './stage.ts';

/** What DuckDB may keep in memory at each step of a load, in megabytes. */
export interface MemoryLimits {
  /** While staged rows are compared with the replica, and where nothing else is said. */
  readonly comparing: number;
  /** While rows are copied from one table into another and nothing is looked up. */
  readonly writing: number;
}

const usual: MemoryLimits = { comparing: 128, writing: 40 };

/** A first load has nothing to compare with, and the most to write. */
const first: MemoryLimits = { comparing: 64, writing: 40 };

/** What a load may use, by whether there is a version to compare it with. */
export const limitsOf = (stands: boolean): MemoryLimits => (stands ? usual : first);

/** How much more is tried, one after the other, where the usual is not enough. */
const scales = [1, 2, 4, 8, 16] as const;

/** Whether an error of DuckDB says that it may not use as much memory as it would need. */
const isOutOfMemory = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Out of Memory Error');

/**
 * Works within the usual limits, and with twice as much, and again, when that turns out not to be enough: DuckDB handles 2048 rows at once,
 * and texts of 40 kB are many times what they usually take. `work` must be able to begin again.
 */
export async function withEnoughMemory<T>(work: (limits: MemoryLimits) => Promise<T>, { comparing, writing } = usual): Promise<T> {
  for (const scale of scales.slice(0, -1)) {
    try {
      return await work({ comparing: comparing * scale, writing: writing * scale });
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
    }
  }
  const most = scales.at(-1) ?? 1;
  return await work({ comparing: comparing * most, writing: writing * most });
}

/** Characters in the texts of a batch. */
export function charactersOf({ rows }: Batch): number {
  let characters = 0;
  for (const { table, columns } of rows) {
    for (const [index, { type }] of table.columns.entries()) {
      if (type !== 'VARCHAR' && type !== 'JSON') continue;
      for (const cell of columns[index] ?? []) if (typeof cell === 'string') characters += cell.length;
    }
  }
  return characters;
}
