-- What is the name and the address of each company, person and opportunity?
-- For joining with tables that name a record by its type and id.
CREATE OR REPLACE VIEW records AS
SELECT r.entity_type, r.entity_id, r.name, web.value || r.path || r.entity_id AS url
FROM (
  SELECT 'company' AS entity_type, id AS entity_id, name, '/companies/' AS path FROM companies
  UNION ALL
  SELECT 'person', id, nullif(concat_ws(' ', first_name, last_name), ''), '/persons/' FROM persons
  UNION ALL
  SELECT 'opportunity', id, name, '/opportunities/' FROM opportunities
) AS r
LEFT JOIN (SELECT value FROM _meta WHERE key = 'web_url') AS web ON true;

COMMENT ON VIEW records IS 'Name and address of every company, person and opportunity.';
COMMENT ON COLUMN records.entity_type IS 'company, person or opportunity.';
COMMENT ON COLUMN records.entity_id IS 'Affinity id of the record.';
COMMENT ON COLUMN records.name IS 'Its name; of a person the first and last name.';
COMMENT ON COLUMN records.url IS 'Its page in Affinity; NULL where the server does not say where that is.';
