/**
 * Opens and reads the local database that a sync fills, without any of what fills it.
 *
 * @packageDocumentation
 */
import { type OpenReplicaOptions, ReplicaReader } from './reader.ts';

export type { Json } from '@duckdb/node-api';
export { type ArrivedStream, isReplayable, readUnfinished, type UnfinishedLoad } from '../journal/unfinished.ts';
export { textOf as htmlText } from '../normalise/html-text.ts';
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
export type { QueryValue, TableQuery } from './query-text.ts';
export type { OpenReplicaOptions, QueryParameters, ReplicaReader, ResultColumn, RowStream } from './reader.ts';
export type { ColumnChunk, Rows } from './rows.ts';
export type { StreamState } from './states.ts';
export type { LoadInfo, ReplicaStatus, SchemaChange, StreamInfo } from './status.ts';
export type { ColumnInfo, TableInfo } from './table-info.ts';
export type { TableName, TableRow, TableRows } from './table-rows.ts';

/**
 * Opens the replica at `path` for reading. Queries can neither write nor reach other files, the network or extensions.
 *
 * @throws AffinityReplicaError: missing, foreign, newer, damaged, or open for writing in another program.
 */
export const openReplica = (path: string, options: OpenReplicaOptions = {}): Promise<ReplicaReader> => ReplicaReader.open(path, options);
