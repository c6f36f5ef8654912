import * as z from 'zod';
import { CompanyId, ListId, OpportunityId, PersonId } from '../ids.ts';
import { openEnum } from '../schema.ts';

/** Shape of {@link CompanyData}, for what extends it. */
export const companyDataShape = {
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
};
const companyData = z.object(companyDataShape);
/** A company where another record points at it (v2 reference, section 8.2). */
export interface CompanyData extends z.infer<typeof companyData> {}
export const CompanyData: z.ZodType<CompanyData> = companyData;

/** Shape of {@link PersonData}, for what extends it. */
export const personDataShape = {
  id: PersonId,
  /** Nullable here, unlike in `Person`. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
  /** Only here do collaborators show; `Person` calls them `external`. */
  type: openEnum(['internal', 'collaborator', 'external']),
};
const personData = z.object(personDataShape);
/** A person where another record points at it (v2 reference, section 8.2). */
export interface PersonData extends z.infer<typeof personData> {}
export const PersonData: z.ZodType<PersonData> = personData;

const listData = z.object({
  id: ListId,
  name: z.string(),
  type: openEnum(['company', 'opportunity', 'person']),
  /** Rows of the list. */
  entityCount: z.int32().min(0),
});
/** A list where a value of type `list-multi` points at it. */
export interface ListData extends z.infer<typeof listData> {}
export const ListData: z.ZodType<ListData> = listData;

const companyReference = z.object({ id: CompanyId });
/** Points at a company in a request. */
export interface CompanyReference extends z.infer<typeof companyReference> {}
export const CompanyReference: z.ZodType<CompanyReference, CompanyReference> = companyReference;

const personReference = z.object({ id: PersonId });
/** Points at a person in a request. */
export interface PersonReference extends z.infer<typeof personReference> {}
export const PersonReference: z.ZodType<PersonReference, PersonReference> = personReference;

const opportunityReference = z.object({ id: OpportunityId });
/** Points at an opportunity in a request. */
export interface OpportunityReference extends z.infer<typeof opportunityReference> {}
export const OpportunityReference: z.ZodType<OpportunityReference, OpportunityReference> = opportunityReference;
