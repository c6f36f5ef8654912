import type { SyncOptions } from '../sync/options.ts';

/** What a run begins with. */
export interface Means {
  /** Requests that it sends before it reads anything: who we are. */
  readonly identityRequests: number;
  /** What is left of the account's month after them; `null` when nothing tells. */
  readonly monthRemaining: number | null;
}

/** Requests that a run may send for its streams; `undefined` where nothing bounds them. */
export const allowanceOf = (
  { maxRequests, keepMonthAbove }: Pick<SyncOptions, 'maxRequests' | 'keepMonthAbove'>,
  { identityRequests, monthRemaining }: Means,
): number | undefined => {
  const bounds = [
    ...(maxRequests === undefined ? [] : [maxRequests - identityRequests]),
    ...(keepMonthAbove === undefined || monthRemaining === null ? [] : [monthRemaining - keepMonthAbove]),
  ];
  return bounds.length === 0 ? undefined : Math.max(0, Math.min(...bounds));
};
