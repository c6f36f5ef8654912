import { activityIndexes, activityTables } from './activity-tables.ts';
import { lifecycleIndexes, lifecycleTables } from './lifecycle-tables.ts';
import { sideIndexes, sideTables } from './side-tables.ts';

/**
 * The tables of a local Affinity.
 *
 * A record is one row, and its values are one text column (`cells`, see `cell-text.ts`), so that a page of a hundred records is one range
 * read. References inside cells are ids and resolve at read. `marks` tells which single values were written since the firm was seeded.
 * Times are ISO 8601 in UTC with milliseconds, so that text order is time order.
 */
export const tables = `
CREATE TABLE tenant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, subdomain TEXT NOT NULL);

CREATE TABLE users (
  id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL, status TEXT NOT NULL,
  permissions TEXT NOT NULL, api_key TEXT, created_at TEXT NOT NULL
);

CREATE TABLE fields (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, description TEXT, type TEXT NOT NULL, enrichment_source TEXT,
  value_type TEXT NOT NULL, entity_type TEXT NOT NULL, list_id INTEGER, is_required INTEGER NOT NULL, track_changes INTEGER NOT NULL,
  created_at TEXT
);

CREATE TABLE options (
  id INTEGER PRIMARY KEY, field_no INTEGER NOT NULL, text TEXT NOT NULL, rank INTEGER, color TEXT, status_category TEXT, win_rate INTEGER
);

CREATE TABLE companies (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, domain TEXT, domains TEXT NOT NULL, is_global INTEGER NOT NULL, created_at TEXT NOT NULL,
  cells TEXT NOT NULL, marks TEXT, in_account INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE persons (
  id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT, primary_email TEXT, emails TEXT NOT NULL, type TEXT NOT NULL,
  created_at TEXT NOT NULL, cells TEXT NOT NULL, marks TEXT
);

CREATE TABLE employments (
  company_id INTEGER NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (company_id, person_id)
) WITHOUT ROWID;

CREATE TABLE lists (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, is_public INTEGER NOT NULL, creator_id INTEGER NOT NULL,
  owner_id INTEGER NOT NULL, created_at TEXT NOT NULL, roles TEXT NOT NULL
);

CREATE TABLE opportunities (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, list_id INTEGER NOT NULL, company_ids TEXT NOT NULL, person_ids TEXT NOT NULL,
  is_restricted INTEGER NOT NULL, manager_ids TEXT NOT NULL, created_at TEXT NOT NULL
);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL, entity_type TEXT NOT NULL, entity_id INTEGER NOT NULL, creator_id INTEGER,
  created_at TEXT NOT NULL, status_since TEXT, cells TEXT NOT NULL, marks TEXT
);

CREATE TABLE views (
  id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, created_at TEXT NOT NULL,
  field_ids TEXT NOT NULL, filter TEXT
);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, html TEXT NOT NULL, creator_id INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT,
  parent_id INTEGER, interaction_id INTEGER, interaction_type TEXT, mentions TEXT NOT NULL, plain TEXT, viewers TEXT
);

CREATE TABLE note_links (
  note_id INTEGER NOT NULL, entity_type TEXT NOT NULL, entity_id INTEGER NOT NULL, PRIMARY KEY (note_id, entity_type, entity_id)
) WITHOUT ROWID;

CREATE TABLE changes (
  id INTEGER PRIMARY KEY, field_no INTEGER NOT NULL, entity_id INTEGER NOT NULL, list_entry_id INTEGER, action TEXT NOT NULL,
  changer_id INTEGER, changed_at TEXT NOT NULL, value TEXT NOT NULL
);
${sideTables}${activityTables}${lifecycleTables}`;

/** Built after a bulk load, since filling an index row by row costs several times as much. */
export const indexes = `
CREATE UNIQUE INDEX users_by_key ON users (api_key) WHERE api_key IS NOT NULL;
CREATE INDEX options_by_field ON options (field_no);
CREATE INDEX employments_by_person ON employments (person_id);
CREATE INDEX opportunities_by_list ON opportunities (list_id);
CREATE INDEX entries_by_list ON entries (list_id, id);
CREATE INDEX entries_by_age ON entries (list_id, created_at, id);
CREATE INDEX entries_by_entity ON entries (entity_type, entity_id, id);
CREATE INDEX views_by_list ON views (list_id, id);
CREATE INDEX notes_by_age ON notes (parent_id, created_at, id);
CREATE INDEX notes_by_interaction ON notes (interaction_type, interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX note_links_by_entity ON note_links (entity_type, entity_id, note_id);
CREATE INDEX changes_by_time ON changes (changed_at, id);
CREATE INDEX changes_by_field ON changes (field_no, changed_at, id);
CREATE INDEX changes_by_entry ON changes (list_entry_id, changed_at, id) WHERE list_entry_id IS NOT NULL;
CREATE INDEX changes_by_entity ON changes (entity_id, changed_at, id);
${sideIndexes}${activityIndexes}${lifecycleIndexes}`;

/** Names of all tables above. */
export const tableNames = [...tables.matchAll(/CREATE TABLE (\w+)/g)].map(([, name = '']) => name);
