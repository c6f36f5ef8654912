import type { Settings, Surroundings } from './options.ts';
import type { Connection } from './transport/attempt.ts';
import { createNoPace, type Pace } from './transport/pace.ts';

/** Gets the key and its pace once, at the first request. */
export interface Connector {
  readonly connect: () => Connection | Promise<Connection>;
  /** The connection if there has been a request. */
  readonly current: () => Connection | undefined;
}

const paceFor = (settings: Settings, { paces, clock }: Surroundings, fingerprint: string): Pace => {
  if (settings.pace === false) return createNoPace(clock);
  const place = { origin: new URL(settings.baseUrl).origin, fingerprint };
  return paces.find(place, settings.pace, clock);
};

/** Several first requests wait for the same key; a key that could not be had is asked for again by the next request. */
export const createConnector = (settings: Settings, surroundings: Surroundings): Connector => {
  let current: Connection | undefined;
  let pending: Promise<Connection> | undefined;

  const load = async (): Promise<Connection> => {
    try {
      const secret = await settings.loadSecret();
      current = { secret, pace: paceFor(settings, surroundings, secret.fingerprint) };
      return current;
    } finally {
      pending = undefined;
    }
  };

  return {
    connect: () => {
      if (current !== undefined) return current;
      pending ??= load();
      return pending;
    },
    current: () => current,
  };
};
