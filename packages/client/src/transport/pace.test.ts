import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sleep } from './clock.ts';
import { createPace, defaultPace, type Pace, type PaceOptions } from './pace.ts';
import { createPaceRegistry } from './pace-registry.ts';
import { createSimulatedClock } from './simulated-clock.fixture.ts';

interface ServerOptions {
  readonly limit: number;
  readonly windowMs: number;
  /** Latency of the n-th request, half of it each way. */
  readonly latencyMs: (index: number) => number;
  readonly rounding?: 'ceil' | 'floor';
  /** Concurrent requests beyond which it answers 429 with allowance left. */
  readonly ceiling?: number;
}

/** A server with a fixed window, as seen through a pace. */
const createServer = (pace: Pace, { clock }: ReturnType<typeof createSimulatedClock>, options: ServerOptions) => {
  const { limit, windowMs, latencyMs, rounding = 'ceil', ceiling = Number.POSITIVE_INFINITY } = options;
  const windows = new Map<number, { allowed: number; refused: number }>();
  const seen = { requests: 0, inFlight: 0, mostInFlight: 0, tooMany: 0 };

  const answer = () => {
    const number = Math.floor(clock.now() / windowMs);
    const window = windows.get(number) ?? { allowed: 0, refused: 0 };
    windows.set(number, window);
    const resetSeconds = Math[rounding](((number + 1) * windowMs - clock.now()) / 1000);
    if (window.allowed >= limit) {
      window.refused += 1;
      return { status: 429, rate: { minute: { limit, remaining: 0, resetSeconds } } };
    }
    window.allowed += 1;
    const tooMany = seen.inFlight > ceiling;
    if (tooMany) seen.tooMany += 1;
    return { status: tooMany ? 429 : 200, rate: { minute: { limit, remaining: limit - window.allowed, resetSeconds } } };
  };

  const request = async (): Promise<number> => {
    const ticket = pace.tryEnter({ countsInMonth: true }) ?? (await pace.enter({ countsInMonth: true }));
    const latency = latencyMs((seen.requests += 1));
    seen.inFlight += 1;
    seen.mostInFlight = Math.max(seen.mostInFlight, seen.inFlight);
    await sleep(clock, latency / 2);
    const news = answer();
    await sleep(clock, latency / 2);
    seen.inFlight -= 1;
    pace.leave(ticket, news);
    return news.status;
  };
  return { request, windows, seen };
};

const setUp = (server: ServerOptions, options: Partial<PaceOptions> = {}) => {
  const simulation = createSimulatedClock();
  const pace = createPace({ ...defaultPace, ...options }, simulation.clock);
  return { ...simulation, pace, ...createServer(pace, simulation, server) };
};

const many = (count: number, request: () => Promise<number>): Promise<number[]> => Promise.all(Array.from({ length: count }, request));

describe('a pace', () => {
  it('starts politely and soon has many requests in flight where the server is fine', async () => {
    const { request, seen, until } = setUp({ limit: 10_000, windowMs: 60_000, latencyMs: () => 100 });
    const first = many(4, request);
    const second = many(40, request);
    expect(seen.inFlight).toBe(4);
    await until(first);
    expect(seen.inFlight).toBeGreaterThanOrEqual(8);
    await until(second);
    expect(seen.mostInFlight).toBeGreaterThan(16);
    expect(seen.mostInFlight).toBeLessThanOrEqual(32);
  });

  it('keeps to its maximum', async () => {
    const { request, seen, until } = setUp({ limit: 10_000, windowMs: 60_000, latencyMs: () => 100 }, { maxConcurrency: 3 });
    await until(many(50, request));
    expect(seen.mostInFlight).toBe(3);
  });

  it('never sends more than a window allows, and uses what it allows while work remains', async () => {
    const servers = fc.record({
      limit: fc.integer({ min: 5, max: 60 }),
      windowMs: fc.constantFrom(5_000, 10_000, 60_000),
      latencies: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(servers, async ({ limit, windowMs, latencies }) => {
        const latencyMs = (index: number): number => latencies[index % latencies.length] ?? 1;
        const { request, windows, until } = setUp({ limit, windowMs, latencyMs });
        const statuses = await until(many(limit * 4, request));
        expect(statuses).toEqual(statuses.map(() => 200));
        const used = [...windows.values()].map(({ allowed }) => allowed);
        // The first window may be joined late and the last lacks work; those between must be full.
        for (const allowed of used.slice(1, -1)) expect(allowed).toBeGreaterThanOrEqual(limit * 0.95);
      }),
      { numRuns: 25 },
    );
  });

  it('learns that a server rounds its resets down, and is refused in one window only', async () => {
    const { request, windows, until } = setUp({ limit: 20, windowMs: 10_000, latencyMs: () => 50, rounding: 'floor' });
    const persistent = async (): Promise<number> => {
      for (;;) if ((await request()) === 200) return 200;
    };
    await until(many(120, persistent));
    expect([...windows.values()].filter(({ refused }) => refused > 0).length).toBeLessThanOrEqual(2);
  });

  it('finds an unpublished ceiling: it backs off, stays near it and recovers', async () => {
    const { request, seen, until } = setUp({ limit: 100_000, windowMs: 60_000, latencyMs: () => 100, ceiling: 10 });
    await until(many(1_000, request));
    expect(seen.mostInFlight).toBeGreaterThan(10);
    const before = seen.tooMany;
    const start = seen.requests;
    await until(many(1_000, request));
    expect(seen.tooMany - before).toBeLessThan((seen.requests - start) * 0.05);
  });

  it('serves in order of arrival and starves nobody', async () => {
    const { request, until } = setUp({ limit: 10, windowMs: 5_000, latencyMs: () => 10 }, { maxConcurrency: 1 });
    const order: number[] = [];
    await until(Promise.all(Array.from({ length: 35 }, (_, index) => request().then(() => order.push(index)))));
    expect(order).toEqual(Array.from({ length: 35 }, (_, index) => index));
  });

  it('leaves a reserve of the minute to others', async () => {
    const { request, windows, until } = setUp({ limit: 20, windowMs: 10_000, latencyMs: () => 10 }, { minuteReserve: 5 });
    await until(many(60, request));
    for (const { allowed } of windows.values()) expect(allowed).toBeLessThanOrEqual(15);
  });

  it('goes on where no answer tells a rate', async () => {
    const { clock, until } = createSimulatedClock();
    const pace = createPace(defaultPace, clock);
    const request = async (): Promise<void> => {
      const ticket = await pace.enter({ countsInMonth: true });
      await sleep(clock, 10);
      pace.leave(ticket, { status: 200, rate: {} });
    };
    await until(Promise.all(Array.from({ length: 500 }, request)));
    expect(pace.rate()?.minute).toBeUndefined();
  });

  it('counts requests that ended without an answer as spent', () => {
    const pace = createPace(defaultPace, createSimulatedClock().clock);
    const enter = () => pace.tryEnter({ countsInMonth: true });
    const [first, second] = [enter(), enter()];
    if (first === undefined || second === undefined) throw new Error('The pace did not start');
    pace.leave(first, { status: 200, rate: { minute: { limit: 5, remaining: 1, resetSeconds: 60 } } });
    pace.leave(second, {});
    expect(enter()).toBeUndefined();
  });

  it('fails at once in a used-up month, also for those who wait, except for asking the quota', async () => {
    const { clock } = createSimulatedClock();
    const pace = createPace({ ...defaultPace, startConcurrency: 1, maxConcurrency: 1 }, clock);
    const ticket = pace.tryEnter({ countsInMonth: true });
    if (ticket === undefined) throw new Error('The pace did not start');
    const waiting = pace.enter({ countsInMonth: true });
    pace.leave(ticket, { status: 200, rate: { month: { limit: 100, remaining: 0, resetSeconds: 1000 } } });
    await expect(waiting)
      .rejects.toMatchObject({ code: 'monthly_quota' })
      .catch(() => undefined);
    expect(() => pace.tryEnter({ countsInMonth: true })).toThrow(expect.objectContaining({ code: 'monthly_quota' }));
    expect(pace.tryEnter({ countsInMonth: false })).toBeDefined();
  });

  it('lets an aborted request out of the queue, and only that one', async () => {
    const { clock, settled } = createSimulatedClock();
    const pace = createPace({ ...defaultPace, startConcurrency: 1, maxConcurrency: 1 }, clock);
    const ticket = pace.tryEnter({ countsInMonth: true });
    if (ticket === undefined) throw new Error('The pace did not start');
    const controller = new AbortController();
    const aborted = pace.enter({ countsInMonth: true, signal: controller.signal });
    const next = pace.enter({ countsInMonth: true });
    controller.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    pace.leave(ticket, { status: 200, rate: {} });
    await settled();
    await expect(next).resolves.toBeDefined();
  });
});

describe('the paces of a process', () => {
  const { clock } = createSimulatedClock();
  const place = { origin: 'https://api.affinity.co', fingerprint: 'a' };

  it('are shared by key and server', () => {
    const registry = createPaceRegistry();
    const pace = registry.find(place, defaultPace, clock);
    expect(registry.find({ ...place }, defaultPace, clock)).toBe(pace);
    expect(registry.find({ ...place, fingerprint: 'b' }, defaultPace, clock)).not.toBe(pace);
    expect(registry.find({ ...place, origin: 'http://127.0.0.1:1' }, defaultPace, clock)).not.toBe(pace);
  });

  it('are forgotten when there are more than a thousand, the oldest first', () => {
    const registry = createPaceRegistry();
    const paces = Array.from({ length: 1_001 }, (_, index) => registry.find({ ...place, fingerprint: String(index) }, defaultPace, clock));
    expect(registry.find({ ...place, fingerprint: '1000' }, defaultPace, clock)).toBe(paces[1_000]);
    expect(registry.find({ ...place, fingerprint: '0' }, defaultPace, clock)).not.toBe(paces[0]);
  });

  it('keep to the most careful of the settings of those who share them', () => {
    const registry = createPaceRegistry();
    const pace = registry.find(place, defaultPace, clock);
    registry.find(place, { ...defaultPace, maxConcurrency: 1 }, clock);
    expect(pace.tryEnter({ countsInMonth: true })).toBeDefined();
    expect(pace.tryEnter({ countsInMonth: true })).toBeUndefined();
  });
});
