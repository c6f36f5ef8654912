import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows } from './connection.ts';
import {
  AffinityReplicaBusyError,
  AffinityReplicaCorruptError,
  AffinityReplicaError,
  AffinityReplicaForeignError,
  AffinityReplicaNewerError,
  AffinityReplicaSpaceError,
} from './errors.ts';
import { schemaVersion } from './migrations.ts';
import { text } from './sql.ts';

/** What a replica says about itself. */
export interface ReplicaMeta {
  readonly schemaVersion: number;
  readonly toolVersion: string;
  readonly tenantId: string;
  /** User whose view it holds: the one whose key began it, or the last one that took it over with `acceptDeletes`. */
  readonly userId: string;
  /** When that user took it over, in ISO 8601; `null` for the one who began. */
  readonly userSince: string | null;
  /** How many milliseconds Affinity's clock, by which all times here are told, was ahead of the one of the machine that wrote last. */
  readonly clockOffsetMs: number;
}

/** Whether a file stands at `path`, and how many bytes it has. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether an error of DuckDB or of the system says that the disk is full. */
export const isDiskFull = (error: Error): boolean => /ENOSPC|EDQUOT|No space left|Disk quota/i.test(error.message);

/** Turns an error of DuckDB on opening a file into ours. */
export function openError(database: string, cause: unknown): AffinityReplicaError {
  if (cause instanceof AffinityReplicaError) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (/lock on file|Conflicting lock|being used by another process/i.test(error.message))
    return new AffinityReplicaBusyError(database, error);
  if (isDiskFull(error)) return new AffinityReplicaSpaceError(database, error.message, { cause: error });
  return new AffinityReplicaCorruptError(database, error);
}

/** Attaches a replica for reading under the name `schema`. */
export async function attachReadOnly(connection: DuckDBConnection, database: string, schema: string): Promise<void> {
  try {
    await connection.run(`ATTACH ${text(database)} AS ${schema} (READ_ONLY)`);
  } catch (error) {
    throw openError(database, error);
  }
}

/**
 * Reads what an open replica says about itself. `schema` is the name it is attached under, or `main` for the database of the connection.
 *
 * @throws AffinityReplicaForeignError when it says nothing, AffinityReplicaNewerError when it says more than we understand.
 */
export async function readMeta(connection: DuckDBConnection, database: string, schema: string): Promise<ReplicaMeta> {
  const meta = await readMetaTable(connection, schema);
  const version = Number(meta.get('schema_version'));
  if (!Number.isInteger(version)) throw new AffinityReplicaForeignError(database);
  if (version > schemaVersion) throw new AffinityReplicaNewerError(database, version, schemaVersion);
  return {
    schemaVersion: version,
    toolVersion: meta.get('tool_version') ?? '',
    tenantId: meta.get('tenant_id') ?? '',
    userId: meta.get('user_id') ?? '',
    userSince: meta.get('user_since') ?? null,
    clockOffsetMs: Number(meta.get('clock_offset_ms')) || 0,
  };
}

async function readMetaTable(connection: DuckDBConnection, schema: string): Promise<ReadonlyMap<string, string>> {
  try {
    const rows = await readRows(connection, `SELECT key, value FROM ${schema}._meta`);
    return new Map(rows.map(({ key, value }) => [String(key), String(value)]));
  } catch (error) {
    if (/_meta|column|does not exist/i.test(String(error))) return new Map();
    throw error;
  }
}
