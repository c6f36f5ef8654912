import type { View } from './view.ts';

/** Persons of opportunities. */
export const opportunityPersons: View = {
  name: 'opportunity_persons',
  comment: 'Persons of opportunities, from the field People of their lists.',
  columns: { opportunity_id: 'The opportunity.', person_id: 'A person of it.', ordinal: "Position in Affinity's order, from 0." },
  sql: `
-- Which persons belong to an opportunity?
-- Associations are values of the built-in field "persons" of opportunity lists.
SELECT entity_id AS opportunity_id, ref_id AS person_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'persons' AND ref_id IS NOT NULL`,
};

/** Companies of opportunities. */
export const opportunityCompanies: View = {
  name: 'opportunity_companies',
  comment: 'Companies of opportunities, from the field Organizations of their lists.',
  columns: { opportunity_id: 'The opportunity.', company_id: 'A company of it.', ordinal: "Position in Affinity's order, from 0." },
  sql: `
-- Which companies belong to an opportunity?
-- Associations are values of the built-in field "companies" of opportunity lists.
SELECT entity_id AS opportunity_id, ref_id AS company_id, ordinal, _load_id, _first_seen_at, _changed_at
FROM field_values
WHERE entity_type = 'opportunity' AND field_id = 'companies' AND ref_id IS NOT NULL`,
};
