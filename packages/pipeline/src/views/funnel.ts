import type { View } from './view.ts';

/** The deal funnel of each list. */
export const funnel: View = {
  name: 'funnel',
  comment: "Deal funnel of each list that has a Status field, in the firm's own order.",
  columns: {
    list_id: 'The list.',
    list_name: 'Its name.',
    rank: "Rank of the status in the firm's order.",
    status: 'The status.',
    category: 'open, won, lost or on-hold.',
    entries_now: 'Entries that stand in the status now.',
    entries_ever: 'Entries that came this far; for lost and on-hold, entries that were ever there.',
    conversion: 'entries_ever over that of the stage before; NULL for the first, and for lost and on-hold.',
    median_days: 'Median days in the status, of completed stays.',
  },
  sql: `
-- How many entries came how far, and how long did they take?
-- Stages are the open and won statuses in the firm's order (statuses without a category count as open). An entry came as far as the last
-- stage it was ever in, and so through every stage before it, whether it stopped there or was moved past: the funnel can only narrow.
-- Lost and on-hold statuses are ways out, not stages: they narrow nothing and have no conversion. Entries that only ever stood there are in
-- no stage.
WITH spans AS MATERIALIZED (
  SELECT list_id, list_entry_id, option_id, left_at, days FROM status_spans
), statuses AS MATERIALIZED (
  SELECT *, coalesce(category, 'open') IN ('open', 'won') AS is_stage FROM list_statuses
), stays AS (
  SELECT list_id, option_id,
    count(DISTINCT list_entry_id) FILTER (left_at IS NULL) AS entries_now,
    count(DISTINCT list_entry_id) AS entries_there,
    median(days) FILTER (left_at IS NOT NULL) AS median_days
  FROM spans
  GROUP BY list_id, option_id
), furthest AS (
  SELECT s.list_id, s.list_entry_id, max(o.position) AS position
  FROM spans AS s
  JOIN statuses AS o ON o.list_id = s.list_id AND o.option_id = s.option_id AND o.is_stage
  GROUP BY s.list_id, s.list_entry_id
), stopped AS (
  SELECT list_id, position, count(*) AS entries FROM furthest GROUP BY list_id, position
), counted AS (
  SELECT o.*, coalesce(stays.entries_now, 0) AS entries_now, stays.median_days,
    CASE WHEN o.is_stage THEN sum(coalesce(stopped.entries, 0)) OVER (
      PARTITION BY o.list_id ORDER BY o.position DESC
    ) ELSE coalesce(stays.entries_there, 0) END::BIGINT AS entries_ever
  FROM statuses AS o
  LEFT JOIN stays ON stays.list_id = o.list_id AND stays.option_id = o.option_id
  LEFT JOIN stopped ON stopped.list_id = o.list_id AND stopped.position = o.position
)
SELECT c.list_id, l.name AS list_name, c.rank, c.status, c.category, c.entries_now, c.entries_ever,
  CASE WHEN c.is_stage THEN
    c.entries_ever / nullif(lag(c.entries_ever) OVER (PARTITION BY c.list_id, c.is_stage ORDER BY c.position), 0)
  END AS conversion,
  c.median_days
FROM counted AS c
JOIN lists AS l ON l.id = c.list_id
ORDER BY c.list_id, c.position`,
};
