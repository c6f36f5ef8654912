import type { Table } from '../table.ts';

/** Lists that the key of the load can see. */
export const lists = {
  name: 'lists',
  comment: 'Lists (sheets). Each has a wide view list_<name>.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the list.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name of the list.' },
    { name: 'type', type: 'VARCHAR', comment: 'What its entries are: company, person or opportunity.' },
    { name: 'is_public', type: 'BOOLEAN', comment: 'True when the whole firm can see it.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Internal person who made it.' },
    { name: 'owner_id', type: 'BIGINT', comment: 'Internal person who owns it.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
  ],
} as const satisfies Table;

/** Rows of lists. */
export const listEntries = {
  name: 'list_entries',
  comment: 'Rows of lists. The same company or person can stand on a list several times.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the list entry.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List that it is a row of.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The company, person or opportunity in the row.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When the row was added.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Internal person who added it; NULL when the system did.' },
  ],
} as const satisfies Table;

/** Saved views of lists. */
export const savedViews = {
  name: 'saved_views',
  comment: 'Saved views of lists.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the view.' },
    { name: 'list_id', type: 'BIGINT', comment: 'List that it shows.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name of the view.' },
    { name: 'type', type: 'VARCHAR', comment: 'sheet, board or dashboard.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
  ],
} as const satisfies Table;

/** Which entries a saved view shows. */
export const savedViewEntries = {
  name: 'saved_view_entries',
  comment: 'Entries that the filters of a saved view let through. Sheet views only: Affinity does not serve the others.',
  key: ['saved_view_id', 'list_entry_id'],
  columns: [
    { name: 'saved_view_id', type: 'BIGINT', comment: 'The saved view.' },
    { name: 'list_entry_id', type: 'BIGINT', comment: 'A list entry that it shows.' },
  ],
} as const satisfies Table;
