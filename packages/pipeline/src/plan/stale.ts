import type { SyncOptions } from '../sync/options.ts';
import type { CutStream } from './fit-budget.ts';
import { defaultSweepDays } from './plan-streams.ts';
import type { Totals } from './totals.ts';

/** How long a round takes when a run of it reads less than is due. */
const slowedDays = ({ sweepRequests, left }: CutStream, days: number): string =>
  sweepRequests === 0
    ? 'as long as no more requests are allowed'
    : `about ${Math.ceil((days * (sweepRequests + left)) / sweepRequests)} days`;

const inDays = (days: number): string => `within ${days} ${days === 1 ? 'day' : 'days'}`;

/** What shows late although the run does all that it should. */
const roundOf = (planned: CutStream, { sweepDays = defaultSweepDays }: Pick<SyncOptions, 'sweepDays'>): string | null => {
  const { decision, stream, left } = planned;
  const days = Math.min(stream.units?.slower?.days ?? stream.units?.days ?? sweepDays, sweepDays);
  if (decision.mode === 'full') return null;
  if (decision.mode === 'filter' && stream.later?.fullEveryDays !== undefined && !stream.later.past)
    return `deletions show ${inDays(stream.later.fullEveryDays)}`;
  if (!decision.parts && !decision.units && !stream.later?.past) return null;
  const what = decision.units ? 'changes' : stream.later?.past ? 'deletions' : 'changes of which Affinity does not tell, and deletions,';
  const due = `${what} show ${inDays(days)}`;
  return left === 0 ? due : `${due}; within this budget, ${slowedDays(planned, days)}`;
};

/** A moment to the minute, as people read it: `2026-06-01 09:30 UTC`. */
const minuteOf = (iso: string): string => `${iso.replace('T', ' ').slice(0, 16)} UTC`;

/** What does not come with this run at all, because even what is new takes more than it may send. */
const shortageOf = ({ readAt }: CutStream, { missingRequests, refusal, runs, isLowerBound }: Totals): string | null => {
  if (refusal === null && missingRequests === 0) return null;
  const state = readAt === null ? 'not there' : `as of ${minuteOf(readAt)}`;
  if (refusal !== null) return `${state}: a sync would refuse to start`;
  return `${state} until the last of ${isLowerBound ? 'at least ' : ''}${runs} runs`;
};

/** What of a stream will be out of date for how long, in a sentence; `null` where everything is read or told by Affinity. */
export const staleOf = (planned: CutStream, totals: Totals, options: Pick<SyncOptions, 'sweepDays'>): string | null => {
  if (planned.stream.absent !== undefined) return null;
  const parts = [shortageOf(planned, totals), roundOf(planned, options)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('; ');
};
