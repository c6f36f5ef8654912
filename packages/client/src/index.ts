export { type Affinity, createAffinity, type FromEnvOptions, fromEnv } from './affinity.ts';
export type { AffinityCall, ResponseInfo, WithResponse } from './call.ts';
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
  type FilterValue,
  type FindOptions,
  FoundRecords,
  findRecords,
  type RecordIn,
  type RelativeUnit,
  searchFilters,
} from './filter-builder/index.ts';
export type { AffinityOptions, ApiKey } from './options.ts';
export { nextCursor, type PageOf } from './page.ts';
export type { AllOptions, Paged, Progress, WalkOptions } from './paged.ts';
export { type Policies, readOnly } from './policies.ts';
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
