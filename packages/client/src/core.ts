export type { AffinityCall, ResponseInfo, WithResponse } from './call.ts';
export { createClient } from './create-client.ts';
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
export type { AffinityOptions, ApiKey } from './options.ts';
export type { PageOf } from './page.ts';
export type { AllOptions, Paged, Progress, WalkOptions } from './paged.ts';
export { type Policies, readOnly } from './policies.ts';
export type { Selected, SelectedBy } from './selected.ts';
export type { CallOptions } from './transport/transport.ts';
export type { ClientOf, MethodOf } from './tree.ts';
