import type { DuckDBConnection } from '@duckdb/node-api';
import { next } from './apply.ts';
import { readRows } from './connection.ts';
import type { Delta } from './delta.ts';
import { type SeenRange, writeFreshness } from './freshness.ts';
import { openSets } from './open-sets.ts';
import { instant, literal, name, text } from './sql.ts';
import type { Stage } from './stage.ts';

/** How a stream of a load went; what `_streams` holds. Times are ISO 8601. */
export interface StreamOutcome {
  readonly stream: string;
  readonly status: 'succeeded' | 'failed' | 'not_permitted' | 'refused' | 'skipped' | 'interrupted';
  readonly mode: 'full' | 'feed' | 'filter' | 'tail' | 'sweep' | 'event' | null;
  readonly reason: string | null;
  readonly requests: number;
  readonly records: number;
  readonly rejected: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Where the next load goes on, as JSON; `null` keeps what the load before said. */
  readonly state: string | null;
  /** Whether a complete walk saw every record that exists. */
  readonly complete: boolean;
  /** Ids that were seen, where the stream tells; those of what was read and seen when left out. */
  readonly ranges?: readonly SeenRange[];
}

/** What `_loads` holds about a load. Times are ISO 8601. */
export interface LoadOutcome {
  readonly loadId: string;
  readonly status: 'succeeded' | 'partial' | 'failed' | 'interrupted';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly toolVersion: string;
  readonly requests: number;
}

/** Rows that a load changed. */
export interface LoadCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly withheld: number;
}

/** Everything that one load writes about itself. */
export interface LoadRecord {
  readonly load: LoadOutcome;
  readonly streams: readonly StreamOutcome[];
  readonly counts: LoadCounts;
  /** Ids that were seen. */
  readonly ranges: readonly SeenRange[];
  /** User whose key read it; left out by quiet loads of versions that did not note it. */
  readonly userId?: number;
}

const at = (iso: string | null): string => (iso === null ? 'NULL' : instant(new Date(iso)));

async function insert(connection: DuckDBConnection, table: string, rows: readonly (readonly string[])[]): Promise<void> {
  if (rows.length === 0) return;
  await connection.run(`INSERT INTO ${next}.${name(table)} VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`);
}

function loadRow({ load, counts, userId }: LoadRecord): string[] {
  const { inserted, updated, deleted, withheld } = counts;
  const head = [text(load.loadId), text(load.status), at(load.startedAt), at(load.finishedAt), text(load.toolVersion)];
  return [...head, ...[load.requests, inserted, updated, deleted, withheld, userId ?? null].map(literal)];
}

function streamRow(loadId: string, outcome: StreamOutcome): string[] {
  const { stream, status, mode, reason, requests, records, rejected } = outcome;
  const times = [at(outcome.startedAt), at(outcome.finishedAt)];
  return [...[loadId, stream, status, mode, reason, requests, records, rejected].map(literal), ...times, literal(outcome.state)];
}

/** Writes what loads say about themselves: this one, and quiet ones before it. */
export async function writeLedger(connection: DuckDBConnection, records: readonly LoadRecord[]): Promise<void> {
  await insert(connection, '_loads', records.map(loadRow));
  await insert(
    connection,
    '_streams',
    records.flatMap(({ load, streams }) => streams.map((outcome) => streamRow(load.loadId, outcome))),
  );
  const ranges = records.flatMap((record) => record.ranges);
  await writeFreshness(connection, next, ranges);
}

/** Writes what the database is. */
export async function writeMeta(connection: DuckDBConnection, values: Readonly<Record<string, string>>): Promise<void> {
  const keys = Object.keys(values);
  if (keys.length === 0) return;
  await connection.run(`DELETE FROM ${next}._meta WHERE key IN (${keys.map(text).join(', ')})`);
  await insert(
    connection,
    '_meta',
    keys.map((key) => [text(key), literal(values[key])]),
  );
}

/** The range of ids that a complete walk of a stream saw; none for streams without numbers as ids. */
export async function seenRange(connection: DuckDBConnection, stage: Stage, seenAt: string): Promise<SeenRange | undefined> {
  if (stage.stream.idType === 'VARCHAR') return undefined;
  const ids = `SELECT id FROM ${stage.read} UNION ALL SELECT id FROM ${stage.seen}`;
  const [row] = await readRows(connection, `SELECT min(id) AS first, max(id) AS last FROM (${ids})`);
  if (typeof row?.['first'] !== 'number' || typeof row['last'] !== 'number') return undefined;
  return { stream: stage.stream.name, firstId: row['first'], lastId: row['last'], seenAt, isAll: true };
}

interface SchemaSubject {
  readonly subject: string;
  readonly listId: string;
  readonly id: string;
  readonly watched: Readonly<Record<string, string>>;
}

const subjects: Readonly<Record<string, SchemaSubject>> = {
  lists: { subject: "'list'", listId: '?.id', id: 'CAST(?.id AS VARCHAR)', watched: { name: 'renamed' } },
  fields: { subject: '?.entity_type', listId: '?.list_id', id: '?.id', watched: { name: 'renamed', value_type: 'retyped' } },
};

/** Notes members of open sets that are new to us, each once; they are kept as they are. */
export async function noteNewMembers(connection: DuckDBConnection, delta: Delta, { load }: LoadRecord): Promise<void> {
  for (const { subject, column, known } of openSets.filter(({ table }) => table === delta.table.name)) {
    const rows = delta.pairs === null ? '' : `AND s.rowid IN (SELECT new_row FROM ${delta.pairs})`;
    await connection.run(`INSERT INTO ${next}._schema_changes
      SELECT DISTINCT ${text(load.loadId)}, ${at(load.finishedAt)}, ${text(subject)}, NULL::BIGINT, s.${column}, 'added', NULL, s.${column}
      FROM ${delta.stage.rowsOf(delta.table.name)} AS s
      WHERE s.${column} NOT IN (${known.map(text).join(', ')}) ${rows}
        AND NOT EXISTS (FROM ${next}._schema_changes AS c WHERE c.subject = ${text(subject)} AND c.id = s.${column})`);
  }
}

/** Notes which lists and fields appear, vanish or change; must run before the delta is applied. */
export async function noteSchemaChanges(
  connection: DuckDBConnection,
  delta: Delta,
  { record, onlyOnce }: { readonly record: LoadRecord; readonly onlyOnce: boolean },
): Promise<void> {
  const subject = subjects[delta.table.name];
  if (subject === undefined || delta.pairs === null) return;
  const columns = (alias: string): string => [subject.subject, subject.listId, subject.id].join(', ').replaceAll('?', alias);
  const head = `${text(record.load.loadId)}, ${at(record.load.finishedAt)}`;
  const changes = Object.entries(subject.watched).map(
    ([column, change]) =>
      `SELECT ${head}, ${columns('s')}, '${change}', t.${column}, s.${column} FROM paired WHERE t.id IS NOT NULL AND s.id IS NOT NULL AND t.${column} <> s.${column}`,
  );
  const from = `FROM ${delta.pairs} AS p LEFT JOIN ${next}.${name(delta.table.name)} AS t ON t.rowid = p.old_row
    LEFT JOIN ${delta.stage.rowsOf(delta.table.name)} AS s ON s.rowid = p.new_row`;
  const added = `SELECT ${head}, ${columns('s')}, 'added', NULL, s.name ${from} WHERE p.old_row IS NULL`;
  const removed = `SELECT ${head}, ${columns('t')}, 'removed', t.name, NULL ${from} WHERE p.new_row IS NULL`;
  const changed = changes.map((query) => query.replace('FROM paired', from));
  const known = `EXISTS (FROM ${next}._schema_changes AS c WHERE c.subject = n.subject AND c.list_id IS NOT DISTINCT FROM n.list_id
    AND c.id = n.id AND c.change = n.change AND c.after IS NOT DISTINCT FROM n.after)`;
  const noted = `(${[added, removed, ...changed].join(' UNION ALL ')}) AS n(load_id, noticed_at, subject, list_id, id, change, before, after)`;
  await connection.run(`INSERT INTO ${next}._schema_changes FROM ${noted} ${onlyOnce ? `WHERE NOT ${known}` : ''}`);
}
