import type { EndpointSpec, RateState } from '@affinity-kit/contract';

/** One answer of the API, as the client's `exchange` gives it. */
export interface ApiAnswer {
  readonly text: string;
  /** Requests that were sent for it. */
  readonly attempts: number;
  /** What is left of the limits, where the answer told. */
  readonly rate?: RateState;
  /** Its header `Date`. */
  readonly date?: string | undefined;
}

/** Options of a question. */
export interface ApiOptions {
  readonly signal?: AbortSignal;
  /** Asked before every further try; `false` ends the question with the error of the last one. */
  readonly mayRetry?: () => boolean;
}

/** What the pipeline asks of a client: one answer at a time, after pacing and retries, with the client's errors. */
export interface Api {
  readonly baseUrl: string;
  exchange(endpoint: EndpointSpec, input: Readonly<Record<string, unknown>>, options: ApiOptions): Promise<ApiAnswer>;
}
