import type { Extracted } from '../extract/extract.ts';
import { readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import type { Feed } from '../replica/feed.ts';
import { columnNames } from '../replica/schema.ts';
import { columnList, name, text } from '../replica/sql.ts';
import type { Stage } from '../replica/stage.ts';
import type { ReplicaWriter } from '../replica/writer.ts';

/** Takes over rows of records that were read, as if they had been read with them. */
const copySql = (stage: Stage, { table, owner, scope = 'true' }: Feed, condition: string): string => {
  const columns = columnNames(stage.table({ table, owner }));
  const batch = `(SELECT max(batch) FROM ${stage.read} WHERE id = ${owner})`;
  return `INSERT INTO ${stage.rowsOf(table)} (${columnList(columns)}, _batch)
    SELECT ${columnList(columns)}, ${batch} FROM ${live}.${name(table)}
    WHERE (${scope}) AND (${condition}) AND ${owner} IN (SELECT id FROM ${stage.read}) AND ${owner} NOT IN (SELECT id FROM ${stage.gone})`;
};

/** What belongs to units that this run passed over, by table. */
const unitsKeep = ({ stream, reading }: Extracted): Readonly<Record<string, string>> =>
  (reading.mode === 'sweep' && stream.units?.keeps?.(reading)) || {};

/** Keeps what the replica holds of records that were read, as far as this reading did not ask for it. */
export const keepUnread = async (extracted: readonly Extracted[], writer: ReplicaWriter): Promise<void> => {
  if (!writer.meta) return;
  const { connection } = writer.scratch;
  const tables = await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(live)}`);
  for (const one of extracted) {
    const stage = writer.scratch.stage(one.stream.name);
    const ofUnits = unitsKeep(one);
    for (const feed of stage.feeds) {
      const kept = feed.keeps?.() ?? ofUnits[feed.table];
      if (kept === undefined || !tables.includes(feed.table)) continue;
      await writer.scratch.settle(stage);
      await writer.scratch.run(copySql(stage, feed, kept));
    }
  }
};
