import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, FieldValueId, ListEntryId, NumericFieldId, OpportunityId, PersonId } from '../ids.ts';
import { Instant } from '../schema.ts';
import { entityTypes, openCode, valueTypes } from './codes.ts';
import { EntityId } from './references.ts';
import { Success } from './success.ts';
import { Value, ValueUpdate } from './value.ts';

const fieldValue = z.lazy(() =>
  z.object({
    /** Not stable: an edit in the product may replace the row. Field, entity and entry together are. */
    id: FieldValueId,
    field_id: NumericFieldId,
    entity_id: EntityId,
    /** `null` for a global field. */
    list_entry_id: ListEntryId.nullable(),
    entity_type: openCode(entityTypes).optional(),
    value_type: openCode(valueTypes).optional(),
    created_at: Instant,
    /** `null` until it changes. */
    updated_at: Instant.nullable(),
    value: Value,
  }),
);
/** One value of one cell (v1 reference, section 5). A cell with several values has as many of these. */
export interface FieldValue extends z.infer<typeof fieldValue> {}
export const FieldValue: z.ZodType<FieldValue> = fieldValue;

/** The records that a query may be about; which combination is allowed is the endpoint's matter. */
export const selectors = () => ({
  person_id: PersonId.optional(),
  organization_id: CompanyId.optional(),
  opportunity_id: OpportunityId.optional(),
  list_entry_id: ListEntryId.optional(),
});

/** How many selectors a query has. */
export const countSelectors = (query: Readonly<Record<string, unknown>>): number =>
  Object.keys(selectors()).filter((name) => query[name] !== undefined).length;

const fieldValueParams = () => z.object({ field_value_id: FieldValueId });

/** Values of fields (v1 reference, section 6.4). */
export const fieldValues = {
  /**
   * List the values of one record or of one row; exactly one of the four parameters must be given.
   *
   * A record brings its global values and those of all its rows. Smart fields are never among them.
   */
  list: endpoint({
    method: 'GET',
    path: '/field-values',
    effect: 'read',
    query: () =>
      z.object(selectors()).refine((query) => countSelectors(query) === 1, {
        error: 'Exactly one of person_id, organization_id, opportunity_id and list_entry_id is required',
      }),
    response: () => z.array(FieldValue),
    errors: [403, 422],
  }),
  /** Add a value to a cell. A single-value field that has one already takes an update instead. */
  create: endpoint({
    method: 'POST',
    path: '/field-values',
    effect: 'write',
    body: () =>
      z.object({
        field_id: NumericFieldId,
        /** Required beside `list_entry_id` too. */
        entity_id: EntityId,
        value: ValueUpdate,
        /** For a field of a list, and only then. */
        list_entry_id: ListEntryId.optional(),
      }),
    response: () => FieldValue,
    errors: [403, 422],
  }),
  /** Change a value; it is named by its own id, not by the field's. */
  update: endpoint({
    method: 'PUT',
    path: '/field-values/{field_value_id}',
    effect: 'write',
    params: fieldValueParams,
    body: () => z.object({ value: ValueUpdate }),
    response: () => FieldValue,
    errors: [403, 422],
  }),
  /** Delete a value, which is how a cell is cleared. */
  delete: endpoint({
    method: 'DELETE',
    path: '/field-values/{field_value_id}',
    effect: 'write',
    params: fieldValueParams,
    response: () => Success,
    errors: [403, 422],
  }),
};
