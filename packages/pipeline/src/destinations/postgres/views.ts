/** Views of the replica that Postgres computes itself, in the order in which they build on each other. The others are published as rows. */
export const postgresViews: Readonly<Record<string, string>> = {
  opportunity_persons: `
-- Which persons belong to an opportunity?
SELECT entity_id AS opportunity_id, ref_id AS person_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'persons' AND ref_id IS NOT NULL`,

  opportunity_companies: `
-- Which companies belong to an opportunity?
SELECT entity_id AS opportunity_id, ref_id AS company_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'companies' AND ref_id IS NOT NULL`,

  deleted_records: `
-- Which records has somebody deleted or merged away?
SELECT table_name, key, valid_to AS deleted_at, end_reason, merged_into, "row"
FROM record_history
WHERE end_reason IN ('deleted', 'merged')
  AND table_name NOT IN ('field_values', 'company_domains', 'person_emails', 'note_links', 'saved_view_entries', '_rejects')`,

  status_spans: `
-- For how long was an entry in which status?
SELECT s.list_id, s.list_entry_id, s.entity_type, s.entity_id, coalesce(o.status, s.text) AS status, s.option_id, o.rank, o.category,
  s.entered_at, s.left_at,
  CAST(extract(epoch FROM coalesce(s.left_at, now()) - s.entered_at) / 86400 AS double precision) AS days, s.changer_id
FROM _status_spans AS s
LEFT JOIN list_statuses AS o ON o.list_id = s.list_id AND o.option_id = s.option_id`,

  funnel: `
-- How many entries came how far, and how long did they take?
WITH spans AS MATERIALIZED (
  SELECT o.list_id, o.position, coalesce(o.category, 'open') IN ('open', 'won') AS is_stage, s.list_entry_id, s.left_at, s.days
  FROM status_spans AS s
  JOIN list_statuses AS o ON o.list_id = s.list_id AND o.option_id = s.option_id
), stays AS (
  SELECT list_id, position, count(*) FILTER (WHERE left_at IS NULL) AS entries_now,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE left_at IS NOT NULL) AS median_days,
    count(DISTINCT list_entry_id) FILTER (WHERE NOT is_stage) AS entries_out
  FROM spans
  GROUP BY list_id, position
), ended AS (
  SELECT list_id, position, count(*) AS entries
  FROM (SELECT list_id, max(position) AS position FROM spans WHERE is_stage GROUP BY list_id, list_entry_id) AS furthest
  GROUP BY list_id, position
), counted AS (
  SELECT o.*, coalesce(o.category, 'open') IN ('open', 'won') AS is_stage, coalesce(stays.entries_now, 0) AS entries_now,
    coalesce(stays.entries_out, 0) AS entries_out, stays.median_days, coalesce(ended.entries, 0) AS entries_ended
  FROM list_statuses AS o
  LEFT JOIN stays ON stays.list_id = o.list_id AND stays.position = o.position
  LEFT JOIN ended ON ended.list_id = o.list_id AND ended.position = o.position
), passed AS (
  SELECT *,
    CAST(sum(entries_ended) OVER (from_last ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint) AS entries_this_far,
    CASE WHEN lead(position) OVER from_last IS NOT NULL
      THEN sum(entries_ended) OVER (from_last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)
    END AS entries_before
  FROM counted
  WINDOW from_last AS (PARTITION BY list_id, is_stage ORDER BY position DESC)
)
SELECT p.list_id, l.name AS list_name, p.rank, p.status, p.category, p.entries_now,
  CASE WHEN p.is_stage THEN p.entries_this_far ELSE p.entries_out END AS entries_ever,
  CASE WHEN p.is_stage THEN CAST(p.entries_this_far AS double precision) / nullif(CAST(p.entries_before AS double precision), 0) END AS conversion,
  p.median_days
FROM passed AS p
JOIN lists AS l ON l.id = p.list_id
ORDER BY p.list_id, p.position`,
};
