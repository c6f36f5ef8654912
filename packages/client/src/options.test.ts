import { describe, expect, it } from 'vitest';
import { createAffinity } from './affinity.ts';
import type { AffinityOptions } from './options.ts';
import { settle } from './options.ts';

describe('options', () => {
  it.each<AffinityOptions>([
    { timeoutMs: 0 },
    { timeoutMs: Number.NaN },
    { timeoutMs: 2 ** 31 },
    { pace: { maxConcurrency: 0 } },
    { pace: { minuteReserve: -1 } },
    { retry: { retries: -1 } },
    { retry: { baseDelayMs: Number.NaN } },
    { baseUrl: 'nowhere' },
  ])('that make no sense are refused at once: %j', (options) => {
    expect(() => createAffinity({ apiKey: 'key', ...options })).toThrow(expect.objectContaining({ code: 'configuration' }));
  });

  it('that are undefined count as not given', () => {
    const given = { baseUrl: undefined, pace: { maxConcurrency: undefined }, retry: undefined, policies: { writes: undefined } };
    // Values of a config file that may be missing, as JavaScript callers pass them.
    expect(settle(given as unknown as AffinityOptions, {})).toMatchObject({
      baseUrl: 'https://api.affinity.co',
      pace: { maxConcurrency: 32 },
      retry: { retries: 3 },
      policies: { writes: 'allow' },
      timeoutMs: 60_000,
    });
  });
});
