import { describe, expect, it } from 'vitest';
import { DateOrInstant, millisecondsBetween } from './date-or-instant.ts';

describe('DateOrInstant', () => {
  it.each(['2025-01-31', '2025-01-31T10:00:00Z', '2025-01-31T10:00:00.123-08:00', '2025-01-31T10:00:00'])('takes %s', (text) => {
    expect(DateOrInstant.parse(text)).toBe(text);
  });

  it.each(['2025-02-30', '31.01.2025', '2025-01-31 10:00:00', 'yesterday', '', 1_738_281_600])('refuses %j', (value) => {
    expect(DateOrInstant.safeParse(value).success).toBe(false);
  });
});

describe('the time between two of them', () => {
  it.each([
    ['2025-01-01', '2025-01-02', 86_400_000],
    ['2025-01-01', '2025-01-01T00:00:01', 1000],
    ['2025-01-01T00:00:00', '2025-01-01T00:00:00Z', 0],
    ['2025-01-01T00:00:00-08:00', '2025-01-01T08:00:01Z', 1000],
    ['2025-01-02', '2025-01-01T00:00:00+00:00', -86_400_000],
  ])('from %s to %s is %d ms, wherever the machine stands', (from, to, expected) => {
    expect(millisecondsBetween(from, to)).toBe(expected);
  });
});
