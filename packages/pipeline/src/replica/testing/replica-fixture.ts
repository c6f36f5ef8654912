import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSession, openSession, type ResultRow, readRows } from '../connection.ts';
import type { StreamFeeds } from '../feed.ts';
import type { StreamOutcome } from '../ledger.ts';
import { type Cell, RowBuffer, type Table } from '../table.ts';
import { type CommitReport, type CommitRequest, ReplicaWriter, type WriterOptions } from '../writer.ts';

/** Rows as objects; columns that are left out are NULL. */
export type Rows = readonly Readonly<Record<string, Cell>>[];

/** Puts rows into a buffer. */
function bufferOf(table: Table, rows: Rows): RowBuffer {
  const buffer = new RowBuffer(table);
  for (const row of rows) buffer.add(...table.columns.map((column) => row[column.name] ?? null));
  return buffer;
}

export const companiesStream: StreamFeeds = {
  name: 'companies',
  feeds: [
    { table: 'companies', owner: 'id' },
    { table: 'company_domains', owner: 'company_id' },
    { table: 'field_values', owner: 'entity_id', scope: "entity_type = 'company' AND list_entry_id IS NULL" },
  ],
};

const personsStream: StreamFeeds = {
  name: 'persons',
  feeds: [
    { table: 'persons', owner: 'id' },
    { table: 'field_values', owner: 'entity_id', scope: "entity_type = 'person' AND list_entry_id IS NULL" },
  ],
};

const listEntriesStream: StreamFeeds = {
  name: 'list_entries',
  feeds: [
    { table: 'list_entries', owner: 'id' },
    { table: 'field_values', owner: 'list_entry_id', scope: 'list_entry_id IS NOT NULL' },
  ],
};

const listing = 'coalesce(CAST(list_id AS VARCHAR), entity_type)';

const fieldsStream: StreamFeeds = {
  name: 'fields',
  idType: 'VARCHAR',
  feeds: [
    { table: 'fields', owner: listing },
    { table: 'dropdown_options', owner: listing },
  ],
};

const notesStream: StreamFeeds = {
  name: 'notes',
  feeds: [
    { table: 'notes', owner: 'id' },
    { table: 'note_links', owner: 'note_id' },
  ],
};

const interactionsStream: StreamFeeds = {
  name: 'interactions',
  feeds: [
    { table: 'interactions', owner: 'id' },
    { table: 'interaction_participants', owner: 'interaction_id' },
  ],
};

const relationshipsStream: StreamFeeds = {
  name: 'relationships',
  idType: 'VARCHAR',
  feeds: [{ table: 'relationships', owner: "entity_type || '/' || entity_id" }],
};

/** A stream that fills one table whose records have the key `id`. */
const simpleStream = (name: string): StreamFeeds => ({ name, feeds: [{ table: name, owner: 'id' }] });

const allStreams: readonly StreamFeeds[] = [
  companiesStream,
  personsStream,
  listEntriesStream,
  fieldsStream,
  notesStream,
  interactionsStream,
  relationshipsStream,
  ...['opportunities', 'lists', 'field_value_changes', 'users'].map(simpleStream),
];

/** What one test stages for one stream. */
export interface Reading {
  readonly read: readonly (number | string)[];
  readonly rows: readonly (readonly [Table, Rows])[];
  readonly seen?: readonly number[];
  readonly gone?: readonly { id: number; mergedInto?: number }[];
  readonly complete?: boolean;
}

/** A database in a folder of its own. */
export interface ReplicaFixture {
  readonly folder: string;
  readonly database: string;
  open(options?: Partial<WriterOptions>): Promise<ReplicaWriter>;
  /** Opens, stages, commits and closes. */
  load(readings: Readonly<Record<string, Reading>>, request?: LoadOptions): Promise<CommitReport>;
  query(sql: string): Promise<ResultRow[]>;
  /** Changes the database as no load would, for instance as a version of another time. */
  alter(sql: string): Promise<void>;
  remove(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a test may say about a load. */
export type LoadOptions = Partial<WriterOptions> & Pick<CommitRequest, 'acceptDeletes'> & { readonly at?: string };

const whose = { tenantId: 1, userId: 2, webUrl: 'https://harborlight.affinity.co' };

let loads = 0;

/** An outcome of a stream that went well. */
export const outcomeOf = (stream: string, outcome: Partial<StreamOutcome> = {}): StreamOutcome => ({
  stream,
  status: 'succeeded',
  mode: 'full',
  reason: null,
  requests: 1,
  records: 0,
  rejected: 0,
  startedAt: null,
  finishedAt: null,
  state: null,
  complete: false,
  ...outcome,
});

/** A load that went well. */
export function requestOf(streams: readonly StreamOutcome[], at = new Date(Date.UTC(2026, 0, 1, 0, ++loads)).toISOString()): CommitRequest {
  const loadId = `load-${String(++loads).padStart(4, '0')}`;
  return { load: { loadId, status: 'succeeded', startedAt: at, finishedAt: at, toolVersion: '0.0.0-test', requests: 1 }, streams };
}

/** Stages what a test reads. */
export async function stageReading(writer: ReplicaWriter, stream: string, reading: Reading): Promise<void> {
  await writer.scratch.append(stream, { read: reading.read, rows: reading.rows.map(([table, rows]) => bufferOf(table, rows)) });
  await writer.scratch.markSeen(stream, reading.seen ?? []);
  await writer.scratch.markGone(stream, reading.gone ?? []);
}

/** Makes a folder for a database. */
export async function replicaFixture(): Promise<ReplicaFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-replica-'));
  const database = join(folder, 'affinity.duckdb');
  const open = (options: Partial<WriterOptions> = {}): Promise<ReplicaWriter> =>
    ReplicaWriter.open({ database, stateFolder: join(folder, 'journal'), ...whose, streams: allStreams, ...options });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    folder,
    database,
    open,
    load: async (readings, { acceptDeletes = false, at, ...options } = {}) => {
      const writer = await open(options);
      try {
        for (const [stream, reading] of Object.entries(readings)) await stageReading(writer, stream, reading);
        const outcomes = Object.entries(readings).map(([stream, { complete = false }]) => outcomeOf(stream, { complete }));
        return await writer.commit({ ...requestOf(outcomes, at), acceptDeletes });
      } finally {
        await writer.close();
      }
    },
    query: async (sql) => {
      const session = await openSession(database, { access_mode: 'READ_ONLY' });
      try {
        return await readRows(session.connection, sql);
      } finally {
        closeSession(session);
      }
    },
    alter: async (sql) => {
      const session = await openSession(database);
      try {
        await session.connection.run(sql);
      } finally {
        closeSession(session);
      }
    },
    remove,
    [Symbol.asyncDispose]: remove,
  };
}
