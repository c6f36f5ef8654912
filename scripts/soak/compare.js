// Compares databases by what their tables hold, whatever the order of the rows.
import { DuckDBInstance } from '@duckdb/node-api';

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Columns that say when and by which load a row was written, which differs between two runs. */
const loadColumns = "('_load_id', '_first_seen_at', '_changed_at')";

const rowsOf = (table, isCrm) => {
  const columns = isCrm ? `COLUMNS(lambda c: c NOT IN ${loadColumns})` : '*';
  return `SELECT '${table}' AS name, count(*) || '/' || coalesce(sum(hash(t)), 0) AS digest FROM (SELECT ${columns} FROM ${quoted(table)}) AS t`;
};

const isBookkeeping = (table) => table.startsWith('_') || table === 'record_history';

/**
 * Number and digest of the rows of each table.
 *
 * @param {string} database
 * @param {{ crmOnly?: boolean }} options with `crmOnly` what it says about the CRM alone, loads and times apart.
 * @returns {Promise<Map<string, string>>}
 */
export const contentsOf = async (database, { crmOnly = false } = {}) => {
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY', threads: '1' });
  const connection = await instance.connect();
  try {
    const tables = (await connection.runAndReadAll('SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1')).getRowsJson();
    const chosen = tables.map(([table]) => String(table)).filter((table) => !crmOnly || !isBookkeeping(table));
    const rows = await connection.runAndReadAll(chosen.map((table) => rowsOf(table, crmOnly)).join(' UNION ALL '));
    return new Map(rows.getRowsJson().map(([table, digest]) => [String(table), String(digest)]));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

/** Tables that are not the same in two results of {@link contentsOf}. */
export const differing = (left, right) =>
  [...new Set([...left.keys(), ...right.keys()])].filter((table) => left.get(table) !== right.get(table)).sort();
