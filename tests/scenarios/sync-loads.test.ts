import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminKey, firmSandbox, laterFirm, memberKey } from './support/sync-firm.ts';
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

const changed = (tables: readonly { inserted: number; updated: number; deleted: number }[]): number =>
  tables.reduce((sum, { inserted, updated, deleted }) => sum + inserted + updated + deleted, 0);

const counts = async (database: string, ...tables: string[]): Promise<number[]> =>
  await Promise.all(tables.map(async (table) => Number((await query(database, `SELECT count(*) AS n FROM ${table}`))[0]?.['n'])));

describe('a first sync', () => {
  it('brings every record of every stream', async () => {
    const report = await place.sync();
    expect(report.streams.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect(report).toMatchObject({ status: 'succeeded', database: place.database, requests: sandbox.requests().length });
    expect(Object.fromEntries(report.streams.map(({ stream, records }) => [stream, records]))).toEqual({
      companies: 450,
      persons: 232,
      opportunities: 40,
      lists: 2,
      fields: await counts(place.database, 'fields').then(([rows]) => rows),
      list_entries: 160,
      saved_views: 2,
      notes: 127,
      reminders: 0,
      files: 0,
      users: 2,
      teams: 0,
      merges: 0,
      duplicates: 0,
      webhooks: 0,
      field_value_changes: 1250,
    });
    const tables = [
      'companies',
      'persons',
      'opportunities',
      'lists',
      'list_entries',
      'saved_views',
      'saved_view_entries',
      'notes',
      'users',
    ];
    expect(await counts(place.database, ...tables, 'field_value_changes')).toEqual([450, 232, 40, 2, 160, 2, 120, 127, 2, 1250]);
    expect(await counts(place.database, '_rejects')).toEqual([0]);
  });

  it('completes values that were cut at a hundred', async () => {
    await place.sync({ streams: ['companies'] });
    const [row] = await query(
      place.database,
      "SELECT count(*) AS n, max(ordinal) AS last FROM field_values WHERE entity_id = 7 AND field_id = 'field-4'",
    );
    expect(row).toEqual({ n: '130', last: 129 });
  });

  it('takes the values of companies once, and those of entries from their lists', async () => {
    await place.sync();
    const rows = await query(
      place.database,
      'SELECT DISTINCT entity_type, list_id, field_id FROM field_values WHERE entity_id IN (1, 301) ORDER BY ALL',
    );
    const own = rows.filter(({ list_id: listId }) => listId === null).map(({ field_id: id }) => id);
    expect(own).toEqual(expect.arrayContaining(['field-1', 'field-2', 'field-3']));
    const ofEntries = rows.filter(({ list_id: listId }) => listId !== null).map(({ field_id: id }) => id);
    expect(ofEntries).toEqual(expect.arrayContaining(['field-11', 'field-12']));
    expect(ofEntries).not.toContain('field-1');
  });

  it('brings what a stream needs along with it', async () => {
    const report = await place.sync({ streams: ['list_entries'], lists: ['deals'] });
    expect(report.streams.map(({ stream }) => stream)).toEqual(['lists', 'fields', 'list_entries']);
    expect(await counts(place.database, 'lists', 'list_entries')).toEqual([2, 40]);
  });

  it('names the lists that there are, the nearest first, when asked for one that is not', async () => {
    const asking = ['/v2/auth/whoami', '/v2/lists'];
    for (const streams of [undefined, ['users', 'companies']])
      await expect(place.sync({ streams, lists: ['Deels'] })).rejects.toThrow(
        'There is no list "Deels". There are: Deals (802), Pipeline (801)',
      );
    expect(sandbox.requests().map(({ path }) => path)).toEqual([...asking, ...asking]);
    const warnings: string[] = [];
    await place.sync({ lists: ['Deals'], streams: ['saved_views'], onWarning: (warning) => warnings.push(warning) });
    expect(warnings).toEqual([]);
  });

  it('names the streams that there are, the nearest first, when asked for one that is not', async () => {
    await expect(place.sync({ streams: ['notse'] })).rejects.toThrow(/There is no stream "notse". There are: notes, .*companies/);
  });
});

describe('a later sync', () => {
  it('writes nothing when nothing changed, and reads feeds from where they were left', async () => {
    await place.sync();
    const before = await contents(place.database);
    const report = await place.sync();
    expect(report.status).toBe('succeeded');
    expect(changed(report.tables)).toBe(0);
    expect(report.streams.find(({ stream }) => stream === 'field_value_changes')).toMatchObject({ mode: 'feed', requests: 1 });
    expect(report.streams.find(({ stream }) => stream === 'notes')).toMatchObject({ mode: 'filter', requests: 1 });
    expect(await contents(place.database)).toEqual(before);
  });

  it('writes what changed and nothing else', async () => {
    await place.sync();
    const client = clientOf(sandbox);
    await client.v2.lists.entries.fieldValues.update({
      listId: 801,
      listEntryId: 6003,
      fieldId: 'field-11',
      body: { value: { type: 'ranked-dropdown', data: { dropdownOptionId: 33 } } },
    });
    const report = await place.sync();
    const touched = report.tables.filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0);
    expect(touched.map(({ table }) => table)).toContain('field_values');
    expect(touched.find(({ table }) => table === 'field_values')).toMatchObject({ inserted: 0, updated: 2, deleted: 0 });
    const [row] = await query(place.database, "SELECT option_id FROM field_values WHERE list_entry_id = 6003 AND field_id = 'field-11'");
    expect(row).toEqual({ option_id: '33' });
    expect(await contents(place.database)).toEqual(await freshContents());
  });

  it('keeps what was deleted in the history, after asking for it once more', async () => {
    await place.sync();
    await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 6004 });
    const report = await place.sync({ full: true });
    expect(report.tables.find(({ table }) => table === 'list_entries')).toMatchObject({ rows: 159, deleted: 1 });
    const asked = sandbox.requests().filter(({ path }) => path.startsWith('/v2/lists/801/list-entries/6004'));
    expect(asked).toHaveLength(1);
    expect(await query(place.database, "SELECT end_reason FROM record_history WHERE table_name = 'list_entries' AND key = '6004'")).toEqual(
      [{ end_reason: 'deleted' }],
    );
    expect(await contents(place.database)).toEqual(await freshContents());
  });

  it('lets no more than a twentieth of a table go until it is told to', async () => {
    await place.sync();
    const client = clientOf(sandbox);
    for (let id = 6001; id <= 6040; id++) await client.v1.lists.entries.delete({ list_id: 801, list_entry_id: id });
    const report = await place.sync({ full: true });
    expect(report.streams.find(({ stream }) => stream === 'list_entries')?.reason).toContain(
      '40 rows of 160 in list_entries would have left and stayed',
    );
    expect(await counts(place.database, 'list_entries')).toEqual([160]);
    await place.sync({ acceptDeletes: true, full: true });
    expect(await counts(place.database, 'list_entries')).toEqual([120]);
    expect(await contents(place.database)).toEqual(await freshContents());
  });

  it('deletes nothing when another user reads the database', async () => {
    await place.sync();
    await clientOf(sandbox).v1.lists.entries.delete({ list_id: 801, list_entry_id: 6004 });
    const report = await place.sync({ client: clientOf(sandbox, memberKey), streams: ['list_entries'] });
    expect(report.streams.find(({ stream }) => stream === 'list_entries')?.reason).toContain('another user reads this database');
    expect(await counts(place.database, 'list_entries')).toEqual([160]);
  });

  it('trusts no page as unchanged on top of a database that was put back', async () => {
    const streams = ['list_entries'];
    const status = "SELECT option_id FROM field_values WHERE list_entry_id = 6003 AND field_id = 'field-11'";
    await place.sync({ streams });
    const copy = `${place.database}.copy`;
    await copyFile(place.database, copy);
    await clientOf(sandbox).v2.lists.entries.fieldValues.update({
      listId: 801,
      listEntryId: 6003,
      fieldId: 'field-11',
      body: { value: { type: 'ranked-dropdown', data: { dropdownOptionId: 33 } } },
    });
    await place.sync({ streams });
    await copyFile(copy, place.database);
    expect(await query(place.database, status)).toEqual([{ option_id: '31' }]);
    await place.sync({ streams });
    expect(await query(place.database, status)).toEqual([{ option_id: '33' }]);
  });

  /** What a sync into a new database comes to. */
  const freshContents = async (): Promise<Record<string, unknown>> => {
    const fresh = await synced(sandbox);
    try {
      await fresh.sync();
      return await contents(fresh.database);
    } finally {
      await fresh.remove();
    }
  };
});

describe('what is not permitted, missing or broken', () => {
  it('names the permission that a stream lacks, and the others go on', async () => {
    const report = await place.sync({ client: clientOf(sandbox, memberKey), streams: ['companies', 'persons'] });
    expect(report.status).toBe('partial');
    expect(report.streams[0]).toMatchObject({ status: 'not_permitted', reason: 'missing permission: Export All Organizations directory' });
    expect(report.streams[1]).toMatchObject({ status: 'succeeded', records: 232 });
  });

  it('marks a stream as failed that the server does not get right, and leaves its table alone', async () => {
    await place.sync();
    sandbox.faults.add({ kind: 'server-error', path: '/v2/persons', nth: [2, 3, 4, 5, 6, 7, 8, 9] });
    const report = await place.sync({ full: true });
    expect(report.status).toBe('partial');
    expect(report.streams.filter(({ status }) => status === 'failed').map(({ stream }) => stream)).toEqual(['persons']);
    expect(await counts(place.database, 'persons')).toEqual([232]);
  });

  it('rejects a wrong key with the error of the client', async () => {
    await expect(place.sync({ client: clientOf(sandbox, 'x'.repeat(43)) })).rejects.toMatchObject({ code: 'authentication' });
  });

  it('refuses the data of another account, and leaves the database as it was', async () => {
    await place.sync({ streams: ['users'] });
    const before = await contents(place.database);
    const other = firmSandbox({ firm: laterFirm({ tenantId: 78 }) });
    const report = await place.sync({ client: clientOf(other) });
    expect(other.requests().map(({ path }) => path)).toEqual(['/v2/auth/whoami']);
    other.close();
    expect(report).toMatchObject({ status: 'refused', tables: [] });
    expect(report.streams[0]?.reason).toMatch(
      /holds the data of Affinity account 77; the key belongs to account 78\. Use one database per account/,
    );
    expect(await contents(place.database)).toEqual(before);
  });

  it('refuses while another sync is at work', async () => {
    const first = place.sync();
    const second = await place.sync();
    expect(second).toMatchObject({ status: 'refused', tables: [] });
    expect(second.streams[0]?.reason).toContain(String(process.pid));
    expect((await first).status).toBe('succeeded');
  });

  it.each(['rate-limit', 'server-error', 'html-error', 'drop', 'truncate'] as const)('gets over a %s here and there', async (kind) => {
    sandbox.faults.add({ kind, fraction: 0.1, path: '/v2/*' });
    const report = await place.sync({ client: clientOf(sandbox, adminKey) });
    sandbox.faults.clear();
    expect(report.streams.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect(await counts(place.database, 'companies', 'persons', 'field_value_changes')).toEqual([450, 232, 1250]);
  });
});

describe('a sync that was stopped', () => {
  it('goes on from where it was, asks for no page twice, and ends with the same data', async () => {
    const stop = new AbortController();
    const stopped = await place.sync({ signal: stop.signal, onProgress: ({ records }) => void (records >= 300 && stop.abort()) });
    expect(stopped.status).toBe('interrupted');
    const report = await place.sync();
    expect(report).toMatchObject({ status: 'succeeded', loadId: stopped.loadId });
    const pages = sandbox.requests().filter(({ path, status }) => !path.startsWith('/v2/auth') && status < 300);
    const asked = pages.map(({ path, query: parameters }) => `${path}?${parameters}`);
    // Those in flight when it was stopped were answered to nobody.
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(24);
    const [companies] = await query(place.database, 'SELECT count(*) AS n, count(DISTINCT id) AS ids FROM companies');
    expect(companies).toEqual({ n: '450', ids: '450' });
  });

  it('recognises a load that was put in place before it could say so', async () => {
    const first = await place.sync({ streams: ['users'] });
    const journal = `${place.database}.journal`;
    const [run] = (await readdir(journal)).filter((name) => name.startsWith('2'));
    const path = join(journal, run ?? '', 'run.json');
    const written = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...written, state: 'open', streams: {}, replicaLoadId: null }));
    const before = sandbox.requests().length;
    const report = await place.sync({ streams: ['users'] });
    expect(report).toMatchObject({ loadId: first.loadId, status: 'succeeded', tables: first.tables });
    expect(sandbox.requests().length - before).toBe(1);
    expect(await place.sync({ streams: ['users'] })).not.toMatchObject({ loadId: first.loadId });
  });

  it('starts over when something else is asked for', async () => {
    const stop = new AbortController();
    const stopped = await place.sync({ signal: stop.signal, onProgress: () => stop.abort() });
    const warnings: string[] = [];
    const report = await place.sync({ streams: ['users'], onWarning: (warning) => warnings.push(warning) });
    expect(report.loadId).not.toBe(stopped.loadId);
    expect(warnings).toEqual([expect.stringContaining('asked for other streams')]);
  });
});
