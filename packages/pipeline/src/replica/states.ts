import type { DuckDBConnection } from '@duckdb/node-api';
import { type ResultRow, readRows } from './connection.ts';
import type { LoadRecord } from './ledger.ts';

/** The state that a stream's last load left. */
export interface StreamState {
  readonly loadId: string;
  readonly status: string;
  readonly mode: string | null;
  /** ISO 8601. */
  readonly finishedAt: string | null;
  readonly records: number;
  /** JSON, from the last load that left one. */
  readonly state: string | null;
}

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

function stateOf(row: ResultRow): StreamState {
  const finishedAt = row['finished_at'];
  return {
    loadId: String(row['load_id']),
    status: String(row['status']),
    mode: textOrNull(row['mode']),
    finishedAt: finishedAt instanceof Date ? finishedAt.toISOString() : null,
    records: Number(row['records']),
    state: textOrNull(row['state']),
  };
}

const lastRows = (schema: string): string => `SELECT s.stream, load_id, s.status, s.mode, s.finished_at, s.records,
    arg_max(s.state, l.started_at) FILTER (s.state IS NOT NULL) OVER (PARTITION BY s.stream) AS state
  FROM ${schema}._streams AS s JOIN ${schema}._loads AS l USING (load_id)
  QUALIFY row_number() OVER (PARTITION BY s.stream ORDER BY l.started_at DESC, load_id DESC) = 1`;

/** The state that the last load of each stream left: in the replica (`schema`, when there is one), or in the quiet loads after it. */
export async function readStates(
  connection: DuckDBConnection,
  schema: string | undefined,
  quiet: readonly LoadRecord[],
): Promise<Map<string, StreamState>> {
  const rows = schema === undefined ? [] : await readRows(connection, lastRows(schema));
  const states = new Map(rows.map((row) => [String(row['stream']), stateOf(row)]));
  for (const { load, streams } of quiet) {
    for (const { stream, status, mode, finishedAt, records, state } of streams) {
      const before = states.get(stream)?.state ?? null;
      states.set(stream, { loadId: load.loadId, status, mode, finishedAt, records, state: state ?? before });
    }
  }
  return states;
}
