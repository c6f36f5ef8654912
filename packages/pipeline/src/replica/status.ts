import type { DuckDBConnection } from '@duckdb/node-api';
import { type ResultRow, readRows } from './connection.ts';
import type { LoadRecord } from './ledger.ts';
import { type ReplicaMeta, sizeOf } from './live.ts';

/** A load, as `_loads` has it. Times are ISO 8601. */
export interface LoadInfo {
  readonly loadId: string;
  readonly status: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly requests: number;
  readonly rowsInserted: number;
  readonly rowsUpdated: number;
  readonly rowsDeleted: number;
  readonly rowsWithheld: number;
}

/** How a stream stands. Times are ISO 8601. */
export interface StreamInfo {
  readonly stream: string;
  /** Of the last load that read it: succeeded, failed, not_permitted, refused, skipped or interrupted. */
  readonly status: string;
  readonly mode: string | null;
  readonly reason: string | null;
  /** When it was last read to its end; `null` when never. */
  readonly readAt: string | null;
  /** When the record that was seen longest ago was last seen; `null` where the stream does not count that. */
  readonly oldestSeenAt: string | null;
  readonly records: number;
  readonly rejected: number;
}

/** A change in the shape of the CRM, as `_schema_changes` has it. */
export interface SchemaChange {
  readonly noticedAt: string;
  readonly subject: string;
  readonly listId: number | null;
  readonly id: string | null;
  readonly change: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** How a replica stands. */
export interface ReplicaStatus {
  readonly database: string;
  readonly sizeBytes: number;
  readonly meta: ReplicaMeta;
  /** The last ten loads, newest first, those that found nothing new included. */
  readonly loads: readonly LoadInfo[];
  readonly streams: readonly StreamInfo[];
  /** Values that could not be read, by stream. */
  readonly rejects: readonly { readonly stream: string; readonly values: number }[];
  /** The last ten, newest first. */
  readonly schemaChanges: readonly SchemaChange[];
}

const shownLoads = 10;
const shownChanges = 10;

const iso = (value: ResultRow[string] | undefined): string | null => (value instanceof Date ? value.toISOString() : null);
const textOrNull = (value: ResultRow[string] | undefined): string | null => (value === null || value === undefined ? null : String(value));

const loadOf = (row: ResultRow): LoadInfo => ({
  loadId: String(row['load_id']),
  status: String(row['status']),
  startedAt: iso(row['started_at']) ?? '',
  finishedAt: iso(row['finished_at']) ?? '',
  requests: Number(row['requests']),
  rowsInserted: Number(row['rows_inserted']),
  rowsUpdated: Number(row['rows_updated']),
  rowsDeleted: Number(row['rows_deleted']),
  rowsWithheld: Number(row['rows_withheld']),
});

const quietLoad = ({ load, counts }: LoadRecord): LoadInfo => ({
  loadId: load.loadId,
  status: load.status,
  startedAt: load.startedAt,
  finishedAt: load.finishedAt,
  requests: load.requests,
  rowsInserted: counts.inserted,
  rowsUpdated: counts.updated,
  rowsDeleted: counts.deleted,
  rowsWithheld: counts.withheld,
});

async function readLoads(connection: DuckDBConnection, quiet: readonly LoadRecord[]): Promise<LoadInfo[]> {
  const written = (await readRows(connection, `FROM _loads ORDER BY started_at DESC, load_id DESC LIMIT ${shownLoads}`)).map(loadOf);
  // A crash can leave quiet loads beside the database that it has already taken in.
  const known = new Set(written.map(({ loadId }) => loadId));
  const others = quiet.map(quietLoad).filter(({ loadId }) => !known.has(loadId));
  return [...others, ...written].sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, shownLoads);
}

const streamsQuery = `
SELECT s.stream, s.status, s.mode, s.reason, s.records, s.rejected, f.oldest_seen_at,
  max(s.finished_at) FILTER (s.status = 'succeeded') OVER (PARTITION BY s.stream) AS read_at
FROM _streams AS s
JOIN _loads AS l USING (load_id)
LEFT JOIN (SELECT split_part(stream, '/', 1) AS stream, min(seen_at) AS oldest_seen_at FROM _freshness GROUP BY ALL) AS f ON f.stream = s.stream
QUALIFY row_number() OVER (PARTITION BY s.stream ORDER BY l.started_at DESC, load_id DESC) = 1
ORDER BY s.stream`;

const streamOf = (row: ResultRow): StreamInfo => ({
  stream: String(row['stream']),
  status: String(row['status']),
  mode: textOrNull(row['mode']),
  reason: textOrNull(row['reason']),
  readAt: iso(row['read_at']),
  oldestSeenAt: iso(row['oldest_seen_at']),
  records: Number(row['records']),
  rejected: Number(row['rejected']),
});

/** Puts what a quiet load says over what was known. */
function overlay(streams: Map<string, StreamInfo>, { streams: outcomes, ranges }: LoadRecord): void {
  for (const { stream, status, mode, reason, records, rejected, finishedAt } of outcomes) {
    const before = streams.get(stream);
    const whole = ranges.find((range) => range.stream === stream && range.isAll);
    streams.set(stream, {
      stream,
      status,
      mode,
      reason,
      records,
      rejected,
      readAt: status === 'succeeded' ? finishedAt : (before?.readAt ?? null),
      oldestSeenAt: whole?.seenAt ?? before?.oldestSeenAt ?? null,
    });
  }
}

/** How each stream stands, quiet loads included. */
export async function readStreams(connection: DuckDBConnection, quiet: readonly LoadRecord[]): Promise<StreamInfo[]> {
  const streams = new Map((await readRows(connection, streamsQuery)).map((row) => [String(row['stream']), streamOf(row)]));
  for (const record of quiet) overlay(streams, record);
  return [...streams.values()];
}

const changeOf = (row: ResultRow): SchemaChange => ({
  noticedAt: iso(row['noticed_at']) ?? '',
  subject: String(row['subject']),
  listId: typeof row['list_id'] === 'number' ? row['list_id'] : null,
  id: textOrNull(row['id']),
  change: String(row['change']),
  before: textOrNull(row['before']),
  after: textOrNull(row['after']),
});

/** Reads how a replica stands. */
export async function readStatus(
  connection: DuckDBConnection,
  { path, meta, quiet }: { readonly path: string; readonly meta: ReplicaMeta; readonly quiet: readonly LoadRecord[] },
): Promise<ReplicaStatus> {
  const rejects = await readRows(connection, 'SELECT stream, count(*) AS n FROM _rejects GROUP BY stream ORDER BY n DESC, stream');
  const changes = await readRows(
    connection,
    `SELECT * FROM _schema_changes ORDER BY noticed_at DESC, subject, list_id NULLS FIRST, id LIMIT ${shownChanges}`,
  );
  return {
    database: path,
    sizeBytes: (await sizeOf(path)) ?? 0,
    meta,
    loads: await readLoads(connection, quiet),
    streams: await readStreams(connection, quiet),
    rejects: rejects.map((row) => ({ stream: String(row['stream']), values: Number(row['n']) })),
    schemaChanges: changes.map(changeOf),
  };
}
