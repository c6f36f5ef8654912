-- What did each colleague do in each month?
-- Meetings that are still to come are counted apart, up to a month ahead; later ones are mostly series that nobody has looked at.
-- Interactions count once for everybody who took part; what was not loaded (--streams emails,meetings,calls,chat_messages) is not counted.
CREATE OR REPLACE VIEW activity_by_user AS
WITH today AS (
  SELECT CAST(now() AT TIME ZONE 'UTC' AS DATE) AS day
), months AS (
  SELECT a.user_id, CAST(date_trunc('month', a.day) AS DATE) AS month, a.what, a.day > today.day AS is_ahead, CAST(sum(a.times) AS BIGINT) AS times
  FROM _activity AS a, today
  WHERE a.day <= today.day + INTERVAL 1 MONTH
  GROUP BY ALL
)
SELECT m.user_id,
  coalesce(nullif(concat_ws(' ', any_value(u.first_name), any_value(u.last_name)), ''),
    nullif(concat_ws(' ', any_value(p.first_name), any_value(p.last_name)), '')) AS user_name, m.month,
  coalesce(sum(times) FILTER (what = 'emails_sent'), 0)::BIGINT AS emails_sent,
  coalesce(sum(times) FILTER (what = 'emails_received'), 0)::BIGINT AS emails_received,
  coalesce(sum(times) FILTER (what = 'meetings' AND NOT is_ahead), 0)::BIGINT AS meetings,
  coalesce(sum(times) FILTER (what = 'meetings' AND is_ahead), 0)::BIGINT AS meetings_ahead,
  coalesce(sum(times) FILTER (what = 'calls' AND NOT is_ahead), 0)::BIGINT AS calls,
  coalesce(sum(times) FILTER (what = 'chat-messages'), 0)::BIGINT AS chat_messages,
  coalesce(sum(times) FILTER (what = 'logged'), 0)::BIGINT AS logged,
  coalesce(sum(times) FILTER (what = 'notes'), 0)::BIGINT AS notes
FROM months AS m
LEFT JOIN users AS u ON u.id = m.user_id
LEFT JOIN persons AS p ON p.id = m.user_id
GROUP BY m.user_id, m.month
ORDER BY m.month, m.user_id;

COMMENT ON VIEW activity_by_user IS 'E-mails, meetings, calls, chat messages and notes of each colleague, month by month. A month without any has no row.';
COMMENT ON COLUMN activity_by_user.user_id IS 'The colleague, as in users.id.';
COMMENT ON COLUMN activity_by_user.user_name IS 'First and last name.';
COMMENT ON COLUMN activity_by_user.month IS 'First day of the month, in UTC.';
COMMENT ON COLUMN activity_by_user.emails_sent IS 'E-mails that the colleague sent.';
COMMENT ON COLUMN activity_by_user.emails_received IS 'E-mails that the colleague was sent, copies included.';
COMMENT ON COLUMN activity_by_user.meetings IS 'Meetings that have begun.';
COMMENT ON COLUMN activity_by_user.meetings_ahead IS 'Meetings of the days from tomorrow on, up to a month ahead.';
COMMENT ON COLUMN activity_by_user.calls IS 'Calls.';
COMMENT ON COLUMN activity_by_user.chat_messages IS 'Chat messages that the colleague took part in.';
COMMENT ON COLUMN activity_by_user.logged IS 'Interactions that the colleague logged by hand, whoever took part, by the day of logging.';
COMMENT ON COLUMN activity_by_user.notes IS 'Notes and replies that the colleague wrote.';
