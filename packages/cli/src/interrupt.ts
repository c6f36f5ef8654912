import { exitCodes } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs work that stops cleanly at the first Ctrl-C (or SIGTERM) and at once at the second.
 * The work is told by its signal and decides how it ends.
 */
export const untilInterrupted = async <T>(terminal: Terminal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    terminal.err.write('\nStopping: what came so far is kept, and the next run resumes. Ctrl-C again ends at once.\n');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
};
