/** Tables of what stands beside the records: reminders, files, teams and webhooks. */
export const sideTables = `
CREATE TABLE reminders (
  id INTEGER PRIMARY KEY, content TEXT, due_date TEXT NOT NULL, creator_id INTEGER NOT NULL, owner_id INTEGER NOT NULL,
  completer_id INTEGER, completed_at TEXT, entity_type TEXT, entity_id INTEGER, reset_trigger TEXT, period_days INTEGER,
  created_at TEXT NOT NULL, updated_at TEXT
);

CREATE TABLE files (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, type TEXT, entity_type TEXT, entity_id INTEGER,
  uploader_id INTEGER NOT NULL, created_at TEXT NOT NULL
);

CREATE TABLE file_contents (file_id INTEGER PRIMARY KEY, base64 TEXT NOT NULL);

CREATE TABLE teams (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, privacy_type TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT,
  list_ids TEXT NOT NULL, members TEXT NOT NULL
);

CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, subscriptions TEXT NOT NULL, status TEXT NOT NULL, creator_id INTEGER NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT
);
`;

/** Indexes of the tables above. */
export const sideIndexes = `
CREATE INDEX reminders_by_due_date ON reminders (due_date, id);
CREATE INDEX reminders_by_entity ON reminders (entity_type, entity_id, due_date);
CREATE INDEX files_by_age ON files (created_at, id);
CREATE INDEX files_by_entity ON files (entity_type, entity_id, created_at);
CREATE UNIQUE INDEX webhooks_by_url ON webhooks (url);
`;
