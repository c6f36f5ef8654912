import type { Table } from '../table.ts';
import { valueColumns } from './fields.ts';

/** Columns of the saved views that are read as sources of their own. */
export const savedViewFields = {
  name: 'saved_view_fields',
  comment: 'Columns of the saved views that were asked for by name (--views).',
  key: ['saved_view_id', 'field_id'],
  columns: [
    { name: 'saved_view_id', type: 'BIGINT', comment: 'The saved view.' },
    { name: 'field_id', type: 'VARCHAR', comment: 'Field that it shows, as in fields.id.' },
    { name: 'ordinal', type: 'INTEGER', comment: 'Position of the column, from 0.' },
    { name: 'name', type: 'VARCHAR', comment: 'Label of the field.' },
    { name: 'value_type', type: 'VARCHAR', comment: 'Type of its values in the words of the v2 API.' },
    { name: 'source', type: 'VARCHAR', comment: 'Where an enriched value comes from, such as affinity-data or dealroom.' },
  ],
} as const satisfies Table;

/** Rows of the saved views that are read as sources of their own. */
export const savedViewRows = {
  name: 'saved_view_rows',
  comment: 'Rows of the saved views that were asked for by name (--views).',
  key: ['saved_view_id', 'list_entry_id'],
  columns: [
    { name: 'saved_view_id', type: 'BIGINT', comment: 'The saved view.' },
    { name: 'list_entry_id', type: 'BIGINT', comment: 'The list entry in the row.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The company, person or opportunity in the row.' },
    { name: 'entity_name', type: 'VARCHAR', comment: 'Its name.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When the row was added to the list.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Internal person who added it.' },
  ],
} as const satisfies Table;

/** Values of the saved views that are read as sources of their own. */
export const savedViewValues = {
  name: 'saved_view_values',
  comment: 'Values in the saved views that were asked for by name (--views): those of their own columns.',
  key: ['saved_view_id', 'list_entry_id', 'field_id', 'ordinal'],
  columns: [
    { name: 'saved_view_id', type: 'BIGINT', comment: 'The saved view.' },
    { name: 'list_entry_id', type: 'BIGINT', comment: 'The row.' },
    { name: 'field_id', type: 'VARCHAR', comment: 'The column.' },
    { name: 'ordinal', type: 'INTEGER', comment: 'Position among several values, from 0.' },
    ...valueColumns,
  ],
} as const satisfies Table;
