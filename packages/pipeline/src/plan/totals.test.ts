import { describe, expect, it } from 'vitest';
import { companyStream } from '../streams/entities.ts';
import type { Certainty } from './estimate.ts';
import type { CutStream } from './fit-budget.ts';
import { staleOf } from './stale.ts';
import { type Circumstances, type Summand, totalsOf } from './totals.ts';

const stream = (requests: number | null, certainty: Certainty = 'about', sweepRequests = 0): Summand => ({
  stream: { name: `of ${requests}` },
  requests,
  certainty,
  sweepRequests,
});
const unbounded: Circumstances = { identityRequests: 1, monthRemaining: null, perMinute: null };

describe('the price of a sync', () => {
  it('is told in minutes and as a part of the month, with the request that asks who we are', () => {
    expect(totalsOf([stream(900), stream(449)], { ...unbounded, perMinute: 900, monthRemaining: 2699 })).toMatchObject({
      estimatedRequests: 1350,
      isLowerBound: false,
      minutes: 1.5,
      monthRemaining: 2700,
      shareOfMonth: 0.5,
    });
  });

  it('names what it has no number for, and is a lower bound then', () => {
    expect(totalsOf([stream(10, 'exact'), stream(null, 'unknown')], unbounded)).toMatchObject({
      estimatedRequests: 11,
      isLowerBound: true,
      unknownStreams: ['of null'],
      minutes: null,
      shareOfMonth: null,
    });
    expect(totalsOf([stream(10, 'at-least')], unbounded)).toMatchObject({ isLowerBound: true, unknownStreams: [] });
    expect(totalsOf([stream(10, 'at-most')], unbounded).isLowerBound).toBe(false);
  });

  it('is beyond what is left of a used-up month', () => {
    expect(totalsOf([stream(10)], { ...unbounded, monthRemaining: -1 }).shareOfMonth).toBe(Number.POSITIVE_INFINITY);
  });

  it('says how many runs it takes when each may send so many, the first request of each being who we are', () => {
    expect(totalsOf([stream(300)], unbounded).runs).toBe(1);
    expect(totalsOf([stream(300)], { ...unbounded, maxRequests: 101 }).runs).toBe(3);
    expect(totalsOf([stream(301)], { ...unbounded, maxRequests: 101 }).runs).toBe(4);
  });

  it('says what cannot be spared, and by how much a budget falls short of it', () => {
    const streams = [stream(12, 'about', 4), stream(3)];
    expect(totalsOf(streams, { ...unbounded, maxRequests: 16 })).toMatchObject({
      floorRequests: 12,
      allowedRequests: 16,
      missingRequests: 0,
    });
    expect(totalsOf(streams, { ...unbounded, maxRequests: 6 })).toMatchObject({ allowedRequests: 6, missingRequests: 10, runs: 3 });
  });

  it('is bounded by what is to be kept of the month just as by a number of requests, and refused where that is not enough', () => {
    const month = { ...unbounded, monthRemaining: 99, keepMonthAbove: 90 };
    expect(totalsOf([stream(9)], month)).toMatchObject({ allowedRequests: 10, missingRequests: 0, refusal: null });
    expect(totalsOf([stream(10)], month)).toMatchObject({ missingRequests: 1, refusal: expect.stringContaining('takes about 11') });
  });
});

describe('what is out of date', () => {
  const cut: CutStream = {
    stream: companyStream,
    decision: { mode: 'tail', reason: '', since: null, prefer: null, parts: [] },
    facts: { records: 0, watermarkMs: null, chains: {}, units: [], past: { records: 0, swept: 0 } },
    readAt: '2026-03-01T00:00:00.000Z',
    unreadLists: [],
    requests: 12,
    certainty: 'about',
    basis: '',
    sweepRequests: 0,
    left: 0,
  };
  const within = (circumstances: Partial<Circumstances>, one = cut): string | null =>
    staleOf(one, totalsOf([one], { ...unbounded, ...circumstances }), {});

  it('is what a round of the sweep has not come to, where there are requests enough', () => {
    expect(within({})).toBe('changes of which Affinity does not tell, and deletions, show within 7 days');
    expect(within({ maxRequests: 20 }, { ...cut, sweepRequests: 2, left: 4 })).toMatch(/within this budget, about 21 days$/);
  });

  it('is everything, where even what is new takes more than may be sent: since when, and for how many runs', () => {
    expect(within({ maxRequests: 6 })).toMatch(/^as of 2026-03-01 00:00 UTC until the last of 3 runs; changes/);
    expect(within({ maxRequests: 6 }, { ...cut, readAt: null })).toMatch(/^not there until the last of 3 runs/);
    expect(within({ monthRemaining: 20, keepMonthAbove: 10 })).toMatch(/^as of 2026-03-01.*: a sync would refuse to start/);
  });

  it('is nothing of a stream that is read whole', () => {
    expect(within({}, { ...cut, decision: { ...cut.decision, mode: 'full' } })).toBeNull();
  });
});
