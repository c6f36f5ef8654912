import { expect, test } from 'vitest';
import { pacificDay, pacificMidnight, pacificText } from './pacific.ts';

test.each([
  ['2026-04-01', '2026-04-01T07:00:00.000Z'],
  ['2026-01-15', '2026-01-15T08:00:00.000Z'],
  // The days on which the clocks change begin before they do.
  ['2026-03-08', '2026-03-08T08:00:00.000Z'],
  ['2026-11-01', '2026-11-01T07:00:00.000Z'],
  ['2005-04-02', '2005-04-02T08:00:00.000Z'],
])('the day %s begins in California at %s', (day, midnight) => {
  expect(pacificMidnight(day)).toBe(midnight);
  expect(pacificDay(midnight)).toBe(day);
});

test('v1 writes instants with the Pacific offset [v1.dates.offsets]', () => {
  expect(pacificText('2025-09-18T17:04:33.120Z')).toBe('2025-09-18T10:04:33.120-07:00');
  expect(pacificText('2025-12-26T17:14:03.941Z')).toBe('2025-12-26T09:14:03.941-08:00');
});

test('the rule says what the table of time zones says, to the second', () => {
  const zone = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', timeZoneName: 'longOffset' });
  for (let year = 2006; year <= 2040; year += 1) {
    for (const [month, hour] of [
      [2, 10],
      [10, 9],
    ] as const) {
      for (let day = 1; day <= 14; day += 1) {
        for (const ms of [-1000, 0]) {
          const time = new Date(Date.UTC(year, month, day, hour) + ms);
          expect(zone.format(time)).toContain(`GMT${pacificText(time.toISOString()).slice(-6)}`);
        }
      }
    }
  }
});
