import { type CompanyId, type Opportunity, type OpportunityId, type Person, type PersonId } from '@affinity-kit/contract';
import type { CursorPage, Position } from '../derived-paged.ts';
import type { Paged } from '../paged.ts';
import type { ServiceContext } from './context.ts';
import { interactionDatesFromV1 } from './from-v1/interaction-dates.ts';
import { getMany } from './get-many.ts';
import { mergeAware } from './merged.ts';
import type { ListOptions, QueryOf, RecordOptions } from './options.ts';
import { recordPages } from './record-pages.ts';
import { type CompanyRef, companyIdOf, type PersonRef, personIdOf } from './references.ts';
import { type ChangeWindow, changeConditions, type WindowCondition, windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['companies'];

/** The records that a company goes with. */
export interface CompanyAssociations {
  readonly personIds: readonly PersonId[];
  readonly opportunityIds: readonly OpportunityId[];
}

const organizationOf = (context: ServiceContext, company: CompanyRef, { onMerged = context.onMerged, signal }: RecordOptions) => {
  const query = { with_opportunities: true, with_interaction_dates: true, with_interaction_persons: true };
  const use = (organization_id: CompanyId) => context.v1.organizations.get({ organization_id, ...query }, { signal });
  return mergeAware(companyIdOf(company), { use, onMerged });
};

const associations = async (context: ServiceContext, company: CompanyRef, options: RecordOptions): Promise<CompanyAssociations> => {
  const { person_ids, opportunity_ids = [] } = await organizationOf(context, company, options);
  return { personIds: person_ids, opportunityIds: opportunity_ids };
};

/** Who and what goes with a company; v1 alone tells. */
export const companyAssociations = (context: ServiceContext) => ({
  /** Ids of the persons and opportunities of a company, in one request. */
  associations: (company: CompanyRef, options: RecordOptions = {}) => associations(context, company, options),
  /** {@link associations} of several companies by their ids, a request for each. */
  associationsOfMany: async (companies: readonly CompanyRef[], options: RecordOptions = {}): Promise<Map<CompanyId, CompanyAssociations>> =>
    new Map(
      await Promise.all(companies.map(async (company) => [companyIdOf(company), await associations(context, company, options)] as const)),
    ),
  /** The persons of a company. */
  persons: async (company: CompanyRef, options: RecordOptions = {}): Promise<Person[]> => {
    const { personIds } = await associations(context, company, options);
    const { signal } = options;
    const found = await getMany(personIds, async (ids) => (await context.v2.persons.list({ ids, limit: ids.length }, { signal })).data);
    return [...found.values()];
  },
  /** The opportunities of a company. */
  opportunities: async (company: CompanyRef, options: RecordOptions = {}): Promise<Opportunity[]> => {
    const { opportunityIds } = await associations(context, company, options);
    const { signal } = options;
    const found = await getMany(
      opportunityIds,
      async (ids) => (await context.v2.opportunities.list({ ids, limit: ids.length }, { signal })).data,
    );
    return [...found.values()];
  },
  /** When a company was first, last and next in touch with the firm, and with whom. */
  interactionDates: async (company: CompanyRef, options: RecordOptions = {}) =>
    interactionDatesFromV1((await organizationOf(context, company, options)).interactions),
});

/** Which notes of a record: by a filter as text, by dates, by author. */
export interface NotesQuery extends QueryOf<Endpoints['notes']['list'], 'companyId'>, ChangeWindow {
  readonly creator?: PersonRef | undefined;
}

const notesEndpoint = 'GET /v2/companies/{companyId}/notes';

const creatorCondition = ({ creator }: NotesQuery): WindowCondition => [
  'creator.id',
  '=',
  creator === undefined ? undefined : personIdOf(creator),
];

const notesFilter = (query: NotesQuery) => windowFilter(notesEndpoint, query.filter, [...changeConditions(query), creatorCondition(query)]);

/** What a company is in and what is about it. */
export const companyBelongings = (context: ServiceContext) => {
  const { v1, v2 } = context;
  const { companies, inferredConnections } = v2;
  const pages = <Page extends CursorPage<unknown>>(
    company: CompanyRef,
    [limit, options]: readonly [number | undefined, ListOptions],
    list: (companyId: CompanyId, position: Position) => Paged<Page, unknown>,
  ) => {
    const ask = (organization_id: CompanyId) => v1.organizations.get({ organization_id }, { signal: options.signal });
    return recordPages(context, { id: companyIdOf(company), list, ask, limit }, options);
  };
  return {
    /** The lists that a company is on. */
    lists: (company: CompanyRef, query: QueryOf<Endpoints['lists']['list'], 'companyId'> = {}, options: ListOptions = {}) =>
      pages(company, [query.limit, options], (companyId, at) => companies.lists.list({ ...query, ...at, companyId }, options)),
    /** The rows of a company in all lists, with all their fields. */
    entries: (company: CompanyRef, query: QueryOf<Endpoints['entries']['list'], 'companyId'> = {}, options: ListOptions = {}) =>
      pages(company, [query.limit, options], (companyId, at) => companies.entries.list({ ...query, ...at, companyId }, options)),
    /** The notes on a company and on its persons, the newest first. */
    notes: (company: CompanyRef, query: NotesQuery = {}, options: ListOptions = {}) => {
      const filter = notesFilter(query);
      return pages(company, [query.limit, options], (companyId, at) =>
        companies.notes.list({ ...query, ...at, filter, companyId }, options),
      );
    },
    /** Who in the firm knows whom at a company, the strongest first. */
    relationships: (company: CompanyRef, query: QueryOf<Endpoints['relationships']['list'], 'companyId'> = {}, options: ListOptions = {}) =>
      pages(company, [query.limit, options], (companyId, at) => {
        const filter = windowFilter('GET /v2/companies/{companyId}/relationships', query.filter);
        return companies.relationships.list({ ...query, ...at, filter, companyId }, options);
      }),
    /** People of a company whom somebody in your data worked with. */
    coworkers: (company: CompanyRef, options: ListOptions = {}) =>
      inferredConnections.coworkers.list({ filter: `target.currentCompany.id=${companyIdOf(company)}` }, options),
    /** Executives of a company whom somebody in your data met over a deal. */
    investorConnections: (company: CompanyRef, options: ListOptions = {}) =>
      inferredConnections.investorExecutiveConnections.list({ filter: `target.currentCompany.id=${companyIdOf(company)}` }, options),
  };
};
