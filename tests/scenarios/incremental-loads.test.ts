import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replay } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox } from './support/sync-firm.ts';
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

const start = Date.parse('2026-03-01T00:00:00Z');

/** A load so many hours after the first one, which reads in parts whatever the size of the firm. */
const later = (hours: number, rest: Parameters<Synced['sync']>[0] = {}): ReturnType<Synced['sync']> => {
  sandbox.clock.set(start + hours * 3_600_000);
  return place.sync({ wholeUpTo: 0, now: () => new Date(start + hours * 3_600_000), ...rest });
};

const modes = ({ streams }: Awaited<ReturnType<Synced['sync']>>): Record<string, string | null> =>
  Object.fromEntries(streams.map(({ stream, mode }) => [stream, mode]));

/** What a load into a new database comes to. */
const fresh = async (): Promise<Record<string, unknown>> => {
  const other = await synced(sandbox);
  try {
    await other.sync();
    return await contents(other.database);
  } finally {
    await other.remove();
  }
};

describe('a load after the first', () => {
  it('asks for ends of walks, feeds and times, and writes nothing when nothing changed', async () => {
    await later(0);
    const before = sandbox.requests().length;
    const report = await later(1);
    expect(sandbox.requests().length - before).toBeLessThanOrEqual(30 + 2);
    expect(report.tables.every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0)).toBe(true);
    expect(modes(report)).toMatchObject({ companies: 'tail', persons: 'tail', field_value_changes: 'feed', notes: 'filter' });
  });

  it('brings new records and changed values, and comes to what a first load would', async () => {
    await later(0);
    const client = clientOf(sandbox);
    sandbox.clock.set(start + 1_800_000);
    const { id } = await client.v1.organizations.create({ body: { name: 'New & Co', domain: 'new.example' } });
    await client.v1.persons.create({ body: { first_name: 'Nina', last_name: 'New', emails: ['nina@new.example'] } });
    await client.v1.lists.entries.create({ list_id: 801, body: { entity_id: id } });
    for (const listEntryId of [6003, 6004]) {
      const value = { type: 'ranked-dropdown', data: { dropdownOptionId: 33 } } as const;
      await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId, fieldId: 'field-11', body: { value } });
    }
    const cleared = { type: 'ranked-dropdown', data: null } as const;
    await client.v2.lists.entries.fieldValues.update({ listId: 801, listEntryId: 6005, fieldId: 'field-11', body: { value: cleared } });
    const before = sandbox.requests().length;
    await later(1);
    expect(sandbox.requests().length - before).toBeLessThanOrEqual(30 + 2);
    // Which entries a view shows is for the sweep to see.
    const { saved_view_entries: seen, ...told } = await contents(place.database);
    const { saved_view_entries: shown, ...all } = await fresh();
    expect(told).toEqual(all);
    expect([seen, shown]).toEqual([expect.objectContaining({ length: 120 }), expect.objectContaining({ length: 121 })]);
  });

  it('walks from the beginning where the server no longer knows the page that it would go on from', async () => {
    await later(0);
    await clientOf(sandbox).v1.organizations.create({ body: { name: 'New & Co', domain: 'new.example' } });
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
      if (pathname === '/v2/companies') asked.push(searchParams.get('cursor') ?? 'beginning');
      if (asked.length !== 1 || pathname !== '/v2/companies') return await sandbox.fetch(input, init);
      return Response.json({ errors: [{ code: 'validation', message: 'Unknown cursor' }] }, { status: 400 });
    };
    const report = await later(1, { client: clientOf({ ...sandbox, fetch }), streams: ['companies'] });
    expect(report.status).toBe('succeeded');
    expect(asked[0]).not.toBe('beginning');
    expect(asked[1]).toBe('beginning');
    expect(await query(place.database, "SELECT name FROM companies WHERE domain = 'new.example'")).toEqual([{ name: 'New & Co' }]);
    expect(await query(place.database, 'SELECT count(*) AS n FROM record_history')).toEqual([{ n: '0' }]);
  });

  it('finds what Affinity does not tell of within the days of a sweep, and knows when it last saw what', async () => {
    await later(0);
    const client = clientOf(sandbox);
    await client.v2.companies.fieldValues.update({ companyId: 3, fieldId: 'field-1', body: { value: { type: 'text', data: 'untold' } } });
    await client.v1.lists.entries.delete({ list_id: 801, list_entry_id: 6004 });
    // One that the first day comes to, and one that the second does.
    for (const id of [140, 350]) await client.v1.organizations.delete({ organization_id: id });
    for (let day = 1; day <= 3; day++) await later(24 * day, { sweepDays: 2 });
    expect(await contents(place.database)).toEqual(await fresh());
    const seen = await query(
      place.database,
      "SELECT min(seen_at) > '2026-03-01 12:00:00+00' AS recent FROM _freshness WHERE stream IN ('companies', 'list_entries/801')",
    );
    expect(seen).toEqual([{ recent: true }]);
  });

  it('walks the whole of what the server no longer takes a page of', async () => {
    await later(0);
    sandbox.faults.add({ kind: 'html-error', path: '/v2/companies', nth: [1] });
    const report = await later(1);
    expect(report.status).toBe('succeeded');
  });

  it('goes on after a stop without asking for a page twice', async () => {
    await later(0);
    const stop = new AbortController();
    const before = sandbox.requests().length;
    const stopped = await later(100, { signal: stop.signal, onProgress: ({ requests }) => void (requests >= 1 && stop.abort()) });
    expect(stopped.status).toBe('interrupted');
    const report = await later(100);
    expect(report).toMatchObject({ status: 'succeeded', loadId: stopped.loadId });
    const asked = sandbox
      .requests()
      .slice(before)
      .filter(({ path, status }) => !path.startsWith('/v2/auth') && status < 300)
      .map(({ path, query: parameters }) => `${path}?${parameters}`);
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(24);
    expect(await contents(place.database)).toEqual(await fresh());
  });

  it('can be replayed from the journal', async () => {
    await later(0);
    const client = clientOf(sandbox);
    await client.v1.organizations.create({ body: { name: 'New & Co', domain: 'new.example' } });
    await client.v1.lists.entries.delete({ list_id: 801, list_entry_id: 6004 });
    for (let day = 1; day <= 3; day++) await later(24 * day, { sweepDays: 2 });
    const before = await contents(place.database);
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
  });
});

describe('a journal', () => {
  it('drops the pages that a round of the sweep has read anew, and still rebuilds everything', async () => {
    for (let day = 0; day <= 5; day++) await later(24 * day, { sweepDays: 2, streams: ['companies', 'list_entries'] });
    const journal = `${place.database}.journal`;
    const runs = (await readdir(journal)).filter((name) => name.startsWith('2'));
    const whole = await Promise.all(runs.map(async (run) => (await readdir(join(journal, run))).includes('companies.pages')));
    expect(whole.filter(Boolean).length).toBeLessThan(6);
    const before = await contents(place.database);
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(before);
  });
});
