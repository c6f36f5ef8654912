export { type Affinity, createAffinity, type FromEnvOptions, fromEnv } from './affinity.ts';
export type { AffinityCall, ResponseInfo, WithResponse } from './call.ts';
export { createClient } from './create-client.ts';
export { type Environment, findKey } from './environment.ts';
export {
  AffinityAmbiguousNameError,
  AffinityAuthenticationError,
  AffinityAuthorizationError,
  AffinityConfigurationError,
  AffinityDecodeError,
  AffinityError,
  type AffinityErrorCode,
  AffinityFieldValuesError,
  AffinityFilterError,
  AffinityInputError,
  AffinityMergedError,
  AffinityMissingKeyError,
  AffinityMonthlyQuotaError,
  AffinityNetworkError,
  AffinityNotFoundError,
  AffinityRateLimitError,
  AffinityRequestError,
  AffinityServerError,
  AffinityTaskError,
  AffinityTimeoutError,
  AffinityTooManyResultsError,
  AffinityUnsafeUrlError,
  AffinityValidationError,
  AffinityWriteDeniedError,
  type Diagnostics,
  type FieldProblem,
  type NameCandidate,
} from './errors.ts';
export {
  F,
  FieldFilter,
  FilteredField,
  type FilterNode,
  type FilterQuery,
  type FilterValue,
  type FindOptions,
  type FindQuery,
  findRecords,
  type RecordIn,
  type RelativeUnit,
  recordFilter,
  searchFilters,
} from './filter-builder/index.ts';
export type { AffinityOptions, ApiKey } from './options.ts';
export { nextCursor, type PageOf } from './page.ts';
export type { AllOptions, Paged, Progress, WalkOptions } from './paged.ts';
export { type Policies, readOnly } from './policies.ts';
export type { Selected, SelectedBy } from './selected.ts';
export type { SemanticSearchOptions } from './services/account.ts';
export type { Collection } from './services/collection.ts';
export type { CompaniesToMerge } from './services/company-merging.ts';
export type { CompanyHint } from './services/company-reading.ts';
export type { CompanyChange, CompanyToCreate } from './services/company-writing.ts';
export type { Consistency, OnMerged } from './services/context.ts';
export type { DateInput } from './services/dates.ts';
export type { InteractionKind, RecordInteraction } from './services/from-v1/interaction.ts';
export type { InteractionDates, Touch } from './services/from-v1/interaction-dates.ts';
export type { InteractionChange, InteractionDraft, InteractionRef, InteractionsFilter, Span } from './services/interactions.ts';
export type { ListEntries } from './services/list-entries.ts';
export type { ListHint } from './services/lists.ts';
export type { StartedMerge, WaitOptions } from './services/merges.ts';
export type { NoteDraft, NoteRecords, NoteText } from './services/notes.ts';
export type { OpportunityChange, OpportunityToCreate } from './services/opportunity-writing.ts';
export type { RecordOptions, WriteOptions } from './services/options.ts';
export type { PersonHint } from './services/person-reading.ts';
export type { PersonChange, PersonToCreate } from './services/person-writing.ts';
export type {
  CompanyRef,
  FileRef,
  ListEntryRef,
  ListRef,
  NoteRef,
  OpportunityRef,
  PersonRef,
  RecordChoice,
  RecordRef,
  ReminderRef,
  SavedViewRef,
  UserRef,
} from './services/references.ts';
export type { ReminderChange, ReminderDraft } from './services/reminders.ts';
export type { Services } from './services/services.ts';
export type { ChangeWindow, CreationWindow } from './services/window.ts';
export type { Exchange } from './transport/exchange.ts';
export type { FallbackEvent, Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './transport/hooks.ts';
export type { KnownRate, PaceOptions } from './transport/pace.ts';
export { type Failure, type RetryDelay, type RetryOptions, type RetryState, retryDelay } from './transport/retry-delay.ts';
export type { Fetch } from './transport/send.ts';
export type { CallOptions } from './transport/transport.ts';
export type { ClientOf, MethodOf } from './tree.ts';
export {
  createMetadata,
  type EmptyField,
  type FieldCatalog,
  type FieldInput,
  type FieldInputItem,
  type FieldKey,
  type FieldScope,
  type FieldSelection,
  type FieldSource,
  type FieldState,
  type FieldValues,
  type FilledField,
  fieldsOf,
  type HiddenField,
  type Metadata,
  type MetadataOptions,
  type NotRequestedField,
  type OptionReference,
  type RecordFields,
  type RecordReference,
  type RequestedField,
  type SetValuesOptions,
  type StateOf,
  setManyValues,
  setValues,
  type TruncatedField,
  type ValueChange,
  type ValueContext,
  type ValueReport,
  type ValueReports,
  type ValueTarget,
} from './values/index.ts';
