import * as z from 'zod';
import { filterOf } from '../filter/text.ts';
import { PersonId } from '../ids.ts';
import { limit20, pageQuery, totalCount } from '../page.ts';
import { arrayOf, Day, type TypeOf } from '../schema.ts';

const relationshipPerson = () => ({
  id: PersonId,
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
});
/** One side of a relationship. */
export interface RelationshipPerson extends TypeOf<typeof relationshipPerson> {}
export const RelationshipPerson: z.ZodType<RelationshipPerson> = z.lazy(() => z.object(relationshipPerson()));

const relationship = () => ({
  /** The colleague. */
  person1: RelationshipPerson,
  /** The person outside the firm. */
  person2: RelationshipPerson,
  /** From 0 to 1, by mail, calendar and chat: from 0.7 on regular, from 0.4 on occasional; 0 if they know each other from LinkedIn only. */
  interactionScore: z.number().min(0).max(1),
  /** Set when the two are connected on LinkedIn. */
  linkedIn: z.object({ connectedOn: Day }).nullable(),
});
/** How well two persons know each other (v2 reference, section 8.7). */
export interface Relationship extends TypeOf<typeof relationship> {}
export const Relationship: z.ZodType<Relationship> = z.lazy(() => z.object(relationship()));

type RelationshipEndpoint = 'GET /v2/companies/{companyId}/relationships' | 'GET /v2/persons/{personId}/relationships';

/** Query parameters of the relationships of a company or person. */
export const relationshipQuery = () =>
  pageQuery(limit20).extend({
    /** By `interactionScore`, with `>`, `<`, `>=` and `<=`. */
    filter: filterOf<RelationshipEndpoint>('GET /v2/companies/{companyId}/relationships').optional(),
    ...totalCount(),
    /** `-interactionScore` unless stated. */
    orderBy: arrayOf(z.enum(['interactionScore', '-interactionScore'])).optional(),
  });
