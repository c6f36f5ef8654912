import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListId, OpportunityId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { idsOf, type TypeOf } from '../schema.ts';
import { Field } from './field.ts';

const opportunityShape = {
  id: OpportunityId,
  /** `[Hidden]` when redacted. */
  name: z.string(),
  /** The one list that the opportunity belongs to. */
  listId: ListId,
  /** Whether access is limited to some users. */
  isRestricted: z.boolean(),
  /** Whether the caller is among those without access. */
  isRedacted: z.boolean(),
};

const opportunity = { ...opportunityShape, listName: z.string() };
/** An opportunity as the v2 API returns it: its fields are read through its list entry (v2 reference, section 8.2). */
export interface Opportunity extends TypeOf<typeof opportunity> {}
export const Opportunity: z.ZodType<Opportunity> = z.object(opportunity);

const opportunityWithFields = {
  ...opportunityShape,
  /** The fields that were asked for; empty when redacted. */
  fields: z.array(Field).optional(),
};
/** An opportunity inside its list entry. */
export interface OpportunityWithFields extends TypeOf<typeof opportunityWithFields> {}
export const OpportunityWithFields: z.ZodType<OpportunityWithFields> = z.object(opportunityWithFields);

/** Opportunities (v2 reference, section 9.4). */
export const opportunities = {
  /** Page through opportunities; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/opportunities',
    effect: 'read',
    query: pageQuery(limit100).extend({
      /** Only these opportunities. */
      ids: idsOf(OpportunityId).optional(),
    }),
    response: pageOf(Opportunity),
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
    params: z.object({ opportunityId: OpportunityId }),
    response: Opportunity,
    since: 'initial',
    errors: [400, 403, 404],
  }),
};
