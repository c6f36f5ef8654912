/**
 * Opens and reads the local database that a sync fills, without any of what fills it.
 *
 * @packageDocumentation
 */
import { ReplicaReader } from './reader.ts';

export type { Json } from '@duckdb/node-api';
export {
  AffinityReplicaBusyError,
  AffinityReplicaCorruptError,
  AffinityReplicaError,
  AffinityReplicaFolderError,
  AffinityReplicaForeignError,
  AffinityReplicaLockedError,
  AffinityReplicaMissingError,
  AffinityReplicaNewerError,
  AffinityReplicaQueryError,
  AffinityReplicaSpaceError,
  AffinityReplicaTenantError,
  AffinityReplicaWalError,
  type ReplicaErrorCategory,
} from './errors.ts';
export type { ReplicaMeta } from './live.ts';
export type { ColumnInfo, QueryParameters, ReplicaReader, RowStream, TableInfo } from './reader.ts';
export type { StreamState } from './states.ts';

/** How to open a replica. Reading is all there is: only a sync writes. */
export interface OpenReplicaOptions {
  readonly readOnly?: true;
}

/**
 * Opens the replica at `path` for reading. Queries can neither write nor reach other files, the network or extensions.
 *
 * @throws AffinityReplicaError: missing, foreign, newer, damaged, or open for writing in another program.
 */
export const openReplica = (path: string, _options: OpenReplicaOptions = {}): Promise<ReplicaReader> => ReplicaReader.open(path);
