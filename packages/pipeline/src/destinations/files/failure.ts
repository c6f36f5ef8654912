import {
  AffinityDestinationError,
  AffinityDestinationFailedError,
  AffinityDestinationLostError,
  AffinityDestinationRightsError,
  AffinityDestinationUnreachableError,
} from '../errors.ts';

const rightsCodes = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'CredentialsProviderError',
]);
const unreachableCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENOTDIR', 'NoSuchBucket', 'ContainerNotFound']);
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'TimeoutError', 'RequestTimeout', 'UND_ERR_SOCKET']);

/** Every word by which an error, and what caused it, may be known. */
function namesOf(error: unknown): (string | number)[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, name, statusCode, $metadata, cause, errors } = error as {
    code?: string | number;
    name?: string;
    statusCode?: number;
    $metadata?: { httpStatusCode?: number };
    cause?: unknown;
    errors?: readonly unknown[];
  };
  const own = [code, name, statusCode, $metadata?.httpStatusCode].filter((one) => one !== undefined);
  const inner = Array.isArray(errors) ? errors.flatMap(namesOf) : [];
  return [...own, ...inner, ...(cause === undefined ? [] : namesOf(cause))];
}

/** Turns what a store or the file system says into one of our errors. */
export function storeFailure(address: string, error: unknown): unknown {
  if (error instanceof AffinityDestinationError || (error instanceof Error && error.name === 'AbortError')) return error;
  const names = namesOf(error);
  if (names.some((one) => rightsCodes.has(String(one)) || one === 403 || one === 401))
    return new AffinityDestinationRightsError(address, error);
  if (names.some((one) => unreachableCodes.has(String(one)) || one === 404)) return new AffinityDestinationUnreachableError(address, error);
  if (names.some((one) => lostCodes.has(String(one)) || (typeof one === 'number' && one >= 500 && one < 600)))
    return new AffinityDestinationLostError(address, error);
  return isOfSystem(names) ? new AffinityDestinationFailedError(address, error) : error;
}

/** Errors of ours, and of DuckDB, speak for themselves. */
const isOfSystem = (names: readonly (string | number)[]): boolean => names.some((one) => typeof one === 'number' || /^E[A-Z]+$/.test(one));
