import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replay } from '@affinity-kit/pipeline';
import { createSandbox, type FirmSink, type Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laterFirm } from './support/sync-firm.ts';
import { clientOf, contents, query, type Synced, synced } from './support/synced.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const hours = 6;
const firstId = 5001;
const twins = 560;

/** Companies of which each two have one name: 280 suggestions, on three pages. */
const writeTwins = (sink: FirmSink): void => {
  const about = { domain: null, domains: [], isGlobal: false, createdAt: '2026-01-02T00:00:00.000Z', cells: {} } as const;
  for (let each = 0; each < twins; each++)
    sink.company({ ...about, id: firstId + each, name: `Twin ${String(each >> 1).padStart(3, '0')}` });
};

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = createSandbox({ firm: laterFirm({}, writeTwins), now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 } });
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

/** A load so many hours after the first one. Gives the number of pages of suggestions about companies that it asked for. */
const load = async (hour: number): Promise<number> => {
  const now = new Date(start + hour * 3_600_000);
  sandbox.clock.set(now.getTime());
  const before = sandbox.requests().length;
  const report = await place.sync({ streams: ['duplicates'], wholeUpTo: 0, sweepDays: hours / 24, now: () => now });
  expect(report.status).toBe('succeeded');
  return sandbox
    .requests()
    .slice(before)
    .filter(({ path }) => path === '/v2/duplicates/company-suggestions').length;
};

const loads = async (from: number, to: number): Promise<readonly number[]> => {
  const pages: number[] = [];
  for (let hour = from; hour <= to; hour++) pages.push(await load(hour));
  return pages;
};

/** Suggestions about companies that the database has. */
const suggestions = async (): Promise<unknown> => {
  const [row] = await query(place.database, "SELECT count(*)::INT AS n FROM duplicate_suggestions WHERE entity_type = 'company'");
  return row?.['n'];
};

/** What a load into a new database comes to. */
const fresh = async (): Promise<Record<string, unknown>> => {
  const other = await synced(sandbox);
  try {
    await other.sync({ streams: ['duplicates'] });
    return await contents(other.database);
  } finally {
    await other.remove();
  }
};

const rename = (id: number, name: string): Promise<unknown> =>
  clientOf(sandbox).v1.organizations.update({ organization_id: id, body: { name } });

describe('hourly loads of suggestions of duplicates', () => {
  it('read each page once in the days of a sweep, one in an hour', async () => {
    const whole = await load(0);
    const byHour = await loads(1, hours);
    expect(whole).toBeGreaterThanOrEqual(3);
    expect(byHour.reduce((sum, pages) => sum + pages, 0)).toBe(whole);
    expect(Math.max(...byHour)).toBe(1);
  });

  it('let go what is gone once all pages were read, and nothing that stands, which can be replayed', async () => {
    await load(0);
    await loads(1, 3);
    // One on a page that was read, and one on a page that was not.
    await rename(firstId + 1, 'Twin no more');
    await rename(firstId + twins - 1, 'Nor this');
    await loads(4, hours);
    expect(await suggestions()).toBe(twins / 2 - 1);
    await loads(hours + 1, 2 * hours);
    expect(await suggestions()).toBe(twins / 2 - 2);
    expect(await contents(place.database)).toEqual(await fresh());
    await replay({ database: place.database });
    expect(await contents(place.database)).toEqual(await fresh());
  });

  it('let nothing go where the journal does not hold all pages of the round, and do in the next one', async () => {
    await load(0);
    await loads(1, 3);
    await rename(firstId + twins - 1, 'Twin no more');
    const journal = `${place.database}.journal`;
    const files = await readdir(journal, { recursive: true });
    for (const file of files.filter((each) => each.endsWith('duplicates.pages'))) await rm(join(journal, file));
    await loads(4, hours);
    expect(await suggestions()).toBe(twins / 2);
    await loads(hours + 1, 2 * hours);
    expect(await contents(place.database)).toEqual(await fresh());
  });

  it('read all pages where the one is not known any more that was to come next', async () => {
    const whole = await load(0);
    await loads(1, 3);
    // The page goes on behind the last suggestion of the one before.
    for (const pair of [99, 199]) await rename(firstId + 2 * pair + 1, `Twin no more ${pair}`);
    const byHour = await loads(4, hours);
    expect(byHour).toContain(whole + 1);
    expect(await contents(place.database)).toEqual(await fresh());
  });
});
