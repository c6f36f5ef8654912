-- How far did the entries of one month, quarter or year come?
-- There are two rules for who belongs to a period. By 'added', the entries that were added to the list in it; they count as far as they have
-- come to this day. By 'open', the entries that were in an open status at some time in it; they count as far as they had come when it ended,
-- statuses from before it included. Periods are those of the calendar in UTC. Stages, ways out and conversion are those of the view funnel.
CREATE OR REPLACE VIEW funnel_by_cohort AS
WITH periods(period, step) AS (
  VALUES ('month', INTERVAL 1 MONTH), ('quarter', INTERVAL 3 MONTHS), ('year', INTERVAL 1 YEAR)
), spans AS MATERIALIZED (
  SELECT s.list_id, s.list_entry_id, o.position, coalesce(o.category, 'open') AS category,
    s.entered_at AT TIME ZONE 'UTC' AS entered_at, coalesce(s.left_at, now()) AT TIME ZONE 'UTC' AS left_at
  FROM status_spans AS s
  JOIN list_statuses AS o USING (list_id, option_id)
), opened AS (
  -- A stay that ended with the last moment before a period was not in it.
  SELECT p.period, p.step, s.list_id, s.list_entry_id,
    unnest(generate_series(date_trunc(p.period, s.entered_at), greatest(s.left_at - INTERVAL 1 MICROSECOND, s.entered_at), p.step)) AS starts_at
  FROM spans AS s, periods AS p
  WHERE s.category = 'open'
), members AS MATERIALIZED (
  SELECT 'added' AS rule, p.period, e.list_id, e.id AS list_entry_id, date_trunc(p.period, e.created_at AT TIME ZONE 'UTC') AS starts_at,
    TIMESTAMP 'infinity' AS ends_at
  FROM list_entries AS e, periods AS p
  WHERE e.created_at IS NOT NULL AND e.list_id IN (SELECT list_id FROM list_statuses)
  UNION ALL
  SELECT DISTINCT 'open', period, list_id, list_entry_id, starts_at, starts_at + step FROM opened
), sizes AS (
  SELECT rule, period, list_id, starts_at, count(*) AS entries FROM members GROUP BY ALL
), reached AS MATERIALIZED (
  SELECT m.rule, m.period, m.list_id, m.starts_at, m.list_entry_id, s.position, s.category IN ('open', 'won') AS is_stage
  FROM members AS m
  JOIN spans AS s ON s.list_entry_id = m.list_entry_id AND s.entered_at < m.ends_at
), ways_out AS (
  SELECT rule, period, list_id, starts_at, position, count(DISTINCT list_entry_id) AS entries FROM reached WHERE NOT is_stage GROUP BY ALL
), ended AS (
  SELECT rule, period, list_id, starts_at, position, count(*) AS entries
  FROM (SELECT rule, period, list_id, starts_at, max(position) AS position FROM reached WHERE is_stage GROUP BY rule, period, list_id, starts_at, list_entry_id)
  GROUP BY ALL
), counted AS (
  SELECT z.rule, z.period, z.starts_at, z.entries, o.*, coalesce(o.category, 'open') IN ('open', 'won') AS is_stage,
    coalesce(ended.entries, 0) AS entries_ended, coalesce(ways_out.entries, 0) AS entries_out
  FROM sizes AS z
  JOIN list_statuses AS o USING (list_id)
  LEFT JOIN ended USING (rule, period, list_id, starts_at, position)
  LEFT JOIN ways_out USING (rule, period, list_id, starts_at, position)
), passed AS (
  SELECT *, CASE WHEN is_stage THEN sum(entries_ended) OVER from_last::BIGINT ELSE entries_out END AS entries_ever
  FROM counted
  WINDOW from_last AS (PARTITION BY rule, period, list_id, starts_at, is_stage ORDER BY position DESC)
)
SELECT p.list_id, l.name AS list_name, p.rule, p.period, CAST(p.starts_at AS DATE) AS cohort, p.entries, p.rank, p.status, p.category,
  p.entries_ever,
  CASE WHEN p.is_stage THEN p.entries_ever / nullif(lag(p.entries_ever) OVER in_order, 0) END AS conversion
FROM passed AS p
JOIN lists AS l ON l.id = p.list_id
WINDOW in_order AS (PARTITION BY p.rule, p.period, p.list_id, p.starts_at, p.is_stage ORDER BY p.position)
ORDER BY p.list_id, p.rule, p.period, p.starts_at, p.position;

COMMENT ON VIEW funnel_by_cohort IS
  'Deal funnel of each list by month, quarter and year: of the entries added in it, and of those that were open in it. Choose one rule and one period.';
COMMENT ON COLUMN funnel_by_cohort.list_id IS 'The list.';
COMMENT ON COLUMN funnel_by_cohort.list_name IS 'Its name.';
COMMENT ON COLUMN funnel_by_cohort.rule IS 'added: entries that were added in the period. open: entries that were in an open status at some time in it.';
COMMENT ON COLUMN funnel_by_cohort.period IS 'month, quarter or year.';
COMMENT ON COLUMN funnel_by_cohort.cohort IS 'First day of the period, in UTC.';
COMMENT ON COLUMN funnel_by_cohort.entries IS 'Entries of the cohort.';
COMMENT ON COLUMN funnel_by_cohort.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN funnel_by_cohort.status IS 'The status.';
COMMENT ON COLUMN funnel_by_cohort.category IS 'open, won, lost or on-hold.';
COMMENT ON COLUMN funnel_by_cohort.entries_ever IS
  'Entries of the cohort that came this far: by the rule added until now, by open until the period ended. For lost and on-hold, those that were there.';
COMMENT ON COLUMN funnel_by_cohort.conversion IS 'entries_ever over that of the stage before; NULL for the first, and for lost and on-hold.';
