// Made by scripts/write-openapi.js from the comments of the contract.

/** What the source says of a schema and of its properties. */
export interface SchemaText {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** What the source says of each operation, by method and path. */
export const operationTexts: Readonly<Record<string, string>> = {
  'GET /auth/whoami': 'Tell whose key it is. Does not count against the monthly limit.',
  'GET /entity-files': 'Page through the files that users uploaded, newest first.',
  'GET /entity-files/{entity_file_id}': 'Fetch what is known of one file.',
  'GET /entity-files/download/{entity_file_id}':
    'Ask where a file can be fetched: the redirect leads to an address that is valid for about a minute, and must not be sent the key.',
  'POST /entity-files': 'Upload one or several files to one record. On an internal person they are kept, but not displayed.',
  'GET /field-value-changes': 'List the changes of one field, at most for one record or row.',
  'GET /field-values':
    'List the values of one record or of one row; exactly one of the four parameters must be given.\n\nA record brings its global values and those of all its rows. Smart fields are never among them.',
  'POST /field-values': 'Add a value to a cell. A single-value field that has one already takes an update instead.',
  'PUT /field-values/{field_value_id}': "Change a value; it is named by its own id, not by the field's.",
  'DELETE /field-values/{field_value_id}': 'Delete a value, which is how a cell is cleared.',
  'GET /fields': 'List all fields, or those of one list. Smart fields and Crunchbase fields are never among them.',
  'POST /fields': 'Create a field, of a list or global.',
  'DELETE /fields/{field_id}': 'Delete a field and its values.',
  'GET /interactions': 'Page through the interactions of one type that a person, an organization or an opportunity had in a year at most.',
  'GET /interactions/{id}': 'Fetch one interaction.',
  'POST /interactions': 'Log an interaction by hand, as the caller.',
  'PUT /interactions/{id}': 'Change an interaction that was logged by hand; what is left out stays.',
  'DELETE /interactions/{id}': 'Delete an interaction.',
  'GET /lists/{list_id}/list-entries':
    'Page through the rows of a list, newest first. `page_token` is ignored without `page_size`, and every row is returned.',
  'GET /lists/{list_id}/list-entries/{list_entry_id}': 'Fetch one row of a list.',
  'POST /lists/{list_id}/list-entries':
    'Add a person or an organization to a list; twice makes two rows. Opportunities get their row when they are created.',
  'DELETE /lists/{list_id}/list-entries/{list_entry_id}':
    'Remove a row and its list-specific values. On a list of opportunities this deletes the opportunity too.',
  'GET /lists': 'List every list that the caller may see.',
  'GET /lists/{list_id}': 'Fetch one list with its own fields.',
  'POST /lists': 'Create a list.',
  'GET /notes': 'Page through notes, newest first.',
  'GET /notes/{note_id}': 'Fetch one note.',
  'POST /notes': 'Create a note or a reply.',
  'PUT /notes/{note_id}': 'Change the text of a note. One with mentions, or on an e-mail, is refused.',
  'DELETE /notes/{note_id}': 'Delete a note; only who created it may.',
  'GET /opportunities': 'Page through opportunities, all or those that match.',
  'GET /opportunities/{opportunity_id}': 'Fetch one opportunity.',
  'POST /opportunities': 'Create an opportunity and its row.',
  'PUT /opportunities/{opportunity_id}': 'Change an opportunity; what is left out stays.',
  'DELETE /opportunities/{opportunity_id}': 'Delete an opportunity with its row, its values, their history and the reminders that tag it.',
  'GET /organizations': "Page through organizations, all or those that match. With `term` alone Affinity's own directory is searched too.",
  'GET /organizations/{organization_id}':
    'Fetch one organization. One that was merged away is refused, with the id of the organization that it is now.',
  'POST /organizations': 'Create an organization; it is never a global one.',
  'PUT /organizations/{organization_id}': 'Change an organization; what is left out stays.',
  'DELETE /organizations/{organization_id}':
    'Delete an organization with its values, its rows and the reminders that tag it. A global one is refused.',
  'GET /organizations/fields': 'List the global fields of organizations.',
  'GET /persons': 'Page through persons, all or those that match.',
  'GET /persons/{person_id}': 'Fetch one person. One that was merged away is refused, with the id of the person that it is now.',
  'POST /persons': 'Create a person.',
  'PUT /persons/{person_id}': 'Change a person; what is left out stays.',
  'DELETE /persons/{person_id}':
    'Delete a person with its values, its rows, the reminders that tag it and the notes that it wrote. Internal ones are refused.',
  'GET /persons/fields': 'List the global fields of persons.',
  'GET /rate-limit': 'Fetch what is left of the limits. Does not count against the monthly one.',
  'GET /relationships-strengths':
    'List how well each user knows a person, or how well one does. Unsorted; without interactions there may be no row.',
  'GET /reminders': 'Page through reminders, all or those that match every parameter.',
  'GET /reminders/{reminder_id}': 'Fetch one reminder.',
  'POST /reminders': 'Create a reminder, one-time or recurring.',
  'PUT /reminders/{reminder_id}': 'Change or complete a reminder; only who created or owns it may.',
  'DELETE /reminders/{reminder_id}': 'Delete a reminder; only who created or owns it may.',
  'GET /webhook': 'List the subscriptions of the account.',
  'GET /webhook/{webhook_subscription_id}': 'Fetch one subscription.',
  'POST /webhook/subscribe': 'Subscribe to events; an account may do so three times.',
  'PUT /webhook/{webhook_subscription_id}': 'Change a subscription, or end its pause; only who created it may.',
  'DELETE /webhook/{webhook_subscription_id}': 'Delete a subscription; only who created it and admins may.',
  'GET /v2/auth/whoami': 'Tell whose key it is.',
  'GET /v2/calls': 'Page through the calls of the whole firm that the caller may see.',
  'GET /v2/chat-messages': 'Page through the chat messages of the whole firm that the caller may see.',
  'GET /v2/companies/fields': 'Page through the metadata of all fields that companies have; list fields are not among them.',
  'GET /v2/companies/fields/{fieldId}/dropdown-options': 'Page through the options of a dropdown field; 400 for a field that is none.',
  'GET /v2/companies/{companyId}/fields':
    'Page through the fields of one company with their values: all enriched, global and relationship-intelligence ones unless chosen.',
  'GET /v2/companies/{companyId}/fields/{fieldId}': 'Fetch one field of one company with its value.',
  'GET /v2/companies/{companyId}/fields/{fieldId}/values': 'Page through all values of one field, of which other answers show at most 100.',
  'POST /v2/companies/{companyId}/fields/{fieldId}': 'Write one field of one company.',
  'PATCH /v2/companies/{companyId}/fields': 'Write up to 100 fields of one company at once: all of them or, if one is refused, none.',
  'GET /v2/companies/{companyId}/list-entries':
    'Page through the rows of a company in all lists that the caller may see, with all their fields.',
  'GET /v2/companies/{companyId}/lists': 'Page through the lists that a company is on, each once and without its type.',
  'GET /v2/companies/{companyId}/notes': 'Page through the notes attached to a company or to its persons.',
  'GET /v2/companies/{companyId}/relationships': 'Page through who in the firm knows whom at a company, and how well.',
  'GET /v2/companies': 'Page through companies; with `ids`, only these, and ids that do not exist are left out.',
  'GET /v2/companies/{companyId}': 'Fetch one company.',
  'POST /v2/companies/search':
    "Page through the companies that match. A body without criteria asks for the whole global directory, millions of companies; one with any criteria, even an empty group of filters, asks for the account's own (v2 reference, section 14).",
  'GET /v2/company-merges': 'Page through the merges that anyone in the firm began, the newest first.',
  'GET /v2/company-merges/{mergeId}': 'Fetch one merge.',
  'POST /v2/company-merges':
    'Begin to merge one company into another; nothing is checked before the work is done.\n\nWith a global company involved the outcome may be a new local company (v2 reference, section 9.12).',
  'GET /v2/tasks/company-merges': 'Page through the tasks, the newest first.',
  'GET /v2/tasks/company-merges/{taskId}': 'Fetch one task; a fresh one may be missing for a moment.',
  'GET /v2/duplicates/company-suggestions': 'Page through the pairs of companies that may be one and that nobody has judged yet.',
  'GET /v2/duplicates/person-suggestions': 'Page through the pairs of persons that may be one and that nobody has judged yet.',
  'GET /v2/emails': 'Page through the e-mails of the whole firm that the caller may see.',
  'POST /v2/feedback': 'Send feedback to Affinity.',
  'GET /v2/field-value-changes':
    'Page through the changes of all tracked fields, oldest first.\n\nTo go on later, remember the last `changedAt`, ask for `changedAt>=` it and drop the ids you know; a cursor does not outlive the end.',
  'GET /v2/files': 'Page through files, the newest first.',
  'GET /v2/files/{fileId}': 'Fetch one file with an address to download it from within a minute.',
  'POST /v2/files/search': 'Search the contents of files for words.',
  'GET /v2/inferred-connections/coworkers': 'Page through the people of one company whom somebody in your data worked with.',
  'GET /v2/inferred-connections/investor-executive-connections':
    'Page through the executives of one company whom somebody in your data met over a deal.',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/fields':
    'Page through the fields of one entry with their values, those of its record included: all of them unless chosen.',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}': 'Fetch one field of one entry with its value.',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}/values':
    'Page through all values of one field, of which other answers show at most 100.',
  'POST /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}':
    'Write one field of one entry; global fields of its record can be written here too.',
  'PATCH /v2/lists/{listId}/list-entries/{listEntryId}/fields':
    'Write up to 100 fields of one entry at once: all of them or, if one is refused, none.',
  'GET /v2/lists/{listId}/list-entries': 'Page through the rows of a list.',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}': 'Fetch one row of a list.',
  'POST /v2/lists/{listId}/list-entries':
    'Add a company or person to a list, again if it is on it already. A list with required fields refuses.',
  'POST /v2/lists/{listId}/list-entries/search': 'Page through the rows that match; without criteria, through all.',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes':
    'Page through the changes of the tracked fields of one row, oldest first.',
  'GET /v2/lists/{listId}/fields':
    'Page through the metadata of all fields of a list: its own, and the about 90 that its records have everywhere.',
  'GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options': 'Page through the options of a dropdown field of a list.',
  'GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}': 'Fetch one option.',
  'POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options':
    "Create an option. That of a global field is created under any list of the field's kind of record.",
  'POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}': 'Change an option; what is left out stays.',
  'DELETE /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}':
    'Delete an option, and with it every value that is set to it, for good.',
  'GET /v2/lists': 'Page through the lists that the caller may see.',
  'GET /v2/lists/{listId}': 'Fetch one list.',
  'POST /v2/lists': 'Create a list that the caller owns.',
  'GET /v2/meetings': 'Page through the meetings of the whole firm that the caller may see. Pages above 20 have taken over 30 seconds.',
  'GET /v2/meetings/{meetingId}': 'Fetch one meeting.',
  'GET /v2/notes': 'Page through root notes; replies are not among them.',
  'GET /v2/notes/{noteId}': 'Fetch one note or reply.',
  'POST /v2/notes': 'Create a note or a reply.',
  'POST /v2/notes/{noteId}': 'Change a note or reply that the caller created; what is left out stays.',
  'DELETE /v2/notes/{noteId}': 'Delete a note or reply that the caller created; a root note takes its replies and files along.',
  'POST /v2/notes/search': 'Search the text of notes for words.',
  'GET /v2/notes/{noteId}/replies': 'Page through the replies to a note.',
  'GET /v2/notes/{noteId}/attached-companies': 'Page through the companies attached directly to a note.',
  'GET /v2/notes/{noteId}/attached-opportunities': 'Page through the opportunities attached directly to a note.',
  'GET /v2/notes/{noteId}/attached-persons': 'Page through the persons attached directly to a note.',
  'GET /v2/opportunities': 'Page through opportunities; with `ids`, only these, and ids that do not exist are left out.',
  'GET /v2/opportunities/{opportunityId}': 'Fetch one opportunity.',
  'POST /v2/opportunities/{opportunityId}': 'Rename an opportunity; takes the right to manage access to it.',
  'DELETE /v2/opportunities/{opportunityId}':
    'Delete an opportunity with its list entry, values, history and reminders; takes the right to manage access to it.',
  'GET /v2/opportunities/{opportunityId}/notes': 'Page through the notes attached to an opportunity or to its persons.',
  'GET /v2/person-merges': 'Page through the merges that anyone in the firm began, the newest first.',
  'GET /v2/person-merges/{mergeId}': 'Fetch one merge.',
  'POST /v2/person-merges': 'Begin to merge one person into another; nothing is checked before the work is done.',
  'GET /v2/tasks/person-merges': 'Page through the tasks, the newest first.',
  'GET /v2/tasks/person-merges/{taskId}': 'Fetch one task; a fresh one may be missing for a moment.',
  'GET /v2/persons/fields': 'Page through the metadata of all fields that persons have; list fields are not among them.',
  'GET /v2/persons/fields/{fieldId}/dropdown-options': 'Page through the options of a dropdown field; 400 for a field that is none.',
  'GET /v2/persons/{personId}/fields':
    'Page through the fields of one person with their values: all enriched, global and relationship-intelligence ones unless chosen.',
  'GET /v2/persons/{personId}/fields/{fieldId}': 'Fetch one field of one person with its value.',
  'GET /v2/persons/{personId}/fields/{fieldId}/values': 'Page through all values of one field, of which other answers show at most 100.',
  'POST /v2/persons/{personId}/fields/{fieldId}': 'Write one field of one person.',
  'PATCH /v2/persons/{personId}/fields': 'Write up to 100 fields of one person at once: all of them or, if one is refused, none.',
  'GET /v2/persons/{personId}/list-entries':
    'Page through the rows of a person in all lists that the caller may see, with all their fields.',
  'GET /v2/persons/{personId}/lists': 'Page through the lists that a person is on, each once and without its type.',
  'GET /v2/persons/{personId}/notes': 'Page through the notes attached to a person, mentioning them, or on meetings they attended.',
  'GET /v2/persons/{personId}/relationships': 'Page through who in the firm knows a person, and how well.',
  'GET /v2/persons': 'Page through persons; with `ids`, only these, and ids that do not exist are left out.',
  'GET /v2/persons/{personId}': 'Fetch one person.',
  'POST /v2/persons/search': 'Page through the persons that match; without criteria, through all.',
  'POST /v2/persons': 'Create a person.',
  'DELETE /v2/persons/{personId}': 'Delete a person outside the firm, with what was entered on them.',
  'GET /v2/rate-limit': 'Fetch what is left of the limits.',
  'GET /v2/reminders': 'Page through reminders, the one due soonest first.',
  'GET /v2/reminders/{reminderId}': 'Fetch one reminder.',
  'POST /v2/reminders': 'Create a reminder on a company, person or opportunity.',
  'POST /v2/reminders/{reminderId}': 'Change, complete or reopen a reminder that the caller created or owns.',
  'DELETE /v2/reminders/{reminderId}': 'Delete a reminder that the caller created or owns.',
  'GET /v2/lists/{listId}/saved-views': 'Page through the views of a list that the caller may see.',
  'GET /v2/lists/{listId}/saved-views/{viewId}': 'Fetch one view.',
  'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries':
    'Page through the rows of a sheet: its filters and columns apply, its sort order does not.',
  'POST /v2/semantic-search': 'Search companies by a question in plain words.',
  'GET /v2/teams': 'Page through teams.',
  'GET /v2/teams/{teamId}': 'Fetch one team.',
  'GET /v2/teams/{teamId}/members': 'Page through the users in a team.',
  'GET /v2/teams/{teamId}/accessible-lists': 'Page through the lists that a team may see.',
  'GET /v2/transcripts': 'Page through transcripts, without their words.',
  'GET /v2/transcripts/{transcriptId}': 'Fetch one transcript with its first 100 fragments.',
  'DELETE /v2/transcripts/{transcriptId}':
    'Delete a transcript of a note that the caller created; the note stays, with `transcriptId: null`.',
  'GET /v2/transcripts/{transcriptId}/fragments': 'Page through the words of a transcript, in the order of time.',
  'GET /v2/users': 'Page through the users of the firm, in every status.',
  'GET /v2/users/{userId}': 'Fetch one user.',
  'GET /v2/webhooks': "Page through the caller's subscriptions, or those of the whole firm for who may manage all.",
  'GET /v2/webhooks/{webhookId}': 'Fetch one subscription.',
  'POST /v2/webhooks': 'Subscribe to events.',
  'POST /v2/webhooks/{webhookId}': 'Change a subscription, or switch it on or off.',
  'DELETE /v2/webhooks/{webhookId}': 'Delete a subscription.',
};

/** What the source says of each exported schema, by its name. */
export const schemaTexts: Readonly<Record<string, SchemaText>> = {
  V1Errors: {
    description: 'Body of the error answers of v1: sentences (v1 reference, section 2). An unknown route answers one bare string.',
  },
  V2Error: {
    description: 'One error of v2.',
    properties: { param: 'The guilty property of query, path, header or body; sent with the code `validation` only.' },
  },
  V2Errors: { description: 'Body of every error answer of v2 that the application wrote itself (v2 reference, section 2).' },
  Dropdown: { description: 'A chosen option of a dropdown field.' },
  FieldValue: {
    description: 'A value as it comes, of a type that may be new. `knownFieldValue(value)` narrows it.',
    properties: {
      type: 'Says what `data` is. The set grows: a redacted value has been seen as `hidden`.',
      data: 'The value, `null` where there is none; also for several values, which are never an empty array.',
      totalCount: 'Number of values of a `-multi` type, of which `data` holds at most 100; not every endpoint sends it.',
      internalPerson: 'Of `interaction` only, and not from every endpoint: the colleague who took part.',
    },
  },
  FieldValueUpdate: {
    description:
      'A value to write, told apart by `type`; `data: null` clears it, and an array replaces the whole set.\n\nOptions, persons and companies are given by id. A `datetime` needs a full date-time, of which Affinity keeps the UTC day.',
  },
  FormulaNumber: { description: 'The result of a formula.' },
  KnownFieldValue: {
    description: 'Every documented value, told apart by `type`: closed, for `switch`. Get one from `knownFieldValue(value)`.',
  },
  Location: { description: 'A place. All five keys are there, in requests too.' },
  RankedDropdown: {
    description: 'A chosen option of a ranked dropdown; Status fields are ranked dropdowns.',
    properties: { rank: 'Position among the options, from 0; may have gaps and repeat.' },
  },
  ReminderData: { description: 'The next open reminder of a record.' },
  CompanyId: { description: 'Identifies a company (v1: organization).' },
  DropdownOptionId: { description: 'Identifies one option of a dropdown field.' },
  FieldId: {
    description:
      'Identifies a field in v2: `field-<number>` for custom ones, a slug such as `last-email` or `affinity-data-location` for the others.',
  },
  FieldValueChangeId: { description: 'Identifies one row of the change feed.' },
  FieldValueId: { description: 'Identifies one stored value of a field; v1 only, v2 addresses values by record and field.' },
  FileId: { description: 'Identifies an uploaded file, which v1 calls entity file; 1 to 2^31 - 1.' },
  InteractionId: { description: 'Identifies an interaction: e-mail, meeting, call or chat message. Each of the four counts for itself.' },
  ListEntryId: { description: 'Identifies a row of a list; the company, person or opportunity in it has an id of its own.' },
  ListId: { description: 'Identifies a list.' },
  MentionId: { description: 'Identifies a mention inside a note; 1 to 2^31 - 1.' },
  MergeId: { description: 'Identifies a merge of two records; its task has a UUID.' },
  NoteId: { description: 'Identifies a note or a reply; 1 to 2^31 - 1.' },
  NumericFieldId: { description: 'Identifies a field in v1; the same field is `field-<number>` in v2.' },
  OpportunityId: { description: 'Identifies an opportunity.' },
  PersonId: { description: 'Identifies a person. A `UserId` is one too (v2 reference, section 1).' },
  ReminderId: { description: 'Identifies a reminder.' },
  SavedViewId: { description: 'Identifies a saved view of a list.' },
  TeamId: { description: 'Identifies a team of users.' },
  TeamMemberId: { description: "Identifies a user's membership in a team, not the user." },
  TenantId: { description: 'Identifies an Affinity account, called tenant by the API.' },
  TranscriptId: { description: 'Identifies the transcript behind an AI note; 1 to 2^31 - 1.' },
  UserId: {
    description:
      'Identifies an internal user, who has a person of the same id: accepted wherever a `PersonId` is, not the other way round.',
  },
  WebhookId: { description: 'Identifies a webhook subscription.' },
  Pagination: {
    description: 'Links to the neighbouring pages of a v2 collection; a missing or null `nextUrl` is the end, and nothing else is.',
    properties: {
      prevUrl: 'Absolute URL of the page before, `null` on the first page.',
      nextUrl: 'Absolute URL of the page after, `null` at the end.',
    },
  },
  PaginationWithTotalCount: {
    description: '`Pagination` of the collections that can be counted.',
    properties: {
      prevUrl: 'Absolute URL of the page before, `null` on the first page.',
      nextUrl: 'Absolute URL of the page after, `null` at the end.',
      totalCount: 'Items in all pages together; present only when the query asked with `totalCount: true`.',
    },
  },
  V1WhoAmI: { description: 'Whose key it is; the only answer of v1 in camelCase (v1 reference, section 6.15).' },
  V1DateOrInstant: {
    description:
      'A day or a time in a request, as ISO 8601 text: a bare day is its midnight, and a time may have an offset (v1 reference, section 1).',
  },
  V1DropdownOption: {
    description: 'An option of a ranked dropdown, such as a stage of Status.',
    properties: {
      rank: 'Position among the options of its field, from 0 or from 1.',
      color: "Index into Affinity's palette; v2 names the colour.",
    },
  },
  V1EntityFile: {
    description: 'A file that a user uploaded to a record (v1 reference, section 5). v1 can neither change nor delete one.',
    properties: { size: 'In bytes.', person_id: 'One of the three ids is set.' },
  },
  V1FilesToBeUploaded: { description: 'Files to upload to one record.' },
  V1UploadedFiles: { description: 'What an upload answers.', properties: { entity_files: 'Only in answers since 2026.' } },
  V1FieldValueChange: {
    description: 'One change of one value of a tracked field (v1 reference, section 5).',
    properties: {
      list_entry_id: '`null` for a global field.',
      changer: '`null` for a change that Affinity made.',
      changed_at: 'May carry microseconds.',
      value: 'The new value, or the old one of a deletion. A dropdown option deleted since is its bare text.',
    },
  },
  V1FieldValue: {
    description: 'One value of one cell (v1 reference, section 5). A cell with several values has as many of these.',
    properties: {
      id: 'Not stable: an edit in the product may replace the row. Field, entity and entry together are.',
      list_entry_id: '`null` for a global field.',
      updated_at: '`null` until it changes.',
    },
  },
  V1Field: {
    description: 'A field (v1 reference, section 5).',
    properties: {
      name: 'Not unique: enrichment sources repeat names.',
      dropdown_options: 'Filled for ranked dropdowns only; absent when the query excluded them.',
      list_id: '`null` for a global field. Absent inside a list.',
      track_changes: 'Whether changes are in `/field-value-changes`. Absent inside a list.',
      enrichment_source: "`none` for a field of the firm's own. Absent inside a list.",
    },
  },
  V1FieldToBeCreated: { description: 'A field to create.' },
  V1GlobalField: {
    description: "A global field as the lists of persons' and of organizations' fields show it (v1 reference, sections 6.6 and 6.7).",
  },
  V1InteractionDates: {
    description: 'When a record was first, last and next in touch with the firm; `null` for never. All seven keys are there.',
    properties: { first_event_date: 'Events are meetings.' },
  },
  V1InteractionTouch: {
    description: 'One moment in touch.',
    properties: { person_ids: 'Internal persons who took part; only with `with_interaction_persons`.' },
  },
  V1InteractionTouches: { description: 'What `InteractionDates` says, with who took part. All seven keys are there.' },
  V1ChatMessage: {
    description: 'A chat message (v1 reference, section 5).',
    properties: {
      id: 'Unique among chat messages only.',
      notes: 'Notes on the interaction, the one that a hand-made log consists of among them.',
    },
  },
  V1Email: { description: 'An e-mail without its text (v1 reference, section 5).', properties: { id: 'Unique among e-mails only.' } },
  V1Interaction: { description: 'An interaction; `type` tells which.' },
  V1InteractionPage: {
    description: 'A page of interactions. The key of its array follows from the `type` that was asked for; `emails` alone is documented.',
  },
  V1InteractionToBeCreated: { description: 'An interaction to log by hand; e-mails cannot be.' },
  V1InteractionUpdate: {
    description: 'What to change of an interaction that was logged by hand. `person_ids` **replaces** the ones before.',
    properties: {
      type: 'What the interaction is, which cannot be changed: with the id it says which one is meant.',
      content: 'Refused where the text before has mentions.',
    },
  },
  V1Meeting: {
    description: 'A meeting or a call (v1 reference, section 5).',
    properties: {
      id: 'Unique among meetings and calls only.',
      manual_creator_id: 'Who logged it by hand; `null` where it was synchronised.',
      attendees: 'E-mail addresses.',
      notes: 'Notes on the interaction, the one that a hand-made log consists of among them.',
      v2_id: 'Id of the same meeting in v2; only for accounts whose meetings are unified.',
    },
  },
  V1ListEntries: { description: 'Every row as a bare array where no `page_size` was asked for, and a page where one was.' },
  V1ListEntry: {
    description: 'A row of a list (v1 reference, section 5). It holds no cell values.',
    properties: { entity: 'The record in the row; what it is follows from the list.' },
  },
  V1ListEntryRef: { description: 'A row of a list as its record shows it (v1 reference, section 5).' },
  V1CreatedList: { description: 'A list as its creation answers it.' },
  V1List: {
    description: 'A list (v1 reference, section 5).',
    properties: {
      type: 'What the list holds.',
      public: 'Whether the whole account sees it; `is_public` in a request.',
      list_size: 'Rows of the list.',
      creator_id: 'Not in every answer.',
      additional_permissions: 'Not in every answer.',
    },
  },
  V1ListPermission: { description: 'The role of one user on a list.' },
  V1ListToBeCreated: {
    description: 'A list to create.',
    properties: { type: 'What the list will hold; cannot be changed.', owner_id: 'An internal person; the caller unless stated.' },
  },
  V1ListWithFields: { description: 'A list with the fields of its own.' },
  V1Location: { description: 'A place. All five keys are there.' },
  V1LocationUpdate: { description: 'A place to write; the documentation leaves `continent` out.' },
  V1Note: {
    description: 'A note or a reply (v1 reference, section 5).',
    properties: {
      person_ids: '`associated_person_ids` and `interaction_person_ids` together.',
      associated_person_ids: 'Persons attached directly.',
      interaction_person_ids: 'Persons of the interaction that the note is on.',
      is_meeting: 'Whether it is on a meeting or a call.',
      parent_id: 'The note that this one replies to; a reply has no records of its own.',
      content: 'Not word for word what was written: HTML comes back as Markdown, underscores escaped.',
      updated_at: '`null` until it changes.',
    },
  },
  V1NoteToBeCreated: { description: 'A note to create, on at least one record or as a reply.' },
  V1Opportunity: {
    description: 'An opportunity (v1 reference, section 5). Its fields are those of its row.',
    properties: {
      person_ids: 'Documented as absent after a creation, and seen there.',
      organization_ids: 'Likewise.',
      list_entries: 'The one row of the opportunity; empty when the caller cannot see its list.',
    },
  },
  V1OpportunityToBeCreated: {
    description: 'An opportunity to create.',
    properties: { list_id: 'A list of opportunities; cannot be changed.' },
  },
  V1OpportunityUpdate: {
    description: 'What to change of an opportunity. An array **replaces** the one before: resend the members to keep.',
  },
  V1Organization: { description: 'An organization fetched by id (v1 reference, section 5); v2 calls it company.' },
  V1OrganizationRow: {
    description: 'An organization as a search finds one.',
    properties: {
      domain: 'Primary website domain, or `null` when Affinity knows none.',
      global: "Whether the record belongs to Affinity's shared directory; its name and domain cannot be changed then.",
      opportunity_ids: 'Only with `with_opportunities`.',
    },
  },
  V1OrganizationToBeCreated: {
    description: 'An organization to create. A namesake, or one with the same domain, is not refused: search first.',
    properties: { domain: 'Becomes the only one of `domains`.' },
  },
  V1OrganizationUpdate: {
    description:
      'What to change of an organization. `person_ids` **replaces** the ones before; name and domain of a global one cannot be changed.',
  },
  V1SavedOrganization: {
    description: 'An organization as creating and updating one answers it.',
    properties: {
      domain: 'Primary website domain, or `null` when Affinity knows none.',
      global: "Whether the record belongs to Affinity's shared directory; its name and domain cannot be changed then.",
      person_ids: 'Applied in the background: this answer and early reads may lack some or all.',
    },
  },
  V1Person: { description: 'A person fetched by id (v1 reference, section 5).' },
  V1PersonRow: {
    description: 'A person as a search finds one.',
    properties: {
      primary_email: 'Chosen by Affinity among `emails`; not writable.',
      opportunity_ids: 'Only with `with_opportunities`.',
      current_organization_ids: 'Organizations that the person works for today; only with `with_current_organizations`.',
    },
  },
  V1PersonToBeCreated: {
    description: 'A person to create.',
    properties: { emails: 'May be empty. An address of another person is refused, whatever its case.' },
  },
  V1PersonUpdate: { description: 'What to change of a person. An array **replaces** the one before: resend the members to keep.' },
  V1SavedPerson: { description: 'A person as creating and updating one answers it.' },
  V1MonthlyRateLimitWindow: { description: 'State of the monthly limit; the word `unlimited` stands where the plan has none.' },
  V1RateLimit: { description: 'What is left of the limits (v1 reference, section 6.15).' },
  V1RateLimitWindow: { description: 'State of one limit.', properties: { reset: 'Seconds until the window begins anew.' } },
  V1EntityId: { description: 'Identifies a person, an organization or an opportunity, whichever the list or field beside it is about.' },
  V1OppRef: { description: 'An opportunity where another record points at one.' },
  V1OrgRef: { description: 'An organization, which v2 calls company, where another record points at one.' },
  V1PersonRef: { description: 'A person where another record points at one (v1 reference, section 5).' },
  V1RelationshipStrength: {
    description: 'How well a user of the account knows a person.',
    properties: { strength: 'Between 0 and 1 so far; computed anew about once a day.' },
  },
  V1Reminder: {
    description: 'A reminder (v1 reference, section 5).',
    properties: {
      reset_type: '`null` for a one-time reminder.',
      reminder_days: 'Days from a reset until it is due; `null` for a one-time reminder.',
      completer: 'Who completed it.',
      person: 'One of the three records at most is tagged.',
    },
  },
  V1ReminderToBeCreated: { description: 'A reminder to create.' },
  V1ReminderUpdate: { description: 'What to change of a reminder. The record that it is about cannot be changed.' },
  V1Success: { description: 'What every deletion answers.' },
  V1Value: { description: 'A value as it comes; the `value_type` of the row or of its field says how to read it.' },
  V1ValueUpdate: {
    description:
      'A value to write (v1 reference, section 4.3).\n\nA person, an organization and a **ranked** dropdown option are given by id, a plain dropdown option by its text, a date as ISO 8601. There is no clearing: delete the field value instead.',
  },
  V1WebhookSubscription: {
    description: 'A subscription to events (v1 reference, section 5). An account may have three, those made with v2 included.',
    properties: {
      subscriptions: 'Events that are delivered; none stands for all.',
      disabled: 'Whether deliveries stopped, by request or after ten hours of failures.',
    },
  },
  V1WebhookSubscriptionToBeCreated: {
    description: 'A subscription to create.',
    properties: {
      webhook_url: 'Is called at once, and must answer well.',
      subscriptions: 'Events to deliver; all of them when absent or empty.',
    },
  },
  V1WebhookSubscriptionUpdate: {
    description:
      'What to change of a subscription. Resend `subscriptions` always: an update without them is documented to subscribe to **all** events.',
  },
  Grant: {
    description: 'The right by which a request is made.',
    properties: { type: '`access-token` is OAuth.', scopes: '`api` for an API key.' },
  },
  Tenant: {
    description: 'The Affinity account of a firm.',
    properties: { subdomain: "First label of the firm's own address, `<subdomain>.affinity.co`." },
  },
  User: { description: 'An internal user where another record names one.' },
  WhoAmI: { description: 'Whose key it is (v2 reference, section 9.1).' },
  BaseNote: { description: 'What all notes and replies have in common, and all that a field value of type `note` shows.' },
  Mention: { description: 'Somebody or something mentioned in a note; persons are the only kind so far.' },
  Call: {
    description: 'A phone call (v2 reference, section 8.6); as value of a relationship field it is a `FieldPhoneCall`.',
    properties: { loggingType: 'Calls are logged by hand.', attendeesPreview: 'Everyone who took part.' },
  },
  ChatMessage: {
    description: 'A chat message (v2 reference, section 8.6); as value of a relationship field it is a `FieldChatMessage`.',
    properties: { loggingType: 'Chat messages are logged by hand.', direction: '`sent` by one of the firm.', creator: 'Who logged it.' },
  },
  Company: {
    description: 'A company as the v2 API returns it (v2 reference, section 8.2).',
    properties: {
      domain: 'Primary website domain, or `null` when Affinity knows none.',
      domains: 'All website domains, the primary one included.',
      isGlobal: 'Whether the profile is shared across all Affinity customers.',
      fields: 'The fields that were asked for. Absent or empty says that none were, not that there are none.',
    },
  },
  CompanyMergeRequest: {
    description: 'Two companies to merge.',
    properties: {
      primaryCompanyId: 'The company that stays.',
      duplicateCompanyId: 'The company that goes; what it has moves to the other.',
    },
  },
  CompanyMergeState: { description: 'A merge of two companies, and what has come of it (v2 reference, section 8.7).' },
  DropdownOption: { description: 'Option of a dropdown field (v2 reference, section 5.7), told apart by `type`.' },
  DropdownOptionToBeCreated: {
    description:
      "An option to create, told apart by `type`, which must be that of the field's options.\n\nTake it from an option that exists: the metadata of a Status field say `ranked-dropdown`.",
  },
  DropdownOptionToBeUpdated: {
    description: "What to change of an option; what is left out stays. Its type is the field's, and is not said.",
    properties: {
      rank: 'Of ranked and status options only.',
      color: 'Of ranked and status options only.',
      statusCategory: 'Of status options only.',
      winRate: 'Of status options only, and only if the category is then `open`.',
    },
  },
  CompanyDuplicateSuggestion: {
    description: 'Two companies that may be one (v2 reference, section 8.7).',
    properties: {
      id: 'Opaque.',
      duplicateProfiles: 'One.',
      matchCriteria: 'Why: `name` is a weak reason, `domain-redirect` a fair one, `domain-match` a strong one.',
    },
  },
  CompanyDuplicateSuggestionProfile: {
    description: "A company that may be another's duplicate.",
    properties: {
      domain: 'Primary website domain, or `null` when Affinity knows none.',
      domains: 'All website domains, the primary one included.',
      isGlobal: 'Whether the profile is shared across all Affinity customers.',
      isEnriched: 'Whether Affinity adds data to it.',
    },
  },
  PersonDuplicateSuggestion: {
    description: 'Two persons that may be one (v2 reference, section 8.7).',
    properties: { id: 'Opaque.', duplicateProfiles: 'One.', matchCriteria: 'Why: `name` is a weak reason, `intelligent` a fair one.' },
  },
  Email: {
    description: 'An e-mail without its text (v2 reference, section 8.6); as value of a relationship field it is a `FieldEmail`.',
    properties: {
      loggingType: 'E-mails are read from mailboxes.',
      direction: '`sent` by one of the firm.',
      subject: '`********` where the caller may not see it.',
    },
  },
  FeedbackRequest: { description: 'A word to the vendor.', properties: { type: 'What the feedback is on.' } },
  Field: {
    description: 'A field of a record together with its value (v2 reference, section 5.4).',
    properties: { type: 'Category; `hidden` marks a field of a restricted opportunity whose value the caller may not see.' },
  },
  FieldsUpdate: {
    description: 'Body that writes several fields of one record at once.',
    properties: { updates: 'At most 100; all are applied or none.' },
  },
  FieldsUpdated: { description: 'Answer to a `FieldsUpdate`: names the operation and nothing else.' },
  FieldUpdate: { description: 'Body that writes one field of a record.' },
  Attendee: {
    description: 'Somebody who took part in an e-mail, meeting or call.',
    properties: { person: '`null` when the address belongs to nobody in Affinity.' },
  },
  FieldInteraction: {
    description: 'The interaction that a field such as `last-email` holds (v2 reference, section 8.3); told apart by `type`.',
  },
  FieldFilterability: { description: 'How searches may filter by a field: by itself, or by an attribute such as `date-of-activity`.' },
  FieldMetadata: {
    description: 'What a field is, apart from any record (v2 reference, section 5.6).',
    properties: {
      description: '`null` where nobody wrote one; absent before version 2026-09-17.',
      isRequired: 'Whether a list demands a value, which blocks adding entries through the API; absent before version 2026-09-17.',
      createdAt: '`null` for most built-in fields.',
      filterability: 'Present when asked for in `includes`; `null` where searches cannot filter by the field.',
      sortability: 'Present when asked for in `includes`; `null` does not rule out that the field sorts.',
    },
  },
  FieldSortability: { description: 'How searches may sort by a field.' },
  FilterOperator: {
    description: 'A comparison that a search may make on a field.',
    properties: {
      numberOfValuesRequired: 'How many values the operator takes.',
      relativeDateUnits: 'Units of the operators that count from today; `quarter` from 2026-07-15 on.',
    },
  },
  FieldValueChange: {
    description: 'One row of the change feed (v2 reference, section 8.5), of a value type that may be new.',
    properties: {
      entity: 'The record whose value changed; `field.entityType` says of which kind its id is.',
      listEntry: 'The row whose value changed; `null` for a field that belongs to the record.',
      changer: 'Who changed it; `null` for the system.',
      actionType: 'A single value is added, updated and deleted; one of several is added and deleted, never updated.',
      type: 'Value type of the field. The set grows.',
      value: 'One value, never null and never an array; of a `delete` the removed one. References may be to what was deleted since.',
    },
  },
  KnownFieldValueChange: {
    description: 'Every documented change, told apart by `type`: closed, for `switch`. Text may be cut after 2,000 characters.',
  },
  FieldValuesPage: {
    description:
      'A page of all values of one field, for those that are cut at 100 elsewhere.\n\n`knownFieldValue({ type: page.type, data: page.data })` narrows the data of a `-multi` type.',
    properties: { data: 'Items of the shape that `data` of a value of this type has; a single value is an array of none or one.' },
  },
  KnownFieldValuesPage: { description: 'The documented pages of values, told apart by `type`. The other value types answer 400.' },
  File: {
    description: 'A file with the address of its contents (v2 reference, section 8.6).',
    properties: {
      size: 'In bytes.',
      type: 'Media type.',
      downloadUrl: 'Signed address of the contents, good for 60 seconds. To be fetched without the API key.',
    },
  },
  FileSearchCriteria: { description: 'What to look for in files: among some of them, in those of a company, or in all.' },
  FileSearchResult: { description: 'Files that a search found, the most relevant first, each once.' },
  FileSummary: {
    description: 'A file without its contents and without its owner.',
    properties: { size: 'In bytes.', type: 'Media type.' },
  },
  CoworkerConnection: { description: 'A path to somebody over a former colleague.', properties: { source: 'Somebody in your data.' } },
  CoworkerConnectionGroup: {
    description: 'The paths to one person over former colleagues (v2 reference, section 8.7).',
    properties: { connections: 'The strongest first.' },
  },
  CoworkerInference: { description: 'Where and when two people worked together.' },
  DealContext: { description: 'The deal that connects investor and executive.' },
  DealFundingEvent: { description: 'The round in which investor and executive met.', properties: { currencyCode: 'ISO 4217.' } },
  DealMemberRole: { description: 'What somebody was where, at the time of the deal.' },
  InferredConnectionCompanyRef: { description: 'A company in an inferred connection.' },
  InferredConnectionTarget: { description: 'Somebody outside of your data, who therefore has no id.' },
  InvestorExecutiveConnection: {
    description: 'A path to somebody over a deal.',
    properties: { source: 'Often somebody outside the firm.' },
  },
  InvestorExecutiveConnectionGroup: {
    description: 'The paths to one person over deals (v2 reference, section 8.7).',
    properties: { connections: 'The strongest first.' },
  },
  InvestorExecutiveInference: { description: 'Deprecated by Affinity in favour of `DealContext`.' },
  AttendeesPreview: {
    description: 'The first of those who took part in an interaction.',
    properties: { totalCount: 'How many there are, of whom `data` holds at most 100.' },
  },
  PersonDataPreview: {
    description: 'The first of the persons who took part in a chat.',
    properties: { totalCount: 'How many there are, of whom `data` holds at most 100.' },
  },
  List: {
    description: 'A list as the lists of a company or person are returned: without its type.',
    properties: { isPublic: 'Whether everyone in the firm sees the list.' },
  },
  ListToBeCreated: {
    description: 'A list to create.',
    properties: {
      type: 'What its rows will be.',
      isPublic: 'Whether everyone in the firm sees the list; `false` unless stated. Takes the permission Share accessible Lists globally.',
    },
  },
  ListWithType: {
    description: 'A list as the v2 API returns it (v2 reference, section 8.2).',
    properties: { isPublic: 'Whether everyone in the firm sees the list.', type: 'What its rows are.' },
  },
  ListEntryToBeCreated: {
    description: 'A row to add to a list of companies or persons.',
    properties: {
      entity: 'The company or person; which of the two, says the list.',
      creatorId: 'Who adds it: an internal person; the caller unless stated.',
    },
  },
  ListEntryWithEntity: {
    description:
      'A row of a list with the record in it (v2 reference, section 8.2), told apart by `type`. A record may have several rows on one list.',
  },
  ListEntry: {
    description: 'A row of some list as the entries of a company or person are returned: with its fields, without the record.',
    properties: {
      createdAt: 'When the row was added.',
      creatorId: 'Who added the row; `null` when nobody in particular did.',
      fields: 'All fields of the row, those of its record included.',
    },
  },
  Meeting: {
    description: 'A meeting (v2 reference, section 8.6); as value of a relationship field it is a `FieldMeeting`.',
    properties: { loggingType: '`automated` ones come from calendars.' },
  },
  MergeStarted: {
    description: 'Answer to a merge that has begun.',
    properties: { taskUrl: "Address of the task; its last segment is the task's id." },
  },
  MergeTask: {
    description: 'Task that merges two records.',
    properties: { resultsSummary: 'How many merges of the task are where; a task has one.' },
  },
  AiNotetakerNote: { description: "A note or reply by Affinity's notetaker, told apart by `type`." },
  Note: { description: 'A note or a reply (v2 reference, section 8.6), told apart by `type`.' },
  NoteInteraction: { description: 'The interaction that a note is about.' },
  NoteSearchCriteria: { description: 'What to look for in notes: among some of them, in those of a company, or in all.' },
  NoteSearchResult: { description: 'Notes that a search found, the most relevant first, each once.' },
  NoteToBeCreated: { description: 'A note or reply to create, told apart by `type`.' },
  NoteToBeUpdated: {
    description: 'What to change of a note; what is left out stays. The last association of a root note cannot be detached.',
    properties: {
      content: 'New text. Refused for a note with mentions.',
      persons: 'Persons to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies.',
      companies: 'Companies to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies.',
      opportunities: 'Opportunities to be attached instead of those that are, at most 100; an empty array detaches all. Not for replies.',
    },
  },
  Reply: { description: 'A reply to a note, told apart by `type`.' },
  OpportunityToBeUpdated: {
    description: 'What to change of an opportunity: its name; associations and fields are written through its list entry.',
  },
  Opportunity: {
    description: 'An opportunity as the v2 API returns it: its fields are read through its list entry (v2 reference, section 8.2).',
  },
  OpportunityWithFields: {
    description: 'An opportunity inside its list entry.',
    properties: {
      name: '`[Hidden]` when redacted.',
      listId: 'The one list that the opportunity belongs to.',
      isRestricted: 'Whether access is limited to some users.',
      isRedacted: 'Whether the caller is among those without access.',
      fields: 'The fields that were asked for; empty when redacted.',
    },
  },
  PersonMergeRequest: {
    description: 'Two persons to merge.',
    properties: {
      primaryPersonId: 'The person that stays.',
      duplicatePersonId: 'The person that goes; what they have moves to the other.',
    },
  },
  PersonMergeState: { description: 'A merge of two persons, and what has come of it (v2 reference, section 8.7).' },
  Person: {
    description: 'A person as the v2 API returns it (v2 reference, section 8.2).',
    properties: {
      emailAddresses: 'All addresses, the primary one included.',
      type: "`internal` are the firm's own users; collaborators show as `external` here.",
      fields: 'The fields that were asked for. Absent or empty says that none were, not that there are none.',
    },
  },
  PersonToCreate: {
    description: 'A person to create.',
    properties: {
      emailAddresses: 'At most 100; the primary one unless stated.',
      fields: 'Values of global fields, at most 100; takes the permission Edit Global Field Values.',
    },
  },
  RateLimit: {
    description: 'What is left of the limits (v2 reference, section 3).',
    properties: {
      callerPerMinute: "Requests of the key's user in this minute.",
      orgPerMonth: 'Requests of the whole account in this calendar month, v1 and v2 together; absent where no quota applies.',
    },
  },
  RateLimitWindow: { description: 'State of one limit.', properties: { reset: 'Seconds until the window begins anew.' } },
  CompanyData: {
    description: 'A company where another record points at it (v2 reference, section 8.2).',
    properties: { domain: 'Primary website domain, or `null` when Affinity knows none.' },
  },
  CompanyReference: { description: 'Points at a company in a request.' },
  ListData: { description: 'A list where a value of type `list-multi` points at it.', properties: { entityCount: 'Rows of the list.' } },
  OpportunityReference: { description: 'Points at an opportunity in a request.' },
  PersonData: {
    description: 'A person where another record points at it (v2 reference, section 8.2).',
    properties: {
      firstName: 'Nullable here, unlike in `Person`.',
      type: 'Only here do collaborators show; `Person` calls them `external`.',
    },
  },
  PersonReference: { description: 'Points at a person in a request.' },
  Relationship: {
    description: 'How well two persons know each other (v2 reference, section 8.7).',
    properties: {
      person1: 'The colleague.',
      person2: 'The person outside the firm.',
      interactionScore:
        'From 0 to 1, by mail, calendar and chat: from 0.7 on regular, from 0.4 on occasional; 0 if they know each other from LinkedIn only.',
      linkedIn: 'Set when the two are connected on LinkedIn.',
    },
  },
  RelationshipPerson: { description: 'One side of a relationship.' },
  Reminder: { description: 'A reminder (v2 reference, section 8.8), told apart by `type`.' },
  ReminderToBeCreated: { description: 'A reminder to create, told apart by `type`.' },
  ReminderToBeUpdated: {
    description: 'What to change of a reminder; what is left out stays.',
    properties: {
      content: '`null` clears it.',
      completedAt: 'Any time completes it: a recurring one is due a period later then. `null` reopens one that is due once.',
      recurrence: 'Of recurring ones only; what is left out stays.',
    },
  },
  SavedView: { description: 'A saved view of a list.', properties: { type: 'Only the entries of a `sheet` can be read.' } },
  SearchCriteria: {
    description: 'What to search for in companies, persons or list entries; filters and term must both match (v2 reference, section 7.1).',
  },
  SearchSort: {
    description: 'One key to sort a search by; records without a value come last either way.',
    properties: {
      fieldId: 'The field to sort by. One that does not exist is ignored silently.',
      attributeId: 'Part of the field to sort by, such as `date-of-activity` of an interaction.',
    },
  },
  SearchTerm: {
    description: 'Words to search for.',
    properties: {
      term: 'One phrase of at least 3 characters, looked for in names, domains and e-mail addresses.',
      fieldIds: 'Fields to look in as well, 1 to 100.',
    },
  },
  LocationFilterValue: { description: 'A place to search for: it matches where every given part is equal.' },
  SearchFilter: { description: 'A condition or a group of them.' },
  SearchFilterGroup: { description: 'Conditions and groups of them, all or any of which must hold.' },
  ValueFilter: {
    description:
      "A condition on one field, told apart by `valueType` and then by `operator` (v2 reference, section 7.1).\n\nThe value type is that of the comparison, not the field's: dates and interactions are `date`. Interactions take `attributeId: 'date-of-activity'`.",
  },
  SemanticSearchCompany: {
    description: 'A company that the semantic search found.',
    properties: {
      domain: 'Primary website domain, or `null` when Affinity knows none.',
      domains: 'All website domains, the primary one included.',
      isGlobal: 'Whether the profile is shared across all Affinity customers.',
      score: 'How well it fits: a number, as text.',
    },
  },
  SemanticSearchCriteria: {
    description: 'A question to the semantic search.',
    properties: {
      prompt: 'The question in plain words; "we" is the whole firm.',
      limit: 'Answers at most; 100 unless stated. There are no further pages.',
      entityType: 'What to look for; companies are the only kind so far.',
      listIds: 'Search in these lists only, at most 100.',
    },
  },
  SemanticSearchResult: {
    description: 'What the semantic search found (v2 reference, section 8.4).',
    properties: { explanation: 'How the question was understood.' },
  },
  Team: {
    description: 'A team of users (v2 reference, section 8.8).',
    properties: {
      privacyType: "What other teams see of this one's mail. Absent without the permission Manage Teams and the features that it governs.",
      membersPreview: 'The first 10 members; only when asked for in `includes`.',
      accessibleListsPreview: 'The first 10 lists that the team may see; only when asked for in `includes`.',
    },
  },
  TeamMember: {
    description: 'A user in a team.',
    properties: {
      id: "Of the membership; the user's is in `user`.",
      privacyType: "What of the user's mail the team sees. Absent without the permission Manage Teams and team privacy controls.",
    },
  },
  BaseTranscript: { description: 'A transcript without its words.', properties: { note: 'The note that sums it up.' } },
  Fragment: {
    description: 'One piece of a transcript.',
    properties: {
      speaker: 'Name of who speaks.',
      startTimestamp: 'Time since the beginning, as `HH:MM:SS`.',
      endTimestamp: 'Time since the beginning, as `HH:MM:SS`.',
    },
  },
  Transcript: {
    description: 'A transcript of a meeting (v2 reference, section 8.6).',
    properties: { note: 'The note that sums it up.', fragmentsPreview: 'The first 100 fragments.' },
  },
  UserData: {
    description: 'An internal user (v2 reference, section 8.8).',
    properties: {
      id: "Also the id of the user's person.",
      emailAddresses: 'At most 100. Absent without the permission Manage Users.',
      role: 'Name of the role. Absent without the permission Manage Users.',
    },
  },
  Webhook: {
    description: 'A subscription to events (v2 reference, section 8.8).',
    properties: {
      subscriptions: 'Events that are delivered; none means all. Names and payloads are those of v1.',
      status: '`disabled` after ten hours of failed deliveries, or by hand.',
    },
  },
  WebhookToBeCreated: {
    description: 'A subscription to create.',
    properties: { url: 'Must answer a test delivery. Each is used once in the firm.' },
  },
  WebhookToBeUpdated: {
    description: 'What to change of a subscription; what is left out stays.',
    properties: {
      url: 'Must answer a test delivery if the subscription is active.',
      subscriptions: 'Events to deliver; an empty array means all.',
      status: 'To become `active` again takes a test delivery.',
    },
  },
  ListNotice: { description: 'All that an event tells of a list.' },
  OpportunityNotice: { description: 'What an event tells of an opportunity that exists.' },
  OrganizationMerge: {
    description: 'What an event tells of two organizations that became one.',
    properties: {
      changer: 'Who merged them.',
      removed_company: 'The organization that is no more.',
      company: 'The organization that stayed.',
    },
  },
  WebhookEvent: {
    description:
      'What a webhook delivers, for either version: events and bodies that nobody knows yet too (v1 reference, section 7; v2 reference, section 10).\n\n`knownWebhookEvent` narrows it. Deliveries are not signed, may repeat, and come in any order.',
    properties: { sent_at: 'Seconds since 1970.' },
  },
};
