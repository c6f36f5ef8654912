import type { Caller } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Api } from './versions.ts';

/** Finds who a key belongs to. */
export type KeyRing = ReadonlyMap<string, Caller>;

const bearer = /^Bearer +(\S+)$/i;
const basic = /^Basic +(\S+)$/i;

/** Basic credentials are the key behind an empty user name: `:key` in base64. */
const keyFromBasic = (encoded: string): string | undefined => {
  const credentials = Buffer.from(encoded, 'base64').toString('utf8');
  return credentials.startsWith(':') ? credentials.slice(1) : undefined;
};

const keyOf = (api: Api, authorization: string): string | undefined => {
  const key = bearer.exec(authorization)?.[1];
  if (key !== undefined || api === 'v2') return key;
  const encoded = basic.exec(authorization)?.[1];
  return encoded === undefined ? undefined : keyFromBasic(encoded);
};

/** Who calls, if anyone: Bearer in both versions, Basic with an empty user name in v1 alone. */
export const identify = (keys: KeyRing, api: Api, authorization: string | undefined): Caller | undefined => {
  const key = authorization === undefined ? undefined : keyOf(api, authorization);
  return key === undefined ? undefined : keys.get(key);
};

/** The answer to nobody: key missing, unknown or revoked. */
export const unauthenticated = (): Problem => new Problem('authentication', 'API key is missing or invalid');
