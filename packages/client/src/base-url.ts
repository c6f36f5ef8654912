import { AffinityConfigurationError, AffinityUnsafeUrlError } from './errors.ts';

/** Where Affinity answers unless told otherwise; v1 lives at its root and v2 under `/v2`. */
export const defaultBaseUrl = 'https://api.affinity.co';

const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a host name is this very machine. */
const isLoopback = (hostname: string): boolean => loopback.test(hostname);

const parse = (text: string): URL => {
  try {
    return new URL(text);
  } catch {
    throw new AffinityConfigurationError('The base URL is not a URL; it looks like https://api.affinity.co');
  }
};

/**
 * Checks a base URL and drops what does not belong to it: query, fragment, trailing slashes and a trailing `/v2`.
 *
 * Plain `http:` is refused except on loopback, since the key would travel in the clear; so are credentials in the URL.
 */
export const parseBaseUrl = (text: string): string => {
  const url = parse(text);
  if (url.username !== '' || url.password !== '') throw new AffinityUnsafeUrlError('The base URL must not contain credentials');
  const plain = url.protocol === 'http:' && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !plain)
    throw new AffinityUnsafeUrlError(`The base URL must be https: (http: only on loopback), not ${url.protocol}//${url.host}`);
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v2$/, '');
};

/** Whether two URLs are one server: the same origin, or loopback by two of its names on the same port. */
export const isSameServer = (one: URL, other: URL): boolean =>
  one.origin === other.origin ||
  (one.protocol === other.protocol && one.port === other.port && isLoopback(one.hostname) && isLoopback(other.hostname));
