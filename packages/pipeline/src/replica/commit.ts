import { chmod, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { updateHistory } from '../history/update-history.ts';
import { refreshViews } from '../views/refresh.ts';
import { applyDelta, type LoadStamp, next } from './apply.ts';
import { readNumber, readTexts } from './connection.ts';
import { dateMerges } from './date-merges.ts';
import { type Delta, live } from './delta.ts';
import { AffinityReplicaSpaceError } from './errors.ts';
import { type LoadRecord, noteNewMembers, noteSchemaChanges, writeLedger, writeMeta } from './ledger.ts';
import { isDiskFull, sizeOf } from './live.ts';
import type { Memory, Step } from './memory.ts';
import { schemaVersion } from './migrations.ts';
import { createTables, type Wanted } from './schema.ts';
import { name, text } from './sql.ts';
import { scratch } from './stage.ts';
import { buildPath, copyForBuild, keepAside, requireSpace, type SwapResult, swap } from './swap.ts';
import { olderPath } from './upgrade.ts';

/** What the next version of the replica is made of. */
export interface Build {
  readonly connection: DuckDBConnection;
  readonly database: string;
  /** Where the version that stands is read, in the shape that this version writes; `null` when there is none. */
  readonly standing: string | null;
  /** Schema version of the version that stands, where it is an older one. */
  readonly upgradedFrom: number | null;
  readonly tables: Wanted;
  readonly deltas: readonly Delta[];
  /** Whether `fields` stays as it is. */
  readonly isFrozen: boolean;
  readonly memory: Memory;
  /** This load, after those that waited. */
  readonly records: readonly LoadRecord[];
  readonly meta: Readonly<Record<string, string>>;
}

/** Tables that the deltas change. */
function changedTables({ deltas }: Build): Set<string> {
  return new Set(deltas.filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0).map(({ table }) => table.name));
}

/** A load and when it ended: what rows that it writes say of themselves. */
function stampOf({ records }: Build): LoadStamp {
  const load = records.at(-1)?.load;
  if (load === undefined) throw new Error('A build needs the record of its load.');
  return { loadId: load.loadId, now: new Date(load.finishedAt) };
}

/** A part of a build that happens as a whole, so that it can be done again with more memory. Nobody sees a build before all of it is done. */
async function inTransaction({ connection, memory }: Build, step: Step, work: () => Promise<void>): Promise<void> {
  await memory.within(step, async () => {
    await connection.run('BEGIN');
    try {
      await work();
      await connection.run('COMMIT');
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

async function take(build: Build, delta: Delta): Promise<void> {
  const { connection, records, isFrozen } = build;
  for (const record of records.slice(-1)) {
    await noteSchemaChanges(connection, delta, { record, onlyOnce: isFrozen });
    await noteNewMembers(connection, delta, record);
  }
  if (!(isFrozen && delta.table.name === 'fields' && delta.pairs !== null)) await applyDelta(connection, delta, stampOf(build));
}

/** Takes the deltas over one by one. Where nothing stood before, nobody needs their rows afterwards, and they would only take room. */
async function fill(build: Build): Promise<void> {
  const isFirst = build.standing === null;
  for (const delta of build.deltas) {
    await inTransaction(build, isFirst ? 'writing' : 'comparing', () => take(build, delta));
    if (isFirst) await delta.stage.release(delta.table.name);
  }
}

async function describeLoad(build: Build): Promise<void> {
  const { connection } = build;
  await dateMerges(connection);
  await writeLedger(connection, await unwritten(build));
  await writeMeta(connection, { ...build.meta, schema_version: String(schemaVersion) });
}

/** A crash after the rename leaves lines of quiet loads behind that were already taken along. */
async function unwritten({ connection, records }: Build): Promise<LoadRecord[]> {
  const written = new Set(await readTexts(connection, `SELECT load_id FROM ${next}._loads`));
  return records.filter(({ load }) => !written.has(load.loadId));
}

const startOf = ({ records }: Build): string => records.at(-1)?.load.startedAt ?? '';

/** Everything that one version changes over the last. */
async function change(build: Build): Promise<void> {
  const { connection, memory, standing } = build;
  await inTransaction(build, 'comparing', () => createTables(connection, next, build.tables));
  await fill(build);
  await inTransaction(build, 'comparing', () => describeLoad(build));
  await updateHistory({ connection, deltas: build.deltas, startedAt: startOf(build) }, (sql) =>
    memory.within('comparing', () => connection.run(sql)),
  );
  const isNewShape = standing === null || build.upgradedFrom !== null;
  await memory.within('comparing', () => refreshViews(connection, next, isNewShape ? undefined : changedTables(build)));
}

async function countRows({ connection, deltas }: Build): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const { table } of deltas) rows.set(table.name, await readNumber(connection, `SELECT count(*) FROM ${next}.${name(table.name)}`));
  return rows;
}

/** What a version came to. */
interface Built {
  readonly rows: ReadonlyMap<string, number>;
  readonly schemaChanges: number;
}

const countSchemaChanges = ({ connection, records }: Build): Promise<number> =>
  readNumber(connection, `SELECT count(*) FROM ${next}._schema_changes WHERE load_id = ${text(records.at(-1)?.load.loadId ?? '')}`);

/** Builds the next version beside the one that stands. Resolves to the rows of each table. */
async function buildNext(build: Build): Promise<Built> {
  const { connection, database, standing } = build;
  if (standing !== null) await copyForBuild(database, standing);
  const path = buildPath(database);
  // An earlier attempt may have left its beginning.
  if (standing === null) await rm(path, { force: true });
  // A build that breaks off is thrown away, so that a log of it would be of no use.
  await connection.run(`ATTACH ${text(path)} AS ${next} (RECOVERY_MODE no_wal_writes)`);
  try {
    await chmod(path, 0o600);
    await connection.run(`USE ${next}`);
    await change(build);
    await connection.run(`CHECKPOINT ${next}`);
    return { rows: await countRows(build), schemaChanges: await countSchemaChanges(build) };
  } finally {
    await connection.run(`USE ${scratch}`);
    await connection.run(`DETACH ${next}`);
  }
}

/** Builds the next version of a replica and puts it in the place of the one that stands, which a failure leaves untouched. */
export async function commit(build: Build): Promise<Built & { readonly swap: SwapResult }> {
  const { connection, database, standing, upgradedFrom } = build;
  await requireSpace(database, (await sizeOf(database)) ?? 0);
  try {
    const built = await buildNext(build);
    if (standing !== null) await connection.run(`DETACH ${live}`);
    if (upgradedFrom !== null) await keepAside(database, olderPath(database, upgradedFrom));
    return { ...built, swap: await swap(database) };
  } catch (error) {
    if (error instanceof Error && isDiskFull(error)) throw new AffinityReplicaSpaceError(database, error.message, { cause: error });
    throw error;
  }
}
