import type { Sql } from './sql.ts';

const tables = {
  companies: 'companies WHERE in_account = 1',
  persons: 'persons',
  opportunities: 'opportunities',
  lists: 'lists',
  listEntries: 'entries',
  notes: 'notes',
  interactions: 'interactions',
  reminders: 'reminders',
  files: 'files',
} as const;

/** How many of each thing a firm has. */
export type Counts = Readonly<Record<keyof typeof tables, number>>;

/** Counts what is there now. */
export const createCounts = (sql: Sql) => (): Counts => {
  const counted = Object.entries(tables).map(([name, from]) => [name, sql.value<number>(`SELECT count(*) FROM ${from}`) ?? 0]);
  return Object.fromEntries(counted) as Counts; // the keys of the tables above
};
