-- Which value did a field have, and when?
-- Fields whose values ever changed have spans, made by each load. All others have had the value that they have since they were first seen;
-- those of a list entry since it was added.
CREATE OR REPLACE VIEW field_value_history AS
SELECT * FROM _field_value_spans
UNION ALL
SELECT v.field_id, v.entity_type, v.entity_id, v.list_id, v.list_entry_id,
  v.value_type, v.text, v.number, v.date, v.instant, v.option_id, v.ref_id, v.json,
  coalesce(e.created_at, v._first_seen_at) AS valid_from, NULL AS valid_to, NULL AS changer_id, 'diff' AS source
FROM field_values AS v
LEFT JOIN list_entries AS e ON e.id = v.list_entry_id
WHERE NOT EXISTS (
  FROM _field_value_spans AS s
  WHERE s.entity_type = v.entity_type AND s.entity_id = v.entity_id AND s.field_id = v.field_id
    AND coalesce(s.list_entry_id, 0) = coalesce(v.list_entry_id, 0)
);

COMMENT ON VIEW field_value_history IS
  'Values of fields and when they were valid: from the feed of changes where Affinity tracks, else from differences between loads.';
COMMENT ON COLUMN field_value_history.field_id IS 'Field, as in fields.id.';
COMMENT ON COLUMN field_value_history.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN field_value_history.entity_id IS 'The record that had the value.';
COMMENT ON COLUMN field_value_history.list_id IS 'List whose field it is; NULL for a value of the record itself.';
COMMENT ON COLUMN field_value_history.list_entry_id IS 'List entry that had the value; NULL for a value of the record itself.';
COMMENT ON COLUMN field_value_history.value_type IS 'Type of the value.';
COMMENT ON COLUMN field_value_history.text IS 'Text, and the label beside an option or a reference.';
COMMENT ON COLUMN field_value_history.number IS 'Number.';
COMMENT ON COLUMN field_value_history.date IS 'Date without a time.';
COMMENT ON COLUMN field_value_history.instant IS 'Moment in time.';
COMMENT ON COLUMN field_value_history.option_id IS 'Dropdown option.';
COMMENT ON COLUMN field_value_history.ref_id IS 'Person, company or list that the value refers to.';
COMMENT ON COLUMN field_value_history.json IS 'Locations and other composed values.';
COMMENT ON COLUMN field_value_history.valid_from IS 'Since when it was valid, or was first seen where nobody recorded it.';
COMMENT ON COLUMN field_value_history.valid_to IS 'Until when; NULL while it is.';
COMMENT ON COLUMN field_value_history.changer_id IS 'User who set it, where the feed tells.';
COMMENT ON COLUMN field_value_history.source IS 'feed: recorded by Affinity. diff: seen by loads.';
