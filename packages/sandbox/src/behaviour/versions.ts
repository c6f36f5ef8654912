import { type ApiVersion, apiVersions, resolveVersion, versionHeader } from '@affinity-kit/contract';
import { invalid } from '../problem.ts';

/** The two APIs of one host. */
export type Api = 'v1' | 'v2';

/** Which API a path belongs to: v2 lives under `/v2`, v1 at the root. */
export const apiOf = (path: string): Api => (path === '/v2' || path.startsWith('/v2/') ? 'v2' : 'v1');

/** The version that serves a request: what the header asks for, else the key's default (v2 reference, section 1.2). */
export const versionOf = (requested: string | undefined, fallback: ApiVersion): ApiVersion => {
  const version = requested === undefined ? fallback : resolveVersion(requested);
  if (version === undefined) throw invalid(versionHeader, `Unsupported API version: use one of ${apiVersions.join(', ')}, current`);
  return version;
};
