import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

const start = new Date('2026-11-20T12:00:00.000Z');

describe('the clock', () => {
  it('stands still where it is frozen, until it is moved', () => {
    const clock = createClock({ start, frozen: true });
    expect(clock.now()).toEqual(start);
    clock.advance(90_000);
    expect(clock.now().toISOString()).toBe('2026-11-20T12:01:30.000Z');
    clock.set('2030-01-01T00:00:00Z');
    clock.advance(-1);
    expect(clock.now().toISOString()).toBe('2029-12-31T23:59:59.999Z');
  });

  it('runs with real time from its start', () => {
    const before = Date.now();
    const clock = createClock({ start, frozen: false });
    const read = clock.now().getTime() - start.getTime();
    expect(read).toBeGreaterThanOrEqual(0);
    expect(read).toBeLessThanOrEqual(Date.now() - before);
  });

  it('refuses what is no moment', () => {
    const clock = createClock({ start, frozen: true });
    expect(() => clock.set('soon')).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
    expect(() => createClock({ start: new Date('soon'), frozen: true })).toThrow(RangeError);
    expect(clock.now()).toEqual(start);
  });
});
