import type { Table } from '../table.ts';

/** Files that users uploaded. */
export const files = {
  name: 'files',
  comment: 'Files that users uploaded to a company, person or opportunity.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the file.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name of the file.' },
    { name: 'size_bytes', type: 'BIGINT', comment: 'Size in bytes.' },
    { name: 'type', type: 'VARCHAR', comment: 'Media type; NULL when Affinity does not tell.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity; NULL when Affinity does not tell whose it is.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record that it was uploaded to.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'User who uploaded it.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was uploaded.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it last changed; NULL when never.' },
  ],
} as const satisfies Table;

/** Where the contents of files are. */
export const fileContents = {
  name: 'file_contents',
  comment: 'Contents of files that were fetched: they are in the folder <database>.files, named by their digest.',
  key: ['file_id'],
  columns: [
    { name: 'file_id', type: 'BIGINT', comment: 'The file, as in files.id.' },
    { name: 'sha256', type: 'VARCHAR', comment: 'Digest of the contents, in hexadecimal. Files with the same contents share it.' },
    { name: 'size_bytes', type: 'BIGINT', comment: 'Bytes that were fetched.' },
    { name: 'path', type: 'VARCHAR', comment: 'Where they are, within <database>.files.' },
  ],
} as const satisfies Table;
