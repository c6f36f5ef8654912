import type { Table } from '../table.ts';

/** Notes and their replies. */
export const notes: Table = {
  name: 'notes',
  comment: 'Notes and replies.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the note.' },
    { name: 'type', type: 'VARCHAR', comment: 'entities, interaction, ai-notetaker, user-reply or ai-notetaker-reply.' },
    { name: 'html', type: 'VARCHAR', comment: 'Content as HTML.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Person who wrote it.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was written.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it was last edited; NULL when never.' },
    { name: 'parent_id', type: 'BIGINT', comment: 'Note that a reply answers.' },
    { name: 'interaction_type', type: 'VARCHAR', comment: 'meeting, call, chat-message or email, when the note is about one.' },
    { name: 'interaction_id', type: 'BIGINT', comment: 'The interaction that the note is about.' },
    { name: 'transcript_id', type: 'BIGINT', comment: 'Transcript behind a note of the AI notetaker.' },
    { name: 'replies_count', type: 'INTEGER', comment: 'Number of replies to a root note.' },
  ],
};

/** What notes are about. */
export const noteLinks: Table = {
  name: 'note_links',
  comment: 'Records that a note is attached to, and persons whom it mentions.',
  key: ['note_id', 'link', 'entity_type', 'entity_id'],
  columns: [
    { name: 'note_id', type: 'BIGINT', comment: 'The note.' },
    { name: 'link', type: 'VARCHAR', comment: 'attached or mentioned.' },
    { name: 'entity_type', type: 'VARCHAR', comment: 'company, person or opportunity.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'The record.' },
  ],
};

/** Users of Affinity in the firm. */
export const users: Table = {
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
};
