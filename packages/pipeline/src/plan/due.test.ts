import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeStream } from '../streams/merges.ts';
import { decide } from './decide.ts';
import { cutUnits, dueParts, dueUnits, unitRequests } from './due.ts';
import type { ChainMark, PieceMark } from './marks.ts';

const hourMs = 3_600_000;
const startMs = Date.parse('2026-03-01T00:00:00Z');
const at = (hour: number): Date => new Date(startMs + hour * hourMs);

describe('a round of the sweep', () => {
  it('meets every record once within its days, a few pages in each hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 60_000 }), fc.integer({ min: 1, max: 14 }), (records, days) => {
        let swept = 0;
        let most = 0;
        const mark: ChainMark = {
          tail: '/x?1',
          tailAfter: 1,
          lastId: records,
          sweep: null,
          sweptTo: 0,
          roundAt: at(0).toISOString(),
          readSince: '',
        };
        for (let hour = 1; hour <= days * 24; hour++) {
          const pace = { round: { now: at(hour), days }, pageSize: 100 };
          const sweep = dueParts(['', mark], { records, swept }, pace).find(({ kind }) => kind === 'sweep');
          const pages = sweep ? (sweep.pages ?? Math.ceil((records - swept) / 100)) : 0;
          if (hour < days * 24) most = Math.max(most, pages);
          swept = Math.min(records, swept + pages * 100);
        }
        expect(swept).toBe(records);
        expect(most).toBeLessThanOrEqual(Math.ceil(records / 100 / (days * 24)) + 1);
      }),
    );
  });

  it('ends the rounds of many lists one after the other, each within its days', () => {
    const days = 7;
    const ends = Array.from({ length: 15 }, (_, index) => {
      const mark = { tail: '/x?1', tailAfter: 1, lastId: 1150, sweep: null, sweptTo: 0, roundAt: at(0).toISOString(), readSince: '' };
      let swept = 0;
      let hour = 0;
      while (swept < 1150) {
        const pace = { round: { now: at(++hour), days }, pageSize: 100 };
        const sweep = dueParts([String(801 + index), mark], { records: 1150, swept }, pace).find(({ kind }) => kind === 'sweep');
        swept += (sweep ? (sweep.pages ?? 12) : 0) * 100;
      }
      return hour;
    });
    expect(Math.max(...ends)).toBeLessThanOrEqual(days * 24);
    expect(new Set(ends).size).toBeGreaterThan(8);
  });

  it('reads units one after the other, each within its days, and a new one at once', () => {
    const units = ['company', 'person', '801', '802', '803'].map((unit) => ({ unit, requests: 1 }));
    const read: Record<string, string> = Object.fromEntries(units.map(({ unit }) => [unit, at(0).toISOString()]));
    let most = 0;
    for (let hour = 1; hour <= 72; hour++) {
      const { due } = dueUnits(units, { units: read }, { now: at(hour), days: 1 });
      most = Math.max(most, due.length);
      for (const unit of due) read[unit] = at(hour).toISOString();
      expect(Math.max(...units.map(({ unit }) => at(hour).getTime() - Date.parse(read[unit] ?? '')))).toBeLessThanOrEqual(25 * hourMs);
    }
    expect(most).toBeLessThanOrEqual(2);
    expect(dueUnits([...units, { unit: '804', requests: 1 }], { units: read }, { now: at(72), days: 1 }).due).toContain('804');
  });

  it('reads long units in pieces, round after round, few pages more in an hour than evenly', () => {
    const costs = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 3 }), (requests, days) => {
        const units = requests.map((pages, index) => ({ unit: `801/${index}`, requests: pages, inPieces: true }));
        const marks = { units: { 801: at(0).toISOString() } as Record<string, string>, pieces: {} as Record<string, PieceMark> };
        const even = Math.ceil(requests.reduce((sum, pages) => sum + pages, 0) / (days * 24));
        for (let hour = 1; hour <= days * 24 * 3; hour++) {
          const facts = units.map((fact) => ({ ...fact, done: marks.pieces[fact.unit]?.pages ?? 0 }));
          const wanted = dueUnits(facts, marks, { now: at(hour), days });
          const asked = unitRequests(facts, wanted);
          expect(asked.reduce((sum, [, pages]) => sum + pages, 0)).toBeLessThanOrEqual(2 * even);
          for (const [unit, pages] of asked) {
            const part = wanted.pieces?.find(({ chain }) => chain === unit);
            const done = (marks.pieces[unit]?.pages ?? 0) + pages;
            delete marks.pieces[unit];
            if (part && part.pages !== null) marks.pieces[unit] = { from: '/x', afterId: 1, pages: done, at: '' };
            else marks.units[unit] = at(hour).toISOString();
          }
          const oldest = Math.max(...units.map(({ unit }) => at(hour).getTime() - Date.parse(marks.units[unit] ?? at(0).toISOString())));
          expect(oldest).toBeLessThanOrEqual(days * 24 * hourMs);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('waits until a unit that cannot be cut is due as a whole', () => {
    const units = [
      { unit: 'large', requests: 12 },
      { unit: 'small', requests: 12 },
    ];
    const read = { units: { large: at(0).toISOString(), small: at(0).toISOString() } };
    const dueAt = (hour: number): readonly string[] => dueUnits(units, read, { now: at(hour), days: 1 }).due;
    expect([dueAt(11), dueAt(12), dueAt(24)]).toEqual([[], ['large'], ['large', 'small']]);
  });

  it('keeps to a budget by reading less, a piece of what is too long for it', () => {
    const units = [
      { unit: 'whole', requests: 3 },
      { unit: '801/long', requests: 9, inPieces: true },
    ];
    const wanted = dueUnits(units, { units: {} }, { now: at(1), days: 1 });
    const cut = cutUnits(units, wanted, 2);
    expect(cut.due).toEqual(['801/long']);
    expect(cut.pieces).toMatchObject([{ chain: '801/long', from: null, pages: 2 }]);
    expect(unitRequests(units, cut)).toEqual([['801/long', 2]]);
  });

  it('passes over units that held nothing when they were read', () => {
    const known = { full: false, prefer: 'quota', now: at(1), watermarkMs: null, lastWithAllAt: null } as const;
    const read = { ...known, lastAt: at(0).toISOString(), lastWholeAt: at(0).toISOString(), hasRecords: false };
    expect(decide(mergeStream, { ...read, due: { units: { due: [], known: ['company', 'person'] } } }).mode).toBe('sweep');
    expect(decide(mergeStream, read).mode).toBe('full');
  });
});
