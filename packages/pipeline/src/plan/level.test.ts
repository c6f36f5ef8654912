import { describe, expect, it } from 'vitest';
import { duplicateStream } from '../streams/duplicates.ts';
import { personStream } from '../streams/entities.ts';
import type { Part, Stream } from '../streams/stream.ts';
import { level } from './level.ts';
import type { PlannedStream } from './plan-streams.ts';

const nothing = { records: 0, watermarkMs: null, chains: {}, units: [], past: { records: 0, swept: 0 } };

const planned = (stream: Stream, requests: number, rest: Partial<PlannedStream['decision']>): PlannedStream => ({
  stream,
  decision: { mode: 'sweep', reason: '', since: null, prefer: null, ...rest },
  facts: { ...nothing, units: [{ unit: 'company', requests: 50, inPieces: true }] },
  readAt: '2026-01-01T00:00:00.000Z',
  unreadLists: [],
  requests,
  sweepRequests: requests,
  certainty: 'about',
  basis: '',
});

const sweep = (pages: number | null): Part => ({ chain: '', kind: 'sweep', from: '/x', afterId: 5, knownId: 9, pages });

const persons = (pages: number | null): PlannedStream => planned(personStream, pages ?? 6, { parts: [sweep(pages)] });
const duplicates = planned(duplicateStream, 5, { units: { due: ['company'], known: ['company'] } });

const requestsOf = (all: readonly PlannedStream[]): readonly (number | null)[] => all.map(({ sweepRequests }) => sweepRequests);

describe('level', () => {
  it('has pages of chains wait where more is due than sweeps take in that time', () => {
    const levelled = level([persons(6), duplicates], ({ stream }) => (stream === personStream ? 4 : 3));
    // 7 requests and a little more.
    expect(requestsOf(levelled)).toEqual([3, 5]);
    expect(levelled[0]?.decision.parts?.[0]?.pages).toBe(3);
    expect(levelled[0]).not.toHaveProperty('left');
  });

  it('leaves as it is what is no more than that', () => {
    const all = [persons(2), duplicates];
    expect(level(all, () => 4)).toEqual(all);
  });

  it('has nothing wait that is not to wait: units, and chains whose round is over', () => {
    expect(requestsOf(level([persons(null), duplicates], () => 0))).toEqual([6, 5]);
    expect(requestsOf(level([persons(2), duplicates], () => 0))).toEqual([0, 5]);
  });
});
