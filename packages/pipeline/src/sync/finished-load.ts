import type { Run, RunLoad } from '../journal/run.ts';
import { type ResultRow, readNumber, readRows, readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { name, text } from '../replica/sql.ts';
import type { ReplicaWriter, TableReport } from '../replica/writer.ts';
import type { StreamReport, SyncReport } from './report.ts';

/** A load that the replica holds. */
export interface FinishedLoad extends Pick<SyncReport, 'status' | 'streams' | 'tables'> {
  readonly load: Omit<RunLoad, 'acceptDeletes'>;
}

const loadOf = (row: ResultRow): FinishedLoad['load'] | undefined => {
  const { status, finished_at: finishedAt, tool_version: toolVersion, requests } = row;
  if ((status !== 'succeeded' && status !== 'partial') || !(finishedAt instanceof Date)) return undefined;
  return { status, finishedAt: finishedAt.toISOString(), toolVersion: String(toolVersion ?? ''), requests: Number(requests) };
};

const streamOf = (row: ResultRow): StreamReport => ({
  stream: String(row['stream']),
  status: String(row['status']) as StreamReport['status'],
  mode: row['mode'] === null ? null : (String(row['mode']) as StreamReport['mode']),
  reason: String(row['reason'] ?? ''),
  requests: 0,
  records: Number(row['records'] ?? 0),
  rejected: Number(row['rejected'] ?? 0),
});

const tableOf = async ({ scratch: { connection } }: ReplicaWriter, table: string, loadId: string): Promise<TableReport> => {
  const mine = `_load_id = ${text(loadId)}`;
  const [row] = await readRows(
    connection,
    `SELECT count(*) AS rows, count(*) FILTER (${mine} AND _first_seen_at = _changed_at) AS inserted,
       count(*) FILTER (${mine} AND _first_seen_at <> _changed_at) AS updated FROM ${live}.${name(table)}`,
  );
  const deleted = await readNumber(
    connection,
    `SELECT count(*) FROM ${live}.record_history WHERE table_name = ${text(table)} AND end_reason <> 'changed'
       AND valid_to >= (SELECT finished_at FROM ${live}._loads WHERE load_id = ${text(loadId)})`,
  );
  const [rows, inserted, updated] = [Number(row?.['rows']), Number(row?.['inserted']), Number(row?.['updated'])];
  return { table, rows, inserted, updated, deleted, unchanged: rows - inserted - updated };
};

/**
 * What a run came to whose load the replica already holds, because the process died after putting it in place and before noting so;
 * `undefined` when it does not hold it.
 */
export const finishedLoad = async (writer: ReplicaWriter, run: Run): Promise<FinishedLoad | undefined> => {
  const { connection } = writer.scratch;
  if (!writer.meta) return undefined;
  const [row] = await readRows(connection, `SELECT * FROM ${live}._loads WHERE load_id = ${text(run.loadId)}`);
  const load = row && loadOf(row);
  if (!load) return undefined;
  const rows = await readRows(connection, `SELECT * FROM ${live}._streams WHERE load_id = ${text(run.loadId)}`);
  const names = [...new Set(writer.scratch.stages.flatMap((stage) => stage.feeds.map((feed) => feed.table)))];
  const present = await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = '${live}'`);
  const tables: TableReport[] = [];
  for (const table of names) if (present.includes(table)) tables.push(await tableOf(writer, table, run.loadId));
  return { status: load.status, load, streams: rows.map(streamOf), tables };
};
