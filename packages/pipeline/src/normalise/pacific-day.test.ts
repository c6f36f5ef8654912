import { describe, expect, it } from 'vitest';
import { dayOf } from './pacific-day.ts';

const dayMs = 86_400_000;
const written = (text: string): string | undefined => {
  const day = dayOf(text);
  return day === undefined ? undefined : new Date(day * dayMs).toISOString().slice(0, 10);
};

/** Midnight in California, as the API writes a date, and the day that it stands for. */
const midnights = [
  ['the last day of winter time', '2026-03-07T08:00:00.000Z', '2026-03-07'],
  ['the day on which summer time begins', '2026-03-08T08:00:00.000Z', '2026-03-08'],
  ['the day after it', '2026-03-09T07:00:00.000Z', '2026-03-09'],
  ['the day on which summer time ends', '2026-11-01T07:00:00.000Z', '2026-11-01'],
  ['the day after it, of which the night was longer', '2026-11-02T08:00:00.000Z', '2026-11-02'],
  ['a leap day', '2024-02-29T08:00:00.000Z', '2024-02-29'],
  ['the day after 28 February in another year', '2026-03-01T08:00:00.000Z', '2026-03-01'],
  ['the leap day of a full century', '2000-02-29T08:00:00.000Z', '2000-02-29'],
  ['the end of a month', '2026-04-30T07:00:00.000Z', '2026-04-30'],
  ['the end of a year', '2026-12-31T08:00:00.000Z', '2026-12-31'],
  ['the beginning of a year', '2027-01-01T08:00:00.000Z', '2027-01-01'],
  ['a day before 1970', '1969-12-31T08:00:00.000Z', '1969-12-31'],
] as const;

describe('a date', () => {
  it.each(midnights)('is the calendar day in California: %s', (_, instant, day) => {
    expect(written(instant)).toBe(day);
    expect(written(day)).toBe(day);
    // The last second of the day before.
    expect(written(new Date(Date.parse(instant) - 1000).toISOString())).toBe(new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10));
  });

  it('lasts 23 hours where the clock is put forward, and 25 where it is put back', () => {
    const hours = (from: string, day: string): number => {
      const all = Array.from({ length: 30 }, (_, hour) => new Date(Date.parse(from) + hour * 3_600_000).toISOString());
      return all.filter((instant) => written(instant) === day).length;
    };
    expect([hours('2026-03-08T08:00:00Z', '2026-03-08'), hours('2026-11-01T07:00:00Z', '2026-11-01')]).toEqual([23, 25]);
  });
});
