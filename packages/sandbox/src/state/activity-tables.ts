/**
 * Tables of what people did: interactions, who took part, transcripts, and who knows whom on LinkedIn.
 *
 * Ids of interactions repeat from type to type, so `key` holds both (see `interaction-key.ts`); interactions of one type lie together by id.
 * `people` is a JSON array in order: for an e-mail its sender, then `to_count` receivers, then the copied ones.
 */
export const activityTables = `
CREATE TABLE interactions (
  key INTEGER PRIMARY KEY, at TEXT NOT NULL, ends_at TEXT, title TEXT, all_day INTEGER NOT NULL, direction TEXT, people TEXT NOT NULL,
  to_count INTEGER NOT NULL, creator_id INTEGER, is_private INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT
);

CREATE TABLE participants (
  person_id INTEGER NOT NULL, type INTEGER NOT NULL, at TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (person_id, type, at, key)
) WITHOUT ROWID;

CREATE TABLE transcripts (
  id INTEGER PRIMARY KEY, note_id INTEGER NOT NULL, language TEXT NOT NULL, created_at TEXT NOT NULL, fragments TEXT NOT NULL,
  is_deleted INTEGER NOT NULL
);

CREATE TABLE linkedin_links (
  user_id INTEGER NOT NULL, person_id INTEGER NOT NULL, connected_on TEXT NOT NULL, PRIMARY KEY (person_id, user_id)
) WITHOUT ROWID;
`;

/** Indexes of the tables above. */
export const activityIndexes = `
CREATE INDEX transcripts_by_note ON transcripts (note_id);
CREATE INDEX transcripts_by_age ON transcripts (created_at, id);
`;

/** Lists who took part in an interaction; without the last line, in all of them. In the order of the table, which costs least. */
export const fillParticipants = `INSERT INTO participants
  SELECT DISTINCT person.value, interactions.key >> 40, interactions.at, interactions.key
  FROM interactions, json_each(interactions.people) AS person`;
