import type { Table } from '../table.ts';

/** One row per load. */
export const loads = {
  name: '_loads',
  comment:
    'One row per load. Loads that found nothing new stand in a file beside the database, which affinity status reads, until the next one that writes.',
  key: ['load_id'],
  columns: [
    { name: 'load_id', type: 'VARCHAR', comment: 'Id of the load, as in the _load_id of every table.' },
    { name: 'status', type: 'VARCHAR', comment: 'succeeded, partial, failed or interrupted.' },
    { name: 'started_at', type: 'TIMESTAMPTZ', comment: 'When it started.' },
    { name: 'finished_at', type: 'TIMESTAMPTZ', comment: 'When its rows were complete.' },
    { name: 'tool_version', type: 'VARCHAR', comment: 'Version of affinity-kit that ran it.' },
    { name: 'requests', type: 'INTEGER', comment: 'Requests sent to Affinity.' },
    { name: 'rows_inserted', type: 'BIGINT', comment: 'Rows that were new.' },
    { name: 'rows_updated', type: 'BIGINT', comment: 'Rows that had changed.' },
    { name: 'rows_deleted', type: 'BIGINT', comment: 'Rows that left their table.' },
    {
      name: 'rows_withheld',
      type: 'BIGINT',
      comment: 'Rows that would have left but for the guard against large deletions, or stayed for another user.',
    },
    { name: 'user_id', type: 'BIGINT', comment: 'User whose key read it, as in users.id; NULL where a version before this column loaded.' },
  ],
} as const satisfies Table;

/** How each stream of each load went. */
export const streams = {
  name: '_streams',
  comment: 'How each stream of each load went.',
  key: ['load_id', 'stream'],
  columns: [
    { name: 'load_id', type: 'VARCHAR', comment: 'The load.' },
    { name: 'stream', type: 'VARCHAR', comment: 'Name of the stream.' },
    { name: 'status', type: 'VARCHAR', comment: 'succeeded, failed, not_permitted, refused, skipped or interrupted.' },
    { name: 'mode', type: 'VARCHAR', comment: 'full, feed, filter, tail or sweep.' },
    { name: 'reason', type: 'VARCHAR', comment: 'Why this mode, or why it did not succeed.' },
    { name: 'requests', type: 'INTEGER', comment: 'Requests sent.' },
    { name: 'records', type: 'BIGINT', comment: 'Records read.' },
    { name: 'rejected', type: 'BIGINT', comment: 'Values that could not be read.' },
    { name: 'started_at', type: 'TIMESTAMPTZ', comment: 'When it started.' },
    { name: 'finished_at', type: 'TIMESTAMPTZ', comment: 'When it ended.' },
    { name: 'state', type: 'JSON', comment: 'Where the next load goes on.' },
  ],
} as const satisfies Table;

/** Values that could not be read. */
export const rejects = {
  name: '_rejects',
  comment: 'Values that could not be read, with their raw JSON. The rest of their record was kept.',
  key: ['stream', 'record_id', 'path'],
  columns: [
    { name: 'stream', type: 'VARCHAR', comment: 'Stream that read the record.' },
    { name: 'record_id', type: 'VARCHAR', comment: 'Id of the record.' },
    { name: 'path', type: 'VARCHAR', comment: 'Where in the record the value stood.' },
    { name: 'problem', type: 'VARCHAR', comment: 'What is wrong with it.' },
    { name: 'raw', type: 'JSON', comment: 'The value as it came.' },
  ],
} as const satisfies Table;

/** What changed in the shape of the CRM. */
export const schemaChanges = {
  name: '_schema_changes',
  comment: 'Lists and fields that appeared, vanished, or changed their name or type.',
  key: ['load_id', 'subject', 'list_id', 'id', 'change'],
  columns: [
    { name: 'load_id', type: 'VARCHAR', comment: 'Load that noticed it.' },
    { name: 'noticed_at', type: 'TIMESTAMPTZ', comment: 'When it was noticed.' },
    { name: 'subject', type: 'VARCHAR', comment: 'list, or the entity type of a field.' },
    { name: 'list_id', type: 'BIGINT', comment: 'The list, or the list of the field.' },
    { name: 'id', type: 'VARCHAR', comment: 'Id of the list or field.' },
    { name: 'change', type: 'VARCHAR', comment: 'added, removed, renamed or retyped.' },
    { name: 'before', type: 'VARCHAR', comment: 'Name or value type before.' },
    { name: 'after', type: 'VARCHAR', comment: 'Name or value type after.' },
  ],
} as const satisfies Table;

/** When records were last seen. */
export const freshness = {
  name: '_freshness',
  comment: 'When records were last seen, per batch of ids, so that an unchanged row is not written.',
  key: ['stream', 'first_id'],
  columns: [
    { name: 'stream', type: 'VARCHAR', comment: 'Stream that saw them.' },
    { name: 'first_id', type: 'BIGINT', comment: 'Smallest id of the batch.' },
    { name: 'last_id', type: 'BIGINT', comment: 'Largest id of the batch.' },
    { name: 'seen_at', type: 'TIMESTAMPTZ', comment: 'When it was seen.' },
  ],
} as const satisfies Table;

/** What this database is. */
export const meta = {
  name: '_meta',
  comment: 'What this database is: whose data it holds and who wrote it.',
  key: ['key'],
  columns: [
    {
      name: 'key',
      type: 'VARCHAR',
      comment: 'schema_version, tool_version, tenant_id, user_id, user_since, web_url, clock_offset_ms or views.',
    },
    { name: 'value', type: 'VARCHAR', comment: 'Its value.' },
  ],
} as const satisfies Table;

/** Former rows. */
export const recordHistory = {
  name: 'record_history',
  comment: 'Every row that changed or left its table, as it was.',
  key: ['table_name', 'key', 'valid_from'],
  columns: [
    { name: 'table_name', type: 'VARCHAR', comment: 'Table that the row stood in.' },
    { name: 'key', type: 'VARCHAR', comment: 'Its key: the id, or a JSON object where the key has several columns.' },
    { name: 'valid_from', type: 'TIMESTAMPTZ', comment: 'Since when the row was like this, as far as loads could see.' },
    { name: 'valid_to', type: 'TIMESTAMPTZ', comment: 'When a load saw that it no longer was.' },
    { name: 'end_reason', type: 'VARCHAR', comment: 'changed, deleted or merged.' },
    { name: 'merged_into', type: 'BIGINT', comment: 'Record that it was merged into.' },
    { name: 'row', type: 'JSON', comment: 'The row as it was.' },
  ],
} as const satisfies Table;
