import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber } from './connection.ts';
import type { Delta } from './delta.ts';
import { isLargeDeletion, type Withheld, type WithheldReason } from './guard.ts';
import { hiddenRows, idsOfOthers } from './others.ts';
import type { Stage } from './stage.ts';

/** What may be removed from the replica. */
export interface DeletionPolicy {
  readonly acceptDeletes: boolean;
  /** Whether the key belongs to another user than the one whose view the replica holds. */
  readonly isOtherUser: boolean;
  /** SQL condition for rows that other users brought, where some did. */
  readonly byOthers: string | undefined;
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
  const [{ table }] = stage.stream.feeds;
  const of = policy.rows.get(table) ?? 0;
  const hidden = await keepRecordsOfOthers(connection, stage, policy);
  const removed = await countGone(connection, stage);
  const reason = reasonToWithhold(removed, of, policy);
  if (reason !== undefined) await connection.run(`DELETE FROM ${stage.gone}`);
  const told = (rows: number, why: WithheldReason): Withheld => ({ stream: stage.stream.name, table, rows, of, reason: why });
  return [...(hidden > 0 ? [told(hidden, 'seen-by-others')] : []), ...(reason === undefined ? [] : [told(removed, reason)])];
}

const countGone = (connection: DuckDBConnection, stage: Stage, where = 'true'): Promise<number> =>
  readNumber(connection, `SELECT count(DISTINCT id) FROM ${stage.gone} WHERE ${where}`);

/** What only others brought, this user may never have seen. Resolves to the number of records. */
async function keepRecordsOfOthers(connection: DuckDBConnection, stage: Stage, policy: DeletionPolicy): Promise<number> {
  const byOthers = decisive(policy);
  const [feed] = stage.stream.feeds;
  if (byOthers === undefined || !policy.rows.has(feed.table)) return 0;
  const hidden = `id IN (${idsOfOthers(feed, byOthers)})`;
  const count = await countGone(connection, stage, hidden);
  if (count > 0) await connection.run(`DELETE FROM ${stage.gone} WHERE ${hidden}`);
  return count;
}

/** Nothing but a yes lets go what others brought; of a load of another user everything stays anyway. */
const decisive = ({ acceptDeletes, isOtherUser, byOthers }: DeletionPolicy): string | undefined =>
  acceptDeletes || isOtherUser ? undefined : byOthers;

/** Keeps rows of records that still exist but come without them, where the policy says so. */
export async function withholdRows(
  connection: DuckDBConnection,
  found: Delta,
  policy: DeletionPolicy,
): Promise<readonly [Delta, Withheld[]]> {
  const [delta, hidden] = await keepRowsOfOthers(connection, found, policy);
  const { table, vanished } = delta;
  const isGuarded = policy.isOtherUser || table.guarded === true;
  const reason = isGuarded ? reasonToWithhold(vanished, policy.rows.get(table.name) ?? 0, policy) : undefined;
  if (reason === undefined) return [delta, hidden];
  const [left, kept] = await keepRows(connection, delta, { where: 'new_row IS NULL AND NOT is_gone', reason, policy });
  return [left, [...hidden, ...kept]];
}

/** Keeps rows that others brought and that the record comes without here. */
async function keepRowsOfOthers(connection: DuckDBConnection, delta: Delta, policy: DeletionPolicy): Promise<readonly [Delta, Withheld[]]> {
  const byOthers = decisive(policy);
  if (byOthers === undefined || delta.vanished === 0) return [delta, []];
  const where = hiddenRows(delta.table, { byOthers, staged: delta.stage.rowsOf(delta.table.name) });
  return keepRows(connection, delta, { where, reason: 'seen-by-others', policy });
}

interface Keeping {
  /** SQL condition for the pairs whose rows stay. */
  readonly where: string;
  readonly reason: WithheldReason;
  readonly policy: DeletionPolicy;
}

async function keepRows(
  connection: DuckDBConnection,
  delta: Delta,
  { where, reason, policy }: Keeping,
): Promise<readonly [Delta, Withheld[]]> {
  const { table, stage, pairs } = delta;
  if (pairs === null) return [delta, []];
  const rows = await readNumber(connection, `SELECT count(*) FROM ${pairs} WHERE ${where}`);
  if (rows === 0) return [delta, []];
  await connection.run(`DELETE FROM ${pairs} WHERE ${where}`);
  const withheld = { stream: stage.stream.name, table: table.name, rows, of: policy.rows.get(table.name) ?? 0, reason };
  return [{ ...delta, deleted: delta.deleted - rows, vanished: delta.vanished - rows }, [withheld]];
}
