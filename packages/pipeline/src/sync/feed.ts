import type { Extracted } from '../extract/extract.ts';
import { readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { columnNames } from '../replica/schema.ts';
import { columnList, instant, name, text } from '../replica/sql.ts';
import type { Stage } from '../replica/stage.ts';
import { fieldValues } from '../replica/tables/fields.ts';
import type { ReplicaWriter } from '../replica/writer.ts';
import { changeStatusTimes } from './status-times.ts';

/** Streams whose records the feed tells new values of, and which column of a change names the record. */
const owners: Readonly<Record<string, { readonly id: string; readonly where: string }>> = {
  companies: { id: 'entity_id', where: "list_entry_id IS NULL AND entity_type = 'company'" },
  persons: { id: 'entity_id', where: "list_entry_id IS NULL AND entity_type = 'person'" },
  list_entries: { id: 'list_entry_id', where: 'list_entry_id IS NOT NULL' },
};

/** Affinity cuts texts in its feed here (v2 reference, section 8.5): a longer one has to be read with its record. */
const cutTextLength = 2000;

const valueColumns = ['value_type', 'text', 'number', 'date', 'instant', 'option_id', 'ref_id', 'json'];

/** What tells one value of a field with several from another. */
const identity = 'coalesce(CAST(option_id AS VARCHAR), CAST(ref_id AS VARCHAR), CAST(number AS VARCHAR), CAST(json AS VARCHAR), text)';

const isMulti = "value_type LIKE '%-multi'";

interface FedStream {
  readonly stage: Stage;
  readonly changes: Stage;
  readonly owner: { readonly id: string; readonly where: string };
  readonly startedAt: string;
  /** SQL condition: values that were not read with their records. */
  readonly kept: string;
  /** Tables of the replica. */
  readonly tables: ReadonlySet<string>;
}

/** What is read of a record may be as much older than what the feed already tells (v2 reference, section 1). */
const lateMs = 60_000;

/** The last new change of each value, of records that were not read, and of those that changed while they were. */
const lastChanges = ({ stage, changes, owner, startedAt, kept, tables }: FedStream): string => `
  SELECT * FROM (
    SELECT ${owner.id} AS _owner, *, ${isMulti} AS _multi, ${identity} AS _value
    FROM ${changes.rowsOf('field_value_changes')}
    WHERE ${owner.where}
      ${tables.has('field_value_changes') ? `AND id NOT IN (SELECT id FROM ${live}.field_value_changes)` : ''}
      AND NOT (text IS NOT NULL AND length(text) >= ${cutTextLength})
      AND (changed_at >= ${instant(new Date(Date.parse(startedAt) - lateMs))} OR ${owner.id} NOT IN (SELECT id FROM ${stage.read}) OR ${kept})
  ) QUALIFY row_number() OVER (
    PARTITION BY _owner, field_id, CASE WHEN _multi THEN _value END ORDER BY changed_at DESC, id DESC) = 1`;

/** Takes records of which a change tells, and that were neither read nor found to be gone, from the replica, so that they can be changed like read ones. */
const takeRecords = ({ stage, tables }: FedStream, batch: number): readonly string[] => {
  const [first] = stage.feeds;
  if (!first || !tables.has(first.table)) return [];
  const wanted = `SELECT DISTINCT _owner FROM _fed WHERE _owner NOT IN (SELECT id FROM ${stage.read} UNION ALL SELECT id FROM ${stage.gone})
    AND _owner IN (SELECT ${first.owner} FROM ${live}.${name(first.table)})`;
  const copies = stage.feeds
    .filter(({ table }) => tables.has(table))
    .map((feed) => {
      const columns = columnList(columnNames(stage.table(feed)));
      return `INSERT INTO ${stage.rowsOf(feed.table)} (${columns}, _batch) SELECT ${columns}, ${batch} FROM ${live}.${name(feed.table)}
        WHERE (${feed.scope ?? 'true'}) AND (${feed.owner}) IN (FROM _taken)`;
    });
  return [`CREATE OR REPLACE TEMP TABLE _taken AS ${wanted}`, ...copies, `INSERT INTO ${stage.read} SELECT _owner, ${batch} FROM _taken`];
};

/** Changes the values of the records that are staged. */
const changeValues = ({ stage, owner, tables }: FedStream): readonly string[] => {
  const rows = stage.rowsOf('field_values');
  const of = `r.${owner.id} = f._owner AND r.field_id = f.field_id`;
  const known = `_owner IN (SELECT id FROM ${stage.read}) AND _owner NOT IN (SELECT id FROM ${stage.gone})`;
  const columns = columnNames(fieldValues);
  const latest = `(SELECT max(batch) FROM ${stage.read} WHERE id = f._owner)`;
  const added = `SELECT f.entity_type, f.entity_id, f.list_id, f.list_entry_id, f.field_id,
      CASE WHEN f._multi THEN 1000000 + row_number() OVER (ORDER BY f.changed_at, f.id) ELSE 0 END AS ordinal,
      ${columnList(valueColumns, 'f.')}, ${latest} FROM _fed AS f
    WHERE f.action <> 'delete' AND ${known}
      AND NOT (f._multi AND EXISTS (SELECT 1 FROM ${rows} AS r WHERE ${of} AND ${identityOf('r')} = f._value))`;
  return [
    `DELETE FROM ${rows} AS r USING _fed AS f WHERE ${of} AND ${known} AND (NOT f._multi OR (f.action = 'delete' AND ${identityOf('r')} = f._value))`,
    `INSERT INTO ${rows} (${columnList(columns)}, _batch) ${added}`,
    `UPDATE ${rows} AS r SET ordinal = n.ordinal FROM (
       SELECT rowid AS row, row_number() OVER (PARTITION BY ${owner.id}, field_id ORDER BY ordinal) - 1 AS ordinal FROM ${rows} AS v
       WHERE (${owner.id}, field_id) IN (SELECT _owner, field_id FROM _fed WHERE _multi)) AS n
     WHERE r.rowid = n.row AND r.ordinal <> n.ordinal`,
    ...(owner.id === 'list_entry_id' ? changeStatusTimes({ stage, known, batch: latest, tables }) : []),
  ];
};

const identityOf = (alias: string): string => identity.replaceAll(/\b(option_id|ref_id|number|json|text)\b/g, `${alias}.$1`);

const feedOne = async (fed: FedStream, writer: ReplicaWriter): Promise<void> => {
  const { scratch } = writer;
  await scratch.settle(fed.stage);
  await scratch.run(`CREATE OR REPLACE TEMP TABLE _fed AS ${lastChanges(fed)}`);
  if ((await scratch.number('SELECT count(*) FROM _fed')) === 0) return;
  const batch = (await scratch.number(`SELECT coalesce(max(batch), 0) FROM ${fed.stage.read}`)) + 1;
  for (const sql of [...takeRecords(fed, batch), ...changeValues(fed)]) await scratch.run(sql);
};

/**
 * Applies what the feed of changes brought to the current values of records that were not read in this run, and to those of records that
 * changed while they were. What is applied is whole records like those that were read, so that it is compared, guarded and kept like them.
 */
export const applyFeed = async (extracted: readonly Extracted[], writer: ReplicaWriter, startedAt: string): Promise<void> => {
  const feed = extracted.find(({ stream }) => stream.name === 'field_value_changes');
  if (!feed?.result.complete) return;
  const { connection } = writer.scratch;
  const changes = writer.scratch.stage('field_value_changes');
  await writer.scratch.settle(changes);
  const tables = new Set(
    writer.meta ? await readTexts(connection, `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(live)}`) : [],
  );
  for (const stage of writer.scratch.stages) {
    const owner = owners[stage.stream.name];
    const keeps = stage.feeds.find(({ table }) => table === 'field_values')?.keeps;
    // Before the first changes there is nothing that newer ones could be about.
    const kept = keeps && tables.has('field_value_changes') ? `(${keeps()})` : 'false';
    if (owner) await feedOne({ stage, changes, owner, startedAt, kept, tables }, writer);
  }
};
