import {
  AffinityDestinationBusyError,
  AffinityDestinationError,
  AffinityDestinationFailedError,
  AffinityDestinationLostError,
  AffinityDestinationRightsError,
  AffinityDestinationUnreachableError,
} from '../errors.ts';

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

const lostCodes = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '25P03',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

/** Whether an error means that the server, or the way to it, has gone away. */
const isLost = (error: unknown): boolean =>
  lostCodes.has(codeOf(error)) ||
  codeOf(error).startsWith('08') ||
  (error instanceof Error && /connection terminated|connection (?:was )?closed|not queryable|client was closed/i.test(error.message));

/** Errors of Postgres have a code of five characters. */
const isOfPostgres = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(codeOf(error));

/** Turns what Postgres or the network says into one of our errors. */
export function postgresFailure(address: string, error: unknown): unknown {
  if (error instanceof AffinityDestinationError) return error;
  if (isLost(error)) return new AffinityDestinationLostError(address, error);
  const code = codeOf(error);
  if (code === '42501') return new AffinityDestinationRightsError(address, error);
  if (code === '55P03' || code === '40P01') return new AffinityDestinationBusyError(address);
  if (code.startsWith('28') || code === '3D000') return new AffinityDestinationUnreachableError(address, error);
  return isOfPostgres(error) ? new AffinityDestinationFailedError(address, error) : error;
}
