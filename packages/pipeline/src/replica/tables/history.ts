import type { Column, Table } from '../table.ts';
import { valueColumns } from './fields.ts';

const ofRecord = [
  { name: 'field_id', type: 'VARCHAR', comment: 'Field, as in fields.id.' },
  { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
  { name: 'entity_id', type: 'BIGINT', comment: 'The record that had the value.' },
  { name: 'list_id', type: 'BIGINT', comment: 'List whose field it is; NULL for a value of the record itself.' },
  { name: 'list_entry_id', type: 'BIGINT', comment: 'List entry that had the value; NULL for a value of the record itself.' },
  ...valueColumns,
] as const satisfies readonly Column[];

/** What loads read of fields whose values changed at some time. */
export const fieldValueReads = {
  name: '_field_value_reads',
  comment:
    'Values as loads read them, for fields whose values changed at some time. What field_value_history is made from, beside the feed.',
  key: ['entity_type', 'entity_id', 'list_entry_id', 'field_id', 'read_at'],
  columns: [
    ...ofRecord,
    { name: 'read_at', type: 'TIMESTAMPTZ', comment: 'When the load that read it started; value_type is NULL where there was no value.' },
  ],
} as const satisfies Table;

/** Values that changed at some time, and when they were valid. */
export const fieldValueSpans = {
  name: '_field_value_spans',
  comment: 'What field_value_history shows of fields whose values changed at some time.',
  key: ['entity_type', 'entity_id', 'list_entry_id', 'field_id', 'valid_from'],
  columns: [
    ...ofRecord,
    { name: 'valid_from', type: 'TIMESTAMPTZ', comment: 'Since when it was valid.' },
    { name: 'valid_to', type: 'TIMESTAMPTZ', comment: 'Until when; NULL while it is.' },
    { name: 'changer_id', type: 'BIGINT', comment: 'User who set it, where the feed tells.' },
    { name: 'source', type: 'VARCHAR', comment: 'feed or diff.' },
  ],
} as const satisfies Table;
