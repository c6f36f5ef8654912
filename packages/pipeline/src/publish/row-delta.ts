import { name, text } from '../replica/sql.ts';
import { type CatalogTable, selectAll } from './catalog.ts';
import { replica } from './row-source.ts';

/** Loads are appended, so those after one stand behind it; no clock is asked. */
const loadsAfter = (loadId: string): string =>
  `SELECT load_id FROM ${replica}._loads WHERE rowid > (SELECT max(rowid) FROM ${replica}._loads WHERE load_id = ${text(loadId)})`;

/** Query for the rows of a table that loads after `loadId` wrote. */
export const newRows = (table: CatalogTable, loadId: string): string => `${selectAll(table)} WHERE _load_id IN (${loadsAfter(loadId)})`;

/** A key column from `record_history.key`: the id itself, or a member of a JSON object. */
function keyFromHistory({ columns, key }: CatalogTable): string {
  return key
    .map((column) => {
      const type = columns.find((one) => one.name === column)?.type ?? 'VARCHAR';
      const value = key.length === 1 ? 'key' : `json_extract_string(key, ${text(`$."${column}"`)})`;
      return `CAST(${value} AS ${type}) AS ${name(column)}`;
    })
    .join(', ');
}

/**
 * Query for the keys of a table that have left it since `record_history` had `historyRows` rows; later rows stand behind those.
 */
export function goneRows(table: CatalogTable, historyRows: number): string {
  const same = table.key.map((column) => `t.${name(column)} IS NOT DISTINCT FROM k.${name(column)}`).join(' AND ');
  return `SELECT * FROM (
      SELECT DISTINCT ${keyFromHistory(table)} FROM ${replica}.record_history WHERE rowid >= ${historyRows} AND table_name = ${text(table.name)}
    ) AS k WHERE NOT EXISTS (SELECT 1 FROM ${replica}.${name(table.name)} AS t WHERE ${same})`;
}
