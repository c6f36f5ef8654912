import { type RateState, v2 } from '@affinity-kit/contract';
import { isId, isObject } from '../normalise/record-reader.ts';
import type { SyncClient } from '../sync-options.ts';
import { attemptsOf, statusOf } from './errors.ts';

/** Whose data is read, and by whom; zeros where the server does not tell. */
export interface Identity {
  readonly tenantId: number;
  readonly userId: number;
  /** Where people see the account's records; `undefined` where the server does not tell. */
  readonly webUrl: string | undefined;
  /** Requests that it took to know. */
  readonly requests: number;
  /** What is left of the limits, where the answer told. */
  readonly rate?: RateState;
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

/**
 * Asks who we are. A server that has no such operation is tolerated with a warning; any other failure is the client's error, since what
 * cannot be asked this cannot be asked anything.
 */
export const identify = async (
  client: SyncClient,
  { warn, signal }: { readonly warn: (warning: string) => void; readonly signal: AbortSignal },
): Promise<Identity> => {
  try {
    const { text, attempts, rate } = await client.exchange(v2.auth.whoami, {}, { signal });
    const answer = parse(text);
    const who = { tenantId: idIn(answer, 'tenant'), userId: idIn(answer, 'user'), webUrl: webUrlIn(answer) };
    return { ...who, requests: attempts, ...(rate ? { rate } : {}) };
  } catch (error) {
    if (![404, 405, 501].includes(statusOf(error) ?? 0)) throw error;
    warn('The server does not say whose key this is (no /v2/auth/whoami): the account of the database cannot be checked.');
    return { tenantId: 0, userId: 0, webUrl: undefined, requests: attemptsOf(error) };
  }
};
