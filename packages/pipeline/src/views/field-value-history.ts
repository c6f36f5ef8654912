import type { View } from './view.ts';

/** When which value was valid. */
export const fieldValueHistory: View = {
  name: 'field_value_history',
  comment:
    'Values of fields and when they were valid: from the feed of changes where Affinity tracks, else from differences between loads.',
  columns: {
    field_id: 'Field, as in fields.id.',
    entity_type: 'company, person or opportunity.',
    entity_id: 'The record that had the value.',
    list_id: 'List whose field it is; NULL for a value of the record itself.',
    list_entry_id: 'List entry that had the value; NULL for a value of the record itself.',
    value_type: 'Type of the value.',
    text: 'Text, and the label beside an option or a reference.',
    number: 'Number.',
    date: 'Date without a time.',
    instant: 'Moment in time.',
    option_id: 'Dropdown option.',
    ref_id: 'Person, company or list that the value refers to.',
    json: 'Locations and other composed values.',
    valid_from: 'Since when it was valid, or was first seen where nobody recorded it.',
    valid_to: 'Until when; NULL while it is.',
    changer_id: 'User who set it, where the feed tells.',
    source: 'feed: recorded by Affinity. diff: seen by loads.',
  },
  sql: `
-- Which value did a field have, and when?
-- Fields whose values ever changed have spans, made by each load. All others have had the value that they have since they were first seen;
-- those of a list entry since it was added.
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
)`,
};
