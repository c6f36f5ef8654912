import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lists } from '../../packages/pipeline/src/replica/tables/lists.ts';
import { type ReplicaFixture, replicaFixture } from '../../packages/pipeline/src/replica/testing/replica-fixture.ts';
import { fixedViews } from '../../packages/pipeline/src/views/fixed-views.ts';

/** Names and columns of views are a public contract, as those of tables are. */
const pins: Readonly<Record<string, string>> = {
  list_statuses: 'list_id BIGINT, field_id VARCHAR, option_id BIGINT, status VARCHAR, rank BIGINT, position BIGINT, category VARCHAR',
  records: 'entity_type VARCHAR, entity_id BIGINT, name VARCHAR, url VARCHAR',
  company_persons: 'company_id BIGINT, person_id BIGINT, source VARCHAR',
  opportunity_persons:
    'opportunity_id BIGINT, person_id BIGINT, ordinal INTEGER, _load_id VARCHAR, _first_seen_at TIMESTAMPTZ, _changed_at TIMESTAMPTZ',
  opportunity_companies:
    'opportunity_id BIGINT, company_id BIGINT, ordinal INTEGER, _load_id VARCHAR, _first_seen_at TIMESTAMPTZ, _changed_at TIMESTAMPTZ',
  deleted_records: 'table_name VARCHAR, key VARCHAR, deleted_at TIMESTAMPTZ, end_reason VARCHAR, merged_into BIGINT, row JSON',
  field_value_history:
    'field_id VARCHAR, entity_type VARCHAR, entity_id BIGINT, list_id BIGINT, list_entry_id BIGINT, value_type VARCHAR, text VARCHAR, number DOUBLE, date DATE, instant TIMESTAMPTZ, option_id BIGINT, ref_id BIGINT, json JSON, valid_from TIMESTAMPTZ, valid_to TIMESTAMPTZ, changer_id BIGINT, source VARCHAR',
  status_spans:
    'list_id BIGINT, list_entry_id BIGINT, entity_type VARCHAR, entity_id BIGINT, status VARCHAR, option_id BIGINT, rank BIGINT, category VARCHAR, entered_at TIMESTAMPTZ, left_at TIMESTAMPTZ, days DOUBLE, changer_id BIGINT',
  funnel:
    'list_id BIGINT, list_name VARCHAR, rank BIGINT, status VARCHAR, category VARCHAR, entries_now BIGINT, entries_ever BIGINT, conversion DOUBLE, median_days DOUBLE',
  funnel_by_cohort:
    'list_id BIGINT, list_name VARCHAR, rule VARCHAR, period VARCHAR, cohort DATE, entries BIGINT, rank BIGINT, status VARCHAR, category VARCHAR, entries_ever BIGINT, conversion DOUBLE',
  time_in_stage:
    'list_id BIGINT, list_name VARCHAR, rank BIGINT, status VARCHAR, category VARCHAR, stays BIGINT, average_days DOUBLE, p25_days DOUBLE, median_days DOUBLE, p75_days DOUBLE, p90_days DOUBLE, entries_now BIGINT, median_days_now DOUBLE, longest_days_now DOUBLE',
  forecast_fields:
    'list_id BIGINT, list_name VARCHAR, amount_field_id VARCHAR, amount_field VARCHAR, close_date_field_id VARCHAR, close_date_field VARCHAR',
  forecast_deals:
    'list_id BIGINT, list_name VARCHAR, list_entry_id BIGINT, entity_type VARCHAR, entity_id BIGINT, name VARCHAR, url VARCHAR, status VARCHAR, rank BIGINT, category VARCHAR, close_date DATE, amount DOUBLE, win_rate DOUBLE, expected DOUBLE',
  forecast:
    'list_id BIGINT, list_name VARCHAR, month DATE, deals_open BIGINT, deals_won BIGINT, amount_open DOUBLE, amount_won DOUBLE, expected DOUBLE, deals_without_amount BIGINT, deals_without_win_rate BIGINT',
  activity_by_user:
    'user_id BIGINT, user_name VARCHAR, month DATE, emails_sent BIGINT, emails_received BIGINT, meetings BIGINT, meetings_ahead BIGINT, calls BIGINT, chat_messages BIGINT, logged BIGINT, notes BIGINT',
  last_activity:
    'entity_type VARCHAR, entity_id BIGINT, last_contact_at TIMESTAMPTZ, last_note_at TIMESTAMPTZ, next_meeting_at TIMESTAMPTZ',
  stale_deals:
    'list_id BIGINT, list_name VARCHAR, list_entry_id BIGINT, entity_type VARCHAR, entity_id BIGINT, name VARCHAR, url VARCHAR, status VARCHAR, rank BIGINT, entered_at TIMESTAMPTZ, days_in_status DOUBLE, usual_days DOUBLE, last_contact_at TIMESTAMPTZ, last_note_at TIMESTAMPTZ, days_silent DOUBLE, owners VARCHAR[]',
  relationship_coverage:
    'entity_type VARCHAR, entity_id BIGINT, name VARCHAR, url VARCHAR, band VARCHAR, best_score DOUBLE, colleagues BIGINT, colleagues_regular BIGINT, colleagues_on_linkedin BIGINT, persons BIGINT, best_user_id BIGINT, best_user_name VARCHAR, best_person_id BIGINT, best_person_name VARCHAR',
  data_quality:
    'problem VARCHAR, entity_type VARCHAR, list_id BIGINT, list_name VARCHAR, field_id VARCHAR, field_name VARCHAR, records BIGINT, affected BIGINT, share DOUBLE',
};

let replica: ReplicaFixture;
beforeAll(async () => {
  replica = await replicaFixture();
  await replica.load({ lists: { read: [1], rows: [[lists, [{ id: 1, name: 'Deals', type: 'company' }]]] } });
});
afterAll(() => replica.remove());

describe('the views of a database', () => {
  it('have the columns that others rely on, each with its meaning', async () => {
    const columns = await replica.query(
      `SELECT table_name AS name, string_agg(column_name || ' ' || replace(data_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ'), ', ' ORDER BY column_index) AS columns,
         list(column_name ORDER BY column_index) FILTER (comment IS NULL AND NOT starts_with(column_name, '_')) AS silent
       FROM duckdb_columns() WHERE NOT internal GROUP BY ALL`,
    );
    const found = new Map(columns.map((row) => [String(row['name']), row]));
    for (const [name, wanted] of Object.entries(pins)) expect(found.get(name), name).toMatchObject({ columns: wanted, silent: null });
  });

  it('are all pinned but for those that begin with an underscore', () => {
    const names = fixedViews().map(({ name }) => name);
    expect(Object.keys(pins).toSorted()).toEqual(names.filter((name) => !name.startsWith('_')).toSorted());
  });

  it('begin with the question that they answer', () => {
    for (const { name, sql } of fixedViews()) expect(sql, name).toMatch(/^-- .*\?\n/);
  });

  it('are made anew for a database of another version of this package', async () => {
    await replica.alter("DROP VIEW funnel; UPDATE _meta SET value = 'another' WHERE key = 'views'");
    await replica.load({ lists: { read: [2], rows: [[lists, [{ id: 2, name: 'More', type: 'company' }]]] } });
    expect(await replica.query('SELECT * FROM funnel')).toEqual([]);
  });
});
