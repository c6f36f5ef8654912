import type { Table } from '../table.ts';

/** Transcripts of meetings. */
export const transcripts = {
  name: 'transcripts',
  comment: 'Transcripts of meetings, by the AI notetaker.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the transcript.' },
    { name: 'note_id', type: 'BIGINT', comment: 'Note that sums it up.' },
    { name: 'language', type: 'VARCHAR', comment: 'Language by its code, such as en.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
  ],
} as const satisfies Table;

/** What was said. */
export const transcriptFragments = {
  name: 'transcript_fragments',
  comment: 'What was said, piece by piece.',
  key: ['transcript_id', 'ordinal'],
  columns: [
    { name: 'transcript_id', type: 'BIGINT', comment: 'The transcript.' },
    { name: 'ordinal', type: 'INTEGER', comment: 'Position in the order of time, from 0.' },
    { name: 'speaker', type: 'VARCHAR', comment: 'Name of who speaks.' },
    { name: 'content', type: 'VARCHAR', comment: 'The words.' },
    { name: 'start_seconds', type: 'INTEGER', comment: 'Seconds from the beginning of the meeting.' },
    { name: 'end_seconds', type: 'INTEGER', comment: 'Seconds from the beginning of the meeting.' },
  ],
} as const satisfies Table;
