import { createAffinity } from '@affinity-kit/client';
import type { SyncOptions, SyncReport } from '@affinity-kit/pipeline';
import type { Sandbox, SandboxOptions } from '@affinity-kit/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { streamsSandbox } from './support/streams-firm.ts';
import { adminKey } from './support/sync-firm.ts';
import { clientOf, contents, type Synced, synced } from './support/synced.ts';

const streams = ['companies', 'persons', 'list_entries', 'notes', 'emails', 'users', 'field_value_changes'];

let sandbox: Sandbox;
let place: Synced;
let other: ReturnType<typeof setInterval> | undefined;
afterEach(async () => {
  clearInterval(other);
  await place.remove();
  sandbox.close();
});

const open = async (limits: SandboxOptions['limits']): Promise<void> => {
  sandbox = streamsSandbox('first', { limits: { perMinute: 1_000_000, ...limits }, now: '2026-03-31T23:00:00Z' });
  place = await synced(sandbox);
};

/** So many requests of another program with the same account. */
const burn = async (requests: number): Promise<void> => {
  const headers = { authorization: `Bearer ${adminKey}` };
  for (let each = 0; each < requests; each++) await sandbox.fetch(`${sandbox.url}/v2/lists?limit=1`, { headers });
};

/** A client beside which another program sends, for each of its requests, as many of its own. */
const beside = (requests: number): ReturnType<typeof clientOf> => {
  const fetch: typeof globalThis.fetch = async (...args) => {
    await burn(requests);
    return await sandbox.fetch(...args);
  };
  return clientOf({ ...sandbox, fetch });
};

/** What a load comes to that has the account for itself. */
const undisturbed = async (options: Partial<SyncOptions> = {}): Promise<Record<string, unknown>> => {
  const quiet = await synced(sandbox);
  sandbox.limits.change({ perMinute: 1_000_000, perMonth: null });
  await quiet.sync({ streams, ...options });
  const whole = await contents(quiet.database);
  await quiet.remove();
  return whole;
};

const load = (options: Partial<SyncOptions> = {}): Promise<SyncReport> => place.sync({ streams, now: sandbox.clock.now, ...options });

/** Pages that were answered, those of the other program apart. */
const pages = (): readonly string[] =>
  sandbox
    .requests()
    .filter(({ path, query, status }) => status === 200 && !path.includes('whoami') && query !== 'limit=1')
    .map(({ path, query }) => `${path}?${query}`);

describe('limits that another program uses up at the same time', () => {
  it('of the minute: a load takes longer, and that is all', async () => {
    await open({ perMinute: 24, minuteMs: 1000 });
    other = setInterval(() => void burn(12), 250);
    const client = createAffinity({ apiKey: adminKey, baseUrl: sandbox.url, fetch: sandbox.fetch });
    expect((await load({ client })).status).toBe('succeeded');
    clearInterval(other);
    expect(sandbox.requests().filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(await contents(place.database)).toEqual(await undisturbed());
  });

  it('of the month, of which some is to be kept: a load stops, is refused until there is more, and goes on in the next month', async () => {
    await open({ perMonth: 40 });
    const stopped = await load({ client: beside(2), keepMonthAbove: 15 });
    expect([stopped.status, stopped.budgetSpent]).toEqual(['interrupted', true]);
    expect(await load({ keepMonthAbove: 15 })).toMatchObject({ status: 'refused', refusal: 'budget', requests: 1 });
    sandbox.clock.set('2026-04-01T00:00:00Z');
    const report = await load({ keepMonthAbove: 15 });
    expect([report.status, report.loadId]).toEqual(['succeeded', stopped.loadId]);
    expect(pages().filter((page, index, all) => all.indexOf(page) !== index)).toEqual([]);
    expect(await contents(place.database)).toEqual(await undisturbed());
  });

  it('of the month to the last request: what did not come is reported, and comes in the next month', async () => {
    await open({ perMonth: 30 });
    const report = await load({ client: beside(2) });
    expect(report.status).toBe('partial');
    const failed = report.streams.filter(({ status }) => status === 'failed');
    expect(failed.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('API calls of this month are used up'));
    sandbox.clock.set('2026-04-01T00:00:00Z');
    expect((await load()).status).toBe('succeeded');
    expect(await contents(place.database)).toEqual(await undisturbed());
  });

  it('of a run: no more is sent than it may, tries that were refused included', async () => {
    await open({});
    for (const path of ['/v2/companies', '/v2/persons', '/v2/lists*', '/v2/notes', '/v2/emails', '/v2/field-value-changes'])
      sandbox.faults.add({ kind: 'rate-limit', path, fraction: 0.5 });
    const retry = { retries: 12, baseDelayMs: 1, maxDelayMs: 2 };
    const client = createAffinity({ apiKey: adminKey, baseUrl: sandbox.url, fetch: sandbox.fetch, pace: false, retry });
    const asked = { streams: [...streams, 'files'], include: ['file-contents'] } as const;
    for (let runs = 1; ; runs++) {
      const before = sandbox.requests().length;
      const report = await load({ ...asked, client, maxRequests: 16 });
      const sent = sandbox.requests().length - before;
      expect(report.requests).toBe(sent);
      expect(sent).toBeLessThanOrEqual(16);
      if (report.status === 'succeeded') break;
      expect([report.status, report.budgetSpent, runs < 20]).toEqual(['interrupted', true, true]);
    }
    sandbox.faults.clear();
    expect(await contents(place.database)).toEqual(await undisturbed(asked));
  });
});
