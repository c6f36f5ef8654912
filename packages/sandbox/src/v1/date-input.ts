import { unprocessable } from '../problem.ts';

/** A day or a time of a request as the state keeps it; without an offset it is UTC, and a bare day is its midnight (v1 reference, section 1). */
export const dateInput = (param: string, text: string): string => {
  const zoned = /T[^Z+-]*$/.test(text) ? `${text}Z` : text;
  const time = new Date(zoned);
  if (Number.isNaN(time.getTime())) throw unprocessable(`Field ${param}: ${text} is not a date`);
  return time.toISOString();
};
