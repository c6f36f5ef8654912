import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { OpportunityId } from '../ids.ts';
import { countedPageOf, limit20orNone, limit100, pageOf, pageQuery, totalCount } from '../page.ts';
import { idsOf, type TypeOf } from '../schema.ts';
import { Note } from './notes.ts';
import { Opportunity } from './opportunity.ts';

const opportunityUpdate = () => ({ name: z.string().min(1).max(255).optional() });
/** What to change of an opportunity: its name; associations and fields are written through its list entry. */
export interface OpportunityToBeUpdated extends TypeOf<typeof opportunityUpdate> {}
export const OpportunityToBeUpdated: z.ZodType<OpportunityToBeUpdated, OpportunityToBeUpdated> = z.lazy(() =>
  z.object(opportunityUpdate()),
);

const opportunityParams = () => z.object({ opportunityId: OpportunityId });

/** Opportunities (v2 reference, section 9.4). */
export const opportunities = {
  /** Page through opportunities; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/opportunities',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** Only these opportunities. */
        ids: idsOf(OpportunityId).optional(),
      }),
    response: () => pageOf(Opportunity),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export data from Lists',
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** Fetch one opportunity. */
  get: endpoint({
    method: 'GET',
    path: '/v2/opportunities/{opportunityId}',
    effect: 'read',
    params: opportunityParams,
    response: () => Opportunity,
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** Rename an opportunity; takes the right to manage access to it. */
  update: endpoint({
    method: 'POST',
    path: '/v2/opportunities/{opportunityId}',
    effect: 'write',
    params: opportunityParams,
    body: () => OpportunityToBeUpdated,
    response: () => z.undefined(),
    status: 204,
    permission: 'Export data from Lists',
    beta: true,
    since: '~2026-09',
    errors: [400, 403, 404],
  }),
  /** Delete an opportunity with its list entry, values, history and reminders; takes the right to manage access to it. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/opportunities/{opportunityId}',
    effect: 'write',
    params: opportunityParams,
    response: () => z.undefined(),
    status: 204,
    permission: 'Export data from Lists',
    beta: true,
    since: '~2026-09',
    errors: [400, 403, 404],
  }),
  notes: {
    /** Page through the notes attached to an opportunity or to its persons. */
    list: endpoint({
      method: 'GET',
      path: '/v2/opportunities/{opportunityId}/notes',
      effect: 'read',
      params: opportunityParams,
      query: () =>
        pageQuery(limit20orNone).extend({
          /** By `creator.id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
          filter: filterOf('GET /v2/opportunities/{opportunityId}/notes').optional(),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/opportunities/{opportunityId}/notes'],
      response: () => countedPageOf(Note),
      paging: 'next-url',
      limit: limit20orNone,
      order: '-createdAt',
      since: '~2025-11',
      errors: [400, 403, 404],
    }),
  },
};
