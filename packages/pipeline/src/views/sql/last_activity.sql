-- When was the firm last in touch with each record, and when will it be next?
-- Affinity says it of companies and persons, in their fields Last Contact and Next Event. An opportunity has what its companies and persons
-- have. Notes are those that are attached to the record itself.
CREATE OR REPLACE VIEW last_activity AS
WITH told AS (
  SELECT entity_type, entity_id, field_id, TRY_CAST(coalesce(json ->> 'sentAt', json ->> 'startTime') AS TIMESTAMPTZ) AS happened_at
  FROM field_values
  WHERE field_id IN ('last-contact', 'next-event') AND list_entry_id IS NULL
), links AS (
  SELECT opportunity_id, 'company' AS entity_type, company_id AS entity_id FROM opportunity_companies
  UNION ALL SELECT opportunity_id, 'person', person_id FROM opportunity_persons
), moments AS (
  SELECT entity_type, entity_id, field_id AS what, happened_at FROM told
  UNION ALL
  SELECT 'opportunity', l.opportunity_id, t.field_id, t.happened_at FROM links AS l JOIN told AS t USING (entity_type, entity_id)
  UNION ALL
  SELECT l.entity_type, l.entity_id, 'note', n.created_at FROM note_links AS l JOIN notes AS n ON n.id = l.note_id WHERE l.link = 'attached'
)
SELECT entity_type, entity_id,
  max(happened_at) FILTER (what = 'last-contact') AS last_contact_at,
  max(happened_at) FILTER (what = 'note') AS last_note_at,
  min(happened_at) FILTER (what = 'next-event' AND happened_at > now()) AS next_meeting_at
FROM moments
WHERE happened_at IS NOT NULL
GROUP BY entity_type, entity_id;

COMMENT ON VIEW last_activity IS 'When the firm was last in touch with each record; records that nothing is known of have no row.';
COMMENT ON COLUMN last_activity.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN last_activity.entity_id IS 'The record.';
COMMENT ON COLUMN last_activity.last_contact_at IS 'Last e-mail, meeting, call or chat with it, from the field Last Contact.';
COMMENT ON COLUMN last_activity.last_note_at IS 'When the newest note on it was written.';
COMMENT ON COLUMN last_activity.next_meeting_at IS 'Next meeting that is still to come, from the field Next Event.';
