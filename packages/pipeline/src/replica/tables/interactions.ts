import type { Table } from '../table.ts';

/** E-mails, meetings, calls and chat messages, one row each, wherever they were told. */
export const interactions = {
  name: 'interactions',
  comment: 'E-mails, meetings, calls and chat messages, each once: read as such, or met in values such as Last Contact.',
  key: ['type', 'id'],
  guarded: true,
  columns: [
    { name: 'type', type: 'VARCHAR', comment: 'email, meeting, call or chat-message; ids are counted for each type.' },
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the interaction.' },
    {
      name: 'subject',
      type: 'VARCHAR',
      comment: 'Subject of an e-mail, title of a meeting or call; ******** when the key may not see it.',
    },
    { name: 'started_at', type: 'TIMESTAMPTZ', comment: 'When it was sent, or begins.' },
    { name: 'ended_at', type: 'TIMESTAMPTZ', comment: 'When a meeting or call ends; NULL when unknown.' },
    { name: 'is_all_day', type: 'BOOLEAN', comment: 'True for a meeting of whole days.' },
    { name: 'direction', type: 'VARCHAR', comment: 'sent or received, seen from the firm; of e-mails and chat messages.' },
    { name: 'logging_type', type: 'VARCHAR', comment: 'automated or manual; NULL when known from a value only.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'Person who logged it.' },
    { name: 'participants_count', type: 'INTEGER', comment: 'How many took part; interaction_participants has at most 100 of each role.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When Affinity made the record; NULL when known from a value only.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it last changed; NULL when never, or when known from a value only.' },
    {
      name: 'source',
      type: 'VARCHAR',
      comment: 'stream when it was read as such, value when it is known from a field such as Last Contact only.',
    },
  ],
} as const satisfies Table;

/** Who took part in interactions. */
export const interactionParticipants = {
  name: 'interaction_participants',
  comment: 'Who took part in interactions, once for each role.',
  key: ['interaction_type', 'interaction_id', 'role', 'ordinal'],
  columns: [
    { name: 'interaction_type', type: 'VARCHAR', comment: 'As in interactions.type.' },
    { name: 'interaction_id', type: 'BIGINT', comment: 'The interaction.' },
    {
      name: 'role',
      type: 'VARCHAR',
      comment: 'from, to or cc of an e-mail; organizer or attendee of a meeting or call; participant of a chat.',
    },
    { name: 'ordinal', type: 'INTEGER', comment: "Position in Affinity's order, from 0." },
    { name: 'person_id', type: 'BIGINT', comment: 'The person; NULL when the address belongs to nobody in Affinity.' },
    { name: 'email', type: 'VARCHAR', comment: 'Address that was used; of a chat, the primary one.' },
    { name: 'person_type', type: 'VARCHAR', comment: 'internal, collaborator or external; NULL without a person.' },
    { name: 'source', type: 'VARCHAR', comment: 'As in interactions.source.' },
  ],
} as const satisfies Table;
