import type { Feed } from '../replica/feed.ts';

const replaces = "source = 'value'";

/** Where the interactions inside field values go: several records tell of the same, and the streams of interactions know them better. */
export const interactionFeeds: readonly Feed[] = [
  { table: 'interactions', owner: 'NULL', shared: { of: ['type', 'id'], replaces } },
  { table: 'interaction_participants', owner: 'NULL', shared: { of: ['interaction_type', 'interaction_id'], replaces } },
];
