-- How much did each colleague do in each month, and on which days to come?
-- An interaction counts once for everybody of the firm who took part: an e-mail as sent for whom it is from, as received for all others.
-- Days are those of UTC. What is still to come keeps its day, so that it can be told from the past until the next load.
CREATE OR REPLACE TABLE _activity AS
WITH parts AS (
  SELECT interaction_type AS type, interaction_id AS id, person_id, bool_or(role = 'from') AS is_sender
  FROM interaction_participants
  WHERE person_type = 'internal' AND person_id IS NOT NULL
  GROUP BY ALL
), taken AS (
  SELECT p.person_id AS user_id,
    CAST(date_trunc(CASE WHEN i.started_at > now() THEN 'day' ELSE 'month' END, i.started_at AT TIME ZONE 'UTC') AS DATE) AS day, p.type, p.is_sender, count(*) AS interactions
  FROM parts AS p
  JOIN interactions AS i ON i.type = p.type AND i.id = p.id
  WHERE i.started_at IS NOT NULL
  GROUP BY ALL
), logged AS (
  SELECT creator_id AS user_id, CAST(date_trunc('month', created_at AT TIME ZONE 'UTC') AS DATE) AS day, count(*) AS interactions
  FROM interactions
  WHERE logging_type = 'manual' AND creator_id IS NOT NULL AND created_at IS NOT NULL
  GROUP BY ALL
), written AS (
  SELECT creator_id AS user_id, CAST(date_trunc('month', created_at AT TIME ZONE 'UTC') AS DATE) AS day, count(*) AS notes
  FROM notes
  WHERE creator_id IS NOT NULL AND created_at IS NOT NULL
  GROUP BY ALL
)
SELECT user_id, day, 'emails_sent' AS what, interactions AS times FROM taken WHERE type = 'email' AND is_sender
UNION ALL SELECT user_id, day, 'emails_received', interactions FROM taken WHERE type = 'email' AND NOT is_sender
UNION ALL SELECT user_id, day, type || 's', CAST(sum(interactions) AS BIGINT) FROM taken WHERE type <> 'email' GROUP BY ALL
UNION ALL SELECT user_id, day, 'logged', interactions FROM logged
UNION ALL SELECT user_id, day, 'notes', notes FROM written;

COMMENT ON TABLE _activity IS 'What activity_by_user is made from.';
COMMENT ON COLUMN _activity.user_id IS 'The colleague, as in users.id.';
COMMENT ON COLUMN _activity.day IS 'First day of the month, in UTC; of what was still to come the day itself.';
COMMENT ON COLUMN _activity.what IS 'emails_sent, emails_received, meetings, calls, chat-messages, logged or notes.';
COMMENT ON COLUMN _activity.times IS 'How many.';
