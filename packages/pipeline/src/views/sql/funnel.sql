-- How many entries came how far, and how long did they take?
-- Stages are the open and won statuses in the firm's order (statuses without a category count as open). An entry came as far as the last
-- stage it was ever in, and so through every stage before it, whether it stopped there or was moved past: the funnel can only narrow.
-- Lost and on-hold statuses are ways out, not stages: they narrow nothing and have no conversion. Entries that only ever stood there are in
-- no stage.
CREATE OR REPLACE VIEW funnel AS
WITH spans AS MATERIALIZED (
  SELECT o.list_id, o.position, coalesce(o.category, 'open') IN ('open', 'won') AS is_stage, s.list_entry_id, s.left_at, s.days
  FROM status_spans AS s
  JOIN list_statuses AS o USING (list_id, option_id)
), stays AS (
  SELECT list_id, position, count(*) FILTER (left_at IS NULL) AS entries_now, median(days) FILTER (left_at IS NOT NULL) AS median_days,
    count(DISTINCT list_entry_id) FILTER (NOT is_stage) AS entries_out
  FROM spans
  GROUP BY list_id, position
), ended AS (
  SELECT list_id, position, count(*) AS entries
  FROM (SELECT list_id, max(position) AS position FROM spans WHERE is_stage GROUP BY list_id, list_entry_id)
  GROUP BY list_id, position
), counted AS (
  SELECT o.*, coalesce(o.category, 'open') IN ('open', 'won') AS is_stage, coalesce(stays.entries_now, 0) AS entries_now,
    coalesce(stays.entries_out, 0) AS entries_out, stays.median_days, coalesce(ended.entries, 0) AS entries_ended
  FROM list_statuses AS o
  LEFT JOIN stays USING (list_id, position)
  LEFT JOIN ended USING (list_id, position)
), passed AS (
  SELECT *,
    sum(entries_ended) OVER (from_last ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)::BIGINT AS entries_this_far,
    CASE WHEN lead(position) OVER from_last IS NOT NULL
      THEN sum(entries_ended) OVER (from_last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)
    END AS entries_before
  FROM counted
  WINDOW from_last AS (PARTITION BY list_id, is_stage ORDER BY position DESC)
)
SELECT p.list_id, l.name AS list_name, p.rank, p.status, p.category, p.entries_now,
  CASE WHEN p.is_stage THEN p.entries_this_far ELSE p.entries_out END AS entries_ever,
  CASE WHEN p.is_stage THEN p.entries_this_far / nullif(p.entries_before, 0) END AS conversion,
  p.median_days
FROM passed AS p
JOIN lists AS l ON l.id = p.list_id
ORDER BY p.list_id, p.position;

COMMENT ON VIEW funnel IS
  'Deal funnel of each list that has a Status field, in the firm''s own order.';
COMMENT ON COLUMN funnel.list_id IS 'The list.';
COMMENT ON COLUMN funnel.list_name IS 'Its name.';
COMMENT ON COLUMN funnel.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN funnel.status IS 'The status.';
COMMENT ON COLUMN funnel.category IS 'open, won, lost or on-hold.';
COMMENT ON COLUMN funnel.entries_now IS 'Entries that stand in the status now.';
COMMENT ON COLUMN funnel.entries_ever IS 'Entries that came this far; for lost and on-hold, entries that were ever there.';
COMMENT ON COLUMN funnel.conversion IS 'entries_ever over that of the stage before; NULL for the first, and for lost and on-hold.';
COMMENT ON COLUMN funnel.median_days IS 'Median days in the status, of completed stays.';
