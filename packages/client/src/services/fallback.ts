import type { EndpointSpec } from '@affinity-kit/contract';
import { AffinityNotFoundError, AffinityServerError } from '../errors.ts';
import type { ServiceContext } from './context.ts';

/** Two ways to do one thing. */
export interface Ways<T> {
  /** The operation of v2 that is tried first, and its call. */
  readonly operation: EndpointSpec;
  readonly call: () => PromiseLike<T>;
  /** The operation of v1 that does the same, and its call. */
  readonly instead: EndpointSpec;
  readonly callInstead: () => PromiseLike<T>;
}

/** Whether the server may not have the operation at all: 404, which a missing record answers too, or 501. Nothing was done in either case. */
const isRefused = (error: unknown): error is AffinityNotFoundError | AffinityServerError => {
  if (error instanceof AffinityNotFoundError) return error.diagnostics.status === 404;
  return error instanceof AffinityServerError && error.diagnostics.status === 501;
};

const titleOf = ({ method, path }: EndpointSpec): string => `${method} ${path}`;

/** Tells logger and hooks that an operation was done in another way. */
const tellFallback = (
  context: ServiceContext,
  { operation, instead }: Pick<Ways<unknown>, 'operation' | 'instead'>,
  error: unknown,
): void =>
  context.observer.fallback({
    operation: titleOf(operation),
    instead: titleOf(instead),
    reason: isRefused(error) ? `status ${error.diagnostics.status}` : 'unknown',
  });

/**
 * Does something the v2 way, and the v1 way where v2 refuses the operation; logger and hooks are told.
 *
 * Where v1 fails as well, the record is what is missing: the error is then that of v2, unless v1 knows that the record was merged.
 */
export const withFallback = async <T>(context: ServiceContext, ways: Ways<T>): Promise<T> => {
  try {
    return await ways.call();
  } catch (error) {
    if (!isRefused(error)) throw error;
    const result = await ways.callInstead().then(
      (value) => ({ value }),
      (second: unknown) => {
        if (second instanceof AffinityNotFoundError) throw error;
        throw second;
      },
    );
    tellFallback(context, ways, error);
    return result.value;
  }
};
