-- Which companies belong to an opportunity?
-- Associations are values of the built-in field "companies" of opportunity lists.
CREATE OR REPLACE VIEW opportunity_companies AS
SELECT entity_id AS opportunity_id, ref_id AS company_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'companies' AND ref_id IS NOT NULL;

COMMENT ON VIEW opportunity_companies IS
  'Companies of opportunities, from the field Organizations of their lists.';
COMMENT ON COLUMN opportunity_companies.opportunity_id IS 'The opportunity.';
COMMENT ON COLUMN opportunity_companies.company_id IS 'A company of it.';
COMMENT ON COLUMN opportunity_companies.ordinal IS 'Position in Affinity''s order, from 0.';
