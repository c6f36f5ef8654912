import { AffinityNotFoundError, AffinityTimeoutError } from '../errors.ts';
import { sleep } from '../transport/clock.ts';
import type { ServiceContext } from './context.ts';

/** What is waited for. */
export interface Expected<T> {
  /** Names it in the error: `company 70455`. */
  readonly what: string;
  readonly read: () => PromiseLike<T>;
  /** Whether an answer shows the write. */
  readonly isCurrent: (value: T) => boolean;
  readonly signal?: AbortSignal | undefined;
}

const boundMs = 10_000;
const longestDelayMs = 1_000;

const readOnce = async <T>({ read, isCurrent }: Expected<T>): Promise<{ value: T } | undefined> => {
  try {
    const value = await read();
    return isCurrent(value) ? { value } : undefined;
  } catch (error) {
    if (error instanceof AffinityNotFoundError) return undefined;
    throw error;
  }
};

/** Reads until a write shows, with growing pauses, for ten seconds at most; then `AffinityTimeoutError`, though the write was done. */
export const awaitVisible = async <T>({ clock }: ServiceContext, expected: Expected<T>): Promise<T> => {
  const startMs = clock.now();
  for (let delayMs = 50; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    const found = await readOnce(expected);
    if (found !== undefined) return found.value;
    if (clock.now() - startMs + delayMs > boundMs) {
      throw new AffinityTimeoutError(`${expected.what} was written, but v2 does not show that after ${boundMs} ms`);
    }
    await sleep(clock, delayMs, expected.signal);
  }
};

/** Reads until a record that was deleted is missing, as {@link awaitVisible} does. */
export const awaitGone = async (context: ServiceContext, { what, read, signal }: Omit<Expected<unknown>, 'isCurrent'>): Promise<void> => {
  const isMissing = async (): Promise<boolean> => {
    try {
      await read();
      return false;
    } catch (error) {
      if (error instanceof AffinityNotFoundError) return true;
      throw error;
    }
  };
  await awaitVisible(context, { what, read: isMissing, isCurrent: (missing) => missing, signal });
};
