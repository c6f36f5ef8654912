import type { View } from './view.ts';

/** How long each entry stood in each status. */
export const statusSpans: View = {
  name: 'status_spans',
  comment: 'How long each list entry stood in each status, from the changes that Affinity recorded and from the current values.',
  columns: {
    list_id: 'The list.',
    list_entry_id: 'The list entry; entries that no longer exist are left out.',
    entity_type: 'company, person or opportunity.',
    entity_id: 'The record in the row.',
    status: 'Label of the status today; the label at the time where the option is gone.',
    option_id: 'Dropdown option; NULL where it is gone.',
    rank: "Rank of the status in the firm's order.",
    category: 'open, won, lost or on-hold.',
    entered_at: 'When the entry came into the status.',
    left_at: 'When it left; NULL while it stands there.',
    days: 'Days in the status, up to now while it stands there.',
    changer_id: 'User who moved it there; NULL when the system did, or when nobody recorded it.',
  },
  sql: `
-- When was an entry in which status, and for how long?
-- A change to a status opens a span; the next change, whatever it is, closes it. Affinity records changes only while tracking is on, so a
-- current status that the last change does not explain opens a span of its own: at the creation of the entry when nothing was recorded at
-- all, else when a load first saw it.
WITH status_fields AS (
  SELECT DISTINCT list_id, field_id FROM list_statuses
), recorded AS (
  SELECT c.list_entry_id, c.id AS change_id, c.changed_at, c.action, c.option_id, c.text, c.changer_id
  FROM field_value_changes AS c
  JOIN status_fields USING (list_id, field_id)
  WHERE c.list_entry_id IS NOT NULL
), last_recorded AS (
  SELECT list_entry_id, max(changed_at) AS changed_at,
    arg_max(CASE WHEN action <> 'delete' THEN option_id END, (changed_at, change_id)) AS option_id
  FROM recorded
  GROUP BY list_entry_id
), unexplained AS (
  SELECT v.list_entry_id, NULL AS change_id,
    CASE WHEN l.changed_at IS NULL THEN coalesce(e.created_at, v._first_seen_at) ELSE v._changed_at END AS changed_at,
    'add' AS action, v.option_id, v.text, NULL AS changer_id
  FROM field_values AS v
  JOIN status_fields USING (list_id, field_id)
  JOIN list_entries AS e ON e.id = v.list_entry_id
  LEFT JOIN last_recorded AS l USING (list_entry_id)
  WHERE l.changed_at IS NULL OR (l.option_id IS DISTINCT FROM v.option_id AND v._changed_at >= l.changed_at)
), steps AS (
  SELECT *, lead(changed_at) OVER (PARTITION BY list_entry_id ORDER BY changed_at, change_id NULLS LAST) AS left_at
  FROM (SELECT * FROM recorded UNION ALL SELECT * FROM unexplained)
)
SELECT e.list_id, s.list_entry_id, e.entity_type, e.entity_id, coalesce(o.status, s.text) AS status, s.option_id, o.rank, o.category,
  s.changed_at AS entered_at, s.left_at, (epoch(coalesce(s.left_at, now())) - epoch(s.changed_at)) / 86400 AS days, s.changer_id
FROM steps AS s
JOIN list_entries AS e ON e.id = s.list_entry_id
LEFT JOIN list_statuses AS o ON o.list_id = e.list_id AND o.option_id = s.option_id
WHERE s.action <> 'delete'`,
};
