-- How long do entries stand in each status?
-- Stays that ended tell how long one takes. Those that go on are counted apart: taken along they would make every status look quick.
CREATE OR REPLACE VIEW time_in_stage AS
WITH stays AS (
  SELECT list_id, option_id,
    count(*) FILTER (left_at IS NOT NULL) AS stays,
    avg(days) FILTER (left_at IS NOT NULL) AS average_days,
    quantile_cont(days, [0.25, 0.5, 0.75, 0.9]) FILTER (left_at IS NOT NULL) AS quantiles,
    count(*) FILTER (left_at IS NULL) AS entries_now,
    median(days) FILTER (left_at IS NULL) AS median_days_now,
    max(days) FILTER (left_at IS NULL) AS longest_days_now
  FROM status_spans
  GROUP BY list_id, option_id
)
SELECT o.list_id, l.name AS list_name, o.rank, o.status, o.category, coalesce(s.stays, 0) AS stays, s.average_days,
  s.quantiles[1] AS p25_days, s.quantiles[2] AS median_days, s.quantiles[3] AS p75_days, s.quantiles[4] AS p90_days,
  coalesce(s.entries_now, 0) AS entries_now, s.median_days_now, s.longest_days_now
FROM list_statuses AS o
JOIN lists AS l ON l.id = o.list_id
LEFT JOIN stays AS s USING (list_id, option_id)
ORDER BY o.list_id, o.position;

COMMENT ON VIEW time_in_stage IS 'How long entries stand in each status of each list: stays that ended, and entries that stand there now.';
COMMENT ON COLUMN time_in_stage.list_id IS 'The list.';
COMMENT ON COLUMN time_in_stage.list_name IS 'Its name.';
COMMENT ON COLUMN time_in_stage.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN time_in_stage.status IS 'The status.';
COMMENT ON COLUMN time_in_stage.category IS 'open, won, lost or on-hold.';
COMMENT ON COLUMN time_in_stage.stays IS 'Stays in the status that ended; an entry that came back has several.';
COMMENT ON COLUMN time_in_stage.average_days IS 'Mean length of these, in days.';
COMMENT ON COLUMN time_in_stage.p25_days IS 'Days within which a quarter of them ended.';
COMMENT ON COLUMN time_in_stage.median_days IS 'Days within which half of them ended.';
COMMENT ON COLUMN time_in_stage.p75_days IS 'Days within which three quarters of them ended.';
COMMENT ON COLUMN time_in_stage.p90_days IS 'Days within which nine in ten of them ended.';
COMMENT ON COLUMN time_in_stage.entries_now IS 'Entries that stand in the status now.';
COMMENT ON COLUMN time_in_stage.median_days_now IS 'Median days for which these have stood there.';
COMMENT ON COLUMN time_in_stage.longest_days_now IS 'Days for which the oldest of them has stood there.';
