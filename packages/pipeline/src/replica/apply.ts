import type { DuckDBConnection } from '@duckdb/node-api';
import type { Delta } from './delta.ts';
import { columnNames } from './schema.ts';
import { columnList, instant, name, text } from './sql.ts';
import type { Table } from './table.ts';

/** Name of the database that the next version of the replica is attached under. */
export const next = 'next';

/** The load that applies a delta. */
export interface LoadStamp {
  readonly loadId: string;
  readonly now: Date;
}

/** A row's key as the text that stands in `record_history.key`. */
function historyKey({ key }: Table): string {
  const [only, ...others] = key;
  if (only !== undefined && others.length === 0) return `CAST(t.${name(only)} AS VARCHAR)`;
  return `CAST(json_object(${key.map((column) => `${text(column)}, t.${name(column)}`).join(', ')}) AS VARCHAR)`;
}

/** The row as JSON, without the columns that loads add. */
function historyRow(table: Table): string {
  const pairs = columnNames(table).map((column) => `${text(column)}, t.${name(column)}`);
  return `json_object(${pairs.join(', ')})`;
}

function saveHistory({ table, pairs }: Delta, now: string): string {
  const reason = "CASE WHEN new_row IS NOT NULL THEN 'changed' WHEN p.merged_into IS NOT NULL THEN 'merged' ELSE 'deleted' END";
  return `INSERT INTO ${next}.record_history (table_name, key, valid_from, valid_to, end_reason, merged_into, row)
    SELECT ${text(table.name)}, ${historyKey(table)}, t._changed_at, ${now}, ${reason}, p.merged_into, ${historyRow(table)}
    FROM ${pairs} AS p JOIN ${next}.${name(table.name)} AS t ON t.rowid = p.old_row`;
}

function removeOld({ table, pairs }: Delta): string {
  return `DELETE FROM ${next}.${name(table.name)} WHERE rowid IN (SELECT old_row FROM ${pairs} WHERE old_row IS NOT NULL)`;
}

function insertNew({ stage, table, pairs }: Delta, { loadId, now }: LoadStamp): string {
  const columns = columnNames(table);
  const target = `INSERT INTO ${next}.${name(table.name)} (${columnList(columns)}, _load_id, _first_seen_at, _changed_at)`;
  const load = text(loadId);
  const at = instant(now);
  const rows = stage.rowsOf(table.name);
  if (pairs === null) return `${target} SELECT ${columnList(columns)}, ${load}, ${at}, ${at} FROM ${rows}`;
  return `${target} SELECT ${columnList(columns, 's.')}, ${load}, coalesce(p.first_seen_at, ${at}), ${at}
    FROM ${pairs} AS p JOIN ${rows} AS s ON s.rowid = p.new_row`;
}

/** Applies a delta to the next version of the replica; the caller holds the transaction. */
export async function applyDelta(connection: DuckDBConnection, delta: Delta, stamp: LoadStamp): Promise<void> {
  if (delta.updated + delta.deleted > 0) {
    await connection.run(saveHistory(delta, instant(stamp.now)));
    await connection.run(removeOld(delta));
  }
  if (delta.inserted + delta.updated > 0) await connection.run(insertNew(delta, stamp));
}
