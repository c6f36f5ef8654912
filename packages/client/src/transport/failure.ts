import { AffinityNetworkError, AffinityTimeoutError, type Diagnostics } from '../errors.ts';
import type { Failure } from './retry-delay.ts';

const refusedCodes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ConnectionRefused']);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Undici wraps the reason in `cause`, and the tries of a host with several addresses in an `AggregateError`: all must have been refused. */
const isRefused = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isRefused);
  if (refusedCodes.has(codeOf(error))) return true;
  return error instanceof Error && error.cause !== undefined && isRefused(error.cause);
};

/** What kind of failure a thrown error is. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof AffinityTimeoutError) return { kind: 'timeout' };
  return { kind: isRefused(error) ? 'refused' : 'network' };
};

/** The innermost reason, which says more than "fetch failed". */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason';
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return reasonOf(inner);
  const code = codeOf(error);
  return typeof code === 'string' && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
};

/** Builds the error of a request that got no answer. The original is not kept as `cause`: some `fetch` attach the request, and with it the key. */
export const networkError = (
  error: unknown,
  diagnostics: Diagnostics,
  redact: (text: string) => string,
): AffinityNetworkError | AffinityTimeoutError => {
  const { method = '', path = '' } = diagnostics;
  if (error instanceof AffinityTimeoutError) return new AffinityTimeoutError(`${method} ${path}: ${error.message}`, diagnostics);
  return new AffinityNetworkError(redact(`${method} ${path}: ${reasonOf(error)}`), diagnostics);
};
