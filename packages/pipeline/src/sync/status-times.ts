import { live } from '../replica/delta.ts';
import { columnNames } from '../replica/schema.ts';
import { columnList, text } from '../replica/sql.ts';
import type { Stage } from '../replica/stage.ts';
import { fieldValues } from '../replica/tables/fields.ts';

/** The field that says since when an entry is in its status. */
const fieldId = 'time-in-current-status';

/** What a server keeps in whole seconds is no earlier than what its feed says. */
const sameTime = 'INTERVAL 1 SECOND';

/** Changes of values of list entries, in the table `_fed`, and where they are applied. */
interface FedEntries {
  readonly stage: Stage;
  /** SQL condition over `_fed`: changes of records that are staged. */
  readonly known: string;
  /** SQL expression over `_fed`: the batch that its record was staged in. */
  readonly batch: string;
  /** Tables of the replica. */
  readonly tables: ReadonlySet<string>;
}

/**
 * SQL that brings the time in the current status along where the feed tells of another status: the field reads as the date of the last
 * change of it (v2 reference, section 14, row 8), and the feed itself never mentions it. Only on lists where the field is read; a value that
 * was read and is as late as the change stands.
 */
export const changeStatusTimes = ({ stage, known, batch, tables }: FedEntries): readonly string[] => {
  if (!tables.has('list_statuses') || !tables.has('field_values')) return [];
  const rows = stage.rowsOf('field_values');
  const columns = columnNames(fieldValues);
  const values: Readonly<Record<string, string>> = {
    field_id: text(fieldId),
    ordinal: '0',
    value_type: "'datetime'",
    instant: 'f.changed_at',
  };
  const owner = ['entity_type', 'entity_id', 'list_id', 'list_entry_id'];
  const added = columns.map((column) => values[column] ?? (owner.includes(column) ? `f.${column}` : 'NULL'));
  const isOf = `r.list_entry_id = f.list_entry_id AND r.field_id = ${text(fieldId)}`;
  return [
    `CREATE OR REPLACE TEMP TABLE _moved AS SELECT f.*, ${batch} AS _batch FROM _fed AS f
     WHERE ${known} AND (f.list_id, f.field_id) IN (SELECT (list_id, field_id) FROM ${live}.list_statuses)
       AND f.list_id IN (SELECT list_id FROM ${live}.field_values WHERE field_id = ${text(fieldId)})`,
    `DELETE FROM ${rows} AS r USING _moved AS f
     WHERE ${isOf} AND CASE WHEN f.action = 'delete' THEN r.instant <= f.changed_at + ${sameTime} ELSE r.instant < f.changed_at - ${sameTime} END`,
    `INSERT INTO ${rows} (${columnList(columns)}, _batch) SELECT ${added.join(', ')}, f._batch FROM _moved AS f
     WHERE f.action <> 'delete' AND NOT EXISTS (FROM ${rows} AS r WHERE ${isOf})`,
  ];
};
