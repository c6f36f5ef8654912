import type { View } from './view.ts';

/**
 * What `status_spans` shows, but for what depends on the hour. Stored, because it takes a window over all changes of statuses: at 430,000 of
 * them a second for every question asked of the funnel.
 */
export const storedStatusSpans: View = {
  name: '_status_spans',
  stored: ['lists', 'fields', 'dropdown_options', 'list_entries', 'field_values', 'field_value_changes'],
  comment: 'What status_spans is made from.',
  columns: {
    list_id: 'The list.',
    list_entry_id: 'The list entry.',
    entity_type: 'company, person or opportunity.',
    entity_id: 'The record in the row.',
    option_id: 'Dropdown option of the status.',
    text: 'Label of the status at the time.',
    entered_at: 'When the entry came into the status.',
    left_at: 'When it left.',
    changer_id: 'User who moved it there.',
  },
  sql: `
-- When was an entry in which status?
-- A change to a status opens a span; the next change, whatever it is, closes it. Affinity records changes only while tracking is on, so a
-- current status that the last change does not explain opens a span of its own: at the creation of the entry when nothing was recorded at
-- all, else when a load first saw it.
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
JOIN list_entries AS e ON e.id = s.list_entry_id`,
};

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
-- For how long was an entry in which status?
-- When it came and went is found by each load, in _status_spans; here it gets its label, its place in the firm's order, and its days.
SELECT s.list_id, s.list_entry_id, s.entity_type, s.entity_id, coalesce(o.status, s.text) AS status, s.option_id, o.rank, o.category,
  s.entered_at, s.left_at, (epoch_us(coalesce(s.left_at, now())) - epoch_us(s.entered_at)) / 86400000000 AS days, s.changer_id
FROM _status_spans AS s
LEFT JOIN list_statuses AS o USING (list_id, option_id)`,
};
