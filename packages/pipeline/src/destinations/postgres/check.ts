import { randomBytes } from 'node:crypto';
import type { Check } from '../destination.ts';
import { AffinityDestinationError } from '../errors.ts';
import type { PostgresClient } from './client.ts';
import { qualified, type Schema } from './define.ts';
import { postgresFailure } from './failure.ts';
import { quoted } from './names.ts';
import { readPublishedState, relationsOf } from './state.ts';

/** Oldest version with MERGE and unique indexes that know NULL. */
const oldestVersion = 150_000;

async function checkVersion({ client }: Schema): Promise<void> {
  const [row] = await client.query("SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name");
  if (Number(row?.['number']) < oldestVersion) throw new Error(`the server is PostgreSQL ${String(row?.['name'])}; 15 or newer is needed`);
}

async function checkOwner(schema: Schema): Promise<void> {
  const sql = `SELECT c.relname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind = 'r' AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE') LIMIT 1`;
  const [row] = await schema.client.query(sql, [schema.name]);
  if (row !== undefined) throw new Error(`the table ${String(row['relname'])} belongs to another role`);
}

async function checkWriting(schema: Schema): Promise<void> {
  const probe = `affinity_check_${randomBytes(4).toString('hex')}`;
  if (!(await hasSchema(schema))) await schema.client.query(`CREATE SCHEMA ${quoted(schema.name)}`);
  await schema.client.query(`CREATE TABLE ${qualified(schema, probe)} (id bigint)`);
  await schema.client.query(`CREATE TEMP TABLE ${quoted(probe)} (id bigint) ON COMMIT DROP`);
}

/** Whether the schema is there. Asked first, because making one that is there needs a right that publishing does not. */
export async function hasSchema({ client, name }: Schema): Promise<boolean> {
  return (await client.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [name])).length > 0;
}

const messageOf = (error: unknown): string =>
  error instanceof AffinityDestinationError ? `${error.message} ${error.nextStep}` : error instanceof Error ? error.message : String(error);

/** Tries what a publication does, in a transaction that is rolled back. */
export async function checkPostgres(connect: () => Promise<PostgresClient>, at: Omit<Schema, 'client'>, address: string): Promise<Check[]> {
  const checks: Check[] = [];
  let client: PostgresClient | undefined;
  const step = async (what: string, work: (schema: Schema) => Promise<unknown>): Promise<void> => {
    if (checks.some(({ problem }) => problem !== null)) return;
    try {
      client ??= await connect();
      await work({ ...at, client });
      checks.push({ what, problem: null });
    } catch (error) {
      checks.push({ what, problem: messageOf(postgresFailure(address, error)) });
    }
  };
  try {
    await step('connect', ({ client: connected }) => connected.query('BEGIN'));
    await step('find PostgreSQL 15 or newer', checkVersion);
    await step(`find nothing foreign in the schema ${at.name}`, async (schema) =>
      readPublishedState(schema, await relationsOf(schema), address),
    );
    await step(`own the tables of the schema ${at.name}`, checkOwner);
    await step(`create tables in the schema ${at.name}, and temporary ones`, checkWriting);
    await client?.query('ROLLBACK').catch(() => undefined);
  } finally {
    await client?.end();
  }
  return checks;
}
