import * as z from 'zod';
import { ListId, OpportunityId } from '../ids.ts';
import type { TypeOf } from '../schema.ts';
import { Field } from './field.ts';

const opportunityShape = () => ({
  id: OpportunityId,
  /** `[Hidden]` when redacted. */
  name: z.string(),
  /** The one list that the opportunity belongs to. */
  listId: ListId,
  /** Whether access is limited to some users. */
  isRestricted: z.boolean(),
  /** Whether the caller is among those without access. */
  isRedacted: z.boolean(),
});

const opportunity = () => ({ ...opportunityShape(), listName: z.string() });
/** An opportunity as the v2 API returns it: its fields are read through its list entry (v2 reference, section 8.2). */
export interface Opportunity extends TypeOf<typeof opportunity> {}
export const Opportunity: z.ZodType<Opportunity> = z.lazy(() => z.object(opportunity()));

const opportunityWithFields = () => ({
  ...opportunityShape(),
  /** The fields that were asked for; empty when redacted. */
  fields: z.array(Field).optional(),
});
/** An opportunity inside its list entry. */
export interface OpportunityWithFields extends TypeOf<typeof opportunityWithFields> {}
export const OpportunityWithFields: z.ZodType<OpportunityWithFields> = z.lazy(() => z.object(opportunityWithFields()));
