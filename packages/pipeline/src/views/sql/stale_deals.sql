-- Which open deals has everybody forgotten?
-- A deal is stale when it stands in an open status for more than twice as long as half of the stays there took (14 days at least; 30 days
-- where no stay has ended yet), when nobody was in touch with it or wrote a note on it for 30 days, and when no meeting is ahead.
CREATE OR REPLACE VIEW stale_deals AS
WITH usual AS (
  SELECT list_id, option_id, median(days) FILTER (left_at IS NOT NULL) AS days FROM status_spans GROUP BY list_id, option_id
), owner_fields AS (
  SELECT list_id, id FROM fields WHERE list_id IS NOT NULL AND value_type IN ('person', 'person-multi') AND regexp_matches(lower(name), '^(deal )?(owner|lead)s?$')
), owners AS (
  SELECT v.list_entry_id, list(v.text ORDER BY v.field_id, v.ordinal) AS names
  FROM field_values AS v
  JOIN owner_fields AS f ON f.list_id = v.list_id AND f.id = v.field_id
  WHERE v.text IS NOT NULL
  GROUP BY v.list_entry_id
)
SELECT s.list_id, l.name AS list_name, s.list_entry_id, s.entity_type, s.entity_id, r.name, r.url, s.status, s.rank, s.entered_at,
  s.days AS days_in_status, u.days AS usual_days, a.last_contact_at, a.last_note_at,
  (epoch_us(now()) - epoch_us(greatest(a.last_contact_at, a.last_note_at))) / 86400000000 AS days_silent, owners.names AS owners
FROM status_spans AS s
JOIN lists AS l ON l.id = s.list_id
LEFT JOIN usual AS u USING (list_id, option_id)
LEFT JOIN last_activity AS a ON a.entity_type = s.entity_type AND a.entity_id = s.entity_id
LEFT JOIN records AS r ON r.entity_type = s.entity_type AND r.entity_id = s.entity_id
LEFT JOIN owners ON owners.list_entry_id = s.list_entry_id
WHERE s.left_at IS NULL AND coalesce(s.category, 'open') = 'open'
  AND s.days > coalesce(greatest(2 * u.days, 14), 30)
  AND coalesce(days_silent, s.days) > 30
  AND a.next_meeting_at IS NULL
ORDER BY s.days DESC, s.list_entry_id;

COMMENT ON VIEW stale_deals IS 'Open deals that stand still for unusually long while nobody is in touch with them.';
COMMENT ON COLUMN stale_deals.list_id IS 'The list.';
COMMENT ON COLUMN stale_deals.list_name IS 'Its name.';
COMMENT ON COLUMN stale_deals.list_entry_id IS 'The list entry.';
COMMENT ON COLUMN stale_deals.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN stale_deals.entity_id IS 'The record in the row.';
COMMENT ON COLUMN stale_deals.name IS 'Its name.';
COMMENT ON COLUMN stale_deals.url IS 'Its page in Affinity.';
COMMENT ON COLUMN stale_deals.status IS 'Status that it stands in.';
COMMENT ON COLUMN stale_deals.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN stale_deals.entered_at IS 'Since when it stands there.';
COMMENT ON COLUMN stale_deals.days_in_status IS 'Days since then.';
COMMENT ON COLUMN stale_deals.usual_days IS 'Median days of stays in this status of this list that ended; NULL where none has.';
COMMENT ON COLUMN stale_deals.last_contact_at IS 'When the firm was last in touch; for an opportunity, with its companies and persons.';
COMMENT ON COLUMN stale_deals.last_note_at IS 'When the newest note on it was written.';
COMMENT ON COLUMN stale_deals.days_silent IS 'Days since the later of the two; NULL where neither is known.';
COMMENT ON COLUMN stale_deals.owners IS 'Who is named in the list''s field Owner, Owners, Lead or Deal Lead.';
