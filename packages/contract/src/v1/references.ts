import * as z from 'zod';
import { CompanyId, OpportunityId, PersonId } from '../ids.ts';
import { openCode, personTypes } from './codes.ts';

/** Identifies a person, an organization or an opportunity, whichever the list or field beside it is about. */
export type EntityId = PersonId | CompanyId | OpportunityId;
export const EntityId: z.ZodType<EntityId, EntityId> = z.lazy(() => z.int().min(1));

/** Shape of {@link PersonRef}, for the persons that extend it. */
export const personRefShape = () => ({
  id: PersonId,
  type: openCode(personTypes),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  /** Chosen by Affinity among `emails`; not writable. */
  primary_email: z.string().nullable(),
  emails: z.array(z.string()),
});
const personRef = z.lazy(() => z.object(personRefShape()));
/** A person where another record points at one (v1 reference, section 5). */
export interface PersonRef extends z.infer<typeof personRef> {}
export const PersonRef: z.ZodType<PersonRef> = personRef;

/** Shape of {@link OrgRef}, for the organizations that extend it. */
export const orgRefShape = () => ({
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
  domains: z.array(z.string()),
  crunchbase_uuid: z.string().nullable().optional(),
  /** Whether the record belongs to Affinity's shared directory; its name and domain cannot be changed then. */
  global: z.boolean(),
});
const orgRef = z.lazy(() => z.object(orgRefShape()));
/** An organization, which v2 calls company, where another record points at one. */
export interface OrgRef extends z.infer<typeof orgRef> {}
export const OrgRef: z.ZodType<OrgRef> = orgRef;

const oppRef = z.lazy(() => z.object({ id: OpportunityId, name: z.string() }));
/** An opportunity where another record points at one. */
export interface OppRef extends z.infer<typeof oppRef> {}
export const OppRef: z.ZodType<OppRef> = oppRef;
