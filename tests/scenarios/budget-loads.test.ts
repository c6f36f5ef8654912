import { plan } from '@affinity-kit/pipeline';
import type { Sandbox } from '@affinity-kit/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmSandbox } from './support/sync-firm.ts';
import { clientOf, query, type Synced, synced } from './support/synced.ts';

let sandbox: Sandbox;
let place: Synced;
beforeEach(async () => {
  sandbox = firmSandbox({ limits: { perMinute: 1_000_000, perMonth: 500 } });
  place = await synced(sandbox);
});
afterEach(async () => {
  await place.remove();
  sandbox.close();
});

const now = (): Date => new Date('2026-03-01T00:00:00Z');

const streams = ['companies', 'persons', 'notes', 'field_value_changes'];

describe('a plan', () => {
  it('says before a first load what it takes, at a few requests, and is right within a tenth', async () => {
    const told = await plan({ now, client: clientOf(sandbox), database: place.database, streams });
    const asked = sandbox.requests().length;
    expect(asked).toBeLessThanOrEqual(11);
    expect(told).toMatchObject({ isLowerBound: false, planRequests: asked, refusal: null });
    const report = await place.sync({ now, streams });
    const took = report.requests;
    expect(Math.abs(told.estimatedRequests - took)).toBeLessThanOrEqual(Math.max(3, took / 10));
  });

  it('says of later loads what they take, and what will be out of date for how long', async () => {
    await place.sync({ now, streams });
    const options = { now, client: clientOf(sandbox), database: place.database, streams, wholeUpTo: 0 };
    const told = await plan(options);
    expect(told.streams.map(({ stream, mode }) => [stream, mode])).toEqual([
      ['companies', 'tail'],
      ['persons', 'tail'],
      ['notes', 'filter'],
      ['field_value_changes', 'feed'],
    ]);
    expect(told.streams[0]?.stale).toContain('within 7 days');
    const report = await place.sync({ now, streams, wholeUpTo: 0 });
    expect(report.streams.map(({ plannedRequests }) => plannedRequests)).toEqual(report.streams.map(({ requests }) => requests));
    expect(report.requests).toBe(told.estimatedRequests);
  });

  it('reads less once more within a smaller budget, and says how much longer that takes', async () => {
    const ask = { streams: ['companies'], wholeUpTo: 0, now: () => sandbox.clock.now() };
    await place.sync(ask);
    sandbox.clock.advance(6 * 86_400_000);
    const options = { ...ask, client: clientOf(sandbox), database: place.database };
    const whole = await plan(options);
    const small = await plan({ ...options, maxRequests: 4 });
    expect([whole.estimatedRequests, small.estimatedRequests]).toEqual([5, 4]);
    expect(small).toMatchObject({ floorRequests: 2, allowedRequests: 4, missingRequests: 0, runs: 1 });
    expect(small.streams[0]).toMatchObject({ leftRequests: 1, stale: expect.stringMatching(/within this budget, about 11 days/) });
    // What is to be kept of the month bounds a sweep just as well.
    const left = whole.monthRemaining ?? 0;
    expect(await plan({ ...options, keepMonthAbove: left - 4 })).toMatchObject({ estimatedRequests: 4, refusal: null });
  });
});

describe('a budget', () => {
  it('stops a load cleanly, and the next ones go on until it is whole', async () => {
    const pages: string[] = [];
    let report = await place.sync({ now, streams, maxRequests: 8 });
    for (let runs = 1; report.status === 'interrupted' && runs < 10; runs++) {
      expect(report).toMatchObject({ budgetSpent: true });
      expect(report.requests).toBeLessThanOrEqual(8);
      expect(report.streams.some(({ reason }) => reason.includes('the 8 requests that this run may send are sent'))).toBe(true);
      report = await place.sync({ now, streams, maxRequests: 8 });
    }
    expect(report.status).toBe('succeeded');
    for (const { path, query: parameters } of sandbox.requests()) if (!path.includes('whoami')) pages.push(`${path}?${parameters}`);
    expect(pages.filter((page, index) => pages.indexOf(page) !== index)).toEqual([]);
    expect(await query(place.database, 'SELECT count(*) AS n FROM companies')).toEqual([{ n: '450' }]);
  });

  it('refuses a load that would leave too little of the month', async () => {
    await place.sync({ now, streams });
    const before = sandbox.requests().length;
    const report = await place.sync({ now, streams, wholeUpTo: 0, keepMonthAbove: 499 });
    expect(report.status).toBe('refused');
    expect(report.streams[0]?.reason).toMatch(/requests left this month and this load takes about 4, but 499 are to be kept/);
    expect(sandbox.requests().length - before).toBe(1);
    expect((await plan({ now, client: clientOf(sandbox), database: place.database, streams, keepMonthAbove: 499 })).refusal).toContain(
      '499',
    );
  });

  it('stops a first load when the month has no more than is to be kept', async () => {
    const report = await place.sync({ now, streams, keepMonthAbove: 490 });
    expect(report).toMatchObject({ status: 'interrupted', budgetSpent: true });
    expect(sandbox.requests().length).toBeLessThanOrEqual(11);
    expect((await place.sync({ now, streams })).status).toBe('succeeded');
  });
});
