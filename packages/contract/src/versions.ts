/** Versions of API v2, oldest first; v1 has none. All but the newest are locked (v2 reference, section 1.2). */
export const apiVersions = ['2024-01-01', '2026-07-15', '2026-09-17'] as const;

/** A version of API v2 by its date. */
export type ApiVersion = (typeof apiVersions)[number];

/** The version that receives all additions; the word `current` selects it too. */
export const newestApiVersion = '2026-09-17' satisfies ApiVersion;

/** Header that selects the version of one request, and tells in every answer of v2 which version served it. */
export const versionHeader = 'X-Affinity-Api-Version';

/** What `versionHeader` may say. */
export type RequestedVersion = ApiVersion | 'current';

/** The version that a header value selects; `undefined` for one that Affinity does not know. */
export const resolveVersion = (requested: string): ApiVersion | undefined =>
  requested === 'current' ? newestApiVersion : apiVersions.find((version) => version === requested);

/** How one version behaves, where versions differ (v2 reference, section 1.3). */
export interface VersionTraits {
  /** Fields of opportunities that the caller cannot manage read as `hidden`, and writing them is refused with 403. */
  readonly hidesRestrictedOpportunities: boolean;
  /** Relative dates may be counted in quarters. */
  readonly quarters: boolean;
  /** `type` of the options of a Status field. */
  readonly statusOptionType: 'ranked-dropdown' | 'status-dropdown';
  /** An option update may carry `winRate`, if the resulting category is `open`. */
  readonly winRates: boolean;
  /** `amount` of `is-between-relative`: one or two numbers in an array, or exactly two. */
  readonly betweenRelativeAmounts: { readonly min: 1 | 2; readonly max: 2 };
  /** Smallest `amount` of `is-(not-)within-the-last/next` and `is-between-relative`. */
  readonly smallestRangeAmount: 0 | 1;
  /** `is-between` and `is-between-relative` refuse a first value above the second, and equal dates but those of `notes.created-date`. */
  readonly refusesReversedRanges: boolean;
  /** Value types `note`, `reminder` and `list-multi` exist, and the built-in fields `notes`, `reminders` and `lists` with them. */
  readonly notesRemindersAndLists: boolean;
  /** `transcriptId` of AI notes becomes `null` once the transcript is deleted. */
  readonly nullableTranscriptIds: boolean;
  /** `FieldMetadata` has `description` and `isRequired`. */
  readonly describesFields: boolean;
  /** Interaction values are documented to name the `internalPerson`. */
  readonly documentsInternalPerson: boolean;
  /** The document still shows connections with `confidence` and split names; the server serves one shape to all versions. */
  readonly frozenInferredConnections: boolean;
}

const traits20240101: VersionTraits = {
  hidesRestrictedOpportunities: false,
  quarters: false,
  statusOptionType: 'ranked-dropdown',
  winRates: false,
  betweenRelativeAmounts: { min: 1, max: 2 },
  smallestRangeAmount: 0,
  refusesReversedRanges: false,
  notesRemindersAndLists: false,
  nullableTranscriptIds: false,
  describesFields: false,
  documentsInternalPerson: false,
  frozenInferredConnections: true,
};

const traits20260715: VersionTraits = {
  ...traits20240101,
  hidesRestrictedOpportunities: true,
  quarters: true,
  statusOptionType: 'status-dropdown',
  winRates: true,
  frozenInferredConnections: false,
};

const traits20260917: VersionTraits = {
  ...traits20260715,
  betweenRelativeAmounts: { min: 2, max: 2 },
  smallestRangeAmount: 1,
  refusesReversedRanges: true,
  notesRemindersAndLists: true,
  nullableTranscriptIds: true,
  describesFields: true,
  documentsInternalPerson: true,
};

/** What differs between the versions, as data. */
export const versionTraits: Readonly<Record<ApiVersion, VersionTraits>> = {
  '2024-01-01': traits20240101,
  '2026-07-15': traits20260715,
  '2026-09-17': traits20260917,
};

const sinceSeptember2026 = [
  'DELETE /v2/opportunities/{opportunityId}',
  'DELETE /v2/transcripts/{transcriptId}',
  'GET /v2/companies/{companyId}/fields/{fieldId}/values',
  'GET /v2/files',
  'GET /v2/files/{fileId}',
  'GET /v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}/values',
  'GET /v2/persons/{personId}/fields/{fieldId}/values',
  'GET /v2/teams',
  'GET /v2/teams/{teamId}',
  'GET /v2/teams/{teamId}/accessible-lists',
  'GET /v2/teams/{teamId}/members',
  'POST /v2/lists/{listId}/list-entries',
  'POST /v2/opportunities/{opportunityId}',
  'POST /v2/reminders/{reminderId}',
] as const;

const sinceJuly2026 = [
  'DELETE /v2/persons/{personId}',
  'DELETE /v2/reminders/{reminderId}',
  'DELETE /v2/webhooks/{webhookId}',
  'GET /v2/duplicates/company-suggestions',
  'GET /v2/duplicates/person-suggestions',
  'GET /v2/meetings/{meetingId}',
  'GET /v2/rate-limit',
  'GET /v2/reminders/{reminderId}',
  'GET /v2/webhooks',
  'GET /v2/webhooks/{webhookId}',
  'POST /v2/persons',
  'POST /v2/webhooks',
  'POST /v2/webhooks/{webhookId}',
] as const;

/**
 * Operations that the document of a version lacks, by method and path.
 *
 * Which versions accept an operation that was added later is not documented; do not depend on either answer.
 */
export const undocumentedOperations: Readonly<Record<ApiVersion, readonly string[]>> = {
  '2024-01-01': [...sinceJuly2026, ...sinceSeptember2026],
  '2026-07-15': sinceSeptember2026,
  '2026-09-17': [],
};

/** Operations that are generally available now and that the document of a version still calls beta, by method and path. */
export const stillBetaOperations: Readonly<Record<ApiVersion, readonly string[]>> = {
  '2024-01-01': [
    'DELETE /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
    'GET /v2/companies/fields/{fieldId}/dropdown-options',
    'GET /v2/companies/{companyId}/notes',
    'GET /v2/companies/{companyId}/relationships',
    'GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options',
    'GET /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
    'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes',
    'GET /v2/persons/fields/{fieldId}/dropdown-options',
    'GET /v2/persons/{personId}/relationships',
    'PATCH /v2/companies/{companyId}/fields',
    'PATCH /v2/persons/{personId}/fields',
    'POST /v2/companies/{companyId}/fields/{fieldId}',
    'POST /v2/feedback',
    'POST /v2/lists',
    'POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options',
    'POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
    'POST /v2/persons/{personId}/fields/{fieldId}',
    'POST /v2/semantic-search',
  ],
  '2026-07-15': [],
  '2026-09-17': [],
};
