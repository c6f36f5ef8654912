import type { List, ListEntryWithEntity, Relationship } from '@affinity-kit/contract';
import { AffinityNotFoundError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { associationsOf } from './opportunity-associations.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type OpportunityRef, opportunityIdOf } from './references.ts';
import { type ChangeWindow, changeConditions, windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['opportunities'];
type EntryQuery = QueryOf<ServiceContext['v2']['lists']['entries']['get'], 'listId' | 'listEntryId'>;

/** Which notes of an opportunity: by a filter, by dates. */
export interface OpportunityNotesQuery extends QueryOf<Endpoints['notes']['list'], 'opportunityId'>, ChangeWindow {}

/** The row of an opportunity, by ids; where its list is not visible, `AffinityNotFoundError`. */
export const rowOf = async (context: ServiceContext, opportunity: OpportunityRef, options: CallOptions) => {
  const { entry } = await associationsOf(context, opportunity, options);
  if (entry === undefined) throw new AffinityNotFoundError(`The row of opportunity ${opportunityIdOf(opportunity)} is not visible`);
  return entry;
};

/** Relationships go by persons and companies: those of all of an opportunity's, each pair of people once. */
async function* relationships(context: ServiceContext, opportunity: OpportunityRef, options: CallOptions): AsyncGenerator<Relationship> {
  const { personIds, companyIds } = await associationsOf(context, opportunity, options);
  const { companies, persons } = context.v2;
  const collections = [
    ...companyIds.map((companyId) => companies.relationships.list({ companyId }, options)),
    ...personIds.map((personId) => persons.relationships.list({ personId }, options)),
  ];
  const seen = new Set<string>();
  for (const collection of collections) {
    for await (const relationship of collection) {
      const pair = `${relationship.person1.id} ${relationship.person2.id}`;
      if (!seen.has(pair)) yield relationship;
      seen.add(pair);
    }
  }
}

/** What an opportunity is in and what is about it. */
export const opportunityBelongings = (context: ServiceContext) => {
  const { v2 } = context;
  return {
    /** The lists that an opportunity is on, which is always one. */
    lists: async (opportunity: OpportunityRef, options: CallOptions = {}): Promise<List[]> => {
      const { listId } = await v2.opportunities.get({ opportunityId: opportunityIdOf(opportunity) }, options);
      return [await v2.lists.get({ listId }, options)];
    },
    /** The rows of an opportunity, which is always one, with the fields that are asked for. */
    entries: async (
      opportunity: OpportunityRef,
      { signal, ...selection }: EntryQuery & CallOptions = {},
    ): Promise<ListEntryWithEntity[]> => {
      const { id: listEntryId, listId } = await rowOf(context, opportunity, { signal });
      return [await v2.lists.entries.get({ ...selection, listId, listEntryId }, { signal })];
    },
    /** The notes on an opportunity and on its persons, the newest first. */
    notes: (opportunity: OpportunityRef, query: OpportunityNotesQuery = {}, options: ListOptions = {}) => {
      const filter = windowFilter('GET /v2/opportunities/{opportunityId}/notes', query.filter, changeConditions(query));
      return v2.opportunities.notes.list({ ...query, filter, opportunityId: opportunityIdOf(opportunity) }, options);
    },
    /** Who in the firm knows whom at the companies and among the persons of an opportunity, each pair of people once. */
    relationships: (opportunity: OpportunityRef, options: CallOptions = {}) => relationships(context, opportunity, options),
  };
};
