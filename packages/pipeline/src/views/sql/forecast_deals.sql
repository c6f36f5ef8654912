-- What is each open or won deal expected to bring, and when?
-- Expected is the amount times the win rate that the firm gives the status; a won deal counts whole. An amount of zero is one that nobody
-- has entered yet.
CREATE OR REPLACE VIEW forecast_deals AS
SELECT e.list_id, f.list_name, e.id AS list_entry_id, e.entity_type, e.entity_id, r.name, r.url, o.status, o.rank, o.category,
  closing.date AS close_date, nullif(amount.number, 0) AS amount,
  CASE WHEN o.category = 'won' THEN 1.0 ELSE option.win_rate / 100 END AS win_rate,
  nullif(amount.number, 0) * CASE WHEN o.category = 'won' THEN 1.0 ELSE option.win_rate / 100 END AS expected
FROM forecast_fields AS f
JOIN list_entries AS e ON e.list_id = f.list_id
JOIN list_statuses AS o ON o.list_id = f.list_id AND coalesce(o.category, 'open') IN ('open', 'won')
JOIN field_values AS status ON status.list_entry_id = e.id AND status.field_id = o.field_id AND status.option_id = o.option_id
LEFT JOIN dropdown_options AS option ON option.list_id = o.list_id AND option.field_id = o.field_id AND option.id = o.option_id
LEFT JOIN field_values AS amount ON amount.list_entry_id = e.id AND amount.field_id = f.amount_field_id
LEFT JOIN field_values AS closing ON closing.list_entry_id = e.id AND closing.field_id = f.close_date_field_id
LEFT JOIN records AS r ON r.entity_type = e.entity_type AND r.entity_id = e.entity_id;

COMMENT ON VIEW forecast_deals IS 'Open and won deals with what they are expected to bring. forecast_fields says which fields that rests on.';
COMMENT ON COLUMN forecast_deals.list_id IS 'The list.';
COMMENT ON COLUMN forecast_deals.list_name IS 'Its name.';
COMMENT ON COLUMN forecast_deals.list_entry_id IS 'The list entry.';
COMMENT ON COLUMN forecast_deals.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN forecast_deals.entity_id IS 'The record in the row.';
COMMENT ON COLUMN forecast_deals.name IS 'Its name.';
COMMENT ON COLUMN forecast_deals.url IS 'Its page in Affinity.';
COMMENT ON COLUMN forecast_deals.status IS 'Status of the deal.';
COMMENT ON COLUMN forecast_deals.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN forecast_deals.category IS 'open or won; NULL where the API version does not say.';
COMMENT ON COLUMN forecast_deals.close_date IS 'Day on which it is expected to close, or closed; NULL when nobody said.';
COMMENT ON COLUMN forecast_deals.amount IS 'Amount of the deal; NULL when nobody entered one.';
COMMENT ON COLUMN forecast_deals.win_rate IS 'From 0 to 1: what the firm gives the status; 1 for a won deal, NULL where the firm gives none.';
COMMENT ON COLUMN forecast_deals.expected IS 'Amount times win rate; NULL where either is not known.';
