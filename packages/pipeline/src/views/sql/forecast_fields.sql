-- Which fields does the forecast read?
-- Affinity has no field that is the amount of a deal or the day on which it closes; firms make their own. Of the numbers and the dates of a
-- list that has statuses, those are taken whose names say it best. A firm that names them otherwise renames them, or writes a view of its own.
CREATE OR REPLACE VIEW forecast_fields AS
WITH named AS (
  SELECT list_id, id, name, ordinal, value_type, lower(trim(name)) AS label
  FROM fields
  WHERE list_id IN (SELECT list_id FROM list_statuses) AND value_type IN ('number', 'datetime')
), fit AS (
  SELECT *,
    CASE
      WHEN value_type <> 'number' OR regexp_matches(label, 'weighted|probab|expected value|raised|total|round|last|min|max') THEN NULL
      WHEN label = 'amount' THEN 1
      WHEN regexp_matches(label, '^(deal|investment|our|planned) (amount|size|value)\b') THEN 2
      WHEN regexp_matches(label, '\b(amount|check|cheque|ticket|commitment|allocation)\b') THEN 3
    END AS as_amount,
    CASE
      WHEN value_type <> 'datetime' THEN NULL
      WHEN label = 'close date' THEN 1
      WHEN regexp_matches(label, '^(expected|estimated|target|planned)? ?(close|closing)\b') THEN 2
      WHEN regexp_matches(label, '\b(close|closing|closed)\b') THEN 3
    END AS as_close_date
  FROM named
)
SELECT f.list_id, l.name AS list_name,
  arg_min(f.id, (f.as_amount, f.ordinal, f.id)) FILTER (f.as_amount IS NOT NULL) AS amount_field_id,
  arg_min(f.name, (f.as_amount, f.ordinal, f.id)) FILTER (f.as_amount IS NOT NULL) AS amount_field,
  arg_min(f.id, (f.as_close_date, f.ordinal, f.id)) FILTER (f.as_close_date IS NOT NULL) AS close_date_field_id,
  arg_min(f.name, (f.as_close_date, f.ordinal, f.id)) FILTER (f.as_close_date IS NOT NULL) AS close_date_field
FROM fit AS f
JOIN lists AS l ON l.id = f.list_id
GROUP BY f.list_id, l.name
HAVING amount_field_id IS NOT NULL;

COMMENT ON VIEW forecast_fields IS 'Fields that forecast and forecast_deals read, found by their names. A list without an amount has no forecast.';
COMMENT ON COLUMN forecast_fields.list_id IS 'The list.';
COMMENT ON COLUMN forecast_fields.list_name IS 'Its name.';
COMMENT ON COLUMN forecast_fields.amount_field_id IS 'Number that is taken for the amount of a deal.';
COMMENT ON COLUMN forecast_fields.amount_field IS 'Its label.';
COMMENT ON COLUMN forecast_fields.close_date_field_id IS 'Date on which a deal is expected to close; NULL where the list has none.';
COMMENT ON COLUMN forecast_fields.close_date_field IS 'Its label.';
