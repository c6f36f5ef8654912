-- What is missing, doubled or out of date?
-- One row for each problem and what it is about. Fields that Affinity computes from mail and calendar are nobody's to fill and left out.
CREATE OR REPLACE VIEW data_quality AS
WITH filled AS (
  SELECT field_id, entity_type, list_id, count(DISTINCT coalesce(list_entry_id, entity_id)) AS records FROM field_values GROUP BY ALL
), totals AS (
  SELECT 'company' AS entity_type, NULL::BIGINT AS list_id, count(*) AS records FROM companies
  UNION ALL SELECT 'person', NULL, count(*) FROM persons
  UNION ALL SELECT entity_type, list_id, count(*) FROM list_entries GROUP BY ALL
), empty AS (
  SELECT f.entity_type, f.list_id, f.id AS field_id, f.name AS field_name, coalesce(f.is_required, false) AS is_required, t.records,
    t.records - coalesce(v.records, 0) AS affected
  FROM fields AS f
  JOIN totals AS t ON t.entity_type = f.entity_type AND t.list_id IS NOT DISTINCT FROM f.list_id
  LEFT JOIN filled AS v ON v.field_id = f.id AND v.entity_type = f.entity_type AND v.list_id IS NOT DISTINCT FROM f.list_id
  WHERE f.kind IS DISTINCT FROM 'relationship-intelligence'
), domains AS (
  SELECT lower(domain) AS domain FROM company_domains GROUP BY ALL HAVING count(DISTINCT company_id) > 1
), names AS (
  SELECT lower(trim(name)) AS name FROM companies WHERE name IS NOT NULL GROUP BY ALL HAVING count(*) > 1
), suggested AS (
  SELECT DISTINCT entity_type, unnest([primary_id, duplicate_id]) AS id FROM duplicate_suggestions
), problems AS (
  SELECT 'required field is empty' AS problem, entity_type, list_id, field_id, field_name, records, affected FROM empty WHERE is_required
  UNION ALL
  SELECT 'field is empty', entity_type, list_id, field_id, field_name, records, affected FROM empty WHERE NOT is_required
  UNION ALL
  SELECT 'company without a domain', 'company', NULL, NULL, NULL, count(*), count(*) FILTER (domain IS NULL) FROM companies
  UNION ALL
  SELECT 'company shares a domain', 'company', NULL, NULL, NULL, count(*),
    count(*) FILTER (id IN (SELECT company_id FROM company_domains WHERE lower(domain) IN (SELECT domain FROM domains)))
  FROM companies
  UNION ALL
  SELECT 'company shares a name', 'company', NULL, NULL, NULL, count(*), count(*) FILTER (lower(trim(name)) IN (SELECT name FROM names)) FROM companies
  UNION ALL
  SELECT 'person without an e-mail address', 'person', NULL, NULL, NULL, count(*), count(*) FILTER (primary_email IS NULL) FROM persons
  UNION ALL
  SELECT 'suggested as a duplicate', t.entity_type, NULL, NULL, NULL, t.records, count(s.id)
  FROM totals AS t
  LEFT JOIN suggested AS s USING (entity_type)
  WHERE t.list_id IS NULL
  GROUP BY ALL
  UNION ALL
  SELECT 'entry without a status', t.entity_type, t.list_id, o.field_id, o.field_name, t.records,
    t.records - (SELECT count(*) FROM field_values AS v WHERE v.list_id = t.list_id AND v.field_id = o.field_id)
  FROM totals AS t
  JOIN (SELECT DISTINCT s.list_id, s.field_id, f.name AS field_name FROM list_statuses AS s JOIN fields AS f ON f.list_id = s.list_id AND f.id = s.field_id)
    AS o ON o.list_id = t.list_id
  UNION ALL
  SELECT 'record is on the list several times', t.entity_type, t.list_id, NULL, NULL, t.records,
    (SELECT coalesce(sum(times), 0)::BIGINT
     FROM (SELECT count(*) AS times FROM list_entries AS e WHERE e.list_id = t.list_id GROUP BY e.entity_type, e.entity_id HAVING count(*) > 1))
  FROM totals AS t
  WHERE t.list_id IS NOT NULL
  UNION ALL
  SELECT 'names a deactivated colleague', v.entity_type, v.list_id, v.field_id, f.name, count(DISTINCT coalesce(v.list_entry_id, v.entity_id)),
    count(DISTINCT coalesce(v.list_entry_id, v.entity_id)) FILTER (u.status = 'deactivated')
  FROM field_values AS v
  JOIN fields AS f ON f.id = v.field_id AND f.entity_type = v.entity_type AND f.list_id IS NOT DISTINCT FROM v.list_id AND f.kind IN ('list', 'global')
  JOIN users AS u ON u.id = v.ref_id
  WHERE v.value_type IN ('person', 'person-multi')
  GROUP BY ALL
  UNION ALL
  SELECT 'value could not be read', NULL, NULL, NULL, stream, NULL, count(*) FROM _rejects GROUP BY stream
)
SELECT p.problem, p.entity_type, p.list_id, l.name AS list_name, p.field_id, p.field_name, p.records, p.affected,
  p.affected / nullif(p.records, 0) AS share
FROM problems AS p
LEFT JOIN lists AS l ON l.id = p.list_id
ORDER BY p.problem, share DESC NULLS LAST, p.affected DESC, p.list_id NULLS FIRST, p.field_id;

COMMENT ON VIEW data_quality IS 'What is missing, doubled or out of date in the CRM: one row for each problem and what it is about, those without a case included.';
COMMENT ON COLUMN data_quality.problem IS 'What is wrong, in words.';
COMMENT ON COLUMN data_quality.entity_type IS 'company, person or opportunity: what it is wrong with.';
COMMENT ON COLUMN data_quality.list_id IS 'List whose entries were looked at; NULL for all companies or persons.';
COMMENT ON COLUMN data_quality.list_name IS 'Its name.';
COMMENT ON COLUMN data_quality.field_id IS 'Field that was looked at.';
COMMENT ON COLUMN data_quality.field_name IS 'Its label; for values that could not be read, the stream.';
COMMENT ON COLUMN data_quality.records IS 'Records or entries that were looked at.';
COMMENT ON COLUMN data_quality.affected IS 'Those of them that have the problem.';
COMMENT ON COLUMN data_quality.share IS 'affected over records, from 0 to 1.';
