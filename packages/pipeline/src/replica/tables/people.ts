import type { Table } from '../table.ts';

/** Teams of users. */
export const teams = {
  name: 'teams',
  comment: 'Teams of users.',
  key: ['id'],
  guarded: true,
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the team.' },
    { name: 'name', type: 'VARCHAR', comment: 'Name of the team.' },
    { name: 'privacy_type', type: 'VARCHAR', comment: "What other teams see of this one's mail; NULL when the key may not see it." },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it last changed; NULL when never.' },
  ],
} as const satisfies Table;

/** Who is in which team. */
export const teamMembers = {
  name: 'team_members',
  comment: 'Who is in which team.',
  key: ['team_id', 'user_id'],
  columns: [
    { name: 'team_id', type: 'BIGINT', comment: 'The team.' },
    { name: 'user_id', type: 'BIGINT', comment: 'A user in it, as in users.id.' },
    { name: 'membership_id', type: 'BIGINT', comment: 'Affinity id of the membership.' },
    { name: 'privacy_type', type: 'VARCHAR', comment: "What of the user's mail the team sees; NULL when the key may not see it." },
    { name: 'added_at', type: 'TIMESTAMPTZ', comment: 'When the user joined the team.' },
  ],
} as const satisfies Table;

/** Who knows whom how well. */
export const relationships = {
  name: 'relationships',
  comment: 'How well colleagues know the persons of a company, or a person; for the records of the lists that were asked for.',
  key: ['entity_type', 'entity_id', 'user_id', 'person_id'],
  guarded: true,
  columns: [
    { name: 'entity_type', type: 'VARCHAR', comment: 'company or person: whose relationships were asked for.' },
    { name: 'entity_id', type: 'BIGINT', comment: 'That company or person.' },
    { name: 'user_id', type: 'BIGINT', comment: 'The colleague, as in users.id.' },
    { name: 'person_id', type: 'BIGINT', comment: 'The person whom the colleague knows.' },
    {
      name: 'interaction_score',
      type: 'DOUBLE',
      comment: 'From 0 to 1, by mail, calendar and chat: from 0.7 on regular, from 0.4 on occasional; 0 when from LinkedIn only.',
    },
    { name: 'linkedin_connected_on', type: 'DATE', comment: 'Since when the two are connected on LinkedIn; NULL when they are not.' },
  ],
} as const satisfies Table;
