import type { DuckDBConnection } from '@duckdb/node-api';
import { instant, name, text } from './sql.ts';

/** Ids of a stream that a load saw. */
export interface SeenRange {
  /** Name of the stream; behind a slash the list, where ids are read list by list. */
  readonly stream: string;
  readonly firstId: number;
  readonly lastId: number;
  /** ISO 8601. */
  readonly seenAt: string;
  /** Whether this is all that there is: what was known of other ids is forgotten. */
  readonly isAll?: boolean;
}

const statements = (schema: string, { stream, firstId, lastId, seenAt, isAll }: SeenRange): readonly string[] => {
  const table = `${schema}.${name('_freshness')}`;
  const of = `stream = ${text(stream)}`;
  const added = `INSERT INTO ${table} VALUES (${text(stream)}, ${firstId}, ${lastId}, ${instant(new Date(seenAt))})`;
  if (isAll) return [`DELETE FROM ${table} WHERE ${of}`, added];
  const around = `${of} AND first_id < ${firstId} AND last_id > ${lastId}`;
  return [
    `DELETE FROM ${table} WHERE ${of} AND first_id >= ${firstId} AND last_id <= ${lastId}`,
    `INSERT INTO ${table} SELECT stream, ${lastId} + 1, last_id, seen_at FROM ${table} WHERE ${around}`,
    `UPDATE ${table} SET last_id = ${firstId} - 1 WHERE ${of} AND first_id < ${firstId} AND last_id >= ${firstId}`,
    `UPDATE ${table} SET first_id = ${lastId} + 1 WHERE ${of} AND first_id >= ${firstId} AND first_id <= ${lastId} AND last_id > ${lastId}`,
    added,
  ];
};

/** Notes in `_freshness` when ids were seen; older ranges that they lie in are cut. */
export async function writeFreshness(connection: DuckDBConnection, schema: string, ranges: readonly SeenRange[]): Promise<void> {
  for (const range of ranges) for (const statement of statements(schema, range)) await connection.run(statement);
}
