import { describe, expect, it } from 'vitest';
import { intervalMsOf } from './interval.ts';
import { nextRunMs, type Timing } from './next-run.ts';

const minuteMs = 60_000;
const nextAt = (timing: Partial<Timing>): number =>
  nextRunMs({ intervalMs: 15 * minuteMs, firstMs: 0, nowMs: minuteMs, failures: 0, random: 0, ...timing }) / minuteMs;

describe('the next run', () => {
  it('keeps the rhythm of the first one, however long a run takes', () => {
    expect([nextAt({}), nextAt({ nowMs: 14 * minuteMs }), nextAt({ nowMs: 16 * minuteMs })]).toEqual([15, 15, 30]);
  });

  it('skips the beats that a run took longer than', () => {
    expect(nextAt({ nowMs: 50 * minuteMs })).toBe(60);
  });

  it('is later by at most a tenth of the interval, and by at most a minute', () => {
    expect(nextAt({ random: 1 })).toBe(16);
    expect(nextAt({ intervalMs: minuteMs, nowMs: 1, random: 0.5 })).toBe(1.05);
  });

  it('waits longer and longer while runs fail, up to six hours', () => {
    expect([1, 2, 3, 4, 9].map((failures) => nextAt({ failures }))).toEqual([15, 30, 60, 120, 360]);
    expect(nextAt({ intervalMs: 24 * 60 * minuteMs, failures: 5 })).toBe(24 * 60);
  });
});

describe('an interval', () => {
  it('is a number with its unit', () => {
    expect(['30s', '15m', '1h', '2 d'].map((text) => intervalMsOf('every', text) / minuteMs)).toEqual([0.5, 15, 60, 2880]);
  });

  it.each(['', '15', 'm', '1.5h', '9s', '8d', '-1h', '1w', '15m30s'])("is not '%s'", (text) => {
    expect(() => intervalMsOf('every', text)).toThrow('--every does not understand');
  });
});
