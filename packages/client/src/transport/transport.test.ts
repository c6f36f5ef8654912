import { v2 } from '@affinity-kit/contract';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { brokenConnection, company, createFake, json, type Reply, rateHeaders, testKey } from '../fake-fetch.fixture.ts';
import { createPaceRegistry } from './pace-registry.ts';

const ok = (): Response => json(company(1));
const failing =
  (status: number, headers: Record<string, string> = {}) =>
  (): Response =>
    json({ errors: [{ code: 'server', message: 'no' }] }, { status, headers });
const broken = (code: string) => (): Response => {
  throw brokenConnection(code);
};

/** Answers one after the other; the last one for ever. */
const inTurn =
  (...replies: Reply[]): Reply =>
  (seen, index) =>
    (replies[index] ?? replies.at(-1) ?? ok)(seen, index);

const readOne = (reply: Reply, options = {}) => {
  const fake = createFake(reply, options);
  return { ...fake, outcome: fake.until(fake.affinity.v2.companies.get({ companyId: 1 }).withResponse()) };
};

const writeOne = (reply: Reply) => {
  const fake = createFake(reply);
  return { ...fake, outcome: fake.until(fake.affinity.v1.lists.entries.create({ list_id: 1, body: { entity_id: 2 } }).withResponse()) };
};

describe('a read', () => {
  it.each<[string, Reply]>([
    ['a broken connection', broken('ECONNRESET')],
    ['a refused connection', broken('ECONNREFUSED')],
    ['500', failing(500)],
    ['503 in HTML', () => new Response('<html><title>Busy</title></html>', { status: 503, headers: { 'content-type': 'text/html' } })],
    ['429 with allowance left', failing(429, rateHeaders({ remaining: 10, reset: 5 }))],
    ['a body that is cut', () => new Response('{"id": 1, "na')],
    ['a body that is cut behind a brace', () => new Response('{"data": [{"id": 1}')],
    ['an empty body', () => new Response('')],
  ])('is tried again after %s', async (_, fault) => {
    const { outcome, seen } = readOne(inTurn(fault, ok));
    expect(await outcome).toMatchObject({ data: company(1), response: { attempts: 2 } });
    expect(seen).toHaveLength(2);
  });

  it('is tried again after a body that does not end, which is a timeout', async () => {
    const stuck = (): Response =>
      new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }));
    const { outcome, simulation } = readOne(inTurn(stuck, ok), { timeoutMs: 1_000 });
    expect((await outcome).response.attempts).toBe(2);
    expect(simulation.clock.now()).toBeGreaterThanOrEqual(2_000);
  });

  it('fails as a timeout when every try takes too long', async () => {
    const { outcome, seen } = readOne(() => new Promise<Response>(() => undefined), { timeoutMs: 1_000 });
    await expect(outcome).rejects.toMatchObject({ code: 'timeout', diagnostics: { attempts: 4, method: 'GET', path: '/v2/companies/1' } });
    expect(seen).toHaveLength(4);
  });

  it('is tried four times and no more', async () => {
    const { outcome, seen } = readOne(failing(502));
    await expect(outcome).rejects.toMatchObject({ code: 'server', diagnostics: { status: 502, attempts: 4 } });
    expect(seen).toHaveLength(4);
  });

  it('is tried once where retries are off', async () => {
    const { outcome, seen } = readOne(broken('ECONNRESET'), { retry: false });
    await expect(outcome).rejects.toMatchObject({ code: 'network' });
    expect(seen).toHaveLength(1);
  });

  it('fails as unreadable when every answer is cut', async () => {
    await expect(readOne(() => new Response('{"id": 1, "na')).outcome).rejects.toMatchObject({
      code: 'decode',
      diagnostics: { attempts: 4 },
    });
  });

  it('is not repeated for a web page, since the base URL is wrong then', async () => {
    const { outcome, seen } = readOne(() => new Response('<!doctype html><p>Welcome</p>', { headers: { 'content-type': 'text/html' } }));
    await expect(outcome).rejects.toMatchObject({ code: 'decode', message: expect.stringContaining('web page') });
    expect(seen).toHaveLength(1);
  });

  it('waits for the reset of a used-up minute, as often as it takes', async () => {
    const { outcome, seen, simulation } = readOne(
      inTurn(...Array<Reply>(6).fill(failing(429, rateHeaders({ remaining: 0, reset: 30 }))), ok),
    );
    expect((await outcome).response.attempts).toBe(7);
    expect(simulation.clock.now()).toBeGreaterThanOrEqual(6 * 30_000);
    expect(seen).toHaveLength(7);
  });

  it('waits as long as Retry-After asks', async () => {
    const { outcome, simulation } = readOne(inTurn(failing(503, { 'retry-after': '7' }), ok));
    await outcome;
    expect(simulation.clock.now()).toBe(8_000);
  });

  it('fails at once in a used-up month, and so do the calls after it', async () => {
    const { outcome, seen, affinity } = readOne(failing(429, rateHeaders({ remaining: 10, reset: 5 }, { remaining: 0 })));
    await expect(outcome).rejects.toMatchObject({ code: 'monthly_quota', diagnostics: { status: 429, attempts: 1 } });
    await expect(affinity.v2.companies.list()).rejects.toMatchObject({
      code: 'monthly_quota',
      diagnostics: { attempts: 0, method: 'GET', path: '/v2/companies', rate: { month: { remaining: 0 } } },
    });
    expect(seen).toHaveLength(1);
    await affinity.v2.rateLimit.get().catch(() => undefined);
    expect(seen).toHaveLength(2);
  });
});

describe('a write', () => {
  it.each<[string, Reply]>([
    ['a refused connection', broken('ECONNREFUSED')],
    ['a used-up minute', failing(429, rateHeaders({ remaining: 0, reset: 5 }))],
    ['429 with allowance left', failing(429, rateHeaders({ remaining: 10, reset: 5 }))],
  ])('is tried again after %s, where nothing can have happened', async (_, fault) => {
    const { outcome } = writeOne(inTurn(fault, () => json({ id: 9 })));
    expect(await outcome).toMatchObject({ data: { id: 9 }, response: { attempts: 2 } });
  });

  it('is never sent twice after it may have had an effect, whatever happens', async () => {
    const faults = fc.constantFrom<Reply>(
      broken('ECONNRESET'),
      broken('ETIMEDOUT'),
      failing(500),
      failing(503),
      failing(504, { 'retry-after': '1' }),
      () => new Response('{"id": 9'),
      () => new Response('', { status: 502 }),
    );
    const harmless = fc.constantFrom<Reply>(broken('ECONNREFUSED'), failing(429, rateHeaders({ remaining: 10, reset: 5 })));
    await fc.assert(
      fc.asyncProperty(fc.array(harmless, { maxLength: 3 }), faults, async (before, fault) => {
        const { outcome, seen } = writeOne(inTurn(...before, fault, () => json({ id: 9 })));
        await expect(outcome).rejects.toThrow();
        expect(seen).toHaveLength(before.length + 1);
      }),
      { numRuns: 40 },
    );
  });

  it("is not tried again where only one of a host's addresses refused", async () => {
    const mixed = (): Response => {
      throw new TypeError('fetch failed', {
        cause: new AggregateError([brokenConnection('ECONNREFUSED'), brokenConnection('ECONNRESET')]),
      });
    };
    const { outcome, seen } = writeOne(inTurn(mixed, () => json({ id: 9 })));
    await expect(outcome).rejects.toMatchObject({ code: 'network' });
    expect(seen).toHaveLength(1);
  });

  it('may be answered by nothing', async () => {
    const { affinity } = createFake(() => new Response(null, { status: 204 }));
    const fieldId = 'field-1';
    const call = affinity.v2.lists.entries.fieldValues.update({
      listId: 1,
      listEntryId: 2,
      fieldId,
      body: { value: { type: 'text', data: 'x' } },
    });
    await expect(call).resolves.toBeUndefined();
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of status %i is refused before the key goes anywhere', async (status) => {
    const { outcome, seen } = readOne(() => new Response(null, { status, headers: { location: 'https://evil.example/v2/companies' } }));
    await expect(outcome).rejects.toMatchObject({ code: 'unsafe_url', message: expect.stringContaining('https://evil.example') });
    expect(seen).toHaveLength(1);
  });

  it('that a browser hides is refused too', async () => {
    const opaque = { status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' };
    const { outcome } = readOne(() => opaque as unknown as Response);
    await expect(outcome).rejects.toMatchObject({ code: 'unsafe_url' });
  });
});

describe('clients with the same key and server', () => {
  it('share one pace: what one learns holds for the other', async () => {
    const paces = createPaceRegistry();
    const reply = inTurn(() => json(company(1), { headers: rateHeaders({ remaining: 0, reset: 30 }) }), ok);
    const first = createFake(reply, {}, { paces });
    const second = createFake(ok, {}, { paces, clock: first.simulation.clock });
    const stranger = createFake(ok, { apiKey: 'another-key' }, { paces, clock: first.simulation.clock });
    await first.affinity.v2.companies.get({ companyId: 1 });
    await stranger.affinity.v2.companies.get({ companyId: 1 });
    const waiting = second.affinity.v1.auth.whoami();
    await first.simulation.settled();
    expect(second.seen).toHaveLength(0);
    await first.until(Promise.resolve(waiting));
    expect(first.simulation.clock.now()).toBeGreaterThanOrEqual(31_000);
    expect(second.affinity.rate).toEqual(first.affinity.rate);
  });
});

describe('hooks', () => {
  it('see every request, answer and retry, and can count bytes', async () => {
    const hooks = { onRequest: vi.fn(), onResponse: vi.fn(), onRetry: vi.fn() };
    const { outcome } = readOne(
      inTurn(failing(503), () => json({ ...company(1), name: 'Ünï' }, { headers: { 'x-request-id': 'r-2' } })),
      { hooks },
    );
    await outcome;
    const event = { method: 'GET', path: '/v2/companies/1' };
    expect(hooks.onRequest.mock.calls).toEqual([[{ ...event, attempt: 1 }], [{ ...event, attempt: 2 }]]);
    expect(hooks.onRetry.mock.calls).toEqual([[{ ...event, attempt: 1, reason: 'status', status: 503, delayMs: 250 }]]);
    const bytes = Buffer.byteLength(JSON.stringify({ ...company(1), name: 'Ünï' }));
    expect(hooks.onResponse.mock.calls[1]).toEqual([
      { ...event, attempt: 2, status: 200, bytes, durationMs: 0, rate: {}, requestId: 'r-2' },
    ]);
  });

  it('that throw or reject change nothing but the log', async () => {
    const warn = vi.fn();
    const hooks = {
      onRequest: () => {
        throw new Error('mine');
      },
      onResponse: async () => {
        throw new Error('mine too');
      },
    };
    const { outcome, simulation } = readOne(ok, { hooks, logger: { warn } });
    expect((await outcome).data).toEqual(company(1));
    await simulation.settled();
    expect(warn).toHaveBeenCalledTimes(2);
  });
});

describe('v2 endpoints without paging', () => {
  it('have their raw text too', async () => {
    const { affinity } = createFake(ok);
    const { text } = await affinity.exchange(v2.companies.get, { companyId: 1 });
    expect(JSON.parse(text)).toEqual(company(1));
    expect(text).not.toContain(testKey);
  });
});
