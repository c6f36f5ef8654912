import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const exposed = (): (() => void) | undefined => {
  try {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    return typeof collect === 'function' ? () => void collect() : undefined;
  } catch {
    return undefined;
  }
};

let collector: { readonly run: (() => void) | undefined } | undefined;

/**
 * Has the engine free what nobody holds any more, where it lets itself be asked.
 *
 * Pages leave behind many times what a load holds at once. The engine lets that grow to 100 MB and more on a machine with much memory, and
 * DuckDB's memory comes on top of it.
 */
export const collectGarbage = (): void => {
  collector ??= { run: exposed() };
  collector.run?.();
};

/** A load holds less at once than this, pages in hand included: what is above it is mostly garbage. */
const muchBytes = 96 * 2 ** 20;

/** The same where there is so much that it is worth the time that it takes. */
export const collectMuchGarbage = (): void => {
  const { heapUsed, external } = process.memoryUsage();
  if (heapUsed + external >= muchBytes) collectGarbage();
};
