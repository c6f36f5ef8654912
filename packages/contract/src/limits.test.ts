import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateState } from './limits.ts';

const of = (headers: Record<string, string>) => rateState(new Headers(headers));

describe('rateState', () => {
  it('reads both windows, in the capitals of the v1 documentation and in lower case', () => {
    const state = {
      minute: { limit: 900, remaining: 861, resetSeconds: 34 },
      month: { limit: 100_000, remaining: 98_410, resetSeconds: 903_600 },
    };
    const headers = {
      'X-Ratelimit-Limit-User': '900',
      'X-Ratelimit-Limit-User-Remaining': '861',
      'X-Ratelimit-Limit-User-Reset': '34',
      'X-Ratelimit-Limit-Org': '100000',
      'X-Ratelimit-Limit-Org-Remaining': '98410',
      'X-Ratelimit-Limit-Org-Reset': '903600',
    };
    expect(of(headers)).toEqual(state);
    expect(of(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])))).toEqual(state);
  });

  it('knows no month where the plan has no monthly limit', () => {
    expect(of({ 'x-ratelimit-limit-user-remaining': '0', 'x-ratelimit-limit-user-reset': '12' })).toEqual({
      minute: { remaining: 0, resetSeconds: 12 },
    });
  });

  it('gives nothing for an answer without rate headers', () => {
    expect(of({})).toEqual({});
  });

  it.each(['', '-1', 'unlimited', 'NaN', '1e3', '0x10', '12.5', '9'.repeat(16), '1,000', 'Infinity'])(
    'ignores the count "%s" and keeps its neighbours',
    (value) => {
      expect(of({ 'x-ratelimit-limit-user': value, 'x-ratelimit-limit-user-remaining': '5' })).toEqual({ minute: { remaining: 5 } });
    },
  );

  it.each(['1767225600', '121', '-5', 'soon'])('ignores the minute reset "%s"', (value) => {
    expect(of({ 'x-ratelimit-limit-user-reset': value })).toEqual({});
  });

  it('never yields anything but sane numbers', () => {
    const names = [
      'x-ratelimit-limit-user',
      'x-ratelimit-limit-user-reset',
      'x-ratelimit-limit-org-remaining',
      'x-ratelimit-limit-org-reset',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.double().map(String))), (values) => {
        const { minute, month } = rateState({ get: (name) => values[name] ?? null });
        for (const value of [...Object.values(minute ?? {}), ...Object.values(month ?? {})])
          expect(value).toSatisfy((n: number) => n >= 0 && n < 1e15);
      }),
    );
  });
});
