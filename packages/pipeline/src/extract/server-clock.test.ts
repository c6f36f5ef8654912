import { expect, it } from 'vitest';
import { clockOffset, offsetClock } from './server-clock.ts';

const date = 'Sun, 01 Mar 2026 12:00:00 GMT';
const serverMs = Date.parse(date);
const hourMs = 3_600_000;

const offsetAt = (nowMs: number, took = 100, header: string | undefined = date): number =>
  clockOffset({ date: header, sentMs: nowMs - took, receivedMs: nowMs });

it('knows by how much the clocks differ, to a second', () => {
  for (const hours of [-7000, -26, -1, 1, 3, 500_000]) {
    const error = offsetAt(serverMs + hours * hourMs) + hours * hourMs;
    expect(Math.abs(error)).toBeLessThanOrEqual(500);
  }
});

it('leaves clocks alone that may agree: within the resolution of the header, a few seconds, and the time that the answer took', () => {
  for (const ms of [-5000, -999, 0, 400, 999, 5000]) expect(offsetAt(serverMs + ms)).toBe(0);
  expect(offsetAt(serverMs + 70_000, 69_000)).toBe(0);
  expect(offsetAt(serverMs + 70_000, 100)).toBe(-69_500);
});

it('does not take for a date what is none', () => {
  const nonsense = [
    '',
    'soon',
    '0',
    '1772366400',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    '2026-03-01T12:00:00Z',
  ];
  const wrong = [
    'Mon, 01 Mar 2026 12:00:00 GMT',
    'Sun, 31 Feb 2026 12:00:00 GMT',
    'Sun, 01 Mar 2026 12:00:00 GMT, Sun, 01 Mar 2026 12:00:00 GMT',
  ];
  for (const header of [...nonsense, ...wrong]) expect([header, offsetAt(serverMs + hourMs, 100, header)]).toEqual([header, 0]);
  expect(clockOffset({ date: undefined, sentMs: 0, receivedMs: 0 })).toBe(0);
});

it('sets a clock, which goes on', () => {
  let nowMs = serverMs;
  const clock = offsetClock(() => new Date(nowMs), -hourMs);
  nowMs += 5;
  expect(clock().getTime()).toBe(serverMs - hourMs + 5);
});
