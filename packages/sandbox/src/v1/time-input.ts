import { pacificMidnight } from '../state/pacific.ts';

const bareDay = /^\d{4}-\d{2}-\d{2}$/;
const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A day or time of a request as an instant: a bare day is its midnight in Pacific time, a time without an offset is UTC. */
export const instantFrom = (text: string): string => {
  if (bareDay.test(text)) return pacificMidnight(text);
  return new Date(withOffset.test(text) ? text : `${text}Z`).toISOString();
};
