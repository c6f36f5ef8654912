import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSession, openSession, readRows } from './connection.ts';
import { schemaVersion } from './migrations.ts';
import { notes, reminders } from './tables/activity.ts';
import { interactions } from './tables/interactions.ts';
import { type ReplicaFixture, replicaFixture } from './testing/replica-fixture.ts';

let place: ReplicaFixture;
beforeEach(async () => {
  place = await replicaFixture();
});
afterEach(() => place.remove());

const note = (id: number, html: string, text: string) => ({ id, html, text, type: 'entities', created_at: 0 });

/** Makes the database look as version 1 left it. */
const asVersion1 = async (): Promise<void> => {
  const { instance, connection } = await openSession(place.database);
  const views = await readRows(connection, 'SELECT view_name FROM duckdb_views() WHERE NOT internal');
  for (const { view_name: view } of views) await connection.run(`DROP VIEW "${String(view)}"`);
  await connection.run('ALTER TABLE notes DROP COLUMN text');
  await connection.run('ALTER TABLE _loads DROP COLUMN user_id');
  for (const { name } of [interactions, reminders]) await connection.run(`DROP TABLE ${name}`);
  await connection.run("UPDATE _meta SET value = '1' WHERE key = 'schema_version'");
  closeSession({ instance, connection });
};

const load = (html: string, text: string) => place.load({ notes: { read: [2], rows: [[notes, [note(2, html, text)]]] } });

describe('a database of an older version', () => {
  beforeEach(async () => {
    const rows = [note(1, '<p>One &amp; only</p>', 'One & only'), note(2, '<p>Two</p>', 'Two')];
    await place.load({ notes: { read: [1, 2], rows: [[notes, rows]] } });
    await asVersion1();
  });

  it('is brought forward by the next load, with every row and its history', async () => {
    await load('<p>Three</p>', 'Three');
    expect(await place.query('SELECT id, text FROM notes ORDER BY id')).toEqual([
      { id: 1, text: 'One & only' },
      { id: 2, text: 'Three' },
    ]);
    expect(await place.query("SELECT key, row ->> 'text' AS text FROM record_history")).toEqual([{ key: '2', text: 'Two' }]);
    expect(await place.query('SELECT count(*) AS n FROM interactions')).toEqual([{ n: 0 }]);
    expect(await place.query("SELECT value FROM _meta WHERE key = 'schema_version'")).toEqual([{ value: String(schemaVersion) }]);
    expect(await place.query('SELECT user_id FROM _loads ORDER BY rowid')).toEqual([{ user_id: null }, { user_id: 2 }]);
    const [comment] = await place.query("SELECT comment FROM duckdb_columns() WHERE table_name = 'notes' AND column_name = 'text'");
    expect(comment?.['comment']).toContain('plain text');
  });

  it('is brought forward although nothing changed, and only once', async () => {
    expect((await load('<p>Two</p>', 'Two')).written).toBe(true);
    expect(await place.query('SELECT count(*) AS n FROM record_history')).toEqual([{ n: 0 }]);
    expect((await load('<p>Two</p>', 'Two')).written).toBe(false);
  });

  it('is kept beside the new one', async () => {
    await load('<p>Three</p>', 'Three');
    const session = await openSession(`${place.database}.v1`, { access_mode: 'READ_ONLY' });
    expect(await readRows(session.connection, 'SELECT id, html FROM notes ORDER BY id')).toEqual([
      { id: 1, html: '<p>One &amp; only</p>' },
      { id: 2, html: '<p>Two</p>' },
    ]);
    closeSession(session);
  });

  it('stays as it is when the load fails', async () => {
    const writer = await place.open();
    await writer.close();
    const session = await openSession(place.database, { access_mode: 'READ_ONLY' });
    expect(await readRows(session.connection, "SELECT value FROM _meta WHERE key = 'schema_version'")).toEqual([{ value: '1' }]);
    closeSession(session);
  });
});
