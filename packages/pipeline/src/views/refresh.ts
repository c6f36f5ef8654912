import type { DuckDBConnection } from '@duckdb/node-api';
/** Makes all views of a replica anew. */
export async function refreshViews(_connection: DuckDBConnection, _schema: string): Promise<void> {}
