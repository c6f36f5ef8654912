-- Who works where?
-- Values of persons that name companies, such as Current Organization, say so, and the field People of companies does.
CREATE OR REPLACE VIEW company_persons AS
SELECT DISTINCT ref_id AS company_id, entity_id AS person_id, 'person:' || field_id AS source
FROM field_values
WHERE entity_type = 'person' AND value_type IN ('company', 'company-multi') AND ref_id IS NOT NULL
  AND field_id IN ('companies', 'affinity-data-current-organization')
UNION ALL
SELECT DISTINCT entity_id, ref_id, 'company:' || field_id
FROM field_values
WHERE entity_type = 'company' AND field_id = 'persons' AND ref_id IS NOT NULL
UNION ALL
SELECT DISTINCT d.company_id, e.person_id, 'email_domain'
FROM person_emails AS e
JOIN company_domains AS d ON lower(d.domain) = lower(split_part(e.email, '@', -1));

COMMENT ON VIEW company_persons IS
  'Who works where, from every place that tells it: one row for each place.';
COMMENT ON COLUMN company_persons.company_id IS 'The company.';
COMMENT ON COLUMN company_persons.person_id IS 'A person of it.';
COMMENT ON COLUMN company_persons.source IS 'Where it was said: person or company with the id of the field, or email_domain: an address of the person is of a domain of the company.';
