/** A point on which the reference is silent, and what this sandbox does there. */
export interface UnspecifiedChoice {
  /** Names it for good. */
  readonly id: string;
  readonly api: 'v1' | 'v2';
  /** Section of the reference. */
  readonly section: string;
  /** What is not specified. */
  readonly point: string;
  /** What the sandbox does; a client must not depend on it. */
  readonly choice: string;
}

type Row = readonly [id: string, section: string, point: string, choice: string];

const choicesOf = (api: UnspecifiedChoice['api'], rows: readonly Row[]): UnspecifiedChoice[] =>
  rows.map(([id, section, point, choice]) => ({ id, api, section, point, choice }));

const v2Transport: readonly Row[] = [
  [
    'newer-operation',
    '1.2',
    'An operation that is newer than the requested version',
    'It is served; only the documented differences between versions apply.',
  ],
  ['version-echo', '1.2', 'Echo header for the alias `current`', 'The date that it stands for.'],
  [
    'old-transcript-id',
    '1.3',
    '`transcriptId` that is null, under versions that know no null',
    'The last known id, or the id of the note.',
  ],
  ['old-value-types', '1.3', 'Fields of the newer value types under older versions', 'They are left out of metadata and values.'],
  ['timeout-status', '2', 'HTTP status of `timeout`', '504; the sandbox sends none unless a fault asks for it.'],
  [
    'conflict',
    '2',
    'Use of `conflict` and `unprocessable-entity`',
    '409 for an e-mail address that another person has; 422 is not used in v2.',
  ],
  ['invisible-resource', '2', 'A resource that the caller may not see, by its id', '404; 403 for what is seen but not permitted.'],
  ['nested-param', '2', '`param` of a nested property', 'Its path with dots and indexes: `filters.filters.0.value`.'],
  ['unknown-body-property', '2', 'An unknown property of a body', 'It is ignored.'],
  ['unknown-query-parameter', '2', 'An unknown query parameter', 'It is ignored.'],
  ['unsupported-body', '2', 'A wrong content type, and a body that is no JSON', '415, and 400 `bad-request`.'],
  [
    'rate-limit-numbers',
    '3',
    'Numbers of the limits',
    '900 a minute; no monthly quota and no account headers unless a plan or a limit is given.',
  ],
  [
    'concurrency-limit',
    '3',
    'The ceiling on concurrent requests',
    'None unless given; then 429 `rate-limit` with allowance left in the headers.',
  ],
  ['rate-limit-cost', '3', 'Whether `GET /v2/rate-limit` and `whoami` count', 'Within the minute, not within the month.'],
];

const v2Paging: readonly Row[] = [
  ['limit-range', '4', '`limit` out of range, a cursor that is none', '400 `validation` with the parameter.'],
  [
    'cursor-form',
    '4',
    'Form and life of cursors',
    'Unpadded base64 of `after:::<key>`; good for ever; what was deleted meanwhile is skipped.',
  ],
  ['next-url', '4', 'What `nextUrl` holds', 'All query parameters, `cursor` last; of a search the path of the search.'],
  ['prev-url', '4', '`prevUrl` of the first page', '`null`.'],
  ['default-order', '4.1', 'Order where none is documented', 'By id; notes newest first.'],
  ['unknown-ids', '9.2', 'Unknown ids in `ids` of a collection', 'They are left out.'],
];

const v2Fields: readonly Row[] = [
  ['ids-and-types', '5.2', '`fieldIds` together with `fieldTypes`', '400 `validation`, also on GET.'],
  ['unknown-field-ids', '5.2', 'An unknown field id among the selected', '400 `validation`.'],
  ['empty-selected-field', '5.2', 'A selected field without a value', 'It is returned with `data: null`.'],
  ['no-selection', '5.2', '`fields` without a selection', '`[]`.'],
  ['value-total-count', '5.5', '`totalCount` inside multi values', 'Always there from 2026-09-17 on.'],
  ['write-empty-array', '5.5', '`[]` written to a multi field', 'It clears the field, which reads as `null`.'],
  ['duplicate-items', '5.5', 'The same item twice in a write', 'It is kept once.'],
  ['batch-atomicity', '5.5', 'A batch with one update that is refused', 'Nothing is written; 400.'],
  ['field-twice-in-batch', '5.5', 'The same field twice in a batch', 'The last one counts.'],
  ['list-field-on-record', '5.5', 'A list field written through its company or person', '404 `not-found`.'],
  ['read-only-write', '5.5', 'A write to a read-only field, or of another type', '400.'],
  ['required-null', '5.5', 'Clearing a required field', 'It is accepted.'],
  ['values-of-others', '9.2', '`…/values` of a type that has no collection', '400 `bad-request`.'],
  ['newest-note', '5.5', 'Which note a value of type `note` shows', 'The newest one that the caller sees.'],
  ['option-order', '4.1', 'Order of dropdown options', 'By id, which need not be that of their ranks (section 14, row 11).'],
  [
    'option-texts',
    '5.7',
    'Texts and ranks that repeat among options',
    'An equal text is 400 `validation` (`USA` and `usa` differ); ranks may repeat.',
  ],
  ['foreign-option', '5.5', 'An option of another field in a write', '400 `validation`.'],
];

const v2Search: readonly Row[] = [
  ['empty-group', '7.1', 'A group without filters', 'It matches everything.'],
  ['search-dates', '7.1', 'What a day is in a search', 'A Pacific calendar day; "the last n units" lead from now back by n units.'],
  [
    'negative-operators',
    '7.1',
    'Negative operators and empty values',
    'They match, but for `is-not-within-the-last`, of which section 14 says that it does not.',
  ],
  ['location-match', '7.1', 'When a location matches', 'When every key that is given is equal, whatever the case.'],
  ['superfluous-value', '7.1', '`value` together with `is-empty` and `is-not-empty`', 'It is ignored.'],
  [
    'filter-errors',
    '6.1',
    'A `filter` that cannot be read, or on a property that cannot be filtered',
    '400 `validation` with `param: "filter"`; endpoints without a filter ignore it.',
  ],
  [
    'inferred-results',
    '7.2',
    'Keyword search, semantic search and inferred connections',
    'The share of the words that are found; always the same for the same firm.',
  ],
  ['inferred-connections-shape', '1.3', 'Inferred connections under older versions', 'The shape of 2026-09-17 for every version.'],
];

const v2Records: readonly Row[] = [
  ['no-open-status', '9.5', 'An entry for a list whose Status has no open option', 'Its Status stays empty.'],
  ['opportunity-entry', '9.5', 'Adding an entry to an opportunity list', '400 `bad-request`.'],
  ['board-entries', '9.5', 'Entries of a saved view that is a board or a dashboard', '400 `bad-request`.'],
  ['untracked-fields', '9.6', 'Changes of fields without tracking', 'They leave no row in the feed, nor do writes that change nothing.'],
  ['note-limits', '9.8', 'A note from the future', '400 `validation`.'],
  ['note-html', '9.8', 'What becomes of HTML', 'It is kept as it was sent; links are made to open apart.'],
  ['note-writers', '9.8', 'Who may change a note', 'Its creator.'],
  [
    'private-notes',
    '9.8',
    'Notes that are not for everybody',
    'Collections leave them out; by id 404 in v2 and 403 in v1. Seeds name who sees them; the API cannot.',
  ],
  [
    'merge-rules',
    '9.12',
    'What a merge does',
    'It ends after a delay; the primary keeps its single values, sets and addresses are united, belongings move.',
  ],
  ['merge-edge-cases', '9.12', 'Merges of equal ids and of users', 'Equal ids succeed without effect; a user as the duplicate fails.'],
  [
    'person-deletion',
    '9.3',
    'What goes with a deleted person',
    'Entries, values, tagged reminders and own notes; the feed goes on with `deleted-entity`.',
  ],
  ['duplicates', '9.13', 'What is suggested as a duplicate', 'Equal names (`name`) and equal domains (`domain-match`).'],
  ['scores', '9.2', 'How relationship scores come about', 'From the interactions of the two, recent ones weighing more.'],
  ['user-roles', '9.16', 'Roles of users', '`Admin` and `Member`.'],
  ['webhook-limit', '9.17', 'Which webhooks count against the limit', 'Three of the account, v1 and v2 together.'],
  ['webhook-test', '10.2', 'What the test delivery holds', '`{"type":"webhook.test","body":{}}`; any 2xx within ten seconds passes.'],
  [
    'id-spaces',
    '1',
    'Which ids may be equal',
    'Persons and users share one space; lists, entries, companies and opportunities have one each.',
  ],
  ['smart-values-event', '10.2', 'When `smart_interaction_value.updated` is sent', 'Never.'],
];

const v1Rows: readonly Row[] = [
  ['v1-errors', '2', 'Bodies of 401, 403, 404 and 429', 'An array of sentences, as for 422; of an unknown route a JSON string.'],
  ['v1-page-size', '1.1', '`page_size` above the maximum', 'The maximum.'],
  ['v1-order', '1.1', 'Order where none is documented', 'By id.'],
  ['v1-local-times', '1', 'Times without an offset', 'Pacific time; a bare day is its midnight.'],
  ['v1-entry-page-size', '6.2', 'The largest page of list entries', '500.'],
  ['v1-entry-elsewhere', '6.2', 'An entry of another list', '422.'],
  ['v1-field-errors', '6.3', 'A field for a list of another entity type, a global field of opportunities', '422.'],
  ['v1-field-deletion', '6.3', 'Values of a deleted field', 'They go with it.'],
  ['v1-second-value', '6.4', 'A second value of a single-value field', '422.'],
  ['v1-changer', '6.5', 'Changes by nobody', 'Their `changer` is `null`.'],
  ['v1-term', '6.6', 'What a `term` matches', 'Any part of a name or address, whatever the case; of persons also of "first last".'],
  ['v1-unlimited', '6.15', '`org_monthly` without a quota', 'There, with the string `unlimited`.'],
];

/** Every choice of this sandbox on what the references leave open, for the documentation to print. */
export const unspecifiedChoices: readonly UnspecifiedChoice[] = [
  ...choicesOf('v2', [...v2Transport, ...v2Paging, ...v2Fields, ...v2Search, ...v2Records]),
  ...choicesOf('v1', v1Rows),
];
