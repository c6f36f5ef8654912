import fc from 'fast-check';
import { expect, it } from 'vitest';
import { filterOf, isWithin, timeWindows, windowCount } from './time-windows.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 0, max: 1e11 }))
  .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));

it('leaves no moment between windows, from the beginning of the range to the end of time', () => {
  fc.assert(
    fc.property(range, fc.integer({ min: 1, max: 32 }), fc.nat(), (made, count, offset) => {
      const windows = timeWindows(made, count);
      const moment = new Date(made.fromMs + offset).toISOString();
      const exact = windows.filter(({ from, to }) => (from === null || moment >= from) && (to === null || moment <= to));
      expect(exact.length).toBeGreaterThanOrEqual(1);
      // On a boundary it may come twice, never more often.
      expect(exact.length).toBeLessThanOrEqual(2);
    }),
  );
});

it('reaches back without end where the beginning is not known', () => {
  expect(timeWindows({ fromMs: 0, toMs: 4000, openStart: true }, 2)).toEqual([
    { from: null, to: '1970-01-01T00:00:02.000Z' },
    { from: '1970-01-01T00:00:02.000Z', to: null },
  ]);
});

it('prints the window as a filter', () => {
  expect(filterOf('changedAt', { from: '2026-01-01T00:00:00.000Z', to: null })).toBe('changedAt>=2026-01-01T00:00:00.000Z');
  expect(filterOf('createdAt', { from: null, to: null })).toBe('');
  expect(filterOf('createdAt', { from: 'a', to: 'b' })).toBe('createdAt>=a & createdAt<=b');
});

it('tells a record that a filter should have kept out', () => {
  const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
  expect([isWithin(window, '2026-01-15T00:00:00Z'), isWithin(window, '2025-01-15T00:00:00Z'), isWithin(window, undefined)]).toEqual([
    true,
    false,
    true,
  ]);
});

it('opens few windows for few pages and never more than thirty-two', () => {
  expect([0, 4, 8, 40, 1e6].map(windowCount)).toEqual([1, 1, 1, 3, 32]);
});
