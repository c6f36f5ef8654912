import { type SemanticSearchCriteria, type SemanticSearchResult, v2 } from '@affinity-kit/contract';
import { overlap, soughtWords, wordsOf } from '../behaviour/word-match.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { visibleList } from './access.ts';

/** What the search understands beside name and domain (v2 reference, section 7.3). */
const fieldIds = new Set([
  'affinity-data-description',
  'affinity-data-industry',
  'affinity-data-location',
  'affinity-data-investment-stage',
  'affinity-data-investors',
]);

const explanationOf = (words: readonly string[]): string =>
  `Companies whose name, domain, description, industry, location, stage or investors mention: ${words.join(', ')}`;

/** Companies by the share of the question's words that is written of them: simple, and always the same. */
const search = (context: RequestContext, criteria: SemanticSearchCriteria): SemanticSearchResult => {
  const { prompt, limit = v2.semanticSearch.search.limit.default, listIds } = criteria;
  for (const id of listIds ?? []) visibleList(context, id);
  const { fields, companyTexts } = context.state;
  const words = soughtWords(prompt);
  const described = fields.ofEntity('company').filter(({ id }) => fieldIds.has(id));
  const found = companyTexts({ words, fields: described, listIds: listIds?.length === 0 ? undefined : listIds }).flatMap(
    ({ text, ...company }) => {
      const score = overlap(words, wordsOf(text));
      return score === 0 ? [] : [{ company, score }];
    },
  );
  const best = found.toSorted((a, b) => b.score - a.score || a.company.id - b.company.id).slice(0, limit);
  const data = best.map(({ company, score }) => ({ ...company, domains: company.domains.slice(0, 100), score: score.toFixed(2) }));
  return { data, entityType: 'companies', explanation: explanationOf(words) };
};

export const semanticSearch: HandlersOf<typeof v2.semanticSearch> = { search: ({ body }, context) => search(context, body) };
