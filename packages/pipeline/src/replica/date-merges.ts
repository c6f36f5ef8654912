import type { DuckDBConnection } from '@duckdb/node-api';
import { next } from './apply.ts';

const mergeable = [
  ['companies', 'company'],
  ['persons', 'person'],
] as const;

/**
 * Says of records that left because they were merged which record they are part of now.
 *
 * Merges may be read by a later load than the one that missed the record, so that all that left so far is looked at.
 */
export async function dateMerges(connection: DuckDBConnection): Promise<void> {
  for (const [table, entityType] of mergeable) {
    await connection.run(`UPDATE ${next}.record_history SET end_reason = 'merged', merged_into = merged.primary_id
      FROM ${next}.merges AS merged
      WHERE table_name = '${table}' AND end_reason = 'deleted' AND merged.entity_type = '${entityType}' AND merged.status = 'success'
        AND key = CAST(merged.duplicate_id AS VARCHAR)`);
  }
}
