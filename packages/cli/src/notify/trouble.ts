import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { SyncReport } from '@affinity-kit/pipeline';
import type { PublishedTo } from '../commands/publish.ts';

/** What is posted of a load that did not go well: statuses and counts, nothing of the CRM and no message of a server. */
export interface Trouble {
  /** One sentence; chat services that take webhooks show it. */
  readonly text: string;
  readonly event: 'load.failed' | 'load.partial' | 'load.refused';
  /** Name of the database's file. */
  readonly database: string;
  readonly host: string;
  readonly loadId: string;
  readonly requests: number;
  /** Code of the error that ended it, such as `authentication`; `null` where there was none. */
  readonly code: string | null;
  readonly streams: readonly { readonly stream: string; readonly status: string; readonly rejected: number }[];
  readonly publications: readonly { readonly name: string; readonly status: string }[];
}

const events = { failed: 'load.failed', partial: 'load.partial', refused: 'load.refused' } as const;

const sentence = (kind: keyof typeof events, database: string, details: readonly string[]): string =>
  `affinity sync of ${database} on ${hostname()}: ${kind === 'partial' ? 'done in part' : kind}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;

const failedPublications = (published: PublishedTo | undefined): Trouble['publications'] =>
  Object.entries(published?.outcomes ?? {})
    .map(([name, { status }]) => ({ name, status }))
    .filter(({ status }) => status === 'failed' || status === 'refused');

const kindOf = ({ status, budgetSpent }: SyncReport, publications: Trouble['publications']): keyof typeof events | undefined => {
  if (status === 'interrupted') return budgetSpent ? 'partial' : undefined;
  if (status !== 'succeeded') return status;
  return publications.length > 0 ? 'partial' : undefined;
};

/** What there is to tell of a finished load; `undefined` where it went well, was stopped by hand, or left the work to another process. */
export const troubleOf = (report: SyncReport, published: PublishedTo | undefined): Trouble | undefined => {
  const publications = failedPublications(published);
  const kind = kindOf(report, publications);
  if (kind === undefined || report.refusal === 'replica-locked') return undefined;
  const streams = report.streams
    .filter(({ status, rejected }) => status !== 'succeeded' || rejected > 0)
    .map(({ stream, status, rejected }) => ({ stream, status, rejected }));
  const unwell = streams
    .filter(({ status }) => status !== 'succeeded')
    .map(({ stream, status }) => `${stream} ${status.replace('_', ' ')}`);
  const details = report.refusal === undefined ? unwell : [report.refusal];
  const database = basename(report.database);
  return {
    text: sentence(kind, database, [...details, ...publications.map(({ name, status }) => `publication ${name} ${status}`)]),
    event: events[kind],
    database,
    host: hostname(),
    loadId: report.loadId,
    requests: report.requests,
    code: report.refusal ?? null,
    streams,
    publications,
  };
};

/** What there is to tell of a load that ended with an error. */
export const troubleOfError = (error: unknown, databasePath: string): Trouble => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  const database = basename(databasePath);
  const text = sentence('failed', database, [code]);
  return { text, event: 'load.failed', database, host: hostname(), loadId: '', requests: 0, code, streams: [], publications: [] };
};
