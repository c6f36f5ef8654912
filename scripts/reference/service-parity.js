/** What the Python client `affinity-sdk` 1.26 offers by service, and what does it here; names that end in `*` are of the exact layer. */
export const parity = [
  [
    'companies',
    [
      [
        '`list`, `pages`, `iter`, `all`, `get_first`',
        'companies.list',
        'companies.pages',
        'companies.iter',
        'companies.all',
        'companies.first',
      ],
      ['`get` (also with interaction dates and persons)', 'companies.get', 'companies.interactionDates'],
      ['`get_many`', 'companies.getMany'],
      ['`get_associated_person_ids`, `get_associated_people`', 'companies.associations', 'companies.persons'],
      ['`get_associated_opportunity_ids`, `…_batch`', 'companies.associationsOfMany', 'companies.opportunities'],
      ['`get_list_entries`, `get_lists`', 'companies.entries', 'companies.lists'],
      ['`get_fields`, `get_field_dropdown_options`', 'companies.fields', 'companies.dropdownOptions'],
      ['`get_field_values`, `batch_update_fields`', 'companies.fieldValues', 'companies.setFields', 'companies.batchUpdate'],
      ['`search`, `search_pages`', 'companies.search'],
      ['`semantic_search`', 'semanticSearch'],
      ['`resolve`', 'companies.resolve'],
      ['`create(if_not_exists=True)`, `update`, `delete`', 'companies.ensure', 'companies.create', 'companies.update', 'companies.delete'],
      ['`merge`, `get_merge_status`', 'companies.startMerge', 'companies.merge', 'tasks.get'],
      ['`list_merges`, `iter_merges`, `get_merge_state`', 'companies.merges.list', 'companies.merges.get'],
      ['`list_relationships`, `list_notes`', 'companies.relationships', 'companies.notes'],
    ],
  ],
  [
    'persons',
    [
      ['the same but for semantic search', 'persons.list', 'persons.getMany', 'persons.resolve', 'persons.ensure', 'persons.merge'],
      ['association helpers', 'persons.associations', 'persons.companies', 'persons.opportunities'],
    ],
  ],
  [
    'opportunities',
    [
      ['`list` family, `get`, detailed get', 'opportunities.list', 'opportunities.get', 'opportunities.entries'],
      ['`create`, `update`, `delete`', 'opportunities.create', 'opportunities.update', 'opportunities.delete'],
      ['association helpers', 'opportunities.associations', 'opportunities.persons', 'opportunities.companies'],
      ['`list_notes`, `iter_notes`', 'opportunities.notes'],
    ],
  ],
  [
    'lists',
    [
      ['`list` family, `get`, `get_size`', 'lists.list', 'lists.get', 'lists.size'],
      ['`resolve`, `resolve_all`, `create`', 'lists.resolve', 'lists.resolveAll', 'lists.create'],
      ['`get_saved_views` family, `get_saved_view`', 'savedViews.list', 'savedViews.get'],
      ['`get_fields`, `get_field_dropdown_options`', 'lists.fields', 'lists.dropdownOptions'],
      [
        '`get_`, `create_`, `update_`, `delete_field_dropdown_option`',
        'fields.getOption',
        'fields.createOption',
        'fields.updateOption',
        'fields.deleteOption',
      ],
    ],
  ],
  [
    'lists.entries(id)',
    [
      ['`list`, `pages`, `all`, `iter`, `get`', 'lists.entries().list', 'lists.entries().get'],
      ['`from_saved_view`', 'savedViews.entries'],
      ['`find_person`, `find_all_person`, `find_company`, …', 'lists.entries().find', 'lists.entries().findAll'],
      ['`ensure_person`, `ensure_company`', 'lists.entries().ensure'],
      ['`add_person`, `add_company`, `add_opportunity`, `delete`', 'lists.entries().add', 'lists.entries().remove'],
      ['`get_field_values`, `get_field_value`', 'lists.entries().fieldValues', 'lists.entries().fieldValue'],
      ['`update_field_value`, `batch_update_fields`', 'lists.entries().update', 'lists.entries().batchUpdate'],
    ],
  ],
  [
    'notes',
    [
      ['`list`, `get`, `create`, `update`, `delete`', 'notes.list', 'notes.get', 'notes.create', 'notes.update', 'notes.delete'],
      ['`search`, `list_replies`, `iter_replies`', 'notes.search', 'notes.replies', 'notes.reply'],
    ],
  ],
  [
    'reminders, interactions',
    [
      ['reminders: `list` family, `get`, `create`, `update`, `delete`', 'reminders.list', 'reminders.create', 'reminders.complete'],
      ['interactions: `list`, `iter` of one record', 'interactions.of'],
      ['`get`, `create`, `update`, `delete`', 'interactions.get', 'interactions.create', 'interactions.update', 'interactions.delete'],
      [
        'feeds of e-mails, meetings, calls, chat messages',
        'interactions.emails.list',
        'interactions.meetings.list',
        'interactions.calls.list',
        'interactions.chatMessages.list',
      ],
    ],
  ],
  [
    'fields and values',
    [
      ['fields: `list`, `create`, `delete`', 'metadata.fields', 'fields.create', 'fields.delete'],
      ['v1 field values: read, create, update, delete', 'v1.fieldValues.list', 'v1.fieldValues.create'],
      ['`field_value_changes`: `list`, `iter`, `iter_all`', 'v1.fieldValueChanges.list', 'lists.entries().history'],
      ['`list_global`, `iter_global`', 'changes.list'],
    ],
  ],
  [
    'files',
    [
      ['`list`, `all`, `get`, `search`', 'files.list', 'files.of', 'files.get', 'files.search'],
      ['`download`, `download_stream`, `download_to`', 'files.download', 'files.stream', 'files.downloadTo'],
      ['presigned URL', 'files.downloadUrl'],
      ['`upload`, `upload_bytes`, `upload_path`, `…_returning_files`', 'files.upload', 'files.uploadFrom'],
    ],
  ],
  [
    'the rest',
    [
      ['transcripts: `list`, `iter`, `get`, `fragments`', 'transcripts.list', 'transcripts.get', 'transcripts.fragments'],
      ['tasks: `get`, `wait`, `list_merge_tasks`', 'tasks.get', 'tasks.wait', 'tasks.companyMerges.list', 'tasks.personMerges.list'],
      ['webhooks: `list`, `get`, `create`, `update`, `delete`', 'webhooks.list', 'webhooks.create', 'webhooks.update', 'webhooks.delete'],
      ['relationship strengths', 'persons.strengths', 'persons.relationships'],
      ['rate limits: `refresh`, `snapshot`', 'quota.refresh', 'quota.snapshot'],
      ['`whoami`, `clear_cache`', 'whoami', 'metadata.clear'],
      ['not there', 'users.list', 'teams.members', 'duplicates.companies.list', 'companies.coworkers', 'companies.investorConnections'],
    ],
  ],
];
