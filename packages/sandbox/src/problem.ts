import { type ProblemCode, problemStatuses } from '@affinity-kit/contract';

/** One thing that is wrong with a request; `param` belongs to validation alone. */
export interface ProblemIssue {
  readonly message: string;
  readonly param?: string;
}

/** Thrown by handlers; the server answers it in the envelope of the API version that was called. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly param: string | undefined;
  /** Everything that is wrong, at least one; an answer lists them all. */
  readonly issues: readonly ProblemIssue[];

  constructor(code: ProblemCode, message: string, options: { param?: string; status?: number; issues?: readonly ProblemIssue[] } = {}) {
    super(message);
    this.code = code;
    this.status = options.status ?? problemStatuses[code];
    this.param = options.param;
    this.issues = options.issues ?? [options.param === undefined ? { message } : { message, param: options.param }];
  }
}

/** The one message that v2 uses, whatever is missing. */
export const notFound = (): Problem => new Problem('not-found', 'Resource not found');

/** A v2 validation problem names the guilty parameter. */
export const invalid = (param: string, message: string): Problem => new Problem('validation', message, { param });

/** A missing role permission, named. */
export const forbidden = (permission: string): Problem => new Problem('authorization', `Missing permission: ${permission}`);

/** How v1 refuses what it cannot satisfy: 422 and a list of sentences. */
export const unprocessable = (message: string): Problem => new Problem('unprocessable-entity', message);
