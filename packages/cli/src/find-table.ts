import type { TableInfo } from '@affinity-kit/pipeline/replica';
import { usageError } from './cli-error.ts';

/** The table or view of a name; for another name, usage error with the nearest. `listing` says what shows all of them. */
export const findTable = async (tables: readonly TableInfo[], wanted: string, listing: string): Promise<TableInfo> => {
  const found = tables.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  // Loaded for a mistake only: everything else here does without the contract.
  const { nearest } = await import('@affinity-kit/contract');
  const candidates = nearest(
    wanted,
    tables.map(({ name }) => name),
  );
  throw usageError(`There is no table or view '${wanted}'.`, `Near to it: ${candidates.join(', ')}. ${listing}`);
};
