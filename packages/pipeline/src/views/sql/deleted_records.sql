-- Which records has somebody deleted or merged away?
-- Values, domains, addresses and links that were merely edited are in record_history, not here.
CREATE OR REPLACE VIEW deleted_records AS
SELECT table_name, key, valid_to AS deleted_at, end_reason, merged_into, row
FROM record_history
WHERE end_reason IN ('deleted', 'merged')
  AND table_name NOT IN ('field_values', 'company_domains', 'person_emails', 'note_links', 'saved_view_entries', '_rejects');

COMMENT ON VIEW deleted_records IS
  'Records that were deleted or merged away, as they last were.';
COMMENT ON COLUMN deleted_records.table_name IS 'Table that the record stood in.';
COMMENT ON COLUMN deleted_records.key IS 'Its id, or its key as JSON.';
COMMENT ON COLUMN deleted_records.deleted_at IS 'When a load saw that it was gone.';
COMMENT ON COLUMN deleted_records.end_reason IS 'deleted or merged.';
COMMENT ON COLUMN deleted_records.merged_into IS 'Record that it was merged into.';
COMMENT ON COLUMN deleted_records.row IS 'The record as it last was.';
