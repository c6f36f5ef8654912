-- How well does the firm know the records on its lists, and who can introduce it?
-- A score from 0.7 on stands for regular contact, from 0.4 on for occasional, below for sporadic. Relationships are read for the lists that
-- were asked for; every company and person on a list of which some were found is here, those that nobody knows as well.
CREATE OR REPLACE VIEW relationship_coverage AS
WITH asked AS (
  SELECT DISTINCT e.list_id
  FROM list_entries AS e
  SEMI JOIN relationships AS r ON r.entity_type = e.entity_type AND r.entity_id = e.entity_id
), subjects AS (
  SELECT entity_type, entity_id FROM list_entries WHERE entity_type IN ('company', 'person') AND list_id IN (SELECT list_id FROM asked)
  UNION
  SELECT entity_type, entity_id FROM relationships
), known AS (
  SELECT entity_type, entity_id, max(interaction_score) AS best_score,
    count(DISTINCT user_id) AS colleagues,
    count(DISTINCT user_id) FILTER (interaction_score >= 0.7) AS colleagues_regular,
    count(DISTINCT user_id) FILTER (linkedin_connected_on IS NOT NULL) AS colleagues_on_linkedin,
    count(DISTINCT person_id) AS persons,
    arg_min({user_id: user_id, person_id: person_id}, (-coalesce(interaction_score, 0), user_id, person_id)) AS best
  FROM relationships
  GROUP BY entity_type, entity_id
)
SELECT s.entity_type, s.entity_id, n.name, n.url,
  CASE
    WHEN k.colleagues IS NULL THEN 'none'
    WHEN k.best_score >= 0.7 THEN 'regular'
    WHEN k.best_score >= 0.4 THEN 'occasional'
    WHEN k.best_score > 0 THEN 'sporadic'
    WHEN k.colleagues_on_linkedin > 0 THEN 'linkedin'
    ELSE 'none'
  END AS band,
  k.best_score, coalesce(k.colleagues, 0) AS colleagues, coalesce(k.colleagues_regular, 0) AS colleagues_regular,
  coalesce(k.colleagues_on_linkedin, 0) AS colleagues_on_linkedin, coalesce(k.persons, 0) AS persons,
  k.best.user_id AS best_user_id, coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), un.name) AS best_user_name,
  k.best.person_id AS best_person_id, pn.name AS best_person_name
FROM subjects AS s
LEFT JOIN known AS k USING (entity_type, entity_id)
LEFT JOIN records AS n USING (entity_type, entity_id)
LEFT JOIN users AS u ON u.id = k.best.user_id
LEFT JOIN records AS un ON un.entity_type = 'person' AND un.entity_id = k.best.user_id
LEFT JOIN records AS pn ON pn.entity_type = 'person' AND pn.entity_id = k.best.person_id
ORDER BY k.best_score DESC NULLS LAST, s.entity_type, s.entity_id;

COMMENT ON VIEW relationship_coverage IS
  'How well colleagues know each company and person on the lists whose relationships were read, and who knows it best.';
COMMENT ON COLUMN relationship_coverage.entity_type IS 'company or person.';
COMMENT ON COLUMN relationship_coverage.entity_id IS 'The record.';
COMMENT ON COLUMN relationship_coverage.name IS 'Its name.';
COMMENT ON COLUMN relationship_coverage.url IS 'Its page in Affinity.';
COMMENT ON COLUMN relationship_coverage.band IS
  'regular, occasional or sporadic, by the best score; linkedin where a connection there is all there is; none.';
COMMENT ON COLUMN relationship_coverage.best_score IS 'Highest score, from 0 to 1.';
COMMENT ON COLUMN relationship_coverage.colleagues IS 'Colleagues who know it, or a person of it.';
COMMENT ON COLUMN relationship_coverage.colleagues_regular IS 'Those of them with a score of 0.7 or more.';
COMMENT ON COLUMN relationship_coverage.colleagues_on_linkedin IS 'Those of them who are connected on LinkedIn.';
COMMENT ON COLUMN relationship_coverage.persons IS 'Persons whom they know there.';
COMMENT ON COLUMN relationship_coverage.best_user_id IS 'Colleague with the highest score, as in users.id.';
COMMENT ON COLUMN relationship_coverage.best_user_name IS 'Name of that colleague.';
COMMENT ON COLUMN relationship_coverage.best_person_id IS 'Person whom that colleague knows.';
COMMENT ON COLUMN relationship_coverage.best_person_name IS 'Name of that person.';
