import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replay, type SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox, laterFirm } from './support/sync-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox();
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const changed = ({ tables }: SyncReport): number => tables.reduce((sum, table) => sum + table.inserted + table.updated + table.deleted, 0);

const move = async (listEntryId: number, dropdownOptionId: number): Promise<void> => {
  await clientOf(sandbox).v2.lists.entries.fieldValues.update({
    listId: 801,
    listEntryId,
    fieldId: 'field-11',
    body: { value: { type: 'ranked-dropdown', data: { dropdownOptionId } } },
  });
};

const history = (): Promise<Record<string, unknown>[]> =>
  query(place.database, 'SELECT table_name, key, end_reason, row FROM record_history ORDER BY ALL');

describe('a replay', () => {
  it('rebuilds the same data from the journal, without a request, and syncs go on from it', async () => {
    await place.sync();
    await move(6003, 33);
    await place.sync();
    await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 6004 });
    await move(6005, 32);
    await place.sync({ streams: ['list_entries', 'saved_views', 'field_value_changes'] });
    const before = await contents(place.database);
    const requests = sandbox.requests().length;
    const report = await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
    expect(sandbox.requests()).toHaveLength(requests);
    expect(report).toMatchObject({ database: place.database, previous: `${place.database}.before-replay` });
    expect(report.loads).toHaveLength(3);
    expect(await contents(String(report.previous))).toEqual(before);
    const next = await place.sync();
    expect([next.status, changed(next)]).toEqual(['succeeded', 0]);
  });

  it('writes the history once more, as far back as the journal goes', async () => {
    await place.sync({ streams: ['field_value_changes', 'notes', 'users'] });
    await place.sync({ streams: ['notes', 'users'], full: true, client: clientOf(later({ notes: [17] })) });
    await place.sync({ streams: ['notes'], client: clientOf(later({ notes: [17] })) });
    await replay({ database: place.database });
    expect(await query(place.database, 'SELECT count(*) AS n FROM notes WHERE id = 17')).toEqual([{ n: '0' }]);
    // The walk that still brought the note was pruned: the new database has never seen it.
    expect(await history()).toEqual([]);
  });

  it('rebuilds a database that is lost or damaged', async () => {
    await place.sync({ prefer: 'time' });
    await place.sync({ prefer: 'time', include: ['replies'], client: clientOf(later({ companies: [60, 61], notes: [17] })) });
    const before = await contents(place.database);
    const addresses = 'SELECT url FROM companies_wide WHERE url IS NOT NULL ORDER BY url';
    const [first, ...others] = await query(place.database, addresses);
    expect(first).toHaveProperty('url');
    await rm(place.database);
    expect(await replay({ database: place.database })).toMatchObject({ previous: null });
    expect(await contents(place.database)).toEqual(before);
    expect(await query(place.database, addresses)).toEqual([first, ...others]);
    await writeFile(place.database, 'not a database');
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
  });

  it('refuses to leave out what the journal never held as a whole, and says what', async () => {
    await place.sync({ streams: ['list_entries', 'users'], lists: ['Deals'] });
    const before = await contents(place.database);
    await expect(replay({ database: place.database })).rejects.toMatchObject({
      code: 'replay-incomplete',
      streams: ['fields', 'list_entries'],
      message: expect.stringContaining('no whole walk of fields, list_entries'),
    });
    await replay({ database: place.database, allowIncomplete: true });
    expect(await contents(place.database)).toEqual(before);
  });

  it('refuses pages that are damaged, and leaves the database as it was', async () => {
    await place.sync({ streams: ['persons', 'users'] });
    const [run] = (await readdir(`${place.database}.journal`)).filter((name) => name.startsWith('2'));
    const path = join(`${place.database}.journal`, run ?? '', 'persons.pages');
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(400) ^ 0xff, 400);
    await writeFile(path, bytes);
    const { ino } = await stat(place.database);
    await expect(replay({ database: place.database })).rejects.toMatchObject({ code: 'replay-damaged', streams: ['persons'] });
    expect((await stat(place.database)).ino).toBe(ino);
    expect((await readdir(join(place.database, '..'))).sort()).toEqual(['test.duckdb', 'test.duckdb.journal']);
  });

  it('says so when there is no journal, and waits for no sync that is at work', async () => {
    await expect(replay({ database: place.database })).rejects.toMatchObject({ code: 'replay-empty' });
    let running: Promise<SyncReport> | undefined;
    await new Promise<void>((atWork) => {
      running = place.sync({ onProgress: () => atWork() });
    });
    await expect(replay({ database: place.database })).rejects.toMatchObject({ code: 'replica-locked', pid: process.pid });
    expect((await running)?.status).toBe('succeeded');
  });
});

/** The same firm without these records. */
const later = (deleted: Parameters<typeof laterFirm>[0]): Sandbox => firmSandbox({ firm: laterFirm(deleted) });
