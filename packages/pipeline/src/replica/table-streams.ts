const entities = ['companies', 'persons', 'list_entries'] as const;
const interactions = ['emails', 'meetings', 'calls', 'chat_messages'] as const;

/** Streams that fill tables of another name. */
const streams: Readonly<Record<string, readonly string[]>> = {
  company_domains: ['companies'],
  person_emails: ['persons'],
  saved_view_entries: ['saved_views'],
  dropdown_options: ['fields'],
  field_values: entities,
  interactions: [...entities, ...interactions],
  interaction_participants: [...entities, ...interactions],
  note_links: ['notes'],
  file_contents: ['files'],
  transcript_fragments: ['transcripts'],
  team_members: ['teams'],
  duplicate_suggestions: ['duplicates'],
};

/** Names of the streams that fill a table; for a table that no stream fills its own name, which none has. */
export const streamsOf = (table: string): readonly string[] => streams[table] ?? [table];
