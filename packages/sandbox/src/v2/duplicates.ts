import {
  type CompanyDuplicateSuggestion,
  type CompanyDuplicateSuggestionProfile,
  type FilterEndpoint,
  type PageLimit,
  type Person,
  type PersonDuplicateSuggestion,
  v2,
} from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { readCells } from '../state/cell-text.ts';
import type { CompanyRow } from '../state/companies.ts';
import type { DuplicatePair } from '../state/duplicates.ts';
import type { MergeKind } from '../state/merges.ts';
import { readFilter, satisfies } from './filter.ts';
import { counted, pageRequest } from './page-request.ts';
import { personTexts } from './record-text.ts';

interface SuggestionInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly totalCount?: boolean | undefined;
  readonly filter?: string | undefined;
  readonly orderBy?: readonly string[] | undefined;
}

/** Which suggestions are asked for, and how they are shown. */
interface Suggestions<T> {
  readonly kind: MergeKind;
  readonly filterOf: FilterEndpoint;
  readonly endpoint: { readonly limit: PageLimit };
  readonly matches: (pair: DuplicatePair) => boolean;
  readonly show: (pairs: readonly DuplicatePair[]) => T[];
}

const comparePairs =
  (orderBy: readonly string[]) =>
  (a: DuplicatePair, b: DuplicatePair): number => {
    for (const order of orderBy) {
      const sign = order.startsWith('-') ? -1 : 1;
      const [one, other] = order.endsWith('name') ? [a.name, b.name] : [a.createdAt, b.createdAt];
      if (one !== other) return one < other ? -sign : sign;
    }
    return a.primaryId - b.primaryId || a.duplicateId - b.duplicateId;
  };

/** Opaque to clients, and the same as long as the pair is. */
const idOf = ({ primaryId, duplicateId }: DuplicatePair): string => Buffer.from(`${primaryId}:${duplicateId}`).toString('base64url');

const suggest = <T>(context: RequestContext, input: SuggestionInput, of: Suggestions<T>) => {
  const filter = readFilter(input.filter, of.filterOf);
  const found = context.state.duplicates
    .pairs(of.kind)
    .filter((pair) => filter === undefined || satisfies(filter, () => pair.criteria))
    .filter(of.matches)
    .sort(comparePairs(input.orderBy ?? ['name']));
  const { rows, pagination } = pageOfArray(pageRequest(input, context, of.endpoint), found, idOf);
  return { data: of.show(rows), pagination: counted(input, pagination, () => found.length) };
};

const idsOf = (pairs: readonly DuplicatePair[]): Set<number> =>
  new Set(pairs.flatMap(({ primaryId, duplicateId }) => [primaryId, duplicateId]));

const isPart = (text: string, term: string): boolean => text.toLowerCase().includes(term.toLowerCase());

/** Both records of a pair, once they are read. */
const profilesOf = <Profile extends { readonly id: number }>(profiles: readonly Profile[]) => {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return ({ primaryId, duplicateId }: DuplicatePair): { primaryProfile: Profile; duplicateProfiles: Profile[] }[] => {
    const [primaryProfile, duplicate] = [byId.get(primaryId), byId.get(duplicateId)];
    return primaryProfile === undefined || duplicate === undefined ? [] : [{ primaryProfile, duplicateProfiles: [duplicate] }];
  };
};

const isEnriched = ({ state }: RequestContext, { cells }: CompanyRow): boolean =>
  [...readCells(cells).keys()].some((no) => (state.fields.byNo(no)?.enrichmentSource ?? null) !== null);

const companyProfile = (context: RequestContext, row: CompanyRow): CompanyDuplicateSuggestionProfile => {
  const { id, name, domain, domains, isGlobal } = row;
  const shownDomains = (JSON.parse(domains) as string[]).slice(0, 100); // written from an array of texts
  return { id, name, domain, domains: shownDomains, isGlobal, isEnriched: isEnriched(context, row) };
};

const showCompanies = (context: RequestContext, pairs: readonly DuplicatePair[]): CompanyDuplicateSuggestion[] => {
  const profiles = profilesOf(context.state.companies.byIds(idsOf(pairs)).map((row) => companyProfile(context, row)));
  return pairs.flatMap((pair) => profiles(pair).map((both) => ({ id: idOf(pair), ...both, matchCriteria: pair.criteria })));
};

const showPersons = (context: RequestContext, pairs: readonly DuplicatePair[]): PersonDuplicateSuggestion[] => {
  const texts = personTexts(context, context.state.persons.byIds(idsOf(pairs)), undefined);
  const profiles = profilesOf(texts.map((text) => JSON.parse(text) as Person)); // as `personTexts` writes persons
  return pairs.flatMap((pair) => profiles(pair).map((both) => ({ id: idOf(pair), ...both, matchCriteria: pair.criteria })));
};

/** Says whether one of a pair has a text that contains the term. */
const withTerm =
  (term: string | undefined, textOf: (id: number) => string | undefined) =>
  (pair: DuplicatePair): boolean =>
    term === undefined || [pair.primaryId, pair.duplicateId].some((id) => isPart(textOf(id) ?? '', term));

export const duplicates: HandlersOf<typeof v2.duplicates> = {
  companySuggestions: {
    list: (input, context) =>
      suggest(context, input, {
        kind: 'company',
        filterOf: 'GET /v2/duplicates/company-suggestions',
        endpoint: v2.duplicates.companySuggestions.list,
        matches: withTerm(input.term, (id) => context.state.companies.names([id])[0]?.name),
        show: (pairs) => showCompanies(context, pairs),
      }),
  },
  personSuggestions: {
    list: (input, context) =>
      suggest(context, input, {
        kind: 'person',
        filterOf: 'GET /v2/duplicates/person-suggestions',
        endpoint: v2.duplicates.personSuggestions.list,
        matches: withTerm(input.term, (id) => context.state.persons.names([id])[0]?.firstName),
        show: (pairs) => showPersons(context, pairs),
      }),
  },
};
