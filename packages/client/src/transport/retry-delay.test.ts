import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetry, type Failure, minuteResetMs, parseRetryAfter, type RetryState, retryDelay } from './retry-delay.ts';

const read: RetryState = { effect: 'read', retries: 0, minuteWaits: 0, random: 0.5 };
const write: RetryState = { ...read, effect: 'write' };
const status = (code: number, more: Partial<Failure> = {}): Failure => ({ kind: 'status', status: code, ...more });
const minuteGone = { minute: { remaining: 0, resetSeconds: 17 } };

describe('the delay before a retry', () => {
  it.each<[string, Failure, RetryState, number | undefined]>([
    ['of a read after a network error has half the base by this chance', { kind: 'network' }, read, 250],
    ['of a read after a timeout', { kind: 'timeout' }, read, 250],
    ['of a read after a cut body', { kind: 'truncated' }, read, 250],
    ['of a read after a refused connection', { kind: 'refused' }, read, 250],
    ['of a read after 500', status(500), read, 250],
    ['of a read after 502', status(502), read, 250],
    ['of a read after 503', status(503), read, 250],
    ['of a read after 504', status(504), read, 250],
    ['of a read after 599', status(599), read, 250],
    ['of a read after 429 without headers', status(429), read, 250],
    ['of a read after 501 is none', status(501), read, undefined],
    ['of a read after 400 is none', status(400), read, undefined],
    ['of a read after 404 is none', status(404), read, undefined],
    ['of a read after 422 is none', status(422), read, undefined],
    ['of a read after a page of markup with 200 is none', status(200), read, undefined],
    ['of a write after 429', status(429), write, 250],
    ['of a write after a refused connection', { kind: 'refused' }, write, 250],
    ['of a write after a network error is none', { kind: 'network' }, write, undefined],
    ['of a write after a timeout is none', { kind: 'timeout' }, write, undefined],
    ['of a write after a cut body is none', { kind: 'truncated' }, write, undefined],
    ['of a write after 500 is none', status(500), write, undefined],
    ['of a write after 503 is none', status(503, { retryAfterMs: 5 }), write, undefined],
    ['doubles with each retry', status(500), { ...read, retries: 2 }, 1_000],
    ['may be nothing at all, by full jitter', status(500), { ...read, random: 0 }, 0],
    ['is none after the last retry', status(500), { ...read, retries: 3 }, undefined],
    ['is what the server asks for', status(503, { retryAfterMs: 9_000 }), read, 9_000],
    ['is the reset of a used-up minute', status(429, { rate: minuteGone }), read, 17_000],
    ['is the reset of a used-up minute for a write too', status(429, { rate: minuteGone }), write, 17_000],
    ['is the reset even after the last retry', status(429, { rate: minuteGone }), { ...read, retries: 3 }, 17_000],
    ['is what the server asks for, in a used-up minute too', status(429, { rate: minuteGone, retryAfterMs: 3_000 }), read, 3_000],
    ['is never nothing in a used-up minute', status(429, { rate: { minute: { remaining: 0, resetSeconds: 0 } } }), read, 250],
    ['is a minute where the reset is not told', status(429, { rate: { minute: { remaining: 0 } } }), read, 60_000],
    ['is none once sixty minutes were waited for', status(429, { rate: minuteGone }), { ...read, minuteWaits: 60 }, undefined],
    ['is none in a used-up month', status(429, { rate: { month: { remaining: 0 } } }), read, undefined],
    ['is none in a used-up month, whatever the minute', status(429, { rate: { ...minuteGone, month: { remaining: 0 } } }), read, undefined],
  ])('%s', (_, failure, state, expected) => {
    expect(retryDelay(failure, state)?.delayMs).toBe(expected);
  });

  it('counts as a retry, except for a used-up minute', () => {
    expect(retryDelay(status(429), read)?.counts).toBe(true);
    expect(retryDelay(status(429, { rate: minuteGone }), read)?.counts).toBe(false);
  });

  it('is none where retries are switched off, not even for the minute', () => {
    expect(retryDelay(status(429, { rate: minuteGone }), read, { ...defaultRetry, retries: 0 })).toBeUndefined();
  });

  it('stays within its bounds, and a write is repeated only where nothing can have happened', () => {
    const failures = fc.record({
      kind: fc.constantFrom<Failure['kind']>('status', 'refused', 'network', 'timeout', 'truncated'),
      status: fc.integer({ min: 200, max: 599 }),
      rate: fc.option(fc.record({ minute: fc.record({ remaining: fc.nat(2), resetSeconds: fc.nat(120) }) }), { nil: undefined }),
    });
    const states = fc.record({
      effect: fc.constantFrom<'read' | 'write'>('read', 'write'),
      retries: fc.nat(10),
      minuteWaits: fc.nat(100),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(failures, states, (drawn, state) => {
        const failure: Failure = drawn.kind === 'status' ? drawn : { kind: drawn.kind };
        const delay = retryDelay(failure, state);
        if (delay === undefined) return;
        expect(delay.delayMs).toBeGreaterThanOrEqual(0);
        expect(delay.delayMs).toBeLessThanOrEqual(Math.max(120_000, defaultRetry.maxDelayMs));
        if (delay.counts) expect(state.retries).toBeLessThan(defaultRetry.retries);
        if (state.effect === 'write') expect(failure.kind === 'refused' || failure.status === 429).toBe(true);
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  it.each([
    ['30', 30_000],
    ['0', 0],
    [' 1.5 ', 1_500],
    ['Sat, 21 Nov 2026 12:00:10 GMT', 10_000],
    ['3600', 3_600_000],
    ['Sat, 21 Nov 2026 11:59:00 GMT', undefined],
    ['-5', undefined],
    ['3601', undefined],
    ['999999999', undefined],
    ['Wed, 21 Nov 2040 12:00:00 GMT', undefined],
    ['NaN', undefined],
    ['soon', undefined],
    ['1e400', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %j is %j milliseconds', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});

describe('the reset of a minute', () => {
  it.each([
    [12, 12_000],
    [0, 0],
    [undefined, 60_000],
    [-1, 60_000],
    [Number.NaN, 60_000],
    [1e12, 60_000],
  ])('of %j seconds is waited for as %j milliseconds', (seconds, expected) => {
    expect(minuteResetMs(seconds)).toBe(expected);
  });
});
