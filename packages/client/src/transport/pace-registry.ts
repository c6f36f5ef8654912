import type { Clock } from './clock.ts';
import { createPace, type Pace, type PaceOptions } from './pace.ts';

/** What makes two clients share a pace. */
interface PacePlace {
  readonly origin: string;
  /** Of the key; never the key itself. */
  readonly fingerprint: string;
}

/** Finds the pace of a server and key, so that all clients of a process share it. */
export interface PaceRegistry {
  readonly find: (place: PacePlace, options: PaceOptions, clock: Clock) => Pace;
}

/** Keys beyond this number (a server that acts for many users) push the oldest out of the registry, not out of the clients that hold it. */
const maxPaces = 1_000;

export const createPaceRegistry = (): PaceRegistry => {
  const paces = new Map<string, Pace>();

  const add = (name: string, pace: Pace): Pace => {
    const [oldest] = paces.keys();
    if (paces.size >= maxPaces && oldest !== undefined) paces.delete(oldest);
    paces.set(name, pace);
    return pace;
  };

  return {
    find: ({ origin, fingerprint }, options, clock) => {
      const name = `${fingerprint} ${origin}`;
      const known = paces.get(name);
      known?.tighten(options);
      return known ?? add(name, createPace(options, clock));
    },
  };
};

/** The registry of this process. */
export const sharedPaces = createPaceRegistry();
