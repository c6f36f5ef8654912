import { type RateLimit, v2 as spec, v1 as v1Spec, type WhoAmI } from '@affinity-kit/contract';
import type { KnownRate } from '../transport/pace.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { filteredCollection } from './filtered-collection.ts';
import { rateLimitFromV1 } from './from-v1/rate-limit.ts';
import { whoAmIFromV1 } from './from-v1/who-am-i.ts';
import { type ListRef, listIdOf } from './references.ts';

/** Creates `whoami`, which tells whose key it is. */
export const createWhoami =
  (context: ServiceContext) =>
  (options: CallOptions = {}): Promise<WhoAmI> =>
    withFallback(context, {
      operation: spec.auth.whoami,
      call: () => context.v2.auth.whoami({}, options),
      instead: v1Spec.auth.whoami,
      callInstead: async () => whoAmIFromV1(await context.v1.auth.whoami({}, options)),
    });

/** Creates the service that tells what is left of the limits. */
export const createQuota = (context: ServiceContext) => ({
  /** What the latest answer told, without a request; `undefined` before the first one. */
  snapshot: (): KnownRate | undefined => context.rate(),
  /** Asks, which takes one request. */
  refresh: (options: CallOptions = {}): Promise<RateLimit> =>
    withFallback(context, {
      operation: spec.rateLimit.get,
      call: () => context.v2.rateLimit.get({}, options),
      instead: v1Spec.rateLimit.get,
      callInstead: async () => rateLimitFromV1(await context.v1.rateLimit.get({}, options)),
    }),
});

/** What is left of the limits. */
export type Quota = ReturnType<typeof createQuota>;

/** Creates the service of suggestions of what to merge. */
export const createDuplicates = ({ v2: { duplicates } }: ServiceContext) => ({
  companies: filteredCollection('GET /v2/duplicates/company-suggestions', duplicates.companySuggestions.list),
  persons: filteredCollection('GET /v2/duplicates/person-suggestions', duplicates.personSuggestions.list),
});

/** Pairs of records that may be one. */
export type Duplicates = ReturnType<typeof createDuplicates>;

/** Options of a semantic search. */
export interface SemanticSearchOptions extends CallOptions {
  /** Answers at most; 100 unless stated. */
  readonly limit?: number | undefined;
  /** Search in these lists only, at most 100. */
  readonly lists?: readonly ListRef[] | undefined;
}

/** Creates the search of companies by a question in plain words. */
export const createSemanticSearch =
  ({ v2 }: ServiceContext) =>
  (prompt: string, { limit, lists, signal }: SemanticSearchOptions = {}) => {
    const listIds = lists?.map(listIdOf);
    return v2.semanticSearch.search({ body: { prompt, limit, listIds } }, { signal });
  };
