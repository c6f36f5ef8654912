-- What is expected to close, month by month?
-- Amounts and close dates are fields that firms make; forecast_fields says which were found, by their names alone.
-- Deals without a close date are in a row of their own, whose month is NULL.
CREATE OR REPLACE VIEW forecast AS
SELECT list_id, list_name, CAST(date_trunc('month', close_date) AS DATE) AS month,
  count(*) FILTER (category IS DISTINCT FROM 'won') AS deals_open,
  count(*) FILTER (category = 'won') AS deals_won,
  coalesce(sum(amount) FILTER (category IS DISTINCT FROM 'won'), 0) AS amount_open,
  coalesce(sum(amount) FILTER (category = 'won'), 0) AS amount_won,
  coalesce(sum(expected), 0) AS expected,
  count(*) FILTER (amount IS NULL) AS deals_without_amount,
  count(*) FILTER (win_rate IS NULL) AS deals_without_win_rate
FROM forecast_deals
GROUP BY ALL
ORDER BY list_id, month NULLS LAST;

COMMENT ON VIEW forecast IS 'Open and won deals of each list by the month in which they close, with what they are expected to bring.';
COMMENT ON COLUMN forecast.list_id IS 'The list.';
COMMENT ON COLUMN forecast.list_name IS 'Its name.';
COMMENT ON COLUMN forecast.month IS 'First day of the month of the close date; NULL for deals without one.';
COMMENT ON COLUMN forecast.deals_open IS 'Deals in an open status.';
COMMENT ON COLUMN forecast.deals_won IS 'Deals that are won.';
COMMENT ON COLUMN forecast.amount_open IS 'Sum of the amounts of the open ones.';
COMMENT ON COLUMN forecast.amount_won IS 'Sum of the amounts of the won ones.';
COMMENT ON COLUMN forecast.expected IS 'Amounts times win rates; won deals count whole.';
COMMENT ON COLUMN forecast.deals_without_amount IS 'Deals that add nothing because nobody entered an amount.';
COMMENT ON COLUMN forecast.deals_without_win_rate IS 'Deals that add nothing to expected because their status has no win rate.';
