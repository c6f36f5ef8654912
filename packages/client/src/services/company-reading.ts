import { type Company, type Field, type SearchCriteria, v2 as spec, v1 as v1Spec } from '@affinity-kit/contract';
import type { ServicePage } from '../derived-paged.ts';
import { type FilterQuery, findRecords } from '../filter-builder/find-records.ts';
import type { Paged } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey } from '../values/field-key.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { fallbackPaged, pageFromV1 } from './fallback-paged.ts';
import { companyFromV1 } from './from-v1/company.ts';
import { getMany } from './get-many.ts';
import { mergeAware } from './merged.ts';
import { type ListOptions, listOrFind, type QueryOf, type RecordOptions, type Unfiltered } from './options.ts';
import { type CompanyRef, companyIdOf } from './references.ts';
import { domainOf, onlyOne, sameText } from './resolve.ts';

type Endpoints = ServiceContext['v2']['companies'];
type Selection = QueryOf<Endpoints['get'], 'companyId'>;
type SearchQuery = QueryOf<Endpoints['search'], 'body'>;

/** Which companies: all, those of some ids, or those that a built filter finds. */
export type CompaniesQuery = Unfiltered<QueryOf<Endpoints['list']>> | (SearchQuery & FilterQuery & { readonly ids?: undefined });

/** A name or a domain of a company; with both, the domain decides. */
export interface CompanyHint {
  readonly name?: string | undefined;
  /** A domain, a website or an e-mail address. */
  readonly domain?: string | undefined;
}

/** Without criteria Affinity searches its global directory of millions of companies; an empty group asks for the account's own. */
const ownCompanies: SearchCriteria = { filters: { operator: 'and', filters: [] } };

const criteriaOf = (what: string | SearchCriteria): SearchCriteria => {
  if (typeof what === 'string') return { ...ownCompanies, search: { term: what } };
  return { ...ownCompanies, ...what };
};

const search = (context: ServiceContext, what: string | SearchCriteria, [query, options]: readonly [SearchQuery, ListOptions]) => {
  const { v1, v2 } = context;
  const body = criteriaOf(what);
  const { signal } = options;
  if (typeof what !== 'string') return v2.companies.search({ ...query, body }, options);
  return fallbackPaged(
    context,
    {
      operation: spec.companies.search,
      page: (position) => v2.companies.search({ ...query, ...position, body }, { signal }).withResponse(),
      instead: v1Spec.organizations.list,
      pageInstead: async (token) => {
        const input = { term: what, ...(token !== undefined && { page_token: token }) };
        return pageFromV1(await v1.organizations.list(input, { signal }).withResponse(), companyFromV1);
      },
    },
    { ...options, cursor: query.cursor, walkLimit: query.limit ?? 100 },
  );
};

const describe = ({ id, name, domain }: Company) => ({ id, name, ...(domain !== null && { detail: domain }) });

/** Finds the one company of a domain or, failing a domain, of a name. */
export const resolveCompany = async (
  context: ServiceContext,
  { name, domain }: CompanyHint,
  options: ListOptions = {},
): Promise<Company | undefined> => {
  if (domain !== undefined) {
    const wanted = domainOf(domain);
    const found = await search(context, wanted, [{}, options]).all({ limit: 1_000 });
    return onlyOne(
      found.filter(({ domains }) => domains.some((one) => sameText(one, wanted))),
      `The domain '${wanted}'`,
      describe,
    );
  }
  if (name === undefined) return undefined;
  const found = await search(context, name, [{}, options]).all({ limit: 1_000 });
  return onlyOne(
    found.filter((company) => sameText(company.name, name)),
    `The company '${name}'`,
    describe,
  );
};

const list = (context: ServiceContext, query: CompaniesQuery, options: ListOptions): Paged<ServicePage<Company>, Company> =>
  listOrFind<QueryOf<Endpoints['list']>, Paged<ServicePage<Company>, Company>>(query, {
    list: (plain) => context.v2.companies.list(plain, options),
    find: (found) => findRecords(context, { kind: 'company' }, { ...found, ...options }),
  });

/** Reading companies. */
export const companyReading = (context: ServiceContext) => {
  const { v1, v2, metadata } = context;
  return {
    /**
     * The ways to read companies. With `filter` they are searched for: `list({ filter: F.field('Industry').contains('Tech') })`; everything
     * wrong with a filter fails before any record is read.
     */
    ...collectionOf((query: CompaniesQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** Fetches one company, with the fields that are asked for. */
    get: (company: CompanyRef, { onMerged = context.onMerged, signal, ...selection }: Selection & RecordOptions = {}): Promise<Company> =>
      mergeAware(companyIdOf(company), {
        use: (companyId) => v2.companies.get({ companyId, ...selection }, { signal }),
        ask: (organization_id) => v1.organizations.get({ organization_id }, { signal }),
        onMerged,
      }),
    /** Fetches companies by id, a hundred with each request, in the order asked for. Those that do not exist are not in the result. */
    getMany: (companies: readonly CompanyRef[], { signal, ...selection }: Selection & ListOptions = {}): Promise<Map<number, Company>> =>
      getMany(
        companies.map(companyIdOf),
        async (ids) => (await v2.companies.list({ ids, limit: ids.length, ...selection }, { signal })).data,
      ),
    /**
     * Searches the account's companies: for a phrase of at least 3 characters in names and domains, or by criteria.
     *
     * A phrase is looked for through v1 where the server refuses the search of v2.
     */
    search: (what: string | SearchCriteria, query: SearchQuery = {}, options: ListOptions = {}) => search(context, what, [query, options]),
    /** The one company of a domain or name. Several are `AffinityAmbiguousNameError`; none is `undefined`. */
    resolve: (hint: CompanyHint, options: ListOptions = {}) => resolveCompany(context, hint, options),
    /** The fields of a company with their values: all of them unless chosen. */
    fieldValues: (company: CompanyRef, query: QueryOf<Endpoints['fieldValues']['list'], 'companyId'> = {}, options: ListOptions = {}) =>
      v2.companies.fieldValues.list({ ...query, companyId: companyIdOf(company) }, options),
    /** One field of a company with its value, by name or id. */
    fieldValue: async (company: CompanyRef, field: FieldKey, options: CallOptions = {}): Promise<Field> => {
      const { id: fieldId } = (await metadata.fields({ kind: 'company' })).get(field);
      return v2.companies.fieldValues.get({ companyId: companyIdOf(company), fieldId }, options);
    },
    /** All fields that companies have, from the memory of the client. */
    fields: () => metadata.fields({ kind: 'company' }),
    /** The options of a dropdown field, by its name or id, from the memory of the client. */
    dropdownOptions: async (field: FieldKey) =>
      metadata.options({ kind: 'company' }, (await metadata.fields({ kind: 'company' })).get(field).id),
  };
};
