import type { Table } from '../table.ts';

/** Merges of records. */
export const merges = {
  name: 'merges',
  comment: 'Merges of companies and of persons that anyone in the firm began.',
  key: ['entity_type', 'id'],
  columns: [
    { name: 'entity_type', type: 'VARCHAR', comment: 'company or person.' },
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the merge, counted for each entity type.' },
    { name: 'primary_id', type: 'BIGINT', comment: 'The record that stays.' },
    { name: 'duplicate_id', type: 'BIGINT', comment: 'The record that goes.' },
    { name: 'status', type: 'VARCHAR', comment: 'in-progress, success or failed.' },
    { name: 'started_at', type: 'TIMESTAMPTZ', comment: 'When it was begun.' },
    { name: 'completed_at', type: 'TIMESTAMPTZ', comment: 'When it ended; NULL before that.' },
    { name: 'error_message', type: 'VARCHAR', comment: 'Why it failed.' },
    { name: 'task_id', type: 'VARCHAR', comment: 'Task that does the work.' },
  ],
} as const satisfies Table;

/** What may have to be merged. */
export const duplicateSuggestions = {
  name: 'duplicate_suggestions',
  comment: 'Pairs of companies or persons that may be one and that nobody has judged yet.',
  key: ['entity_type', 'id'],
  columns: [
    { name: 'entity_type', type: 'VARCHAR', comment: 'company or person.' },
    { name: 'id', type: 'VARCHAR', comment: 'Affinity id of the suggestion.' },
    { name: 'primary_id', type: 'BIGINT', comment: 'The record that would stay.' },
    { name: 'duplicate_id', type: 'BIGINT', comment: 'The record that would go.' },
    {
      name: 'match_criteria',
      type: 'VARCHAR',
      comment: 'Why: name (weak), domain-redirect or intelligent (fair), domain-match (strong).',
    },
  ],
} as const satisfies Table;

/** Subscriptions to events. */
export const webhooks = {
  name: 'webhooks',
  comment: 'Subscriptions to events: those of the key, or of the whole firm for who may manage all.',
  key: ['id'],
  columns: [
    { name: 'id', type: 'BIGINT', comment: 'Affinity id of the subscription.' },
    { name: 'url', type: 'VARCHAR', comment: 'Address that events are sent to.' },
    { name: 'status', type: 'VARCHAR', comment: 'active, or disabled by hand or after ten hours of failed deliveries.' },
    { name: 'subscriptions', type: 'JSON', comment: 'Names of the events; [] stands for all.' },
    { name: 'creator_id', type: 'BIGINT', comment: 'User who made it.' },
    { name: 'created_at', type: 'TIMESTAMPTZ', comment: 'When it was made.' },
    { name: 'updated_at', type: 'TIMESTAMPTZ', comment: 'When it last changed; NULL when never.' },
  ],
} as const satisfies Table;
