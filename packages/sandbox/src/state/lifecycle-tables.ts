/** Tables of what came and went: ids that were used, texts of what is gone, merged records and merges. */
export const lifecycleTables = `
CREATE TABLE last_ids (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE gone (kind TEXT NOT NULL, id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE TABLE merged (kind TEXT NOT NULL, id INTEGER NOT NULL, survivor_id INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE TABLE merges (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, task_id TEXT NOT NULL, primary_id INTEGER NOT NULL, duplicate_id INTEGER NOT NULL,
  requester_id INTEGER NOT NULL, status TEXT NOT NULL, started_at TEXT NOT NULL, due_at TEXT NOT NULL, completed_at TEXT, error TEXT,
  is_listed INTEGER NOT NULL
);
`;

/** Indexes of the tables above. */
export const lifecycleIndexes = `
CREATE INDEX merges_by_kind ON merges (kind, id);
CREATE INDEX merges_by_task ON merges (task_id);
CREATE INDEX merges_in_progress ON merges (due_at) WHERE status = 'in-progress';
`;
