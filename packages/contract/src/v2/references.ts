import * as z from 'zod';
import { CompanyId, ListId, OpportunityId, PersonId } from '../ids.ts';
import { openEnum, type TypeOf } from '../schema.ts';

/** Shape of {@link CompanyData}, for what extends it. */
export const companyDataShape = () => ({
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
});
/** A company where another record points at it (v2 reference, section 8.2). */
export interface CompanyData extends TypeOf<typeof companyDataShape> {}
export const CompanyData: z.ZodType<CompanyData> = z.lazy(() => z.object(companyDataShape()));

/** Shape of {@link PersonData}, for what extends it. */
export const personDataShape = () => ({
  id: PersonId,
  /** Nullable here, unlike in `Person`. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
  /** Only here do collaborators show; `Person` calls them `external`. */
  type: openEnum(['internal', 'collaborator', 'external']),
});
/** A person where another record points at it (v2 reference, section 8.2). */
export interface PersonData extends TypeOf<typeof personDataShape> {}
export const PersonData: z.ZodType<PersonData> = z.lazy(() => z.object(personDataShape()));

const listData = () => ({
  id: ListId,
  name: z.string(),
  type: openEnum(['company', 'opportunity', 'person']),
  /** Rows of the list. */
  entityCount: z.int32().min(0),
});
/** A list where a value of type `list-multi` points at it. */
export interface ListData extends TypeOf<typeof listData> {}
export const ListData: z.ZodType<ListData> = z.lazy(() => z.object(listData()));

const companyReference = () => ({ id: CompanyId });
/** Points at a company in a request. */
export interface CompanyReference extends TypeOf<typeof companyReference> {}
export const CompanyReference: z.ZodType<CompanyReference, CompanyReference> = z.lazy(() => z.object(companyReference()));

const personReference = () => ({ id: PersonId });
/** Points at a person in a request. */
export interface PersonReference extends TypeOf<typeof personReference> {}
export const PersonReference: z.ZodType<PersonReference, PersonReference> = z.lazy(() => z.object(personReference()));

const opportunityReference = () => ({ id: OpportunityId });
/** Points at an opportunity in a request. */
export interface OpportunityReference extends TypeOf<typeof opportunityReference> {}
export const OpportunityReference: z.ZodType<OpportunityReference, OpportunityReference> = z.lazy(() => z.object(opportunityReference()));
