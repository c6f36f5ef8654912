import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { closeSession, openSession, type ResultRow, readNumber, readRows, type Session, settings } from './connection.ts';
import type { RecordId, StreamFeeds } from './feed.ts';
import { collectGarbage, collectMuchGarbage } from './garbage.ts';
import { Memory } from './memory.ts';
import { type Batch, type Deletion, Stage, scratch } from './stage.ts';
import type { Table } from './table.ts';

/**
 * DuckDB would compress what is in memory, all of it, after every 16 MB that come in: more than half of the time that staging takes. It spills
 * several times as much instead.
 */
const never = '1TB';

/** Batches after which both DuckDB and the engine give back what they have freed: the system's allocator keeps up to 100 MB otherwise. */
const trimEvery = 25;

/**
 * The scratch database: what the streams of one load have read, typed and column-wise, before it is compared with the replica.
 *
 * It lives in memory and spills into its folder, which spares a log and compression. It can be thrown away at any moment; the journal fills
 * it again.
 */
export class Scratch {
  /** What DuckDB may keep in memory. */
  readonly memory: Memory;
  readonly #session: Session;
  readonly #stages: ReadonlyMap<string, Stage>;
  #batches = 0;
  #isStaging = true;

  private constructor(session: Session, memory: Memory, stages: ReadonlyMap<string, Stage>) {
    this.memory = memory;
    this.#session = session;
    this.#stages = stages;
  }

  /** Makes a scratch database in `folder`, which should be private. */
  static async create(folder: string, streams: readonly StreamFeeds[], tables: readonly Table[]): Promise<Scratch> {
    const session = await openSession(':memory:', { ...settings, temp_directory: join(folder, 'spill'), checkpoint_threshold: never });
    try {
      await session.connection.run(`ATTACH ':memory:' AS ${scratch}`);
      await session.connection.run(`USE ${scratch}`);
      const memory = new Memory(session.connection);
      await memory.enter('staging');
      return new Scratch(session, memory, await createStages({ session, memory, streams, tables }));
    } catch (error) {
      closeSession(session);
      throw error;
    }
  }

  get connection(): DuckDBConnection {
    return this.#session.connection;
  }

  get stages(): readonly Stage[] {
    return [...this.#stages.values()];
  }

  stage(stream: string): Stage {
    const stage = this.#stages.get(stream);
    if (stage === undefined) throw new Error(`The scratch database was opened without the stream ${stream}.`);
    return stage;
  }

  /** Stages the rows of records that were read. The buffers of `batch` are free again when this resolves. */
  async append(stream: string, batch: Batch): Promise<void> {
    await this.memory.makeRoom(batch);
    await this.stage(stream).append(batch);
    if (this.#isStaging && ++this.#batches % trimEvery === 0) await this.#trim();
  }

  async #trim(): Promise<void> {
    collectMuchGarbage();
    await this.memory.enter('staging');
  }

  /** Runs a statement outside of a transaction, and again with more memory where that was too little. */
  async run(sql: string): Promise<void> {
    await this.memory.insist('comparing', () => this.connection.run(sql));
  }

  /** Leaves the last reading of each record of a stage. */
  async settle(stage: Stage): Promise<void> {
    await this.memory.insist('comparing', () => stage.settle());
  }

  /** Reads rows in the same way. */
  async rows(sql: string): Promise<ResultRow[]> {
    return await this.memory.insist('comparing', () => readRows(this.connection, sql));
  }

  /** Reads one number in the same way. */
  async number(sql: string): Promise<number> {
    return await this.memory.insist('comparing', () => readNumber(this.connection, sql));
  }

  /** Ends the coming in of rows: counting and comparing them takes more memory. */
  async finishStaging(): Promise<void> {
    await this.memory.enter('comparing');
    if (this.#isStaging && this.#batches >= trimEvery) collectGarbage();
    this.#isStaging = false;
  }

  /** Notes that records exist and have not changed. */
  markSeen(stream: string, ids: readonly RecordId[]): Promise<void> {
    return this.stage(stream).markSeen(ids);
  }

  /** Notes that records no longer exist; they and all their rows leave the replica with the next commit. */
  markGone(stream: string, deletions: readonly Deletion[]): Promise<void> {
    return this.stage(stream).markGone(deletions);
  }

  /** Forgets everything that a stream has read, as when its walk starts over. */
  clear(stream: string): Promise<void> {
    return this.stage(stream).clear();
  }

  close(): void {
    for (const stage of this.stages) stage.close();
    closeSession(this.#session);
  }
}

interface StagesParts {
  readonly session: Session;
  readonly memory: Memory;
  readonly streams: readonly StreamFeeds[];
  readonly tables: readonly Table[];
}

async function createStages({ session, memory, streams, tables }: StagesParts): Promise<Map<string, Stage>> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const stages = new Map<string, Stage>();
  for (const stream of streams) {
    const connection = await session.instance.connect();
    await connection.run(`USE ${scratch}`);
    const stage = new Stage(stream, { connection, memory, tables: byName });
    await stage.create();
    stages.set(stream.name, stage);
  }
  return stages;
}
