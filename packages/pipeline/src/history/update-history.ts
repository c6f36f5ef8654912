import type { DuckDBConnection } from '@duckdb/node-api';
import { next } from '../replica/apply.ts';
import { readNumber } from '../replica/connection.ts';
import { type Delta, live } from '../replica/delta.ts';
import { instant } from '../replica/sql.ts';
import { keyColumns, sameKey, spansQuery, valueColumns } from './spans.ts';

const keys = 'entity_type, entity_id, list_entry_id, field_id';
const columns = [...keyColumns, ...valueColumns].join(', ');

/** Fields of which a load brought another value, as far as they had one before; the rows of a first load are no difference. */
const changedValues = (deltas: readonly Delta[]): readonly string[] =>
  deltas
    .filter(({ table, pairs }) => table.name === 'field_values' && pairs !== null)
    .flatMap(({ pairs, stage }) => [
      `SELECT ${keys} FROM ${live}.field_values WHERE rowid IN (SELECT old_row FROM ${pairs})`,
      `SELECT ${keys} FROM ${stage.rowsOf('field_values')} WHERE rowid IN (SELECT new_row FROM ${pairs})`,
    ]);

const allChanges = `SELECT ${keys} FROM ${next}.field_value_changes`;

/** Where a table was empty, its rows are all new. */
const newChanges = (deltas: readonly Delta[]): readonly string[] =>
  deltas
    .filter(({ table }) => table.name === 'field_value_changes')
    .map(({ pairs, stage }) =>
      pairs === null
        ? allChanges
        : `SELECT ${keys} FROM ${stage.rowsOf('field_value_changes')} WHERE rowid IN (SELECT new_row FROM ${pairs})`,
    );

/** A database of a version that kept no history has changes and no spans. */
const owesHistory = async (connection: DuckDBConnection, deltas: readonly Delta[]): Promise<boolean> => {
  const isFirst = deltas.some(({ table, pairs }) => table.name === 'field_value_changes' && pairs === null);
  const owed = `SELECT 1 FROM ${next}.field_value_changes WHERE NOT EXISTS (FROM ${next}._field_value_spans) LIMIT 1`;
  return !isFirst && (await readNumber(connection, `SELECT count(*) FROM (${owed})`)) > 0;
};

const nothing = `SELECT ${keys} FROM ${next}.field_values WHERE false`;

const union = (queries: readonly string[]): string => [nothing, ...queries].join(' UNION ALL ');

/** What is read of a field that has readings, or now gets its first: its values, or that there are none. */
const reading = (of: string, at: string): string => `INSERT INTO _field_value_reads (${columns}, read_at)
  SELECT ${[...keyColumns.map((column) => `t.${column}`), ...valueColumns.map((column) => `v.${column}`)].join(', ')}, ${at}
  FROM (SELECT t.*, e.list_id FROM _touched AS t LEFT JOIN ${next}.list_entries AS e ON e.id = t.list_entry_id) AS t
  ${of}`;

const noReadings = `NOT EXISTS (FROM _field_value_reads AS r WHERE ${sameKey('r', 't')})`;

const startOf = (alias: string, otherwise: string): string =>
  `coalesce((SELECT started_at FROM ${next}._loads WHERE load_id = ${alias}._load_id), ${otherwise})`;

const emptyEntries = reading(
  `LEFT JOIN (SELECT NULL::VARCHAR AS value_type, NULL::VARCHAR AS text, NULL::DOUBLE AS number, NULL::DATE AS date, NULL::TIMESTAMPTZ AS instant,
     NULL::BIGINT AS option_id, NULL::BIGINT AS ref_id, NULL::JSON AS json) AS v ON true
   JOIN ${live}.list_entries AS l ON l.id = t.list_entry_id
   WHERE ${noReadings} AND EXISTS (FROM _changed AS c WHERE ${sameKey('c', 't')})`,
  'l._first_seen_at',
);

/** What history is made of. */
export interface HistoryBuild {
  readonly connection: DuckDBConnection;
  readonly deltas: readonly Delta[];
  /** ISO 8601: when the load started. */
  readonly startedAt: string;
}

interface Touched {
  readonly deltas: readonly Delta[];
  /** Whether the version before had values. */
  readonly standing: boolean;
  /** Whether the changes of earlier loads are still to become history. */
  readonly owed: boolean;
}

const findChanged = (deltas: readonly Delta[]): string =>
  `CREATE OR REPLACE TEMP TABLE _changed AS SELECT DISTINCT ${keys} FROM (${union(changedValues(deltas))}) WHERE field_id IS NOT NULL`;

const findTouched = ({ deltas, owed }: Touched): string =>
  `CREATE OR REPLACE TEMP TABLE _touched AS
     SELECT *, row_number() OVER () AS key FROM (
       SELECT DISTINCT ${keys} FROM (SELECT ${keys} FROM _changed UNION ALL ${union([...newChanges(deltas), ...(owed ? [allChanges] : [])])})
       WHERE field_id IS NOT NULL AND entity_id IS NOT NULL)`;

/** What was read before the first difference, values or that an entry had none; and what is read now of fields that differ. */
const readings = ({ standing }: Touched, startedAt: string): readonly string[] =>
  standing
    ? [
        reading(`JOIN ${live}.field_values AS v ON ${sameKey('v', 't')} WHERE ${noReadings}`, startOf('v', startedAt)),
        emptyEntries,
        reading(
          `LEFT JOIN ${next}.field_values AS v ON ${sameKey('v', 't')} WHERE EXISTS (FROM _changed AS c WHERE ${sameKey('c', 't')})`,
          startedAt,
        ),
      ]
    : [reading(`JOIN ${next}.field_values AS v ON ${sameKey('v', 't')} WHERE ${noReadings}`, startedAt)];

/** Fields whose spans are found at once: what that takes in memory goes by their number. */
const fieldsAtOnce = 20_000;

const spansOf = (after: number): string =>
  `INSERT INTO _field_value_spans (${columns}, valid_from, valid_to, changer_id, source)
   ${spansQuery(`(FROM _touched WHERE key > ${after} AND key <= ${after + fieldsAtOnce})`)}`;

const dropSpans = `DELETE FROM _field_value_spans AS s WHERE EXISTS (FROM _touched AS t WHERE ${sameKey('s', 't')})`;

/** How a statement is run. Each is done as a whole or not at all, so that one that takes too much memory can be run again. */
export type RunStatement = (sql: string) => Promise<unknown>;

/**
 * Brings the history of values up to date with the deltas of a load, for the fields that these touch; the deltas are applied already. The
 * current database of the connection is the replica, and nobody else sees it.
 */
export const updateHistory = async (build: HistoryBuild, run: RunStatement): Promise<void> => {
  const { connection, deltas, startedAt } = build;
  const owed = await owesHistory(connection, deltas);
  const touching = deltas.filter(({ table, inserted, updated, deleted }) => {
    return ['field_values', 'field_value_changes'].includes(table.name) && inserted + updated + deleted > 0;
  });
  if (touching.length === 0 && !owed) return;
  const standing = (owed ? deltas : touching).some(({ table, pairs }) => table.name === 'field_values' && pairs !== null);
  const touched = { deltas: touching, standing, owed };
  await run(findChanged(touching));
  await run(findTouched(touched));
  const count = await readNumber(connection, 'SELECT count(*) FROM _touched');
  if (count > 0) {
    for (const sql of [...readings(touched, instant(new Date(startedAt))), dropSpans]) await run(sql);
    for (let after = 0; after < count; after += fieldsAtOnce) await run(spansOf(after));
  }
  for (const table of ['_changed', '_touched']) await run(`DROP TABLE ${table}`);
};
