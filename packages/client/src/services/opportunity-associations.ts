import type { Company, CompanyId, ListEntryId, ListId, Person, PersonId } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import type { ServiceContext } from './context.ts';
import { getMany } from './get-many.ts';
import { type OpportunityRef, opportunityIdOf } from './references.ts';

/** The records that an opportunity goes with, and its row. */
export interface OpportunityAssociations {
  readonly personIds: readonly PersonId[];
  readonly companyIds: readonly CompanyId[];
  /** `undefined` where the list is not visible. */
  readonly entry: { readonly id: ListEntryId; readonly listId: ListId } | undefined;
}

/** What an opportunity goes with, in one request of v1, which alone tells. */
export const associationsOf = async (
  { v1 }: ServiceContext,
  opportunity: OpportunityRef,
  { signal }: CallOptions,
): Promise<OpportunityAssociations> => {
  const query = { opportunity_id: opportunityIdOf(opportunity) };
  const { person_ids = [], organization_ids = [], list_entries } = await v1.opportunities.get(query, { signal });
  const [row] = list_entries;
  return { personIds: person_ids, companyIds: organization_ids, entry: row && { id: row.id, listId: row.list_id } };
};

/** Who and what goes with an opportunity. */
export const opportunityAssociations = (context: ServiceContext) => ({
  /** Ids of the persons and companies of an opportunity, and its row, in one request of v1. */
  associations: (opportunity: OpportunityRef, options: CallOptions = {}) => associationsOf(context, opportunity, options),
  /** The persons of an opportunity. */
  persons: async (opportunity: OpportunityRef, { signal }: CallOptions = {}): Promise<Person[]> => {
    const { personIds } = await associationsOf(context, opportunity, { signal });
    const found = await getMany(personIds, async (ids) => (await context.v2.persons.list({ ids, limit: ids.length }, { signal })).data);
    return [...found.values()];
  },
  /** The companies of an opportunity. */
  companies: async (opportunity: OpportunityRef, { signal }: CallOptions = {}): Promise<Company[]> => {
    const { companyIds } = await associationsOf(context, opportunity, { signal });
    const found = await getMany(companyIds, async (ids) => (await context.v2.companies.list({ ids, limit: ids.length }, { signal })).data);
    return [...found.values()];
  },
});
