import { type EndpointSpec, type RateState, v1, v2 } from '@affinity-kit/contract';
import { isId, isObject } from '../normalise/record-reader.ts';
import type { SyncClient } from '../sync/options.ts';
import { attemptsOf, statusOf } from './errors.ts';
import { askTime, type Clock } from './server-clock.ts';

/** Whose data is read, and by whom; zeros where the server does not tell. */
export interface Identity {
  readonly tenantId: number;
  readonly userId: number;
  /** Where people see the account's records; `undefined` where the server does not tell. */
  readonly webUrl: string | undefined;
  /** Set where the account has no API v2. */
  readonly withoutV2?: true;
  /** Requests that it took to know. */
  readonly requests: number;
  /** What is left of the limits, where the answer told. */
  readonly rate?: RateState;
  /** How many milliseconds the server's clock is ahead of ours; zero where nothing proves that they differ. */
  readonly clockOffsetMs: number;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const idIn = (value: unknown, key: string): number => {
  const part = isObject(value) ? value[key] : undefined;
  return isObject(part) && isId(part['id']) ? part['id'] : 0;
};

/** The name becomes part of addresses, so that it must be nothing but a name. */
const webUrlIn = (value: unknown): string | undefined => {
  const tenant = isObject(value) ? value['tenant'] : undefined;
  const subdomain = isObject(tenant) ? tenant['subdomain'] : undefined;
  return typeof subdomain === 'string' && /^[a-z0-9-]+$/i.test(subdomain) ? `https://${subdomain}.affinity.co` : undefined;
};

/** What asking who we are takes. */
interface Asking {
  readonly warn: (warning: string) => void;
  readonly signal: AbortSignal;
  /** Our clock; the machine's unless given. */
  readonly now?: Clock;
}

/** Asks who we are, and what time it is there. */
const ask = async (client: SyncClient, endpoint: EndpointSpec, { signal, now = () => new Date() }: Asking): Promise<Identity> => {
  const { answer, clockOffsetMs } = await askTime(client, endpoint, { signal, now });
  const { text, attempts, rate } = answer;
  const told = parse(text);
  const who = { tenantId: idIn(told, 'tenant'), userId: idIn(told, 'user'), webUrl: webUrlIn(told) };
  return { ...who, requests: attempts, clockOffsetMs, ...(rate ? { rate } : {}) };
};

/** Who we are as v1 tells it; `undefined` where that is refused too, as it is with a wrong key. */
const identifyByV1 = async (client: SyncClient, refusal: unknown, asking: Asking): Promise<Identity | undefined> => {
  try {
    const identity = await ask(client, v1.auth.whoami, asking);
    return { ...identity, withoutV2: true, requests: identity.requests + attemptsOf(refusal) };
  } catch {
    asking.signal.throwIfAborted();
    return undefined;
  }
};

/**
 * Asks who we are; an account without API v2 is asked through v1. A server that has no such operation is tolerated with a warning; any other failure is the client's error, since what
 * cannot be asked this cannot be asked anything.
 */
export const identify = async (client: SyncClient, asking: Asking): Promise<Identity> => {
  try {
    return await ask(client, v2.auth.whoami, asking);
  } catch (error) {
    const status = statusOf(error) ?? 0;
    if (status === 401 || status === 403) {
      const identity = await identifyByV1(client, error, asking);
      if (identity) return identity;
    }
    if (![404, 405, 501].includes(status)) throw error;
    asking.warn('The server does not say whose key this is (no /v2/auth/whoami): the account of the database cannot be checked.');
    return { tenantId: 0, userId: 0, webUrl: undefined, requests: attemptsOf(error), clockOffsetMs: 0 };
  }
};
