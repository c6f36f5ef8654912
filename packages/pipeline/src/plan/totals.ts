import type { SyncOptions } from '../sync/options.ts';
import { allowanceOf, type Means } from './allowance.ts';
import type { Estimate } from './estimate.ts';
import { refusalOf } from './refusal.ts';

/** What a sync takes in all, and whether there is as much. */
export interface Totals {
  /** Requests that a run begins with, to know whose key it is. */
  readonly identityRequests: number;
  /** Sum of the estimates that there are, and of the requests that a run begins with. */
  readonly estimatedRequests: number;
  /** Whether more may come than that: some streams have no estimate, or only a lower bound. */
  readonly isLowerBound: boolean;
  /** Streams without an estimate. */
  readonly unknownStreams: readonly string[];
  /** Requests of which the sync can be spared none: all but those that read known records once more. */
  readonly floorRequests: number;
  /** Requests that it may send by `maxRequests` and `keepMonthAbove`; `null` where nothing bounds it. */
  readonly allowedRequests: number | null;
  /** Requests that it needs beyond what it may send, after everything that can wait was left out; 0 when it can do with them. */
  readonly missingRequests: number;
  /** Minutes that the requests take at the current limit; `null` when the server does not tell its limit. */
  readonly minutes: number | null;
  /** Requests left this month after this plan; `null` when there is no bound or the server does not tell. */
  readonly monthRemaining: number | null;
  /** Part of what is left of the month, from 0 to 1 and above when it is not enough. */
  readonly shareOfMonth: number | null;
  /** Runs that it takes when each sends no more than `maxRequests`; each goes on from the one before. At least so many when `isLowerBound`. */
  readonly runs: number;
  /** Why a sync would refuse to start; `null` when it would not. */
  readonly refusal: string | null;
}

/** The part of a stream's plan that is summed up. */
export type Summand = Pick<Estimate, 'requests' | 'certainty'> & {
  readonly sweepRequests: number;
  readonly stream: { readonly name: string };
};

/** What a sync has, and what bounds it. */
export interface Circumstances extends Means, Pick<SyncOptions, 'maxRequests' | 'keepMonthAbove'> {
  readonly perMinute: number | null;
}

const runsOf = (requests: number, { maxRequests, identityRequests }: Circumstances): number =>
  maxRequests === undefined ? 1 : Math.max(1, Math.ceil(requests / Math.max(1, maxRequests - identityRequests)));

const shareOf = (requests: number, monthRemaining: number | null): number | null => {
  if (monthRemaining === null) return null;
  return monthRemaining > 0 ? requests / monthRemaining : Number.POSITIVE_INFINITY;
};

/** Sums up what streams cost against a quota. */
export const totalsOf = (streams: readonly Summand[], circumstances: Circumstances): Totals => {
  const { identityRequests, keepMonthAbove, monthRemaining: afterwards, perMinute } = circumstances;
  const forStreams = streams.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
  const again = streams.reduce((sum, { sweepRequests }) => sum + sweepRequests, 0);
  const estimatedRequests = identityRequests + forStreams;
  const monthRemaining = afterwards === null ? null : afterwards + identityRequests;
  const allowed = allowanceOf(circumstances, circumstances);
  return {
    identityRequests,
    estimatedRequests,
    isLowerBound: streams.some(({ certainty }) => certainty === 'unknown' || certainty === 'at-least'),
    unknownStreams: streams.filter(({ requests }) => requests === null).map(({ stream }) => stream.name),
    floorRequests: estimatedRequests - again,
    allowedRequests: allowed === undefined ? null : allowed + identityRequests,
    missingRequests: allowed === undefined ? 0 : Math.max(0, forStreams - allowed),
    minutes: perMinute ? estimatedRequests / perMinute : null,
    monthRemaining,
    shareOfMonth: shareOf(estimatedRequests, monthRemaining),
    runs: runsOf(forStreams, circumstances),
    refusal: refusalOf({ estimatedRequests, monthRemaining, keepMonthAbove }),
  };
};
