-- Which persons belong to an opportunity?
-- Associations are values of the built-in field "persons" of opportunity lists.
CREATE OR REPLACE VIEW opportunity_persons AS
SELECT entity_id AS opportunity_id, ref_id AS person_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'persons' AND ref_id IS NOT NULL;

COMMENT ON VIEW opportunity_persons IS
  'Persons of opportunities, from the field People of their lists.';
COMMENT ON COLUMN opportunity_persons.opportunity_id IS 'The opportunity.';
COMMENT ON COLUMN opportunity_persons.person_id IS 'A person of it.';
COMMENT ON COLUMN opportunity_persons.ordinal IS 'Position in Affinity''s order, from 0.';
