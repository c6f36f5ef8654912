import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, ListId } from '../ids.ts';
import { limit100 } from '../page.ts';
import { arrayOf, openEnum, type TypeOf } from '../schema.ts';

const semanticSearchCriteria = () => ({
  /** The question in plain words; "we" is the whole firm. */
  prompt: z.string().min(1).max(500),
  /** Answers at most; 100 unless stated. There are no further pages. */
  limit: z.int().min(1).max(100).optional(),
  /** What to look for; companies are the only kind so far. */
  entityType: z.enum(['companies']).optional(),
  /** Search in these lists only, at most 100. */
  listIds: arrayOf(ListId, { max: 100 }).optional(),
});
/** A question to the semantic search. */
export interface SemanticSearchCriteria extends TypeOf<typeof semanticSearchCriteria> {}
export const SemanticSearchCriteria: z.ZodType<SemanticSearchCriteria, SemanticSearchCriteria> = z.lazy(() =>
  z.object(semanticSearchCriteria()),
);

const semanticSearchCompany = () => ({
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
  /** All website domains, the primary one included. */
  domains: z.array(z.string()).max(100),
  /** Whether the profile is shared across all Affinity customers. */
  isGlobal: z.boolean(),
  /** How well it fits: a number, as text. */
  score: z.string(),
});
/** A company that the semantic search found. */
export interface SemanticSearchCompany extends TypeOf<typeof semanticSearchCompany> {}
export const SemanticSearchCompany: z.ZodType<SemanticSearchCompany> = z.lazy(() => z.object(semanticSearchCompany()));

const semanticSearchResult = () => ({
  data: z.array(SemanticSearchCompany).max(100),
  entityType: openEnum(['companies']),
  /** How the question was understood. */
  explanation: z.string(),
});
/** What the semantic search found (v2 reference, section 8.4). */
export interface SemanticSearchResult extends TypeOf<typeof semanticSearchResult> {}
export const SemanticSearchResult: z.ZodType<SemanticSearchResult> = z.lazy(() => z.object(semanticSearchResult()));

/** Semantic search (v2 reference, section 7.3). */
export const semanticSearch = {
  /** Search companies by a question in plain words. */
  search: endpoint({
    method: 'POST',
    path: '/v2/semantic-search',
    effect: 'read',
    body: () => SemanticSearchCriteria,
    response: () => SemanticSearchResult,
    status: 201,
    limit: limit100,
    since: '2026-02-26',
    errors: [400, 404],
  }),
};
