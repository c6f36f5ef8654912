-- For how long was an entry in which status?
-- When it came and went is found by each load, in _status_spans; here it gets its label, its place in the firm's order, and its days.
CREATE OR REPLACE VIEW status_spans AS
SELECT s.list_id, s.list_entry_id, s.entity_type, s.entity_id, coalesce(o.status, s.text) AS status, s.option_id, o.rank, o.category,
  s.entered_at, s.left_at, (epoch_us(coalesce(s.left_at, now())) - epoch_us(s.entered_at)) / 86400000000 AS days, s.changer_id
FROM _status_spans AS s
LEFT JOIN list_statuses AS o USING (list_id, option_id);

COMMENT ON VIEW status_spans IS
  'How long each list entry stood in each status, from the changes that Affinity recorded and from the current values.';
COMMENT ON COLUMN status_spans.list_id IS 'The list.';
COMMENT ON COLUMN status_spans.list_entry_id IS 'The list entry; entries that no longer exist are left out.';
COMMENT ON COLUMN status_spans.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN status_spans.entity_id IS 'The record in the row.';
COMMENT ON COLUMN status_spans.status IS 'Label of the status today; the label at the time where the option is gone.';
COMMENT ON COLUMN status_spans.option_id IS 'Dropdown option; NULL where it is gone.';
COMMENT ON COLUMN status_spans.rank IS 'Rank of the status in the firm''s order.';
COMMENT ON COLUMN status_spans.category IS 'open, won, lost or on-hold.';
COMMENT ON COLUMN status_spans.entered_at IS 'When the entry came into the status.';
COMMENT ON COLUMN status_spans.left_at IS 'When it left; NULL while it stands there.';
COMMENT ON COLUMN status_spans.days IS 'Days in the status, up to now while it stands there.';
COMMENT ON COLUMN status_spans.changer_id IS 'User who moved it there; NULL when the system did, or when nobody recorded it.';
