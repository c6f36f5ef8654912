import { CompanyId, OpportunityId, PersonId } from '../ids.ts';

/** The records that a file or a reminder may be on; how many of them is the endpoint's matter. */
export const taggedRecord = () => ({
  person_id: PersonId.optional(),
  organization_id: CompanyId.optional(),
  opportunity_id: OpportunityId.optional(),
});

/** How many records an input names. */
export const countTaggedRecords = (input: Readonly<Record<string, unknown>>): number =>
  Object.keys(taggedRecord()).filter((name) => input[name] !== undefined).length;
