import { describe, expect, it } from 'vitest';
import { createConcurrency } from './concurrency.ts';

const round = (concurrency: ReturnType<typeof createConcurrency>): void => {
  for (let answers = concurrency.limit(); answers > 0; answers -= 1) concurrency.succeeded(concurrency.limit());
};

const rounds = (count: number, concurrency: ReturnType<typeof createConcurrency>): number => {
  for (let done = 0; done < count; done += 1) round(concurrency);
  return concurrency.limit();
};

describe('the adaptive bound', () => {
  it('doubles with each round until the first refusal, up to its maximum', () => {
    const concurrency = createConcurrency(4, 32);
    expect([1, 1, 1, 1].map((count) => rounds(count, concurrency))).toEqual([8, 16, 32, 32]);
  });

  it('does not grow while it is not used', () => {
    const concurrency = createConcurrency(8, 32);
    for (let answers = 0; answers < 100; answers += 1) concurrency.succeeded(2);
    expect(concurrency.limit()).toBe(8);
  });

  it('is halved by a refusal, once for all requests that left before', () => {
    const concurrency = createConcurrency(16, 32);
    for (const sentAt of [1, 2, 3, 4]) concurrency.refused(sentAt, 10, 16);
    expect(concurrency.limit()).toBe(8);
    concurrency.refused(11, 20, 8);
    expect(concurrency.limit()).toBe(4);
  });

  it('recovers by one a round, and slowly near the level that was refused', () => {
    const concurrency = createConcurrency(16, 32);
    concurrency.refused(1, 2, 16);
    expect(rounds(5, concurrency)).toBeGreaterThan(11);
    expect(rounds(10, concurrency)).toBe(15);
  });

  it('grows again beyond a level that is no longer refused', () => {
    const concurrency = createConcurrency(16, 32);
    concurrency.refused(1, 2, 16);
    expect(rounds(120, concurrency)).toBe(32);
  });

  it('never falls below one', () => {
    const concurrency = createConcurrency(2, 32);
    for (let time = 1; time < 10; time += 1) concurrency.refused(time * 2, time * 2 + 1, 1);
    expect(concurrency.limit()).toBe(1);
  });
});
