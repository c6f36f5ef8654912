import type { Json, ReplicaReader } from '@affinity-kit/pipeline/replica';

/** What the history of one record can be asked of. */
export const recordTypes = ['company', 'person', 'opportunity'] as const;
export type RecordType = (typeof recordTypes)[number];

/** Which record, and what of its history. */
export interface HistoryQuestion {
  readonly type: RecordType;
  readonly id: number;
  /** Label or id of a field; every field when left out. */
  readonly field?: string | undefined;
  /** Only what was valid then. */
  readonly asOf?: string | undefined;
}

export type HistoryRow = Readonly<Record<string, Json>>;

/** What is known of a record over time. */
export interface RecordHistory {
  /** Values of its fields, those of its rows on lists included, in the order in which they began. */
  readonly values: readonly HistoryRow[];
  /** Since when and until when it stood on lists. */
  readonly lists: readonly HistoryRow[];
  /** Former versions of the record itself, and how they ended. */
  readonly versions: readonly HistoryRow[];
}

/** The columns of which one holds the value; `text` stands beside an option or a record that it names. */
const valueColumns = ['text', 'number', 'date', 'instant'] as const;

const validAt = (column: string): string => `AND ($asOf IS NULL OR (${column}.valid_from <= CAST($asOf AS TIMESTAMPTZ)
  AND (${column}.valid_to IS NULL OR ${column}.valid_to > CAST($asOf AS TIMESTAMPTZ))))`;

const valuesQuery = `
SELECT coalesce(f.name, h.field_id) AS field, h.field_id, l.name AS list, h.list_id, h.list_entry_id, h.value_type,
  ${valueColumns.map((column) => `h.${column}`).join(', ')}, h.json, h.valid_from, h.valid_to, nullif(concat_ws(' ', u.first_name, u.last_name), '') AS changed_by, h.changer_id, h.source
FROM field_value_history AS h
LEFT JOIN (SELECT id, any_value(name) AS name FROM fields GROUP BY id) AS f ON f.id = h.field_id
LEFT JOIN lists AS l ON l.id = h.list_id
LEFT JOIN users AS u ON u.id = h.changer_id
WHERE h.entity_type = $type AND h.entity_id = $id AND ($field IS NULL OR h.field_id = $field OR lower(f.name) = lower($field))
  ${validAt('h')}
ORDER BY h.valid_from, field, h.text, h.number, h.date, h.instant, CAST(h.json AS VARCHAR)`;

const listsQuery = `
WITH h AS (
  SELECT id, list_id, coalesce(created_at, _first_seen_at) AS valid_from, NULL AS valid_to, NULL AS end_reason
  FROM list_entries WHERE entity_type = $type AND entity_id = $id
  UNION ALL
  SELECT CAST(json_extract_string(row, '$.id') AS BIGINT), CAST(json_extract_string(row, '$.list_id') AS BIGINT),
    coalesce(CAST(json_extract_string(row, '$.created_at') AS TIMESTAMPTZ), valid_from), valid_to, end_reason
  FROM record_history
  WHERE table_name = 'list_entries' AND end_reason <> 'changed'
    AND json_extract_string(row, '$.entity_type') = $type AND CAST(json_extract_string(row, '$.entity_id') AS BIGINT) = $id
)
SELECT l.name AS list, h.list_id, h.id AS list_entry_id, h.valid_from, h.valid_to, h.end_reason
FROM h LEFT JOIN lists AS l ON l.id = h.list_id WHERE true ${validAt('h')} ORDER BY h.valid_from, h.id`;

/** Where the records of each type stand. */
export const tables: Readonly<Record<RecordType, string>> = { company: 'companies', person: 'persons', opportunity: 'opportunities' };

const versionsQuery = `
SELECT h.valid_from, h.valid_to, h.end_reason, h.merged_into, CAST(h.row AS VARCHAR) AS was
FROM record_history AS h WHERE h.table_name = $table AND h.key = $key ${validAt('h')} ORDER BY h.valid_from`;

const run = (replica: ReplicaReader, sql: string, parameters: Record<string, string | number | null>): Promise<HistoryRow[]> =>
  replica.query(sql, parameters);

/** Whether a record stands in the database, or did. */
export const isKnown = async (replica: ReplicaReader, { type, id }: HistoryQuestion): Promise<boolean> => {
  const known = `SELECT 1 AS known FROM ${tables[type]} WHERE id = $id
    UNION ALL SELECT 1 FROM record_history WHERE table_name = $table AND key = CAST($id AS VARCHAR)
    UNION ALL SELECT 1 FROM field_value_history WHERE entity_type = $type AND entity_id = $id LIMIT 1`;
  return (await run(replica, known, { table: tables[type], type, id })).length > 0;
};

const json = (text: Json | undefined): Json => (typeof text === 'string' ? (JSON.parse(text) as Json) : null);

/** The row with its value in one place, whatever its type: a text, a number, or what Affinity answered as an object. */
const withValue = (row: HistoryRow): HistoryRow => {
  const { text, number, date, instant, json: object, field, field_id, list, list_id, list_entry_id, ...rest } = row;
  const value = text ?? number ?? date ?? instant ?? json(object);
  return { field, field_id, list, list_id, list_entry_id, value, ...rest } as HistoryRow;
};

/** Reads the history of one record from a replica. */
export const readHistory = async (replica: ReplicaReader, question: HistoryQuestion): Promise<RecordHistory> => {
  const { type, id, field = null, asOf = null } = question;
  const values = (await run(replica, valuesQuery, { type, id, field, asOf })).map(withValue);
  if (field !== null) return { values, lists: [], versions: [] };
  const lists = await run(replica, listsQuery, { type, id, asOf });
  const former = await run(replica, versionsQuery, { table: tables[type], key: String(id), asOf });
  const versions = former.map((row) => ({ ...row, was: json(row['was']) }));
  return { values, lists, versions };
};
