-- When was an entry in which status?
-- A change to a status opens a span; the next change, whatever it is, closes it. Affinity records changes only while tracking is on, so a
-- current status that the last change does not explain opens a span of its own: at the creation of the entry when nothing was recorded at
-- all, else when a load first saw it.
CREATE OR REPLACE TABLE _status_spans AS
WITH recorded AS MATERIALIZED (
  SELECT id AS change_id, list_entry_id, changed_at, action = 'delete' AS is_cleared, option_id, text, changer_id
  FROM field_value_changes
  SEMI JOIN list_statuses USING (list_id, field_id)
  WHERE value_type = 'ranked-dropdown' AND list_entry_id IS NOT NULL
), followed AS (
  -- Apart from the rest of the row, which a window would carry along at twice the cost.
  SELECT change_id, lead(changed_at) OVER (PARTITION BY list_entry_id ORDER BY changed_at, change_id) AS next_at
  FROM recorded
), steps AS MATERIALIZED (
  SELECT recorded.*, followed.next_at FROM recorded JOIN followed USING (change_id)
), unexplained AS MATERIALIZED (
  SELECT v.list_entry_id, v.option_id, v.text,
    CASE WHEN l.changed_at IS NULL THEN coalesce(e.created_at, v._first_seen_at) ELSE v._changed_at END AS changed_at
  FROM field_values AS v
  SEMI JOIN list_statuses USING (list_id, field_id)
  JOIN list_entries AS e ON e.id = v.list_entry_id
  LEFT JOIN (FROM steps WHERE next_at IS NULL) AS l ON l.list_entry_id = v.list_entry_id
  WHERE v.value_type = 'ranked-dropdown'
    AND (l.changed_at IS NULL OR ((l.is_cleared OR l.option_id IS DISTINCT FROM v.option_id) AND v._changed_at >= l.changed_at))
), spans AS (
  SELECT r.list_entry_id, r.option_id, r.text, r.changed_at, coalesce(r.next_at, u.changed_at) AS left_at, r.changer_id
  FROM steps AS r
  LEFT JOIN unexplained AS u ON u.list_entry_id = r.list_entry_id
  WHERE NOT r.is_cleared
  UNION ALL
  SELECT list_entry_id, option_id, text, changed_at, NULL, NULL FROM unexplained
)
SELECT e.list_id, s.list_entry_id, e.entity_type, e.entity_id, s.option_id, s.text, s.changed_at AS entered_at, s.left_at, s.changer_id
FROM spans AS s
JOIN list_entries AS e ON e.id = s.list_entry_id;

COMMENT ON TABLE _status_spans IS
  'What status_spans is made from.';
COMMENT ON COLUMN _status_spans.list_id IS 'The list.';
COMMENT ON COLUMN _status_spans.list_entry_id IS 'The list entry.';
COMMENT ON COLUMN _status_spans.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN _status_spans.entity_id IS 'The record in the row.';
COMMENT ON COLUMN _status_spans.option_id IS 'Dropdown option of the status.';
COMMENT ON COLUMN _status_spans.text IS 'Label of the status at the time.';
COMMENT ON COLUMN _status_spans.entered_at IS 'When the entry came into the status.';
COMMENT ON COLUMN _status_spans.left_at IS 'When it left.';
COMMENT ON COLUMN _status_spans.changer_id IS 'User who moved it there.';
