import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { commit } from './commit.ts';
import { type ResultRow, readNumber, readTexts } from './connection.ts';
import { type Delta, findDeltas, live } from './delta.ts';
import { AffinityReplicaTenantError } from './errors.ts';
import type { RecordId, StreamFeeds } from './feed.ts';
import type { SeenRange } from './freshness.ts';
import type { Withheld } from './guard.ts';
import { type LoadOutcome, type LoadRecord, type StreamOutcome, seenRange } from './ledger.ts';
import { attachReadOnly, type ReplicaMeta, readMeta, sizeOf } from './live.ts';
import { acquireLock, type Lock } from './lock.ts';
import { schemaVersion } from './migrations.ts';
import { broughtByOthers, idsOfOthers } from './others.ts';
import { QuietLoads, quietLoadsPath } from './quiet-loads.ts';
import type { Wanted } from './schema.ts';
import type { SchemaPolicy } from './schema-policy.ts';
import { Scratch } from './scratch.ts';
import { name, text } from './sql.ts';
import { readStates, type StreamState } from './states.ts';
import { absorbWal, clearWorkFolder, prepareWorkFolder, requireSpace, workFolder } from './swap.ts';
import type { Table } from './table.ts';
import { dataTables, ledgerTables } from './tables/index.ts';
import { upgradeCopy } from './upgrade.ts';
import { type DeletionPolicy, withholdRecords, withholdRows } from './withhold.ts';

/** What a sync needs to open its database. */
export interface WriterOptions {
  /** Path of the DuckDB file; it need not exist. */
  readonly database: string;
  /** Folder, usually the journal's, for what quiet loads say about themselves. */
  readonly stateFolder: string;
  /** Streams that this load may read. */
  readonly streams: readonly StreamFeeds[];
  /** Tables of streams that are not built in. */
  readonly tables?: readonly Table[];
  /** Affinity account whose data this is. */
  readonly tenantId: number;
  /** User whose key reads it. */
  readonly userId: number;
  /** Where people see the account's records; what the database says stays when left out. */
  readonly webUrl?: string | undefined;
  /** How many milliseconds the server's clock is ahead of this machine's. */
  readonly clockOffsetMs?: number | undefined;
}

/** What to write at the end of a load. */
export interface CommitRequest {
  readonly load: LoadOutcome;
  readonly streams: readonly StreamOutcome[];
  /** Lets large parts of a table go, and lets another user's view remove what it does not show. */
  readonly acceptDeletes?: boolean;
  readonly schema?: SchemaPolicy | undefined;
}

/** What a load changed in one table. */
export interface TableReport {
  readonly table: string;
  /** Rows of the table after the load. */
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** What became of a load. */
export interface CommitReport {
  /** Whether the database was written; a load that found nothing new does not touch it. */
  readonly written: boolean;
  /** Tables of the streams of this load. */
  readonly tables: readonly TableReport[];
  readonly withheld: readonly Withheld[];
  /** Changes that were noted in `_schema_changes`. */
  readonly schemaChanges: number;
  /** Where the new version waits for the next load, when an open file kept it from its place. */
  readonly waitingAt: string | null;
}

/** The version that stands. */
interface Standing {
  readonly meta: ReplicaMeta;
  /** Where it is read: the database itself, or a copy of it that was brought forward. */
  readonly path: string;
}

interface OpenParts {
  readonly lock: Lock;
  readonly standing: Standing | undefined;
}

/** What a commit found. */
interface Findings {
  readonly deltas: readonly Delta[];
  readonly withheld: readonly Withheld[];
  readonly record: LoadRecord;
}

/**
 * The one process that may write a replica, from the lock to the rename.
 *
 * Readers see the last complete version until the next one is complete, and never wait.
 */
export class ReplicaWriter {
  readonly database: string;
  /** What the streams of this load have read. */
  readonly scratch: Scratch;
  /** What the standing version says about itself; `undefined` when there is none yet. */
  readonly meta: ReplicaMeta | undefined;
  readonly #options: WriterOptions;
  readonly #lock: Lock;
  readonly #standing: Standing | undefined;
  readonly #quiet: QuietLoads;
  #isOpen = true;

  private constructor(options: WriterOptions, parts: Pick<ReplicaWriter, 'database' | 'scratch'> & OpenParts) {
    this.database = parts.database;
    this.scratch = parts.scratch;
    this.meta = parts.standing?.meta;
    this.#options = options;
    this.#lock = parts.lock;
    this.#standing = parts.standing;
    this.#quiet = new QuietLoads(quietLoadsPath(options.stateFolder));
  }

  /**
   * Locks the database, clears what a crashed load left, and checks that the file is ours to write.
   *
   * @throws AffinityReplicaError of some kind, with the database untouched and the lock released.
   */
  static async open(options: WriterOptions): Promise<ReplicaWriter> {
    const database = await realPath(options.database);
    const lock = await acquireLock(database);
    try {
      await prepareWorkFolder(database);
      await absorbWal(database);
      await requireSpace(database, (await sizeOf(database)) ?? 0);
      const scratch = await Scratch.create(workFolder(database), options.streams, [...dataTables, ...(options.tables ?? [])]);
      const standing = await attachLive(scratch, database, options);
      return new ReplicaWriter(options, { database, scratch, standing, lock });
    } catch (error) {
      await clearWorkFolder(database);
      await lock.release();
      throw error;
    }
  }

  /** Ids of the records of a stream in the replica, in ascending order. `where` is an SQL condition over its first table. */
  async ids(stream: string, where = 'true'): Promise<RecordId[]> {
    if (this.meta === undefined) return [];
    const stage = this.scratch.stage(stream);
    const [feed] = stage.stream.feeds;
    const scope = feed.scope ?? 'true';
    const sql = `SELECT DISTINCT ${feed.owner} AS id FROM ${live}.${name(feed.table)} WHERE (${scope}) AND (${where}) ORDER BY id`;
    if (!(await this.#liveTables()).has(feed.table)) return [];
    return (await this.scratch.rows(sql)).map(recordId);
  }

  /**
   * Ids that the replica has and this load has neither read nor seen: after a complete walk, the candidates for deletion. `where` limits them,
   * for instance to the lists that were walked completely.
   */
  async candidates(stream: string, where = 'true'): Promise<RecordId[]> {
    const stage = this.scratch.stage(stream);
    await stage.flush();
    await this.scratch.finishStaging();
    const met = `SELECT id FROM ${stage.read} UNION SELECT id FROM ${stage.seen}`;
    return this.ids(stream, `(${where}) AND (${stage.stream.feeds[0].owner}) NOT IN (${met})`);
  }

  /** Ids of the records of a stream that only other users brought: a load of this user may end without them although they exist. */
  async idsOfOthers(stream: string): Promise<ReadonlySet<RecordId>> {
    const byOthers = await broughtByOthers(this.scratch.connection, this.meta);
    const [feed] = this.scratch.stage(stream).stream.feeds;
    if (byOthers === undefined || !(await this.#liveTables()).has(feed.table)) return new Set();
    return new Set((await this.scratch.rows(idsOfOthers(feed, byOthers))).map(recordId));
  }

  /** The state that the last load of each stream left, those that found nothing new included. */
  async states(): Promise<ReadonlyMap<string, StreamState>> {
    return readStates(this.scratch.connection, this.meta === undefined ? undefined : live, await this.#quiet.read());
  }

  /**
   * Compares what was read with the replica and, when anything differs, replaces it with its next version. Ends the writer's use: call
   * {@link close} next.
   */
  async commit(request: CommitRequest): Promise<CommitReport> {
    await this.scratch.finishStaging();
    const rows = await this.#rowCounts();
    const findings = await this.scratch.memory.within('comparing', () => this.#find(request, rows));
    const { deltas, withheld, record } = findings;
    if (this.#isQuiet(findings, request)) {
      await this.#quiet.add(record);
      return { written: false, tables: reports(deltas, rows), withheld, schemaChanges: 0, waitingAt: null };
    }
    const done = await this.#write(findings, request);
    const { schemaChanges } = done;
    return {
      written: true,
      tables: reports(deltas, done.rows),
      withheld,
      schemaChanges,
      waitingAt: done.swap.inPlace ? null : done.swap.waitingAt,
    };
  }

  /** Closes the scratch database, clears the work folder and releases the lock. Can be called twice. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.scratch.close();
    await clearWorkFolder(this.database);
    await this.#lock.release();
  }

  async #find(request: CommitRequest, rows: ReadonlyMap<string, number>): Promise<Findings> {
    const { connection, stages } = this.scratch;
    const policy = await this.#policy(request, rows);
    const deltas: Delta[] = [];
    const withheld: Withheld[] = [];
    for (const stage of stages) await stage.settle();
    for (const stage of stages) {
      withheld.push(...(await withholdRecords(connection, stage, policy)));
      for (const found of await findDeltas(connection, stage, { stages, filled: rows })) {
        const [delta, kept] = await withholdRows(connection, found, policy);
        deltas.push(delta);
        withheld.push(...kept);
      }
    }
    return { deltas, withheld, record: await this.#recordOf(request, deltas, withheld) };
  }

  async #policy({ acceptDeletes = false }: CommitRequest, rows: ReadonlyMap<string, number>): Promise<DeletionPolicy> {
    return { acceptDeletes, isOtherUser: this.#isOtherUser, byOthers: await broughtByOthers(this.scratch.connection, this.meta), rows };
  }

  /** Whether the replica holds the view of another user. */
  get #isOtherUser(): boolean {
    return this.meta !== undefined && this.meta.userId !== String(this.#options.userId);
  }

  async #recordOf({ load, streams }: CommitRequest, deltas: readonly Delta[], withheld: readonly Withheld[]): Promise<LoadRecord> {
    const total = (count: (delta: Delta) => number): number => deltas.reduce((sum, delta) => sum + count(delta), 0);
    const counts = {
      inserted: total((delta) => delta.inserted),
      updated: total((delta) => delta.updated),
      deleted: total((delta) => delta.deleted),
      withheld: withheld.reduce((sum, { rows }) => sum + rows, 0),
    };
    const { userId } = this.#options;
    return { load, streams, counts, ranges: await this.#rangesOf(streams, load.finishedAt), userId };
  }

  async #rangesOf(streams: readonly StreamOutcome[], seenAt: string): Promise<SeenRange[]> {
    const ranges: SeenRange[] = [];
    for (const { stream, complete, ranges: told } of streams) {
      ranges.push(...(told ?? []));
      const range = complete && !told ? await seenRange(this.scratch.connection, this.scratch.stage(stream), seenAt) : undefined;
      if (range !== undefined) ranges.push(range);
    }
    return ranges;
  }

  #isQuiet({ record: { counts } }: Findings, { acceptDeletes = false }: CommitRequest): boolean {
    if (this.meta === undefined || isOlder(this.meta)) return false;
    return !(acceptDeletes && this.#isOtherUser) && counts.inserted + counts.updated + counts.deleted === 0;
  }

  async #write({ deltas, record }: Findings, { acceptDeletes = false, schema }: CommitRequest): ReturnType<typeof commit> {
    const { tenantId, userId, webUrl, clockOffsetMs = 0, tables = [] } = this.#options;
    const keepsUser = this.meta !== undefined && !acceptDeletes;
    const done = await commit({
      connection: this.scratch.connection,
      database: this.database,
      standing: this.#standing?.path ?? null,
      upgradedFrom: this.meta !== undefined && isOlder(this.meta) ? this.meta.schemaVersion : null,
      tables: allTables(tables),
      deltas,
      isFrozen: schema === 'freeze',
      memory: this.scratch.memory,
      records: [...(await this.#quiet.read()), record],
      meta: {
        tool_version: record.load.toolVersion,
        tenant_id: String(tenantId),
        ...(acceptDeletes && this.#isOtherUser && { user_since: record.load.finishedAt }),
        user_id: keepsUser ? (this.meta?.userId ?? '') : String(userId),
        ...(webUrl !== undefined && { web_url: webUrl }),
        clock_offset_ms: String(clockOffsetMs),
      },
    });
    await this.#quiet.clear();
    return done;
  }

  async #liveTables(): Promise<Set<string>> {
    const sql = `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(live)}`;
    return new Set(await readTexts(this.scratch.connection, sql));
  }

  /** Rows of the tables in the replica that have some. */
  async #rowCounts(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    if (this.meta === undefined) return counts;
    const present = await this.#liveTables();
    const fed = new Set(this.scratch.stages.flatMap((stage) => stage.feeds.map((feed) => feed.table)));
    for (const table of fed) {
      const rows = present.has(table) ? await readNumber(this.scratch.connection, `SELECT count(*) FROM ${live}.${name(table)}`) : 0;
      if (rows > 0) counts.set(table, rows);
    }
    return counts;
  }
}

const recordId = ({ id }: ResultRow): RecordId => (typeof id === 'number' ? id : String(id));

async function realPath(database: string): Promise<string> {
  const path = resolve(database);
  return realpath(path).catch(() => path);
}

const isOlder = (meta: ReplicaMeta): boolean => meta.schemaVersion < schemaVersion;

const allTables = (own: readonly Table[]): Wanted => ({ data: [...dataTables, ...own], ledger: ledgerTables });

async function attach(scratch: Scratch, path: string): Promise<void> {
  await attachReadOnly(scratch.connection, path, live);
}

/** Attaches the standing version, if there is one, in the shape that this version writes, and checks whose it is. */
async function attachLive(scratch: Scratch, database: string, { tenantId, tables = [] }: WriterOptions): Promise<Standing | undefined> {
  if ((await sizeOf(database)) === undefined) return undefined;
  try {
    await attach(scratch, database);
    const meta = await readMeta(scratch.connection, database, live);
    if (meta.tenantId !== String(tenantId)) throw new AffinityReplicaTenantError(database, meta.tenantId, String(tenantId));
    if (!isOlder(meta)) return { meta, path: database };
    await scratch.connection.run(`DETACH ${live}`);
    const path = await upgradeCopy(database, meta.schemaVersion, allTables(tables));
    await attach(scratch, path);
    return { meta, path };
  } catch (error) {
    scratch.close();
    throw error;
  }
}

/** Sums what streams changed, table by table. */
function reports(deltas: readonly Delta[], rows: ReadonlyMap<string, number>): TableReport[] {
  const byTable = new Map<string, Omit<TableReport, 'unchanged'>>();
  for (const {
    table: { name: table },
    inserted,
    updated,
    deleted,
  } of deltas) {
    const sum = byTable.get(table) ?? { table, rows: rows.get(table) ?? 0, inserted: 0, updated: 0, deleted: 0 };
    byTable.set(table, { ...sum, inserted: sum.inserted + inserted, updated: sum.updated + updated, deleted: sum.deleted + deleted });
  }
  return [...byTable.values()].map((sum) => ({ ...sum, unchanged: sum.rows - sum.inserted - sum.updated }));
}
