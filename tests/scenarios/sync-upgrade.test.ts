import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '@affinity-kit/sandbox';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox } from './support/sync-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const later = new Date(start + 3_600_000);

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox();
  sandbox.clock.set(start);
  place = await synced(sandbox);
  await place.sync({ now: () => new Date(start) });
  await asVersion1(place.database);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

/** Puts the database back into the tables of schema version 1, and its journal with it. */
const asVersion1 = async (database: string): Promise<void> => {
  const schema = await readFile(new URL('support/version-1.sql', import.meta.url), 'utf8');
  const instance = await DuckDBInstance.create(`${database}.old`);
  const connection = await instance.connect();
  const texts = async (sql: string): Promise<readonly string[]> =>
    (await connection.runAndReadAll(sql)).getRows().map(([one]) => String(one));
  await connection.run(schema);
  await connection.run(`ATTACH '${database}' AS present (READ_ONLY)`);
  for (const table of await texts("SELECT table_name FROM duckdb_tables() WHERE database_name <> 'present'")) {
    const columns = `SELECT column_name FROM duckdb_columns() WHERE table_name = '${table}' AND database_name <> 'present' ORDER BY column_index`;
    const all = (await texts(columns)).map((column) => `"${column}"`).join(', ');
    await connection.run(`INSERT INTO ${table} (${all}) SELECT ${all} FROM present.${table}`);
  }
  await connection.run("DELETE FROM _meta WHERE key NOT IN ('schema_version', 'tool_version', 'tenant_id', 'user_id')");
  await connection.run("UPDATE _meta SET value = '1' WHERE key = 'schema_version'");
  // What that version did not read.
  await connection.run("DELETE FROM _streams WHERE stream IN ('files', 'reminders', 'teams', 'merges', 'duplicates', 'webhooks')");
  await connection.run('UPDATE _streams SET state = NULL');
  await connection.run('DETACH present');
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  await rm(database);
  await rename(`${database}.old`, database);
  await asJournal1(`${database}.journal`);
};

/** Runs of that version name another shape of tables, and nothing of parts, units or later needs. */
const asJournal1 = async (folder: string): Promise<void> => {
  for (const run of await readdir(folder)) {
    const path = join(folder, run, 'run.json');
    const { streams, plan, ...rest } = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, Record<string, unknown>>>;
    const plain = (all: Record<string, Record<string, unknown>> = {}, names: readonly string[] = []): unknown =>
      Object.fromEntries(Object.entries(all).map(([stream, one]) => [stream, Object.fromEntries(names.map((name) => [name, one[name]]))]));
    const old = {
      ...rest,
      shape: 'version-1',
      streams: plain(streams, ['coverage', 'mode', 'pages']),
      plan: plain(plan, ['mode', 'reason', 'since', 'prefer']),
    };
    await writeFile(path, JSON.stringify(old));
  }
};

/** Who looked earlier may know more of what went between. */
const told =
  "SELECT field_id, entity_id, list_entry_id, option_id, text, valid_from FROM field_value_history WHERE source = 'feed' ORDER BY ALL";

/** What a first load comes to, and the history that the feed tells. */
const fresh = async (): Promise<{ tables: Record<string, unknown>; history: unknown[] }> => {
  const other = await synced(sandbox);
  try {
    await other.sync({ now: () => later });
    return { tables: await contents(other.database), history: await query(other.database, told) };
  } finally {
    await other.remove();
  }
};

describe('a database and a journal of the version before', () => {
  it('are gone on with: everything is there, with what changed since and the history of all that the feed had told', async () => {
    const client = clientOf(sandbox);
    const seen = await query(place.database, 'SELECT id, _first_seen_at FROM companies ORDER BY id');
    sandbox.clock.set(start + 1_800_000);
    const value = { type: 'ranked-dropdown', data: { dropdownOptionId: 33 } } as const;
    await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6003, fieldId: 'field-11', body: { value } });
    sandbox.clock.set(later.getTime());

    expect((await place.sync({ now: () => later })).status).toBe('succeeded');
    const { tables, history } = await fresh();
    expect(history.length).toBeGreaterThan(0);
    expect(await contents(place.database)).toEqual(tables);
    expect(await query(place.database, told)).toEqual(expect.arrayContaining(history));
    expect(await query(place.database, 'SELECT id, _first_seen_at FROM companies ORDER BY id')).toEqual(seen);
    expect(await query(place.database, 'SELECT count(*) AS n FROM _loads')).toEqual([{ n: '2' }]);
  });

  it('are backed up first, and stay as they are when the load cannot be finished', async () => {
    const before = await readFile(place.database);
    const stopped = await place.sync({ now: () => later, maxRequests: 5 });
    expect(stopped.status).toBe('interrupted');
    expect(before.equals(await readFile(place.database))).toBe(true);
    expect((await place.sync({ now: () => later })).status).toBe('succeeded');
    expect(before.equals(await readFile(`${place.database}.v1`))).toBe(true);
  });
});
