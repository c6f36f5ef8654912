import { v2 } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import type { SyncClient } from '../../sync/options.ts';
import { Probe, Refusal } from '../probe.ts';
import { type Count, countByDensity } from './density.ts';

const dayMs = 86_400_000;
const now = new Date('2026-03-01T00:00:00Z');

/** Answers with pages of 100 in the order of ids, which is none of time, and takes the filters of interactions. */
const clientOf = (times: readonly number[]): SyncClient => ({
  baseUrl: 'https://api.affinity.co',
  exchange: async (_, { filter = '', cursor = '0' } = {}) => {
    const bounds = [...String(filter).matchAll(/createdAt(>=|<=|<)(\S+)/g)].map(([, sign, at = '']) => [sign, Date.parse(at)] as const);
    const met = times.filter((at) =>
      bounds.every(([sign, bound]) => (sign === '>=' ? at >= bound : sign === '<' ? at < bound : at <= bound)),
    );
    const from = Number(cursor);
    const data = met.slice(from, from + 100).map((at) => ({ createdAt: new Date(at).toISOString() }));
    const nextUrl = from + 100 < met.length ? `https://api.affinity.co/v2/emails?cursor=${from + 100}` : null;
    return { text: JSON.stringify({ data, pagination: { nextUrl } }), attempts: 1 };
  },
});

/** So many moments of so many days, five out of six of them in the working week, in an order of their own. */
const moments = (count: number, days: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => {
    const at = now.getTime() - ((index * 7919) % count) * ((days * dayMs) / count);
    return new Date(at).getUTCDay() % 6 === 0 && index % 2 === 0 ? at - 2 * dayMs : at;
  });

const countOf = async (times: readonly number[]): Promise<{ count: Count | Refusal | undefined; requests: number }> => {
  const probe = new Probe(clientOf(times), undefined);
  return { count: await countByDensity(probe, v2.emails.list, now), requests: probe.requests };
};

describe('a collection without a total', () => {
  it.each([
    ['a few in a week', 1300, 1500],
    ['a few pages in a week', 40_000, 1500],
    ['hundreds in a day', 120_000, 700],
    ['all in one week', 900, 6],
  ])('is counted by a few weeks of it, within a tenth: %s', async (_, records, days) => {
    const { count, requests } = await countOf(moments(records, days));
    expect(count).toMatchObject({ counted: false });
    expect(Math.abs((count as Count).records / records - 1)).toBeLessThan(0.1);
    expect(requests).toBeLessThanOrEqual(40);
  });

  it('is counted one by one where a page holds it', async () => {
    expect(await countOf(moments(100, 400))).toEqual({ count: { records: 100, counted: true }, requests: 1 });
    expect(await countOf([])).toEqual({ count: { records: 0, counted: true }, requests: 1 });
  });

  it('that is refused is no collection, and is counted as what it took to know that', async () => {
    const diagnostics = { status: 404, attempts: 1 };
    const refusing: SyncClient = { baseUrl: '', exchange: () => Promise.reject(Object.assign(new Error('no'), { diagnostics })) };
    const probe = new Probe(refusing, undefined);
    expect(await countByDensity(probe, v2.meetings.list, now)).toEqual(new Refusal(404));
    expect(probe.requests).toBe(1);
  });
});
