import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber } from './connection.ts';
import type { Delta } from './delta.ts';
import { isLargeDeletion, type Withheld, type WithheldReason } from './guard.ts';
import type { Stage } from './stage.ts';

/** What may be removed from the replica. */
export interface DeletionPolicy {
  readonly acceptDeletes: boolean;
  /** Whether the key belongs to another user than the one whose view the replica holds. */
  readonly isOtherUser: boolean;
  /** Rows of the tables that have some. */
  readonly rows: ReadonlyMap<string, number>;
}

function reasonToWithhold(removed: number, of: number, policy: DeletionPolicy): WithheldReason | undefined {
  if (removed === 0 || policy.acceptDeletes) return undefined;
  if (policy.isOtherUser) return 'other-user';
  return isLargeDeletion(removed, of) ? 'large-deletion' : undefined;
}

/** Keeps the records of a stream that are gone where the policy says so; their rows in all tables then stay. */
export async function withholdRecords(connection: DuckDBConnection, stage: Stage, policy: DeletionPolicy): Promise<Withheld[]> {
  const [feed] = stage.feeds;
  const of = policy.rows.get(feed?.table ?? '') ?? 0;
  const removed = await readNumber(connection, `SELECT count(DISTINCT id) FROM ${stage.gone}`);
  const reason = reasonToWithhold(removed, of, policy);
  if (feed === undefined || reason === undefined) return [];
  await connection.run(`DELETE FROM ${stage.gone}`);
  return [{ stream: stage.stream.name, table: feed.table, rows: removed, of, reason }];
}

/** Keeps rows of records that still exist but come without them, where the policy says so. */
export async function withholdRows(
  connection: DuckDBConnection,
  delta: Delta,
  policy: DeletionPolicy,
): Promise<readonly [Delta, Withheld[]]> {
  const { table, stage, vanished, pairs } = delta;
  const of = policy.rows.get(table.name) ?? 0;
  const isGuarded = policy.isOtherUser || table.guarded === true;
  const reason = isGuarded ? reasonToWithhold(vanished, of, policy) : undefined;
  if (reason === undefined || pairs === null) return [delta, []];
  await connection.run(`DELETE FROM ${pairs} WHERE new_row IS NULL AND NOT is_gone`);
  const withheld = { stream: stage.stream.name, table: table.name, rows: vanished, of, reason };
  return [{ ...delta, deleted: delta.deleted - vanished, vanished: 0 }, [withheld]];
}
