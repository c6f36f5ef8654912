import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A view that is the same in every replica. */
export interface FixedView {
  readonly name: string;
  /** Statements that make it and its comments: the file `sql/<name>.sql`, which begins with the question that it answers. */
  readonly sql: string;
  /** Tables it is computed from, where it is stored as a table: each load that changes one of them computes it anew. */
  readonly stored?: readonly string[];
}

/** What loads compute and store because every question asked of it would cost a second otherwise, and the tables that it depends on. */
const storedNames: Readonly<Record<string, readonly string[]>> = {
  list_statuses: ['lists', 'fields', 'dropdown_options'],
  _status_spans: ['lists', 'fields', 'dropdown_options', 'list_entries', 'field_values', 'field_value_changes'],
  _activity: ['interactions', 'interaction_participants', 'notes'],
};

const names: readonly string[] = [
  ...Object.keys(storedNames),
  'records',
  'company_persons',
  'opportunity_persons',
  'opportunity_companies',
  'deleted_records',
  'field_value_history',
  'status_spans',
  'funnel',
  'funnel_by_cohort',
  'time_in_stage',
  'forecast_fields',
  'forecast_deals',
  'forecast',
  'activity_by_user',
  'last_activity',
  'stale_deals',
  'relationship_coverage',
  'data_quality',
];

/** The package holds its sources, so that the files need no copy beside the compiled code. */
const folder = new URL('../../src/views/sql/', import.meta.url);

const read = (name: string): FixedView => {
  const stored = storedNames[name];
  const sql = readFileSync(new URL(`${name}.sql`, folder), 'utf8');
  return { name, sql, ...(stored && { stored }) };
};

let views: readonly FixedView[] | undefined;

/** The views in the order in which they build on each other, read from their files when they are first needed. */
export function fixedViews(): readonly FixedView[] {
  views ??= names.map(read);
  return views;
}

/** Tells the views of one version of this package from those of another. */
export function fixedViewsDigest(): string {
  const hash = createHash('sha256');
  for (const { sql } of fixedViews()) hash.update(sql);
  return hash.digest('hex').slice(0, 16);
}
