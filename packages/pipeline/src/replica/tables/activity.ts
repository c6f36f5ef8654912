import type { Table } from '../table.ts';

/** Notes and their replies. */
export const notes = {
  name: 'notes',
  comment: 'Notes and replies.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the note.' },
    { name: 'type', type: 'VARCHAR', comment: 'entities, interaction, ai-notetaker, user-reply or ai-notetaker-reply.' },
    { name: 'html', type: 'VARCHAR', comment: 'Content as HTML.' },
    { name: 'text', type: 'VARCHAR', comment: 'Content as plain text: without tags, a line for each paragraph and item of a list.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Person who wrote it.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was written.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it was last edited; NULL when never.' },
    { name: 'parent_id', type: 'BIGINT', comment: 'Note that a reply answers.' },
    { name: 'interaction_type', type: 'VARCHAR', comment: 'meeting, call, chat-message or email, when the note is about one.' },
    { name: 'interaction_id', type: 'BIGINT', comment: 'The interaction that the note is about.' },
    { name: 'transcript_id', type: 'BIGINT', comment: 'Transcript behind a note of the AI notetaker.' },
    { name: 'replies_count', type: 'INTEGER', comment: 'Number of replies to a root note.' },
  ],
} as const satisfies Table;

/** What notes are about. */
export const noteLinks = {
  name: 'note_links',
  comment: 'Records that a note is attached to, and persons whom it mentions.',
  key: ['note_id', 'link', 'entity_type', 'entity_id'],
  columns: [
    { name: 'note_id', type: 'BIGINT', comment: 'The note.' },
    { name: 'link', type: 'VARCHAR', comment: 'attached or mentioned.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record.' },
  ],
} as const satisfies Table;

/** Users of Affinity in the firm. */
export const users = {
  name: 'users',
  comment: 'Users of Affinity in the firm. A user has the id of its internal person.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the user.' },
    { name: 'first_name', type: 'VARCHAR', comment: 'First name.' },
    { name: 'last_name', type: 'VARCHAR', comment: 'Last name.' },
    { name: 'email', type: 'VARCHAR', comment: 'Primary e-mail address.' },
    { name: 'status', type: 'VARCHAR', comment: 'active, invited or deactivated.' },
    { name: 'role', type: 'VARCHAR', comment: 'Role; NULL when the key may not see it.' },
    { name: 'photo_url', type: 'VARCHAR', comment: 'Address of the photograph.' },
  ],
} as const satisfies Table;

/** Things to be done. */
export const reminders = {
  name: 'reminders',
  comment: 'Reminders on companies, persons and opportunities.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the reminder.' },
    { name: 'type', type: 'VARCHAR', comment: 'one-time or recurring.' },
    {
      name: 'status',
      type: 'VARCHAR',
      comment: 'active, overdue or completed, as of the last reading: an active one is overdue after due_at.',
    },
    { name: 'content', type: 'VARCHAR', comment: 'What is to be done.' },
    { name: 'due_at', type: 'TIMESTAMPTZ', comment: 'When it is due.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity; NULL when it is on none.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record that it is on.' },
    { name: 'owner_id', type: 'BIGINT', comment: 'User who is to do it.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'User who made it.' },
    { name: 'completer_id', type: 'BIGINT', comment: 'User who completed it last.' },
    { name: 'completed_at', type: 'TIMESTAMPTZ', comment: 'When it was completed; recurring ones never are.' },
    { name: 'reset_trigger', type: 'VARCHAR', comment: 'What moves a recurring one on: interaction, email or event.' },
    { name: 'period_days', type: 'INTEGER', comment: 'Days after which a recurring one comes again.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it last changed; NULL when never.' },
  ],
} as const satisfies Table;
