// Which rows one replica lacks that another has, table by table.
import { DuckDBInstance } from '@duckdb/node-api';

const tablesOfLoads = `SELECT table_name AS name FROM duckdb_columns()
  WHERE database_name = 'one' AND column_name = '_load_id' AND NOT starts_with(table_name, '_') ORDER BY 1`;

/** Tables of which the first replica lacks rows of the second, or has others. */
export const compareReplicas = async (one, other) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const text = (path) => `'${path.replaceAll("'", "''")}'`;
  try {
    await connection.run(`ATTACH ${text(one)} AS one (READ_ONLY); ATTACH ${text(other)} AS other (READ_ONLY)`);
    const differences = [];
    for (const { name } of await query(tablesOfLoads)) {
      const rows = (database) => `SELECT * EXCLUDE (_load_id, _first_seen_at, _changed_at) FROM ${database}."${name}"`;
      const count = async (sql) => Number((await query(`SELECT count(*) AS n FROM (${sql})`))[0].n);
      const missing = await count(`${rows('other')} EXCEPT ${rows('one')}`);
      const extra = await count(`${rows('one')} EXCEPT ${rows('other')}`);
      if (missing + extra > 0) differences.push({ table: name, missing, extra });
    }
    return differences;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
