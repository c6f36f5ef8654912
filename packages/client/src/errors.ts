import type { RateState } from '@affinity-kit/contract';

/** What each error means, as a literal that a `switch` can go by. */
export type AffinityErrorCode =
  | 'ambiguous'
  | 'authentication'
  | 'authorization'
  | 'configuration'
  | 'decode'
  | 'field_values'
  | 'filter'
  | 'input'
  | 'merged'
  | 'missing_key'
  | 'monthly_quota'
  | 'network'
  | 'not_found'
  | 'rate_limit'
  | 'request'
  | 'server'
  | 'task'
  | 'timeout'
  | 'too_many_results'
  | 'unsafe_url'
  | 'validation'
  | 'write_denied';

/** The circumstances of a failed call. Never holds a key, a header that was sent, or a query. */
export interface Diagnostics {
  readonly method?: string;
  /** Path without its query. */
  readonly path?: string;
  readonly status?: number;
  /** Affinity's own id of the request, where the answer named one. */
  readonly requestId?: string;
  readonly rate?: RateState;
  /** The first 500 characters of the answer. */
  readonly bodyExcerpt?: string;
  /** Requests that were sent for this call. */
  readonly attempts?: number;
}

/** Every failure of this package; `code` says which, `diagnostics` under what circumstances. An abort is not one: it rejects with the signal's reason. */
export abstract class AffinityError extends Error {
  abstract readonly code: AffinityErrorCode;
  readonly diagnostics: Diagnostics;

  constructor(message: string, diagnostics: Diagnostics = {}, options?: ErrorOptions) {
    super(message, options);
    this.diagnostics = diagnostics;
  }

  toJSON(): object {
    return { name: this.name, code: this.code, message: this.message, diagnostics: this.diagnostics };
  }
}

/** What a name may have meant. */
export interface NameCandidate {
  readonly id: number | string;
  readonly name: string;
  /** What tells it from the others: the type of a list, the source of a field, the domain of a company. */
  readonly detail?: string;
}

/** A name belongs to several things; nothing was sent on a guess. Give the id of one of the candidates instead. */
export class AffinityAmbiguousNameError extends AffinityError {
  override readonly name = 'AffinityAmbiguousNameError';
  readonly code = 'ambiguous';
  readonly candidates: readonly NameCandidate[];

  constructor(message: string, candidates: readonly NameCandidate[]) {
    const listed = candidates.map(({ id, name, detail }) => `${id} (${detail === undefined ? name : `${name}, ${detail}`})`);
    super(`${message}: ${listed.join(', ')}`);
    this.candidates = candidates;
  }
}

/** The key is missing, wrong or revoked (401). */
export class AffinityAuthenticationError extends AffinityError {
  override readonly name = 'AffinityAuthenticationError';
  readonly code = 'authentication';
}

/** The key's user may not do this (403). */
export class AffinityAuthorizationError extends AffinityError {
  override readonly name = 'AffinityAuthorizationError';
  readonly code = 'authorization';
  /** The role permission that is missing, where the answer or the reference names it. */
  readonly permission: string | undefined;

  constructor(message: string, diagnostics: Diagnostics, permission?: string) {
    super(message, diagnostics);
    this.permission = permission;
  }
}

/** The client was given settings it cannot work with. */
export class AffinityConfigurationError extends AffinityError {
  override readonly name = 'AffinityConfigurationError';
  readonly code = 'configuration';
}

/** The answer is not what the API promises: not JSON, cut off, or not a page. */
export class AffinityDecodeError extends AffinityError {
  override readonly name = 'AffinityDecodeError';
  readonly code = 'decode';
}

/** What is wrong with one value to write, or with the name of its field. */
export interface FieldProblem {
  /** The key as it was given: a name, `field-<id>` or a numeric id. */
  readonly key: string;
  readonly message: string;
  /** The fields or options that could be meant, as `name (id)`. */
  readonly candidates: readonly string[];
  /** The record that the value was for, where several are written. */
  readonly recordId?: number;
}

const listProblem = ({ key, message, recordId }: FieldProblem): string =>
  `${recordId === undefined ? '' : `record ${recordId}, `}'${key}': ${message}`;

/** Names or values of fields that cannot be what is meant; nothing was written. */
export class AffinityFieldValuesError extends AffinityError {
  override readonly name = 'AffinityFieldValuesError';
  readonly code = 'field_values';
  /** All that is wrong, not only the first. */
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map(listProblem).join('; '));
    this.problems = problems;
  }
}

/** A filter cannot be understood, or the server does not take it: Affinity would ignore it and answer with everything. Nothing was sent. */
export class AffinityFilterError extends AffinityError {
  override readonly name = 'AffinityFilterError';
  readonly code = 'filter';
  /** The part of the filter at fault, printed: `Title equals "VP"`. */
  readonly part: string;

  constructor(part: string, message: string, diagnostics: Diagnostics = {}) {
    super(`${part}: ${message}`, diagnostics);
    this.part = part;
  }
}

/** An argument makes no sense: an address that names no record, a date that is none, an unknown name. Nothing was sent. */
export class AffinityInputError extends AffinityError {
  override readonly name = 'AffinityInputError';
  readonly code = 'input';
}

/** The record was merged into another one, which is named (v1, 422; v2 answers 404, and the services then ask v1). */
export class AffinityMergedError extends AffinityError {
  override readonly name = 'AffinityMergedError';
  readonly code = 'merged';
  /** Id of the record that lives on. */
  readonly survivingId: number;

  constructor(message: string, diagnostics: Diagnostics, survivingId: number) {
    super(message, diagnostics);
    this.survivingId = survivingId;
  }
}

/** No key was given, and none is in the environment. */
export class AffinityMissingKeyError extends AffinityError {
  override readonly name = 'AffinityMissingKeyError';
  readonly code = 'missing_key';
}

/** The account's calls of this month are used up. Waiting is not a retry, so nothing was waited for. */
export class AffinityMonthlyQuotaError extends AffinityError {
  override readonly name = 'AffinityMonthlyQuotaError';
  readonly code = 'monthly_quota';
}

/** The server was not reached, or the connection broke. */
export class AffinityNetworkError extends AffinityError {
  override readonly name = 'AffinityNetworkError';
  readonly code = 'network';
}

/** There is no such record, or it is not visible to the key's user (404; v1 also 422 for an unknown id). */
export class AffinityNotFoundError extends AffinityError {
  override readonly name = 'AffinityNotFoundError';
  readonly code = 'not_found';
}

/** The minute is used up or too many requests are in flight (429), beyond what the client waited for. */
export class AffinityRateLimitError extends AffinityError {
  override readonly name = 'AffinityRateLimitError';
  readonly code = 'rate_limit';
  /** After how many milliseconds a further try makes sense, where the answer tells. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, diagnostics: Diagnostics, retryAfterMs?: number) {
    super(message, diagnostics);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The request was refused for a reason without a class of its own (405, 406, 409, 415 …). */
export class AffinityRequestError extends AffinityError {
  override readonly name = 'AffinityRequestError';
  readonly code = 'request';
}

/** The server failed (5xx), for reads after all retries. */
export class AffinityServerError extends AffinityError {
  override readonly name = 'AffinityServerError';
  readonly code = 'server';
}

/** Work that Affinity does in the background has failed. */
export class AffinityTaskError extends AffinityError {
  override readonly name = 'AffinityTaskError';
  readonly code = 'task';
  /** Id of the task. */
  readonly taskId: string;

  constructor(message: string, taskId: string) {
    super(message);
    this.taskId = taskId;
  }
}

/** No complete answer came within `timeoutMs`, or what was waited for did not come to be in time. */
export class AffinityTimeoutError extends AffinityError {
  override readonly name = 'AffinityTimeoutError';
  readonly code = 'timeout';
}

/** There are more results than `all({ limit })` allows; none are returned, since a cut list looks like a whole one. */
export class AffinityTooManyResultsError extends AffinityError {
  override readonly name = 'AffinityTooManyResultsError';
  readonly code = 'too_many_results';
  readonly limit: number;

  constructor(limit: number) {
    super(`More than ${limit} results. Narrow the request, iterate instead, or pass a higher limit (null lifts it).`);
    this.limit = limit;
  }
}

/** A base URL, `nextUrl` or redirect that credentials must not follow. */
export class AffinityUnsafeUrlError extends AffinityError {
  override readonly name = 'AffinityUnsafeUrlError';
  readonly code = 'unsafe_url';
}

/** The request is malformed or cannot be satisfied (400, 422). */
export class AffinityValidationError extends AffinityError {
  override readonly name = 'AffinityValidationError';
  readonly code = 'validation';
  /** The guilty parameter, where the answer names it. */
  readonly param: string | undefined;

  constructor(message: string, diagnostics: Diagnostics, param?: string) {
    super(message, diagnostics);
    this.param = param;
  }
}

/** The client's policy forbids writes; nothing was sent. */
export class AffinityWriteDeniedError extends AffinityError {
  override readonly name = 'AffinityWriteDeniedError';
  readonly code = 'write_denied';
}
