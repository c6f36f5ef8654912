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
  type NameCandidate,
} from './errors.ts';
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
