import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { PersonId, UserId } from '../ids.ts';

const relationshipStrength = z.lazy(() =>
  z.object({
    internal_id: UserId,
    external_id: PersonId,
    /** Between 0 and 1 so far; computed anew about once a day. */
    strength: z.number(),
  }),
);
/** How well a user of the account knows a person. */
export interface RelationshipStrength extends z.infer<typeof relationshipStrength> {}
export const RelationshipStrength: z.ZodType<RelationshipStrength> = relationshipStrength;

/** Relationship strengths (v1 reference, section 6.10). */
export const relationshipStrengths = {
  /** List how well each user knows a person, or how well one does. Unsorted; without interactions there may be no row. */
  list: endpoint({
    method: 'GET',
    path: '/relationships-strengths',
    effect: 'read',
    query: () =>
      z.object({
        external_id: PersonId,
        /** Only this user. */
        internal_id: UserId.optional(),
      }),
    response: () => z.array(RelationshipStrength),
    errors: [403, 422],
  }),
};
