import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeStream } from '../streams/merges.ts';
import { decide } from './decide.ts';
import { dueParts, dueUnits } from './due.ts';
import type { ChainMark } from './marks.ts';

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

  it('reads units one after the other, each within its days, and a new one at once', () => {
    const units = ['company', 'person', '801', '802', '803'];
    const read: Record<string, string> = Object.fromEntries(units.map((unit) => [unit, at(0).toISOString()]));
    let most = 0;
    for (let hour = 1; hour <= 72; hour++) {
      const due = dueUnits(units, read, { now: at(hour), days: 1 });
      most = Math.max(most, due.length);
      for (const unit of due) read[unit] = at(hour).toISOString();
      expect(Math.max(...units.map((unit) => at(hour).getTime() - Date.parse(read[unit] ?? '')))).toBeLessThanOrEqual(25 * hourMs);
    }
    expect(most).toBeLessThanOrEqual(2);
    expect(dueUnits([...units, '804'], read, { now: at(72), days: 1 })).toContain('804');
  });

  it('passes over units that held nothing when they were read', () => {
    const known = { full: false, prefer: 'quota', now: at(1), watermarkMs: null, lastWithAllAt: null } as const;
    const read = { ...known, lastAt: at(0).toISOString(), lastWholeAt: at(0).toISOString(), hasRecords: false };
    expect(decide(mergeStream, { ...read, due: { units: { due: [], known: ['company', 'person'] } } }).mode).toBe('sweep');
    expect(decide(mergeStream, read).mode).toBe('full');
  });
});
