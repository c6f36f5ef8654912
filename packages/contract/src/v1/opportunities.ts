import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, ListId, OpportunityId, PersonId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf } from '../schema.ts';
import { ListEntryRef } from './list-entry-ref.ts';
import { Success } from './success.ts';

const opportunity = z.lazy(() =>
  z.object({
    id: OpportunityId,
    name: z.string(),
    /** Documented as absent after a creation, and seen there. */
    person_ids: z.array(PersonId).optional(),
    /** Likewise. */
    organization_ids: z.array(CompanyId).optional(),
    /** The one row of the opportunity; empty when the caller cannot see its list. */
    list_entries: z.array(ListEntryRef),
  }),
);
/** An opportunity (v1 reference, section 5). Its fields are those of its row. */
export interface Opportunity extends z.infer<typeof opportunity> {}
export const Opportunity: z.ZodType<Opportunity> = opportunity;

const opportunityToBeCreated = z.lazy(() =>
  z.object({
    name: z.string(),
    /** A list of opportunities; cannot be changed. */
    list_id: ListId,
    person_ids: arrayOf(PersonId).optional(),
    organization_ids: arrayOf(CompanyId).optional(),
  }),
);
/** An opportunity to create. */
export interface OpportunityToBeCreated extends z.infer<typeof opportunityToBeCreated> {}
export const OpportunityToBeCreated: z.ZodType<OpportunityToBeCreated, OpportunityToBeCreated> = opportunityToBeCreated;

const opportunityUpdate = z.lazy(() => opportunityToBeCreated.unwrap().omit({ list_id: true }).partial());
/** What to change of an opportunity. An array **replaces** the one before: resend the members to keep. */
export interface OpportunityUpdate extends z.infer<typeof opportunityUpdate> {}
export const OpportunityUpdate: z.ZodType<OpportunityUpdate, OpportunityUpdate> = opportunityUpdate;

const params = () => z.object({ opportunity_id: OpportunityId });

/** Opportunities (v1 reference, section 6.8). */
export const opportunities = {
  /** Page through opportunities, all or those that match. */
  list: endpoint({
    method: 'GET',
    path: '/opportunities',
    effect: 'read',
    query: () =>
      z.object({
        /** Part of the name. */
        term: z.string().optional(),
        ...tokenPageQuery().shape,
      }),
    response: () => tokenPageOf('opportunities', Opportunity),
    paging: 'page-token',
    items: 'opportunities',
    limit: limit500,
    errors: [403, 422],
  }),
  /** Fetch one opportunity. */
  get: endpoint({
    method: 'GET',
    path: '/opportunities/{opportunity_id}',
    effect: 'read',
    params,
    response: () => Opportunity,
    errors: [403, 422],
  }),
  /** Create an opportunity and its row. */
  create: endpoint({
    method: 'POST',
    path: '/opportunities',
    effect: 'write',
    body: () => OpportunityToBeCreated,
    response: () => Opportunity,
    errors: [403, 422],
  }),
  /** Change an opportunity; what is left out stays. */
  update: endpoint({
    method: 'PUT',
    path: '/opportunities/{opportunity_id}',
    effect: 'write',
    params,
    body: () => OpportunityUpdate,
    response: () => Opportunity,
    errors: [403, 422],
  }),
  /** Delete an opportunity with its row, its values, their history and the reminders that tag it. */
  delete: endpoint({
    method: 'DELETE',
    path: '/opportunities/{opportunity_id}',
    effect: 'write',
    params,
    response: () => Success,
    errors: [403, 422],
  }),
};
