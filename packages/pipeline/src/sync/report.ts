import type { StreamResult } from '../extract/stream-runner.ts';
import type { Decision } from '../plan/decide.ts';
import type { CommitReport, TableReport } from '../replica/writer.ts';

/** How a stream of a sync went. */
export interface StreamReport {
  readonly stream: string;
  readonly status: 'succeeded' | 'failed' | 'not_permitted' | 'refused' | 'skipped' | 'interrupted';
  readonly mode: 'full' | 'feed' | 'filter' | 'tail' | 'sweep' | 'event' | null;
  /** Why this mode, or what kept the stream from succeeding; also what had to be left out. */
  readonly reason: string;
  readonly requests: number;
  /** Requests that the plan expected; `null` or left out where nothing told how much there is. */
  readonly plannedRequests?: number | null;
  readonly records: number;
  /** Values that could not be read; they are in `_rejects`. */
  readonly rejected: number;
}

/** What a sync did: the object that `affinity sync --json` prints. */
export interface SyncReport {
  readonly loadId: string;
  readonly status: 'succeeded' | 'partial' | 'failed' | 'refused' | 'interrupted';
  readonly database: string;
  readonly requests: number;
  readonly durationMs: number;
  /** Set when it stopped because it may not send more requests. */
  readonly budgetSpent?: true;
  /** Why it was refused, as the code of the error; `replica-locked` where another sync is at work. */
  readonly refusal?: string;
  readonly streams: readonly StreamReport[];
  readonly tables: readonly TableReport[];
}

/** How far a stream is; fired for every page. */
export interface Progress {
  readonly stream: string;
  readonly records: number;
  readonly requests: number;
  readonly rejected: number;
  readonly done: boolean;
  readonly status: StreamReport['status'] | 'running';
}

const count = (number: number, noun: string): string => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

const withheldReason = {
  'large-deletion': 'more than 5 %; --accept-deletes lets them go',
  'other-user': 'another user reads this database; --accept-deletes lets them go and makes it the view of this one',
  'seen-by-others': 'only other users brought them, and this one may never have seen them; --accept-deletes lets them go',
} as const;

const withheldOf = (stream: string, commit: CommitReport | undefined): readonly string[] =>
  (commit?.withheld ?? [])
    .filter((withheld) => withheld.stream === stream)
    .map(
      ({ table, rows, of, reason }) =>
        `${count(rows, 'row')} of ${of.toLocaleString('en')} in ${table} would have left and stayed (${withheldReason[reason]})`,
    );

/** A stream's own account, with everything that was left out said. */
export const streamReport = (
  result: StreamResult,
  {
    decision,
    requests,
    plannedRequests = null,
    commit,
  }: {
    readonly decision: Pick<Decision, 'mode' | 'reason'>;
    readonly requests: number;
    readonly plannedRequests?: number | null;
    readonly commit: CommitReport | undefined;
  },
): StreamReport => {
  const { stream, status, records, rejected, truncated } = result;
  const why = status === 'succeeded' ? [decision.reason, result.reason, result.leftOut] : [result.reason];
  const cut = truncated > 0 ? [`${count(truncated, 'value')} cut at 100 could not be completed`] : [];
  const reason = [...why, ...cut, ...withheldOf(stream, commit)].filter((part) => part !== '').join('; ');
  return { stream, status, mode: status === 'skipped' ? null : decision.mode, reason, requests, plannedRequests, records, rejected };
};

/** What of the streams of a run weighs less than it looks. */
export interface Leniency {
  /** Streams of which it does not matter whether the key may read them. */
  readonly extras?: ReadonlySet<string>;
  /** Streams of which no page came: beside failures they are no success. */
  readonly empty?: ReadonlySet<string>;
}

/** The status of a run from those of its streams. */
export const overallStatus = (
  all: readonly Pick<StreamReport, 'stream' | 'status'>[],
  { extras, empty }: Leniency = {},
): SyncReport['status'] => {
  const streams = all.filter(({ stream, status }) => !(status === 'not_permitted' && extras?.has(stream)));
  if (streams.some(({ status }) => status === 'interrupted')) return 'interrupted';
  const good = streams.filter(({ status }) => status === 'succeeded');
  if (good.length === streams.length) return 'succeeded';
  return good.every(({ stream }) => empty?.has(stream)) ? 'failed' : 'partial';
};
