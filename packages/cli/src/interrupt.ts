import { exitCodes } from './exit-code.ts';

/**
 * Runs work that stops cleanly at the first Ctrl-C (or SIGTERM) and at once at the second.
 * The work is told by its signal and decides how it ends; `tell` is given a sentence for the person who waits.
 */
export const untilInterrupted = async <T>(tell: (text: string) => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    tell('Stopping: what came so far is kept, and the next run resumes. Ctrl-C again ends at once.');
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
