import type { RateState } from '@affinity-kit/contract';
import { count } from './numbers.ts';

/** What a minute or a month has left, in one phrase. */
export const left = (window: RateState['minute'] | null, period: string): string => {
  if (window?.remaining === undefined) return `no limit per ${period} told`;
  const limit = window.limit === undefined ? '' : ` of ${count(window.limit)}`;
  return `${count(window.remaining)}${limit} left this ${period}`;
};
