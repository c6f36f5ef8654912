-- Which statuses does a list have, in which order?
-- The Status field of a list is its own ranked dropdown whose options have a category; where no option tells (older API versions), the one
-- that is called Status. Options of equal rank follow the order of the API.
CREATE OR REPLACE TABLE list_statuses AS
WITH ranked AS (
  SELECT list_id, field_id, bool_or(type = 'status-dropdown') AS has_categories
  FROM dropdown_options
  WHERE list_id IS NOT NULL
  GROUP BY list_id, field_id
), status_fields AS (
  SELECT r.list_id, arg_min(r.field_id, (NOT r.has_categories, f.ordinal, f.id)) AS field_id
  FROM ranked AS r
  JOIN fields AS f ON f.list_id = r.list_id AND f.id = r.field_id
  WHERE f.value_type = 'ranked-dropdown' AND (r.has_categories OR lower(f.name) = 'status')
  GROUP BY r.list_id
)
SELECT list_id, field_id, o.id AS option_id, o.text AS status, o.rank,
  row_number() OVER (PARTITION BY list_id ORDER BY o.rank NULLS LAST, o.ordinal, o.id) AS position, o.category
FROM status_fields
JOIN dropdown_options AS o USING (list_id, field_id);

COMMENT ON TABLE list_statuses IS
  'Statuses of each list in the firm''s own order.';
COMMENT ON COLUMN list_statuses.list_id IS 'The list.';
COMMENT ON COLUMN list_statuses.field_id IS 'Its Status field.';
COMMENT ON COLUMN list_statuses.option_id IS 'Dropdown option of the status.';
COMMENT ON COLUMN list_statuses.status IS 'Label.';
COMMENT ON COLUMN list_statuses.rank IS 'Rank in Affinity; ranks may have gaps or repeat.';
COMMENT ON COLUMN list_statuses.position IS 'Place in the firm''s order, from 1, without gaps.';
COMMENT ON COLUMN list_statuses.category IS 'open, won, lost or on-hold; NULL where the API version does not say.';
