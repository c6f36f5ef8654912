import { AffinityMergedError, AffinityNotFoundError } from '../errors.ts';
import type { OnMerged } from './context.ts';

/** How a record is used, and how v1 is asked where it went. */
export interface MergeAware<T> {
  readonly use: (id: number) => PromiseLike<T>;
  /** A call of v1 that fails with the surviving id; not needed where `use` is one. */
  readonly ask?: (id: number) => PromiseLike<unknown>;
  readonly onMerged: OnMerged;
}

/** A survivor may have been merged in its turn; nobody does so more often. */
const longestChain = 10;

/** What a failure means for this id: v2 says no more than 404 of a merged record, so v1 is asked. */
const mergedError = async (error: unknown, id: number, ask: MergeAware<unknown>['ask']): Promise<unknown> => {
  if (ask === undefined || !(error instanceof AffinityNotFoundError)) return error;
  try {
    await ask(id);
    return error;
  } catch (answer) {
    return answer instanceof AffinityMergedError ? answer : error;
  }
};

/** Uses a record by its id. That of a merged one fails with `AffinityMergedError`, or leads on to the record that lives on. */
export const mergeAware = async <T>(id: number, { use, ask, onMerged }: MergeAware<T>): Promise<T> => {
  for (let [current, step] = [id, 0]; ; step += 1) {
    try {
      return await use(current);
    } catch (failure) {
      const error = await mergedError(failure, current, ask);
      if (!(error instanceof AffinityMergedError) || onMerged === 'error' || step === longestChain) throw error;
      current = error.survivingId;
    }
  }
};
