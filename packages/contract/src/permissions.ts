/** Role permissions that the documentation names (v2 reference, section 1.1). */
export const permissions = [
  'Generate an API key',
  'Export All Organizations directory',
  'Export All People directory',
  'Export data from Lists',
  'Share accessible Lists globally',
  'Edit Global Field Values',
  'Manage duplicates',
  'Manage Users',
  'Manage Teams',
] as const;

/** The name of a role permission, in Affinity's own words. */
export type Permission = (typeof permissions)[number];

/** What a permission guards, and what happens without it. */
export interface Guard {
  /** One sentence for people. */
  readonly guards: string;
  /** Without it the answer is 403, or the guarded properties are left out, or something else that the sentence tells. */
  readonly without: 'forbidden' | 'omitted' | 'no-access';
  /** Guarded operations of v2 by method and path; conditions are in `guards`. */
  readonly operations: readonly string[];
  /** Name by which the message of a 403 calls it. */
  readonly slug?: string;
}

const merges = (entity: 'company' | 'person'): readonly string[] => [
  `GET /v2/duplicates/${entity}-suggestions`,
  `GET /v2/${entity}-merges`,
  `POST /v2/${entity}-merges`,
  `GET /v2/${entity}-merges/{mergeId}`,
  `GET /v2/tasks/${entity}-merges`,
  `GET /v2/tasks/${entity}-merges/{taskId}`,
];

/**
 * What each role permission guards (v2 reference, section 1.1).
 *
 * Since 2026-03-02 the export permissions are not needed for a single person, company or opportunity, for the list entries of a record, and
 * for one list entry and the reading of its fields.
 */
export const permissionGuards: Readonly<Record<Permission, Guard>> = {
  'Generate an API key': { guards: 'Having an API key at all.', without: 'no-access', operations: [] },
  'Export All Organizations directory': {
    guards: 'Paging through and searching all companies.',
    without: 'forbidden',
    operations: ['GET /v2/companies', 'POST /v2/companies/search'],
    slug: 'export-all-orgs',
  },
  'Export All People directory': {
    guards: 'Paging through and searching all persons.',
    without: 'forbidden',
    operations: ['GET /v2/persons', 'POST /v2/persons/search'],
    slug: 'export-all-people',
  },
  'Export data from Lists': {
    guards: 'Paging through list entries and opportunities, writing the fields of an entry, changing and deleting an opportunity.',
    without: 'forbidden',
    operations: [
      'GET /v2/lists/{listId}/list-entries',
      'POST /v2/lists/{listId}/list-entries/search',
      'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
      'PATCH /v2/lists/{listId}/list-entries/{listEntryId}/fields',
      'POST /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}',
      'GET /v2/opportunities',
      'POST /v2/opportunities/{opportunityId}',
      'DELETE /v2/opportunities/{opportunityId}',
    ],
    slug: 'export-accessible-lists',
  },
  'Share accessible Lists globally': {
    guards: 'Creating a list with `isPublic: true`.',
    without: 'forbidden',
    operations: ['POST /v2/lists'],
  },
  'Edit Global Field Values': {
    guards: 'The property `fields` when a person is created.',
    without: 'forbidden',
    operations: ['POST /v2/persons'],
  },
  'Manage duplicates': {
    guards: 'Duplicate suggestions; merges and their tasks, which also need the organization admin role.',
    without: 'forbidden',
    operations: [...merges('company'), ...merges('person')],
  },
  'Manage Users': {
    guards: 'The properties `emailAddresses` and `role` of users.',
    without: 'omitted',
    operations: ['GET /v2/users', 'GET /v2/users/{userId}'],
  },
  'Manage Teams': {
    guards: 'The property `privacyType` of teams and their members.',
    without: 'omitted',
    operations: ['GET /v2/teams', 'GET /v2/teams/{teamId}', 'GET /v2/teams/{teamId}/members'],
  },
};

/** Rights over single things rather than role permissions, in the words of the documentation. */
export const resourceRights = {
  'manage access to an opportunity': {
    guards: 'Changing and deleting an opportunity; unmasked values of a restricted one.',
    without: 'forbidden',
    operations: [
      'POST /v2/opportunities/{opportunityId}',
      'DELETE /v2/opportunities/{opportunityId}',
      'DELETE /lists/{list_id}/list-entries/{list_entry_id}',
    ],
  },
  'manage all webhooks': {
    guards: "Seeing, changing and deleting other people's webhooks.",
    without: 'no-access',
    operations: ['GET /v2/webhooks', 'GET /v2/webhooks/{webhookId}', 'POST /v2/webhooks/{webhookId}', 'DELETE /v2/webhooks/{webhookId}'],
  },
} as const satisfies Readonly<Record<string, Guard>>;

/** What a role on a list allows (v1 reference, section 4.4). */
export interface ListCapabilities {
  /** Edit cells, add and remove rows. */
  readonly editRows: boolean;
  /** Create and rename list fields, edit dropdown options. */
  readonly editFields: boolean;
  /** Delete a list field. */
  readonly deleteFields: 'never' | 'when-empty' | 'always';
  /** Edit the options of Status, share the list, assign roles, rename and delete it. */
  readonly manageList: boolean;
}

/**
 * What each role on a list allows; the owner is as an admin.
 *
 * Users of a public list without a role are `basic`. An account admin is not automatically a list admin. Enterprise plans have roles of their own.
 */
export const listRoleCapabilities = {
  basic: { editRows: true, editFields: false, deleteFields: 'never', manageList: false },
  standard: { editRows: true, editFields: true, deleteFields: 'when-empty', manageList: false },
  admin: { editRows: true, editFields: true, deleteFields: 'always', manageList: true },
} as const satisfies Readonly<Record<string, ListCapabilities>>;
