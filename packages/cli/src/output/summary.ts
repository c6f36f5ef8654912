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
  if (stream.status !== 'succeeded') return `${stream.stream}: ${stream.status.replace('_', ' ')}: ${stream.reason}`;
  return stream.rejected > 0
    ? `${stream.stream}: ${counted(stream.rejected, 'value')} could not be read; see the table _rejects`
    : undefined;
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

const requestsOf = ({ requests, streams }: SyncReport): string => {
  const planned = streams.map(({ plannedRequests }) => plannedRequests ?? null);
  const sum = planned.reduce<number>((total, one) => total + (one ?? 0), 0);
  return planned.length === 0 || planned.includes(null)
    ? counted(requests, 'request')
    : `${counted(requests, 'request')} (${count(sum)} planned)`;
};

/** What a sync did, in one line for a log. */
export const oneLine = (report: SyncReport): string => {
  const rows = report.status === 'succeeded' || report.status === 'partial' ? `${counted(changed(report), 'row')} changed, ` : '';
  const troubles = report.streams.map(trouble).filter((line) => line !== undefined);
  return `${report.status}: ${rows}${requestsOf(report)}, ${duration(report.durationMs)}${troubles.map((line) => `; ${line}`).join('')}`;
};

/** What a sync did, for people: tables, requests, seconds, and everything that did not go well. */
export const summaryLines = (report: SyncReport, stream: Terminal['out']): string[] => {
  const troubles = report.streams.map(trouble).filter((line) => line !== undefined);
  const tables = report.tables.length === 0 ? [] : ['', ...drawTable(tableOf(report), widthOf(stream))];
  const colour = report.status === 'succeeded' ? 'green' : report.status === 'partial' ? 'yellow' : 'red';
  return [
    ...tables,
    '',
    `${styled(stream, colour, verdict(report))} ${requestsOf(report)}, ${duration(report.durationMs)}, ${report.database}`,
    ...troubles.map((line) => `  ${styled(stream, 'yellow', '!')} ${line}`),
  ];
};
