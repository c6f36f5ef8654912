import { createAffinityIn } from './affinity.ts';
import type { AffinityOptions, Surroundings } from './options.ts';
import { createPaceRegistry } from './transport/pace-registry.ts';
import type { Fetch } from './transport/send.ts';
import { createSimulatedClock } from './transport/simulated-clock.fixture.ts';

/** What the fake was asked. */
interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly init: RequestInit;
}

/** What it answers: anything thrown is a broken connection. */
export type Reply = (seen: Seen, index: number) => Response | Promise<Response>;

export const testKey = 'Zq3-secret-Key_of/43+characters=for~tests!%x';

export const json = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  new Response(JSON.stringify(body), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });

/** Rate headers as both API versions send them. */
export const rateHeaders = (minute: { limit?: number; remaining: number; reset: number }, month?: { remaining: number }) => ({
  'x-ratelimit-limit-user': String(minute.limit ?? 900),
  'x-ratelimit-limit-user-remaining': String(minute.remaining),
  'x-ratelimit-limit-user-reset': String(minute.reset),
  ...(month && {
    'x-ratelimit-limit-org': '100000',
    'x-ratelimit-limit-org-remaining': String(month.remaining),
    'x-ratelimit-limit-org-reset': '86400',
  }),
});

/** An error as `fetch` of Node throws it. */
export const brokenConnection = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${code} 127.0.0.1:9`), { code }) });

export const company = (id: number) => ({ id, name: `Company ${id}`, domain: null, domains: [], isGlobal: false, fields: [] });

/** A client whose server, clock and chance are fakes. */
export const createFake = (reply: Reply, options: AffinityOptions = {}, surroundings: Partial<Surroundings> = {}) => {
  const seen: Seen[] = [];
  const simulation = createSimulatedClock();
  const fetch: Fetch = async (url, init) => {
    const request = {
      method: init.method ?? 'GET',
      url: new URL(url),
      headers: new Headers(init.headers),
      body: init.body?.toString(),
      init,
    };
    seen.push(request);
    return reply(request, seen.length - 1);
  };
  const affinity = createAffinityIn(
    { apiKey: testKey, fetch, ...options },
    { clock: simulation.clock, random: () => 0.5, paces: createPaceRegistry(), environment: {}, ...surroundings },
  );
  return { affinity, seen, simulation, until: simulation.until };
};
