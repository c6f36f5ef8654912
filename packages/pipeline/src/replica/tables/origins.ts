/** Where the API has what a table holds. */
export interface Origin {
  /** The operation that is read. */
  readonly operation: string;
  /** Paths of columns in its answers, where they are not the column's name in the API's spelling; empty for what is our own. */
  readonly paths?: Readonly<Record<string, string>>;
}

const value = {
  value_type: 'value.type',
  text: 'value.data, value.data.text, value.data.name',
  number: 'value.data',
  date: 'value.data',
  instant: 'value.data',
  option_id: 'value.data.dropdownOptionId',
  ref_id: 'value.data.id',
  json: 'value.data',
} as const;

const interaction = {
  type: '',
  subject: 'subject, title',
  started_at: 'sentAt, startTime',
  ended_at: 'endTime',
  is_all_day: 'allDay',
  creator_id: 'creator.id, creator.person.id',
  participants_count: '…Preview.totalCount',
  source: '',
} as const;

/** Where each table comes from, by its name. */
export const origins: Readonly<Record<string, Origin>> = {
  companies: { operation: 'GET /v2/companies' },
  company_domains: { operation: 'GET /v2/companies', paths: { company_id: 'id', domain: 'domains[]', ordinal: '' } },
  persons: { operation: 'GET /v2/persons', paths: { primary_email: 'primaryEmailAddress' } },
  person_emails: { operation: 'GET /v2/persons', paths: { person_id: 'id', email: 'emailAddresses[]', ordinal: '' } },
  opportunities: { operation: 'GET /v2/opportunities' },
  lists: { operation: 'GET /v2/lists' },
  list_entries: { operation: 'GET /v2/lists/{listId}/list-entries', paths: { entity_type: 'type', entity_id: 'entity.id' } },
  saved_views: { operation: 'GET /v2/lists/{listId}/saved-views', paths: { list_id: '{listId}' } },
  saved_view_entries: {
    operation: 'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
    paths: { saved_view_id: '{viewId}', list_entry_id: 'id' },
  },
  fields: {
    operation: 'GET /v2/companies/fields, /v2/persons/fields, /v2/lists/{listId}/fields',
    paths: { entity_type: '', list_id: '{listId}', kind: 'type', source: 'enrichmentSource', is_multi: 'valueType', ordinal: '' },
  },
  dropdown_options: {
    operation: 'GET …/fields/{fieldId}/dropdown-options',
    paths: { field_id: '{fieldId}', entity_type: '', list_id: '{listId}', category: 'statusCategory', ordinal: '' },
  },
  field_values: {
    operation: 'GET /v2/companies, /v2/persons, /v2/lists/{listId}/list-entries',
    paths: { ...value, ordinal: '', entity_type: '', entity_id: 'id, entity.id', list_entry_id: 'id', field_id: 'fields[].id' },
  },
  field_value_changes: {
    operation: 'GET /v2/field-value-changes',
    paths: {
      ...value,
      field_id: 'field.id',
      entity_type: 'field.entityType',
      entity_id: 'entity.id',
      list_id: 'listEntry.listId',
      list_entry_id: 'listEntry.id',
      action: 'actionType',
      changer_id: 'changer.id',
      value_type: 'type',
      text: 'value, value.text, value.name, value.displayValue',
      number: 'value',
      date: 'value',
      instant: 'value',
      option_id: 'value.dropdownOptionId',
      ref_id: 'value.id',
      json: 'value',
    },
  },
  interactions: { operation: 'GET /v2/emails, /v2/meetings, /v2/calls, /v2/chat-messages; values of type interaction', paths: interaction },
  interaction_participants: {
    operation: 'GET /v2/emails, /v2/meetings, /v2/calls, /v2/chat-messages; values of type interaction',
    paths: {
      interaction_type: '',
      interaction_id: 'id',
      role: '',
      ordinal: '',
      person_id: '…data[].person.id, …data[].id',
      email: '…data[].emailAddress, …data[].primaryEmailAddress',
      person_type: '…data[].person.type, …data[].type',
      source: '',
    },
  },
  notes: {
    operation: 'GET /v2/notes, /v2/notes/{noteId}/replies',
    paths: {
      html: 'content.html',
      text: 'content.html',
      creator_id: 'creator.id',
      parent_id: 'parent.id',
      interaction_type: 'interaction.type',
      interaction_id: 'interaction.id',
    },
  },
  note_links: {
    operation: 'GET /v2/notes',
    paths: { note_id: 'id', link: '', entity_type: '', entity_id: '…Preview.data[].id, mentions[].person.id' },
  },
  reminders: {
    operation: 'GET /v2/reminders',
    paths: {
      due_at: 'dueDate',
      entity_type: 'company, person, opportunity',
      entity_id: 'company.id, person.id, opportunity.id',
      owner_id: 'owner.id',
      creator_id: 'creator.id',
      completer_id: 'completer.id',
      reset_trigger: 'recurrence.resetTrigger',
      period_days: 'recurrence.periodDays',
    },
  },
  relationships: {
    operation: 'GET /v2/companies/{companyId}/relationships, /v2/persons/{personId}/relationships',
    paths: {
      entity_type: '',
      entity_id: '{companyId}, {personId}',
      user_id: 'person1.id',
      person_id: 'person2.id',
      linkedin_connected_on: 'linkedIn.connectedOn',
    },
  },
  files: {
    operation: 'GET /v2/files; v1 GET /entity-files',
    paths: {
      size_bytes: 'size',
      entity_type: 'v1: organization_id, person_id, opportunity_id',
      entity_id: 'v1: organization_id, person_id, opportunity_id',
      creator_id: 'creator.id; v1: uploader_id',
    },
  },
  file_contents: { operation: 'GET /v2/files/{fileId}', paths: { file_id: '{fileId}', sha256: '', size_bytes: '', path: '' } },
  transcripts: { operation: 'GET /v2/transcripts', paths: { note_id: 'note.id', language: 'languageCode' } },
  transcript_fragments: {
    operation: 'GET /v2/transcripts/{transcriptId}/fragments',
    paths: { transcript_id: '{transcriptId}', ordinal: '', start_seconds: 'startTimestamp', end_seconds: 'endTimestamp' },
  },
  users: { operation: 'GET /v2/users', paths: { email: 'primaryEmailAddress' } },
  teams: { operation: 'GET /v2/teams' },
  team_members: {
    operation: 'GET /v2/teams, /v2/teams/{teamId}/members',
    paths: { team_id: '{teamId}', user_id: 'user.id', membership_id: 'id' },
  },
  merges: {
    operation: 'GET /v2/company-merges, /v2/person-merges',
    paths: { entity_type: '', primary_id: 'primaryCompanyId, primaryPersonId', duplicate_id: 'duplicateCompanyId, duplicatePersonId' },
  },
  duplicate_suggestions: {
    operation: 'GET /v2/duplicates/company-suggestions, /v2/duplicates/person-suggestions',
    paths: { entity_type: '', primary_id: 'primaryProfile.id', duplicate_id: 'duplicateProfiles[0].id' },
  },
  webhooks: { operation: 'GET /v2/webhooks', paths: { creator_id: 'creator.id' } },
  saved_view_fields: {
    operation: 'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
    paths: {
      saved_view_id: '{viewId}',
      field_id: 'entity.fields[].id',
      ordinal: '',
      name: 'entity.fields[].name',
      value_type: 'entity.fields[].value.type',
      source: 'entity.fields[].enrichmentSource',
    },
  },
  saved_view_rows: {
    operation: 'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
    paths: {
      saved_view_id: '{viewId}',
      list_entry_id: 'id',
      entity_type: 'type',
      entity_id: 'entity.id',
      entity_name: 'entity.name, entity.firstName, entity.lastName',
    },
  },
  saved_view_values: {
    operation: 'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
    paths: { ...value, ordinal: '', saved_view_id: '{viewId}', list_entry_id: 'id', field_id: 'entity.fields[].id' },
  },
};
