import type { RateState } from '@affinity-kit/contract';
import type { LoadInfo, ReplicaStatus, SchemaChange, StreamInfo } from '@affinity-kit/pipeline/replica';
import { styled, type Terminal, widthOf } from '../terminal.ts';
import { age, bytes, count, counted, duration, roughly } from './numbers.ts';
import { left } from './quota.ts';
import { drawTable, type TextTable } from './table.ts';

/** What is left of the quota, or why nobody knows. */
export interface Quota {
  readonly minute: NonNullable<RateState['minute']> | null;
  readonly month: NonNullable<RateState['month']> | null;
  readonly problem: string | null;
}

/** Where the lines are drawn, and when: moments are told as ages. */
interface Drawing {
  readonly stream: Terminal['out'];
  readonly now: number;
}

const shownReason = (stream: StreamInfo): string => (stream.status === 'succeeded' ? '' : (stream.reason ?? ''));

const changesOf = ({ rowsInserted, rowsUpdated, rowsDeleted }: LoadInfo): string[] =>
  [rowsInserted, rowsUpdated, rowsDeleted].map((rows) => (rows === 0 ? '·' : count(rows)));

const loadTable = (loads: readonly LoadInfo[], now: number): TextTable => ({
  columns: [
    { title: 'load' },
    { title: 'status' },
    { title: 'took', align: 'right' },
    ...['requests', 'inserted', 'updated', 'deleted'].map((title) => ({ title, align: 'right' as const })),
  ],
  rows: loads.map((load) => [
    age(load.startedAt, now),
    load.status,
    duration(Date.parse(load.finishedAt) - Date.parse(load.startedAt)),
    count(load.requests),
    ...changesOf(load),
  ]),
});

const streamTable = (streams: readonly StreamInfo[], now: number): TextTable => ({
  columns: [{ title: 'stream' }, { title: 'last load' }, { title: 'read' }, { title: 'oldest record' }, { title: 'why', isWrapped: true }],
  rows: streams.map((stream) => [
    stream.stream,
    stream.status.replace('_', ' '),
    stream.readAt === null ? 'never' : age(stream.readAt, now),
    age(stream.oldestSeenAt, now),
    shownReason(stream),
  ]),
});

const changeText = ({ subject, id, change, before, after }: SchemaChange): string => {
  const names = [before, after].filter((name) => name !== null && name !== '').join(' → ');
  return `${subject === 'list' ? 'list' : `${subject} field`} ${id ?? ''} ${change}${names === '' ? '' : `: ${names}`}`;
};

const rejectLines = ({ rejects }: ReplicaStatus): string[] => {
  const total = rejects.reduce((sum, { values }) => sum + values, 0);
  if (total === 0) return ['Every value could be read.'];
  const streams = rejects.map(({ stream, values }) => `${stream} ${count(values)}`).join(', ');
  return [`${counted(total, 'value')} could not be read (${streams}): affinity rejects says which and why.`];
};

/** What is left of the quota, in a sentence. */
export const quotaLine = ({ minute, month, problem }: Quota): string =>
  problem === null ? `Quota: ${left(minute, 'minute')}, ${left(month, 'month')}.` : `Quota: ${problem}.`.replace(/\.+$/, '.');

const withheldLines = ({ loads }: ReplicaStatus): string[] => {
  const held = loads[0]?.rowsWithheld ?? 0;
  return held === 0
    ? []
    : [`The last load kept ${counted(held, 'row')} that it did not find in Affinity: affinity sync --accept-deletes lets them go.`];
};

/** Less than a minute is not worth a line. */
const clockLines = ({ clockOffsetMs }: ReplicaStatus['meta']): string[] => {
  const time = roughly(Math.abs(clockOffsetMs));
  const direction = clockOffsetMs < 0 ? 'behind' : 'ahead of';
  return time === '' ? [] : [`Times here are by Affinity's clock, which is ${time} ${direction} this machine's.`];
};

/** How a database stands, for people. */
export const statusLines = (status: ReplicaStatus & { readonly quota: Quota }, { stream, now }: Drawing): string[] => {
  const width = widthOf(stream);
  const { database, sizeBytes, meta, loads, streams, schemaChanges, quota } = status;
  const changes = schemaChanges.map((change) => `  ${age(change.noticedAt, now)}: ${changeText(change)}`);
  return [
    `${styled(stream, 'bold', database)} (${bytes(sizeBytes)}, account ${meta.tenantId}, affinity-kit ${meta.toolVersion})`,
    '',
    ...drawTable(loadTable(loads, now), width),
    '',
    ...drawTable(streamTable(streams, now), width),
    '',
    ...clockLines(meta),
    ...withheldLines(status),
    ...rejectLines(status),
    ...(changes.length === 0 ? ['The fields and lists have not changed since the first load.'] : ['Changed fields and lists:', ...changes]),
    quotaLine(quota),
  ];
};
