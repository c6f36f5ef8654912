import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What may be imported, and from where: a name that goes or changes breaks whoever uses it. A new one is written down here. */
const pins: Readonly<Record<string, string>> = {
  '@affinity-kit/client': `
    Affinity AffinityAmbiguousNameError AffinityAuthenticationError AffinityAuthorizationError AffinityCall
    AffinityConfigurationError AffinityDecodeError AffinityError AffinityErrorCode AffinityFieldValuesError
    AffinityFilterError AffinityInputError AffinityMergedError AffinityMissingKeyError AffinityMonthlyQuotaError
    AffinityNetworkError AffinityNotFoundError AffinityOptions AffinityRateLimitError AffinityRequestError
    AffinityServerError AffinityTaskError AffinityTimeoutError AffinityTooManyResultsError AffinityUnsafeUrlError
    AffinityValidationError AffinityWriteDeniedError AllOptions ApiKey CallOptions ChangeWindow ClientOf Collection
    CompaniesToMerge CompanyChange CompanyHint CompanyRef CompanyToCreate Consistency CreationWindow DateInput Diagnostics
    EmptyField Environment Exchange F Failure FallbackEvent Fetch FieldCatalog FieldFilter FieldInput FieldInputItem
    FieldKey FieldProblem FieldScope FieldSelection FieldSource FieldState FieldValues FileRef FilledField FilterNode
    FilterQuery FilterValue FilteredField FindOptions FindQuery FromEnvOptions HiddenField Hooks InteractionChange
    InteractionDates InteractionDraft InteractionKind InteractionRef InteractionsFilter KnownRate ListEntries ListEntryRef
    ListHint ListRef Logger Metadata MetadataOptions MethodOf NameCandidate NotRequestedField NoteDraft NoteRecords NoteRef
    NoteText OnMerged OpportunityChange OpportunityRef OpportunityToCreate OptionReference PaceOptions PageOf Paged
    PersonChange PersonHint PersonRef PersonToCreate Policies Progress RecordChoice RecordFields RecordIn RecordInteraction
    RecordOptions RecordRef RecordReference RelativeUnit ReminderChange ReminderDraft ReminderRef RequestEvent
    RequestedField ResponseEvent ResponseInfo RetryDelay RetryEvent RetryOptions RetryState SavedViewRef Selected SelectedBy
    SemanticSearchOptions Services SetValuesOptions Span StartedMerge StateOf Touch TruncatedField UserRef ValueChange
    ValueContext ValueReport ValueReports ValueTarget WaitOptions WalkOptions WithResponse WriteOptions createAffinity
    createClient createMetadata fieldsOf findKey findRecords fromEnv nextCursor readOnly recordFilter retryDelay
    searchFilters setManyValues setValues
  `,
  '@affinity-kit/client/core': `
    AffinityAmbiguousNameError AffinityAuthenticationError AffinityAuthorizationError AffinityCall
    AffinityConfigurationError AffinityDecodeError AffinityError AffinityErrorCode AffinityFieldValuesError
    AffinityFilterError AffinityInputError AffinityMergedError AffinityMissingKeyError AffinityMonthlyQuotaError
    AffinityNetworkError AffinityNotFoundError AffinityOptions AffinityRateLimitError AffinityRequestError
    AffinityServerError AffinityTaskError AffinityTimeoutError AffinityTooManyResultsError AffinityUnsafeUrlError
    AffinityValidationError AffinityWriteDeniedError AllOptions ApiKey CallOptions ClientOf Diagnostics FieldProblem
    MethodOf NameCandidate PageOf Paged Policies Progress ResponseInfo Selected SelectedBy WalkOptions WithResponse
    createClient readOnly
  `,
  '@affinity-kit/client/webhooks': `
    DeliveryStore WebhookHandlerOptions WebhookListeners createMemoryStore createWebhookHandler
  `,
  '@affinity-kit/contract/openapi': `
    ApiName JsonSchema NamedEndpoint OpenApiDocument OpenApiOperation SchemaText openApiDocument openApiOperation
    openApiTexts
  `,
  '@affinity-kit/contract/protocol': `
    AnyEndpoint AnyEndpointTree Endpoint EndpointDeclaration EndpointSpec EndpointTree FilterRefusedError FilterSyntaxError Input Item Output
    ParsedProblem Permission RateState checkFilterText encodeTarget endpoint freeOfMonthlyQuota isEndpoint itemsKeys
    mergedInto parseProblem permissions rateState unknownId walkEndpoints
  `,
  '@affinity-kit/sandbox': `
    BehaviourOptions Cells FaultKind FaultRule Faults Fetch FirmIdentity FirmSink FirmSize FirmSource KeyRequest Latency
    Limits LoggedRequest Oddity OddityName Plan PlanOptions Profile ProfileOptions Sandbox SandboxClock SandboxFileError
    SandboxFileMismatchError SandboxKey SandboxOptions SeedChange SeedCompany SeedEntry SeedField SeedFile SeedInteraction
    SeedLinkedInLink SeedList SeedMerge SeedNote SeedOpportunity SeedOption SeedPerson SeedReminder SeedTeam SeedTranscript
    SeedUser SeedView SeedWebhook Snapshot StoredInteraction StoredLocation StoredValue UnspecifiedChoice ValueType
    WebhookAttempt WebhookPost WebhookSender createSandbox oddities profiles unspecifiedChoices
  `,
  '@affinity-kit/sandbox/listen': `
    ListenOptions SandboxServer listen
  `,
  '@affinity-kit/pipeline': `
    AppliedEvents EventQueue QueuedEvent applyEvents eventsFolder lockEvents touchesOf AffinityBudgetError AffinityDestinationError AffinityJournalError AffinityReplayError Check Decision DefineStreamOptions
    Destination DestinationErrorCategory DestinationSettings DestinationType ExportOptions ExportReport FieldKind FileFormat
    Include Prefer Progress PublishOptions PublishProgress PublishReport PublishedState ReplayOptions ReplayReport
    RestoreOptions RestoreReport SchemaPolicy Stream StreamPlan StreamReport SyncClient SyncOptions SyncPlan SyncReport
    UnknownFieldError UnknownListError UnknownStreamError UnknownViewError Verification VerifyOptions VerifyReport
    defineStream destinationTypes exportRows fieldKinds fileFormats includes journalFolder openDestination plan prefers
    publish replay restore schemaPolicies sync verify
  `,
  '@affinity-kit/pipeline/replica': `
    AffinityReplicaBusyError AffinityReplicaCorruptError AffinityReplicaError AffinityReplicaFolderError
    AffinityReplicaForeignError AffinityReplicaLockedError AffinityReplicaMissingError AffinityReplicaNewerError
    AffinityReplicaQueryError AffinityReplicaSpaceError AffinityReplicaTenantError AffinityReplicaWalError ColumnChunk
    ColumnInfo Json LoadInfo OpenReplicaOptions QueryParameters QueryValue ReplicaErrorCategory ReplicaMeta ReplicaReader
    ReplicaStatus ResultColumn RowStream Rows SchemaChange StreamInfo StreamState TableInfo TableName TableQuery TableRow
    TableRows htmlText openReplica ArrivedStream UnfinishedLoad isReplayable readUnfinished
  `,
};

/** Entries without a list of names: the contract's root and resources, which other tests hold to the reference. */
const unlisted = ['@affinity-kit/contract', '@affinity-kit/contract/v1/*', '@affinity-kit/contract/v2/*', 'affinity-kit/package.json'];

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8')) as Manifest;

/** Every entry of the packages' export maps with its source. */
const entries = ['cli', 'client', 'contract', 'pipeline', 'sandbox'].flatMap((folder) => {
  const { name, exports } = manifestOf(folder);
  return Object.entries(exports).map(([path, target]) => ({
    entry: `${name}${path.slice(1)}`,
    source: typeof target === 'string' ? undefined : `packages/${folder}/${target['@affinity-kit/source']}`,
  }));
});

const namesIn = (file: string): string[] => {
  const text = readFileSync(file, 'utf8');
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
  const listed = lists
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(' as ')
          .at(-1) ?? '',
    )
    .filter((name) => name !== '');
  const declared = [...text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map(([, name = '']) => name);
  return [...listed, ...declared].toSorted();
};

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('the packages export', () => {
  it('these entries', () => {
    expect(entries.map(({ entry }) => entry).toSorted()).toEqual([...Object.keys(pins), ...unlisted].toSorted());
  });

  it.each(Object.entries(pins))('from %s these names', (entry, pinned) => {
    const source = entries.find((one) => one.entry === entry)?.source ?? '';
    expect(namesIn(source)).toEqual(words(pinned).toSorted());
  });
});
