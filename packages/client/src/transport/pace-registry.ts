import type { Clock } from './clock.ts';
import { createPace, type Pace, type PaceOptions } from './pace.ts';

/** Finds the pace of a server and key, so that all clients of a process share it. */
export interface PaceRegistry {
  readonly find: (place: PacePlace, options: PaceOptions, clock: Clock) => Pace;
}

/** What makes two clients share a pace. A `fetch` of one's own may lead to another server by the same name, so it counts. */
export interface PacePlace {
  readonly fetch: object;
  readonly origin: string;
  readonly fingerprint: string;
}

/** Keys beyond this number (a server that acts for many users) push the oldest out of the registry, not out of the clients that hold it. */
const maxPaces = 1_000;

const insert = (paces: Map<string, Pace>, name: string, pace: Pace): void => {
  const [oldest] = paces.keys();
  if (paces.size >= maxPaces && oldest !== undefined) paces.delete(oldest);
  paces.set(name, pace);
};

export const createPaceRegistry = (): PaceRegistry => {
  const byFetch = new WeakMap<object, Map<string, Pace>>();
  return {
    find: ({ fetch, origin, fingerprint }, options, clock) => {
      const paces = byFetch.get(fetch) ?? new Map<string, Pace>();
      byFetch.set(fetch, paces);
      const name = `${fingerprint} ${origin}`;
      const known = paces.get(name);
      if (known !== undefined) {
        known.tighten(options);
        return known;
      }
      const pace = createPace(options, clock);
      insert(paces, name, pace);
      return pace;
    },
  };
};

/** The registry of this process. */
export const sharedPaces = createPaceRegistry();
