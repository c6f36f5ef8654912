import type { Publication, PublishedState } from '../destination.ts';
import { AffinityDestinationForeignError } from '../errors.ts';
import { qualified, type Schema } from './define.ts';

/** Table in which publications say what they did; the last one also what the next one needs to know. */
export const stateTable = '_publications';

/** Relations of a schema, by name. */
export async function relationsOf({ client, name }: Schema): Promise<ReadonlyMap<string, string>> {
  const rows = await client.query(
    'SELECT c.relname, c.relkind FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1',
    [name],
  );
  return new Map(rows.map((row) => [String(row['relname']), String(row['relkind'])]));
}

/** Reads what the last publication left; `undefined` when there was none. */
export async function readPublishedState(
  schema: Schema,
  relations: ReadonlyMap<string, string>,
  address: string,
): Promise<PublishedState | undefined> {
  if (!relations.has(stateTable)) return undefined;
  const columns = await schema.client.query(
    `SELECT count(*) FILTER (WHERE attname IN ('published_at', 'load_id', 'state')) AS known FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass`,
    [qualified(schema, stateTable)],
  );
  if (Number(columns[0]?.['known']) !== 3) throw new AffinityDestinationForeignError(address, `a table ${stateTable}`);
  const [row] = await schema.client.query(
    `SELECT CAST(state AS text) AS state FROM ${qualified(schema, stateTable)} WHERE state IS NOT NULL`,
  );
  const state = row?.['state'];
  return typeof state === 'string' ? (JSON.parse(state) as PublishedState) : undefined; // what we wrote
}

/** Writes what the next publication needs to know, in the transaction that makes it true. */
export async function writePublishedState(schema: Schema, { state, changes }: Publication, exists: boolean): Promise<void> {
  const target = qualified(schema, stateTable);
  if (!exists) {
    await schema.client.query(`CREATE TABLE ${target} (
      published_at timestamptz NOT NULL, load_id text NOT NULL, tool_version text NOT NULL, tables integer NOT NULL, rows_written bigint NOT NULL, state json)`);
    await schema.client.query(`COMMENT ON TABLE ${target} IS 'Publications of affinity-kit, and where the next one goes on.'`);
  }
  await schema.client.query(`UPDATE ${target} SET state = NULL WHERE state IS NOT NULL`);
  const rows = changes.reduce((sum, { written }) => sum + written, 0);
  await schema.client.query(`INSERT INTO ${target} VALUES ($1, $2, $3, $4, $5, $6)`, [
    state.publishedAt,
    state.loadId,
    state.toolVersion,
    changes.length,
    rows,
    JSON.stringify(state),
  ]);
}
