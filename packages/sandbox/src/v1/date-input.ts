import { unprocessable } from '../problem.ts';
import { pacificInstant } from '../state/pacific.ts';

const bareDay = /^\d{4}-\d{2}-\d{2}$/;
/** A time that says how far from UTC it is. */
export const withOffset = /T.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

const read = (text: string): string => {
  if (withOffset.test(text)) return new Date(text).toISOString();
  return pacificInstant(bareDay.test(text) ? `${text}T00:00:00` : text);
};

/**
 * A day or a time of a request as the state keeps it.
 *
 * A bare day is 00:00:00 of that day (v1 reference, section 1), and what has no offset is Pacific time, as v1 says of due dates (section
 * 6.13) and as it writes all its times.
 */
export const dateInput = (param: string, text: string): string => {
  try {
    return read(text);
  } catch {
    throw unprocessable(`Field ${param}: ${text} is not a date`);
  }
};
