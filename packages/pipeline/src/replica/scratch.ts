import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { closeSession, openSession, type Session, settings } from './connection.ts';
import type { RecordId, StreamFeeds } from './feed.ts';
import { text } from './sql.ts';
import { type Batch, type Deletion, Stage, scratch } from './stage.ts';
import type { Table } from './table.ts';

/**
 * The scratch database: what the streams of one load have read, typed and column-wise, before it is compared with the replica.
 *
 * It can be thrown away at any moment; the journal fills it again.
 */
export class Scratch {
  readonly #session: Session;
  readonly #stages: ReadonlyMap<string, Stage>;

  private constructor(session: Session, stages: ReadonlyMap<string, Stage>) {
    this.#session = session;
    this.#stages = stages;
  }

  /** Makes a scratch database in `folder`, which should be private. */
  static async create(folder: string, streams: readonly StreamFeeds[], tables: readonly Table[]): Promise<Scratch> {
    const session = await openSession(':memory:', { ...settings, temp_directory: join(folder, 'spill') });
    try {
      await session.connection.run(`ATTACH ${text(join(folder, 'scratch.duckdb'))} AS ${scratch}`);
      await session.connection.run(`USE ${scratch}`);
      await session.connection.run('PRAGMA disable_checkpoint_on_shutdown');
      const stages = await createStages(session.connection, streams, tables);
      return new Scratch(session, stages);
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
  append(stream: string, batch: Batch): Promise<void> {
    return this.stage(stream).append(batch);
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
    closeSession(this.#session);
  }
}

async function createStages(
  connection: DuckDBConnection,
  streams: readonly StreamFeeds[],
  tables: readonly Table[],
): Promise<Map<string, Stage>> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const stages = new Map(streams.map((stream) => [stream.name, new Stage(connection, stream, byName)]));
  for (const stage of stages.values()) await stage.create();
  return stages;
}
