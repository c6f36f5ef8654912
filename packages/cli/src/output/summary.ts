import type { StreamReport, SyncReport } from '@affinity-kit/pipeline';
import { styled, type Terminal, widthOf } from '../terminal.ts';
import { count, counted, duration } from './numbers.ts';
import { drawTable, type TextTable } from './table.ts';

const numbers = ['rows', 'inserted', 'updated', 'deleted', 'unchanged'] as const;

const tableOf = ({ tables }: SyncReport): TextTable => ({
  columns: [{ title: 'table' }, ...numbers.map((title) => ({ title, align: 'right' as const }))],
  rows: tables
    .filter(({ rows }) => rows > 0)
    .map((table) => [table.table, ...numbers.map((name) => (table[name] === 0 && name !== 'rows' ? '·' : count(table[name])))]),
});

const trouble = (stream: StreamReport): string | undefined => {
  if (stream.status !== 'succeeded') return `${stream.status.replace('_', ' ')}: ${stream.reason}`;
  return stream.rejected > 0 ? `${counted(stream.rejected, 'value')} could not be read; affinity rejects shows them` : undefined;
};

/** What did not go well, each sentence once with the streams that it is about. */
const troublesOf = ({ streams }: SyncReport): string[] => {
  const byText = new Map<string, string[]>();
  for (const stream of streams) {
    const text = trouble(stream);
    if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), stream.stream]);
  }
  return [...byText].map(([text, names]) => `${names.join(', ')}: ${text}`);
};

const changed = ({ tables }: SyncReport): number => tables.reduce((sum, table) => sum + table.inserted + table.updated + table.deleted, 0);

const verdict = (report: SyncReport): string => {
  if (report.status === 'interrupted' && report.budgetSpent)
    return 'Stopped at its budget. Nothing is lost: the next run goes on from here.';
  if (report.status === 'interrupted') return 'Interrupted. Nothing is lost: the same command goes on from here.';
  if (report.status === 'refused') return 'Refused; nothing was changed.';
  if (report.status === 'failed') return 'Failed; the database is as it was.';
  if (changed(report) === 0) return 'Nothing changed since the last load; not a row was written.';
  return report.status === 'partial' ? 'Done in part.' : 'Done.';
};

/** Planned against actual: what was sent beside the streams, to know whose key it is, was known before. */
const requestsOf = ({ requests, streams }: SyncReport): string => {
  const told = streams.filter(({ plannedRequests }) => typeof plannedRequests === 'number');
  if (told.length === 0) return counted(requests, 'request');
  const beside = requests - streams.reduce((sum, stream) => sum + stream.requests, 0);
  const planned = told.reduce((sum, { plannedRequests }) => sum + (plannedRequests ?? 0), Math.max(0, beside));
  const unplanned = streams.filter((stream) => !told.includes(stream)).map(({ stream }) => stream);
  const without = unplanned.length === 0 ? '' : ` without ${unplanned.join(', ')}`;
  return `${counted(requests, 'request')} (${count(planned)} planned${without})`;
};

/** What a sync did, in one line for a log. */
export const oneLine = (report: SyncReport): string => {
  const rows = report.status === 'succeeded' || report.status === 'partial' ? `${counted(changed(report), 'row')} changed, ` : '';
  const troubles = troublesOf(report);
  return `${report.status}: ${rows}${requestsOf(report)}, ${duration(report.durationMs)}${troubles.map((line) => `; ${line}`).join('')}`;
};

/** What a sync did, for people: tables, requests, seconds, and everything that did not go well. */
export const summaryLines = (report: SyncReport, stream: Terminal['out']): string[] => {
  const troubles = troublesOf(report);
  const tables = report.tables.length === 0 ? [] : ['', ...drawTable(tableOf(report), widthOf(stream))];
  const colour = report.status === 'succeeded' ? 'green' : report.status === 'partial' ? 'yellow' : 'red';
  return [
    ...tables,
    '',
    `${styled(stream, colour, verdict(report))} ${requestsOf(report)}, ${duration(report.durationMs)}, ${report.database}`,
    ...troubles.map((line) => `  ${styled(stream, 'yellow', '!')} ${line}`),
  ];
};
