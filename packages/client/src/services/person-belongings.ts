import { type Company, type CompanyId, type Opportunity, type OpportunityId, type PersonId } from '@affinity-kit/contract';
import type { CursorPage, Position } from '../derived-paged.ts';
import type { Paged } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { interactionDatesFromV1 } from './from-v1/interaction-dates.ts';
import { getMany } from './get-many.ts';
import { mergeAware } from './merged.ts';
import type { ListOptions, QueryOf, RecordOptions } from './options.ts';
import { recordPages } from './record-pages.ts';
import { type PersonRef, personIdOf, type UserRef, userIdOf } from './references.ts';
import { type ChangeWindow, changeConditions, type WindowCondition, windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['persons'];

/** The records that a person goes with. */
export interface PersonAssociations {
  /** Companies of past and present. */
  readonly companyIds: readonly CompanyId[];
  /** Companies that the person works for today. */
  readonly currentCompanyIds: readonly CompanyId[];
  readonly opportunityIds: readonly OpportunityId[];
}

const v1PersonOf = (context: ServiceContext, person: PersonRef, { onMerged = context.onMerged, signal }: RecordOptions) => {
  const query = {
    with_opportunities: true,
    with_current_organizations: true,
    with_interaction_dates: true,
    with_interaction_persons: true,
  };
  const use = (person_id: PersonId) => context.v1.persons.get({ person_id, ...query }, { signal });
  return mergeAware(personIdOf(person), { use, onMerged });
};

const associations = async (context: ServiceContext, person: PersonRef, options: RecordOptions): Promise<PersonAssociations> => {
  const { organization_ids, current_organization_ids = [], opportunity_ids = [] } = await v1PersonOf(context, person, options);
  return { companyIds: organization_ids, currentCompanyIds: current_organization_ids, opportunityIds: opportunity_ids };
};

/** Who and what goes with a person; v1 alone tells. */
export const personAssociations = (context: ServiceContext) => ({
  /** Ids of the companies and opportunities of a person, in one request. */
  associations: (person: PersonRef, options: RecordOptions = {}) => associations(context, person, options),
  /** {@link associations} of several persons by their ids, a request for each. */
  associationsOfMany: async (persons: readonly PersonRef[], options: RecordOptions = {}): Promise<Map<PersonId, PersonAssociations>> =>
    new Map(await Promise.all(persons.map(async (person) => [personIdOf(person), await associations(context, person, options)] as const))),
  /** The companies of a person, of past and present. */
  companies: async (person: PersonRef, options: RecordOptions = {}): Promise<Company[]> => {
    const { companyIds } = await associations(context, person, options);
    const { signal } = options;
    const found = await getMany(companyIds, async (ids) => (await context.v2.companies.list({ ids, limit: ids.length }, { signal })).data);
    return [...found.values()];
  },
  /** The opportunities of a person. */
  opportunities: async (person: PersonRef, options: RecordOptions = {}): Promise<Opportunity[]> => {
    const { opportunityIds } = await associations(context, person, options);
    const { signal } = options;
    const found = await getMany(
      opportunityIds,
      async (ids) => (await context.v2.opportunities.list({ ids, limit: ids.length }, { signal })).data,
    );
    return [...found.values()];
  },
  /** When a person was first, last and next in touch with the firm, and with whom. */
  interactionDates: async (person: PersonRef, options: RecordOptions = {}) =>
    interactionDatesFromV1((await v1PersonOf(context, person, options)).interactions),
  /** How well each user knows a person, or one user does: numbers from 0 to 1, computed once a day. `relationships` of v2 tells more. */
  strengths: async (person: PersonRef, { user, signal }: CallOptions & { readonly user?: UserRef | undefined } = {}) => {
    const internal = user === undefined ? {} : { internal_id: userIdOf(user) };
    const rows = await context.v1.relationshipStrengths.list({ external_id: personIdOf(person), ...internal }, { signal });
    return rows.map(({ internal_id, external_id, strength }) => ({ userId: internal_id, personId: external_id, strength }));
  },
});

/** Which notes of a record: by a filter as text, by dates, by author. */
export interface NotesQuery extends QueryOf<Endpoints['notes']['list'], 'personId'>, ChangeWindow {
  readonly creator?: PersonRef | undefined;
}

const notesEndpoint = 'GET /v2/persons/{personId}/notes';

const creatorCondition = ({ creator }: NotesQuery): WindowCondition => [
  'creator.id',
  '=',
  creator === undefined ? undefined : personIdOf(creator),
];

const notesFilter = (query: NotesQuery) => windowFilter(notesEndpoint, query.filter, [...changeConditions(query), creatorCondition(query)]);

/** What a person is in and what is about it. */
export const personBelongings = (context: ServiceContext) => {
  const { v1, v2 } = context;
  const { persons } = v2;
  const pages = <Page extends CursorPage<unknown>>(
    person: PersonRef,
    [limit, options]: readonly [number | undefined, ListOptions],
    list: (personId: PersonId, position: Position) => Paged<Page, unknown>,
  ) => {
    const ask = (person_id: PersonId) => v1.persons.get({ person_id }, { signal: options.signal });
    return recordPages(context, { id: personIdOf(person), list, ask, limit }, options);
  };
  return {
    /** The lists that a person is on. */
    lists: (person: PersonRef, query: QueryOf<Endpoints['lists']['list'], 'personId'> = {}, options: ListOptions = {}) =>
      pages(person, [query.limit, options], (personId, at) => persons.lists.list({ ...query, ...at, personId }, options)),
    /** The rows of a person in all lists, with all their fields. */
    entries: (person: PersonRef, query: QueryOf<Endpoints['entries']['list'], 'personId'> = {}, options: ListOptions = {}) =>
      pages(person, [query.limit, options], (personId, at) => persons.entries.list({ ...query, ...at, personId }, options)),
    /** The notes on a person, mentioning them, or on meetings they attended, the newest first. */
    notes: (person: PersonRef, query: NotesQuery = {}, options: ListOptions = {}) => {
      const filter = notesFilter(query);
      return pages(person, [query.limit, options], (personId, at) => persons.notes.list({ ...query, ...at, filter, personId }, options));
    },
    /** Who in the firm knows a person, the strongest first. */
    relationships: (person: PersonRef, query: QueryOf<Endpoints['relationships']['list'], 'personId'> = {}, options: ListOptions = {}) =>
      pages(person, [query.limit, options], (personId, at) => {
        const filter = windowFilter('GET /v2/persons/{personId}/relationships', query.filter);
        return persons.relationships.list({ ...query, ...at, filter, personId }, options);
      }),
  };
};
