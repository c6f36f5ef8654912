import { type EndpointSpec, type EndpointTree, type Method, walkEndpoints } from './endpoint.ts';

/** One operation of Affinity, declared as an endpoint here or not yet. */
export interface Operation {
  /** Method and path: `GET /v2/companies`. */
  readonly key: string;
  readonly version: 'v1' | 'v2';
  readonly method: Method;
  /** Path template from the host's root, parameters in braces. */
  readonly path: `/${string}`;
  /** May change or break without a new version. */
  readonly beta: boolean;
}

/** v1 reference, section 11. */
const v1Table = `
GET /lists
GET /lists/{list_id}
POST /lists
GET /lists/{list_id}/list-entries
GET /lists/{list_id}/list-entries/{list_entry_id}
POST /lists/{list_id}/list-entries
DELETE /lists/{list_id}/list-entries/{list_entry_id}
GET /fields
POST /fields
DELETE /fields/{field_id}
GET /field-values
POST /field-values
PUT /field-values/{field_value_id}
DELETE /field-values/{field_value_id}
GET /field-value-changes
GET /persons
GET /persons/{person_id}
POST /persons
PUT /persons/{person_id}
DELETE /persons/{person_id}
GET /persons/fields
GET /organizations
GET /organizations/{organization_id}
POST /organizations
PUT /organizations/{organization_id}
DELETE /organizations/{organization_id}
GET /organizations/fields
GET /opportunities
GET /opportunities/{opportunity_id}
POST /opportunities
PUT /opportunities/{opportunity_id}
DELETE /opportunities/{opportunity_id}
GET /interactions
GET /interactions/{id}
POST /interactions
PUT /interactions/{id}
DELETE /interactions/{id}
GET /relationships-strengths
GET /notes
GET /notes/{note_id}
POST /notes
PUT /notes/{note_id}
DELETE /notes/{note_id}
GET /entity-files
GET /entity-files/{entity_file_id}
GET /entity-files/download/{entity_file_id}
POST /entity-files
GET /reminders
GET /reminders/{reminder_id}
POST /reminders
PUT /reminders/{reminder_id}
DELETE /reminders/{reminder_id}
GET /webhook
GET /webhook/{webhook_subscription_id}
POST /webhook/subscribe
PUT /webhook/{webhook_subscription_id}
DELETE /webhook/{webhook_subscription_id}
GET /auth/whoami
GET /rate-limit
`;

/** v2 reference, section 11; a `?` behind the method marks a beta operation. */
const v2Table = `
GET /v2/auth/whoami
GET /v2/calls
GET /v2/chat-messages
GET /v2/companies
GET /v2/companies/fields
GET /v2/companies/fields/{fieldId}/dropdown-options
POST? /v2/companies/search
GET /v2/companies/{companyId}
GET? /v2/companies/{companyId}/fields
PATCH /v2/companies/{companyId}/fields
GET? /v2/companies/{companyId}/fields/{fieldId}
POST /v2/companies/{companyId}/fields/{fieldId}
GET? /v2/companies/{companyId}/fields/{fieldId}/values
GET /v2/companies/{companyId}/list-entries
GET /v2/companies/{companyId}/lists
GET /v2/companies/{companyId}/notes
GET /v2/companies/{companyId}/relationships
GET? /v2/duplicates/company-suggestions
GET /v2/company-merges
POST /v2/company-merges
GET /v2/company-merges/{mergeId}
GET /v2/tasks/company-merges
GET /v2/tasks/company-merges/{taskId}
GET /v2/emails
POST /v2/feedback
GET /v2/field-value-changes
GET? /v2/files
POST /v2/files/search
GET? /v2/files/{fileId}
GET? /v2/inferred-connections/coworkers
GET? /v2/inferred-connections/investor-executive-connections
GET /v2/lists
POST /v2/lists
GET /v2/lists/{listId}
GET /v2/lists/{listId}/fields
GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options
POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options
DELETE /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}
GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}
POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}
GET /v2/lists/{listId}/list-entries
POST? /v2/lists/{listId}/list-entries
POST? /v2/lists/{listId}/list-entries/search
GET /v2/lists/{listId}/list-entries/{listEntryId}
GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes
GET /v2/lists/{listId}/list-entries/{listEntryId}/fields
PATCH /v2/lists/{listId}/list-entries/{listEntryId}/fields
GET /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}
POST /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}
GET? /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}/values
GET /v2/lists/{listId}/saved-views
GET /v2/lists/{listId}/saved-views/{viewId}
GET /v2/lists/{listId}/saved-views/{viewId}/list-entries
GET /v2/meetings
GET? /v2/meetings/{meetingId}
GET /v2/notes
POST /v2/notes
POST /v2/notes/search
DELETE /v2/notes/{noteId}
GET /v2/notes/{noteId}
POST /v2/notes/{noteId}
GET /v2/notes/{noteId}/attached-companies
GET /v2/notes/{noteId}/attached-opportunities
GET /v2/notes/{noteId}/attached-persons
GET /v2/notes/{noteId}/replies
GET /v2/opportunities
DELETE? /v2/opportunities/{opportunityId}
GET /v2/opportunities/{opportunityId}
POST? /v2/opportunities/{opportunityId}
GET /v2/opportunities/{opportunityId}/notes
GET? /v2/duplicates/person-suggestions
GET /v2/person-merges
POST /v2/person-merges
GET /v2/person-merges/{mergeId}
GET /v2/tasks/person-merges
GET /v2/tasks/person-merges/{taskId}
GET /v2/persons
POST? /v2/persons
GET /v2/persons/fields
GET /v2/persons/fields/{fieldId}/dropdown-options
POST? /v2/persons/search
DELETE? /v2/persons/{personId}
GET /v2/persons/{personId}
GET? /v2/persons/{personId}/fields
PATCH /v2/persons/{personId}/fields
GET? /v2/persons/{personId}/fields/{fieldId}
POST /v2/persons/{personId}/fields/{fieldId}
GET? /v2/persons/{personId}/fields/{fieldId}/values
GET /v2/persons/{personId}/list-entries
GET /v2/persons/{personId}/lists
GET /v2/persons/{personId}/notes
GET /v2/persons/{personId}/relationships
GET? /v2/rate-limit
GET /v2/reminders
POST /v2/reminders
DELETE? /v2/reminders/{reminderId}
GET? /v2/reminders/{reminderId}
POST? /v2/reminders/{reminderId}
POST /v2/semantic-search
GET? /v2/teams
GET? /v2/teams/{teamId}
GET? /v2/teams/{teamId}/accessible-lists
GET? /v2/teams/{teamId}/members
GET /v2/transcripts
DELETE? /v2/transcripts/{transcriptId}
GET /v2/transcripts/{transcriptId}
GET /v2/transcripts/{transcriptId}/fragments
GET? /v2/users
GET? /v2/users/{userId}
GET? /v2/webhooks
POST? /v2/webhooks
DELETE? /v2/webhooks/{webhookId}
GET? /v2/webhooks/{webhookId}
POST? /v2/webhooks/{webhookId}
`;

const operation = (line: string): Operation => {
  const [head = '', path = ''] = line.split(' ');
  const method = head.replace('?', '') as Method; // a test compares every line with the reference
  return {
    key: `${method} ${path}`,
    version: path.startsWith('/v2/') ? 'v2' : 'v1',
    method,
    path: path as `/${string}`, // likewise
    beta: head.endsWith('?'),
  };
};

/** Every operation that Affinity has: 59 of v1 and, as of version 2026-09-17, 114 of v2. */
export const operations: readonly Operation[] = `${v1Table}${v2Table}`.split('\n').filter(Boolean).map(operation);

/** Method and path, as {@link Operation} has them under `key`. */
export const operationKey = ({ method, path }: Pick<EndpointSpec, 'method' | 'path'>): string => `${method} ${path}`;

/** The operations of Affinity that no endpoint of the trees declares. */
export const undeclaredOperations = (...trees: readonly EndpointTree[]): readonly Operation[] => {
  const declared = new Set(trees.flatMap((tree) => [...walkEndpoints(tree)].map(([, spec]) => operationKey(spec))));
  return operations.filter(({ key }) => !declared.has(key));
};
