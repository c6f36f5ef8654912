/** Columns that say whose value it is. */
export const keyColumns = ['field_id', 'entity_type', 'entity_id', 'list_id', 'list_entry_id'] as const;

/** Columns of a value. */
export const valueColumns = ['value_type', 'text', 'number', 'date', 'instant', 'option_id', 'ref_id', 'json'] as const;

/** Whether two rows, `a` and `b`, are about the same field of the same record. */
export const sameKey = (a: string, b: string): string =>
  `${a}.entity_type = ${b}.entity_type AND ${a}.entity_id = ${b}.entity_id AND ${a}.field_id = ${b}.field_id
   AND coalesce(${a}.list_entry_id, 0) = coalesce(${b}.list_entry_id, 0)`;

const prefixed = (alias: string, columns: readonly string[]): string => columns.map((column) => `${alias}.${column}`).join(', ');

/** What tells a value from another. The text beside an option or a record may change without the value. */
const identity = `coalesce('o' || option_id, 'r' || ref_id, 'n' || CAST(number AS VARCHAR), 'd' || CAST(date AS VARCHAR),
  'i' || CAST(epoch_us(instant) AS VARCHAR), 'j' || CAST(json AS VARCHAR), 't' || text)`;

const isMulti = "coalesce(value_type LIKE '%-multi', false)";

/** Seconds in which a delete and an add by one person are one update. */
const updateSeconds = 2;

/**
 * SQL for the spans of the fields that `touched` gives, each with a number of its own as `key`, from the feed of changes and from what loads read.
 *
 * Every change and every reading is an event of a *unit*: the field, or where it can hold several values each of these. The state after an
 * event is the value, or that there is none. Where a reading says what the event before it said, it tells nothing; where the feed says the
 * same right after it, the feed knows better when that was. What is left and differs from what went before begins a span.
 */
export const spansQuery = (touched: string): string => `
WITH keys AS (
  SELECT t.*, coalesce(bool_or(s.multi), false) AS multi
  FROM ${touched} AS t
  LEFT JOIN (
    SELECT entity_type, entity_id, list_entry_id, field_id, ${isMulti} AS multi FROM field_value_changes
    UNION ALL SELECT entity_type, entity_id, list_entry_id, field_id, ${isMulti} FROM _field_value_reads
  ) AS s ON ${sameKey('s', 't')}
  GROUP BY ALL
), fed AS (
  SELECT k.key, k.multi, c.changed_at AS moment, c.id AS ordinal, 'feed' AS source, c.changer_id, c.action = 'delete' AS gone,
    ${prefixed('c', keyColumns)}, ${prefixed('c', valueColumns)}
  FROM field_value_changes AS c JOIN keys AS k ON ${sameKey('c', 'k')}
), seen AS (
  SELECT k.key, k.multi, r.read_at AS moment, ${prefixed('r', keyColumns)}, ${prefixed('r', valueColumns)}
  FROM _field_value_reads AS r JOIN keys AS k ON ${sameKey('r', 'k')}
), named AS (
  SELECT *, ${identity} AS value FROM fed
), units AS (
  SELECT DISTINCT ON (key, value) key, value, ${keyColumns.join(', ')}, ${valueColumns.join(', ')} FROM (
    SELECT key, value, ${keyColumns.join(', ')}, ${valueColumns.join(', ')} FROM named WHERE multi
    UNION ALL SELECT key, ${identity} AS value, ${keyColumns.join(', ')}, ${valueColumns.join(', ')} FROM seen WHERE multi AND value_type IS NOT NULL
  )
), events AS (
  SELECT key, CASE WHEN multi THEN value ELSE '' END AS unit, CASE WHEN gone THEN NULL WHEN multi THEN 'y' ELSE value END AS state,
    moment, ordinal, source, changer_id, ${keyColumns.join(', ')}, ${valueColumns.join(', ')}
  FROM named
  UNION ALL
  SELECT key, '', CASE WHEN value_type IS NOT NULL THEN ${identity} END, moment, NULL, 'diff', NULL, ${keyColumns.join(', ')}, ${valueColumns.join(', ')}
  FROM seen WHERE NOT multi
  UNION ALL
  SELECT u.key, u.value, CASE WHEN r.key IS NOT NULL THEN 'y' END, t.moment, NULL, 'diff', NULL, ${prefixed('u', keyColumns)}, ${prefixed('u', valueColumns)}
  FROM units AS u
  JOIN (SELECT DISTINCT key, moment FROM seen WHERE multi) AS t ON t.key = u.key
  LEFT JOIN (SELECT DISTINCT key, moment, ${identity} AS value FROM seen WHERE value_type IS NOT NULL) AS r
    ON r.key = u.key AND r.moment = t.moment AND r.value = u.value
), updates AS (
  -- A delete that is followed by an add of the same person is an update.
  SELECT * FROM events
  WINDOW w AS (PARTITION BY key, unit ORDER BY moment, source DESC, ordinal)
  QUALIFY NOT coalesce(source = 'feed' AND state IS NULL AND lead(source) OVER w = 'feed' AND lead(state) OVER w IS NOT NULL
    AND lead(changer_id) OVER w IS NOT DISTINCT FROM changer_id
    AND lead(moment) OVER w - moment <= INTERVAL ${updateSeconds} SECOND, false)
), told AS (
  SELECT * FROM updates
  WINDOW w AS (PARTITION BY key, unit ORDER BY moment, source DESC, ordinal)
  QUALIFY source = 'feed' OR state IS DISTINCT FROM lag(state) OVER w
), known AS (
  SELECT * FROM told
  WINDOW w AS (PARTITION BY key, unit ORDER BY moment, source DESC, ordinal)
  QUALIFY source = 'feed' OR coalesce(lead(source) OVER w, '') <> 'feed' OR lead(state) OVER w IS DISTINCT FROM state
), steps AS (
  SELECT * FROM known
  WINDOW w AS (PARTITION BY key, unit ORDER BY moment, source DESC, ordinal)
  QUALIFY state IS DISTINCT FROM lag(state) OVER w
), spans AS (
  SELECT *, lead(moment) OVER w AS left_at, row_number() OVER w = 1 AS first
  FROM steps
  WINDOW w AS (PARTITION BY key, unit ORDER BY moment, source DESC, ordinal)
)
SELECT ${prefixed('s', keyColumns)}, ${prefixed('s', valueColumns)},
  -- What nobody recorded was there when the row was added, as far as anybody can tell.
  CASE WHEN s.first AND s.source = 'diff' AND e.created_at <= s.moment AND coalesce(k.empty_at >= s.moment, true) THEN e.created_at ELSE s.moment END AS valid_from,
  s.left_at AS valid_to, s.changer_id, s.source
FROM spans AS s
LEFT JOIN list_entries AS e ON e.id = s.list_entry_id
LEFT JOIN (SELECT key, unit, min(moment) FILTER (state IS NULL) AS empty_at FROM events GROUP BY ALL) AS k ON k.key = s.key AND k.unit = s.unit
WHERE s.state IS NOT NULL`;
