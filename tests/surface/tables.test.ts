import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookkeepingColumns } from '../../packages/pipeline/src/replica/schema.ts';
import { dataTables, ledgerTables } from '../../packages/pipeline/src/replica/tables/index.ts';
import { origins } from '../../packages/pipeline/src/replica/tables/origins.ts';
import { fixedViews } from '../../packages/pipeline/src/views/fixed-views.ts';
import { tablesPage } from '../../scripts/tables-doc.js';

/** The public contract: a column that changes its name or type, or goes, takes a new schema version with a migration. */
const pins: Readonly<Record<string, string>> = {
  companies: 'id BIGINT, name VARCHAR, domain VARCHAR, is_global BOOLEAN',
  company_domains: 'company_id BIGINT, domain VARCHAR, ordinal INTEGER',
  persons: 'id BIGINT, first_name VARCHAR, last_name VARCHAR, primary_email VARCHAR, type VARCHAR',
  person_emails: 'person_id BIGINT, email VARCHAR, ordinal INTEGER',
  opportunities: 'id BIGINT, name VARCHAR, list_id BIGINT, is_restricted BOOLEAN, is_redacted BOOLEAN',
  lists: 'id BIGINT, name VARCHAR, type VARCHAR, is_public BOOLEAN, creator_id BIGINT, owner_id BIGINT, created_at TIMESTAMPTZ',
  list_entries: 'id BIGINT, list_id BIGINT, entity_type VARCHAR, entity_id BIGINT, created_at TIMESTAMPTZ, creator_id BIGINT',
  saved_views: 'id BIGINT, list_id BIGINT, name VARCHAR, type VARCHAR, created_at TIMESTAMPTZ',
  saved_view_entries: 'saved_view_id BIGINT, list_entry_id BIGINT',
  fields:
    'id VARCHAR, entity_type VARCHAR, list_id BIGINT, name VARCHAR, description VARCHAR, kind VARCHAR, value_type VARCHAR, source VARCHAR, is_multi BOOLEAN, is_required BOOLEAN, is_tracked BOOLEAN, created_at TIMESTAMPTZ, ordinal INTEGER',
  dropdown_options:
    'id BIGINT, field_id VARCHAR, entity_type VARCHAR, list_id BIGINT, type VARCHAR, text VARCHAR, rank BIGINT, color VARCHAR, category VARCHAR, win_rate INTEGER, ordinal INTEGER',
  field_values:
    'entity_type VARCHAR, entity_id BIGINT, list_id BIGINT, list_entry_id BIGINT, field_id VARCHAR, ordinal INTEGER, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON',
  field_value_changes:
    'id BIGINT, field_id VARCHAR, entity_type VARCHAR, entity_id BIGINT, list_id BIGINT, list_entry_id BIGINT, action VARCHAR, changed_at TIMESTAMPTZ, changer_id BIGINT, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON',
  interactions:
    'type VARCHAR, id BIGINT, subject VARCHAR, started_at TIMESTAMPTZ, ended_at TIMESTAMPTZ, is_all_day BOOLEAN, direction VARCHAR, logging_type VARCHAR, creator_id BIGINT, participants_count INTEGER, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ, source VARCHAR',
  interaction_participants:
    'interaction_type VARCHAR, interaction_id BIGINT, role VARCHAR, ordinal INTEGER, person_id BIGINT, email VARCHAR, person_type VARCHAR, source VARCHAR',
  notes:
    'id BIGINT, type VARCHAR, html VARCHAR, text VARCHAR, creator_id BIGINT, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ, parent_id BIGINT, interaction_type VARCHAR, interaction_id BIGINT, transcript_id BIGINT, replies_count INTEGER',
  note_links: 'note_id BIGINT, link VARCHAR, entity_type VARCHAR, entity_id BIGINT',
  reminders:
    'id BIGINT, type VARCHAR, status VARCHAR, content VARCHAR, due_at TIMESTAMPTZ, entity_type VARCHAR, entity_id BIGINT, owner_id BIGINT, creator_id BIGINT, completer_id BIGINT, completed_at TIMESTAMPTZ, reset_trigger VARCHAR, period_days INTEGER, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ',
  relationships:
    'entity_type VARCHAR, entity_id BIGINT, user_id BIGINT, person_id BIGINT, interaction_score DOUBLE, linkedin_connected_on DATE',
  files:
    'id BIGINT, name VARCHAR, size_bytes BIGINT, type VARCHAR, entity_type VARCHAR, entity_id BIGINT, creator_id BIGINT, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ',
  file_contents: 'file_id BIGINT, sha256 VARCHAR, size_bytes BIGINT, path VARCHAR',
  transcripts: 'id BIGINT, note_id BIGINT, language VARCHAR, created_at TIMESTAMPTZ',
  transcript_fragments:
    'transcript_id BIGINT, ordinal INTEGER, speaker VARCHAR, content VARCHAR, start_seconds INTEGER, end_seconds INTEGER',
  users: 'id BIGINT, first_name VARCHAR, last_name VARCHAR, email VARCHAR, status VARCHAR, role VARCHAR, photo_url VARCHAR',
  teams: 'id BIGINT, name VARCHAR, privacy_type VARCHAR, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ',
  team_members: 'team_id BIGINT, user_id BIGINT, membership_id BIGINT, privacy_type VARCHAR, added_at TIMESTAMPTZ',
  merges:
    'entity_type VARCHAR, id BIGINT, primary_id BIGINT, duplicate_id BIGINT, status VARCHAR, started_at TIMESTAMPTZ, completed_at TIMESTAMPTZ, error_message VARCHAR, task_id VARCHAR',
  duplicate_suggestions: 'entity_type VARCHAR, id VARCHAR, primary_id BIGINT, duplicate_id BIGINT, match_criteria VARCHAR',
  webhooks: 'id BIGINT, url VARCHAR, status VARCHAR, subscriptions JSON, creator_id BIGINT, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ',
  saved_view_fields: 'saved_view_id BIGINT, field_id VARCHAR, ordinal INTEGER, name VARCHAR, value_type VARCHAR, source VARCHAR',
  saved_view_rows:
    'saved_view_id BIGINT, list_entry_id BIGINT, entity_type VARCHAR, entity_id BIGINT, entity_name VARCHAR, created_at TIMESTAMPTZ, creator_id BIGINT',
  saved_view_values:
    'saved_view_id BIGINT, list_entry_id BIGINT, field_id VARCHAR, ordinal INTEGER, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON',
  _rejects: 'stream VARCHAR, record_id VARCHAR, path VARCHAR, problem VARCHAR, raw JSON',
  record_history:
    'table_name VARCHAR, key VARCHAR, valid_from TIMESTAMPTZ, valid_to TIMESTAMPTZ, end_reason VARCHAR, merged_into BIGINT, row JSON',
  _field_value_reads:
    'field_id VARCHAR, entity_type VARCHAR, entity_id BIGINT, list_id BIGINT, list_entry_id BIGINT, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON, read_at TIMESTAMPTZ',
  _field_value_spans:
    'field_id VARCHAR, entity_type VARCHAR, entity_id BIGINT, list_id BIGINT, list_entry_id BIGINT, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON, valid_from TIMESTAMPTZ, valid_to TIMESTAMPTZ, changer_id BIGINT, source VARCHAR',
  _loads:
    'load_id VARCHAR, status VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, tool_version VARCHAR, requests INTEGER, rows_inserted BIGINT, rows_updated BIGINT, rows_deleted BIGINT, rows_withheld BIGINT, user_id BIGINT',
  _streams:
    'load_id VARCHAR, stream VARCHAR, status VARCHAR, mode VARCHAR, reason VARCHAR, requests INTEGER, records BIGINT, rejected BIGINT, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, state JSON',
  _schema_changes:
    'load_id VARCHAR, noticed_at TIMESTAMPTZ, subject VARCHAR, list_id BIGINT, id VARCHAR, change VARCHAR, before VARCHAR, after VARCHAR',
  _freshness: 'stream VARCHAR, first_id BIGINT, last_id BIGINT, seen_at TIMESTAMPTZ',
  _meta: 'key VARCHAR, value VARCHAR',
};

const tables = [...dataTables, ...ledgerTables];

describe('the tables of a database', () => {
  it.each(Object.entries(pins))('have the columns that others rely on: %s', (name, columns) => {
    const table = tables.find((one) => one.name === name);
    expect(table?.columns.map((column) => `${column.name} ${column.type}`).join(', ')).toBe(columns);
  });

  it('are all pinned where people query them', () => {
    expect(dataTables.map(({ name }) => name).filter((name) => !(name in pins))).toEqual([]);
  });

  it('say where each of their columns comes from', () => {
    const own = dataTables.filter(({ name }) => !name.startsWith('_'));
    expect(Object.keys(origins).toSorted()).toEqual(own.map(({ name }) => name).toSorted());
    for (const { name, columns } of own) {
      const known = columns.map((column) => column.name);
      expect(known, name).toEqual(expect.arrayContaining(Object.keys(origins[name]?.paths ?? {})));
    }
  });

  it('are told of in docs/tables.md as they are (npm run docs:tables)', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/tables.md'), 'utf8');
    expect(page).toBe(tablesPage({ dataTables, ledgerTables, bookkeepingColumns, origins, views: fixedViews() }));
  });

  it('have a key of their own columns, and a sentence for everything', () => {
    for (const { name, comment, key, columns } of tables) {
      expect(
        columns.map((column) => column.name),
        name,
      ).toEqual(expect.arrayContaining([...key]));
      for (const text of [comment, ...columns.map((column) => column.comment)]) expect(text, name).toMatch(/^\S.*\.$/s);
    }
  });
});
