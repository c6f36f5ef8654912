import type { View } from './view.ts';

/** Records that left the CRM. */
export const deletedRecords: View = {
  name: 'deleted_records',
  comment: 'Records that were deleted or merged away, as they last were.',
  columns: {
    table_name: 'Table that the record stood in.',
    key: 'Its id, or its key as JSON.',
    deleted_at: 'When a load saw that it was gone.',
    end_reason: 'deleted or merged.',
    merged_into: 'Record that it was merged into.',
    row: 'The record as it last was.',
  },
  sql: `
-- Which records has somebody deleted or merged away?
-- Values, domains, addresses and links that were merely edited are in record_history, not here.
SELECT table_name, key, valid_to AS deleted_at, end_reason, merged_into, row
FROM record_history
WHERE end_reason IN ('deleted', 'merged')
  AND table_name NOT IN ('field_values', 'company_domains', 'person_emails', 'note_links', 'saved_view_entries', '_rejects')`,
};
