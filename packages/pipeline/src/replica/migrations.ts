import type { DuckDBConnection } from '@duckdb/node-api';

/** One step forward of the schema. There is no way back: an older version refuses the file. */
export interface Migration {
  /** Schema version that the database has afterwards. */
  readonly version: number;
  /** SQL statements; unqualified names are those of the database. */
  readonly statements: readonly string[];
}

/** Steps from version 1 on, in order. */
export const migrations: readonly Migration[] = [];

/** Schema version that this code reads and writes. */
export const schemaVersion = 1;

/** Steps that a database of version `from` still lacks, in order. */
export function pendingMigrations(from: number, steps: readonly Migration[] = migrations): Migration[] {
  return steps.filter((step) => step.version > from).sort((a, b) => a.version - b.version);
}

/** Brings the current database of the connection forward; the caller holds the transaction. */
export async function migrate(connection: DuckDBConnection, steps: readonly Migration[]): Promise<void> {
  for (const step of steps) for (const statement of step.statements) await connection.run(statement);
}
