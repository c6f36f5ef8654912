import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber } from './connection.ts';
import { live } from './delta.ts';
import type { Feed } from './feed.ts';
import type { ReplicaMeta } from './live.ts';
import { instant, literal, name } from './sql.ts';
import type { Table } from './table.ts';

/** Loads of other users since the one whose view the replica holds began it or took it over. */
function loadsOfOthers({ userId, userSince }: ReplicaMeta): string {
  const since = userSince === null ? '' : ` AND finished_at > ${instant(new Date(userSince))}`;
  return `FROM ${live}._loads WHERE CAST(user_id AS VARCHAR) <> ${literal(userId)}${since}`;
}

/**
 * SQL condition for rows of the attached replica that other users brought: their loads wrote them first and last. The user whose view it holds may
 * never have seen those, so that it means nothing when a load of that user comes without them. `undefined` where no other loaded.
 */
export async function broughtByOthers(connection: DuckDBConnection, meta: ReplicaMeta | undefined): Promise<string | undefined> {
  if (meta === undefined) return undefined;
  const loads = loadsOfOthers(meta);
  if ((await readNumber(connection, `SELECT count(*) ${loads}`)) === 0) return undefined;
  return `_load_id IN (SELECT load_id ${loads}) AND _first_seen_at IN (SELECT finished_at ${loads})`;
}

/** SQL for the ids of the records in a feed's table of which others brought every row. */
export const idsOfOthers = ({ owner, scope = 'true', table }: Feed, byOthers: string): string =>
  `SELECT ${owner} AS id FROM ${live}.${name(table)} WHERE ${scope} GROUP BY 1 HAVING bool_and(${byOthers})`;

/**
 * SQL condition for pairs of a delta whose row others brought and of whose values nothing was read: what comes with fewer values than before
 * was seen, what comes with none may be hidden.
 */
export function hiddenRows(
  { name: table, key }: Table,
  { byOthers, staged }: { readonly byOthers: string; readonly staged: string },
): string {
  const whole = key.filter((column) => column !== 'ordinal');
  const seen = whole.map((column) => `read.${name(column)} IS NOT DISTINCT FROM old.${name(column)}`).join(' AND ');
  const shrunk = whole.length < key.length ? ` AND NOT EXISTS (FROM ${staged} AS read WHERE ${seen})` : '';
  return `new_row IS NULL AND NOT is_gone AND old_row IN (SELECT rowid FROM ${live}.${name(table)} AS old WHERE ${byOthers}${shrunk})`;
}
