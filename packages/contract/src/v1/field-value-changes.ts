import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { FieldValueChangeId, ListEntryId, NumericFieldId } from '../ids.ts';
import { Instant } from '../schema.ts';
import { changeActions, codeOf, openCode } from './codes.ts';
import { DateOrInstant } from './date-or-instant.ts';
import { countSelectors, selectors } from './field-values.ts';
import { EntityId, PersonRef } from './references.ts';
import { Value } from './value.ts';

const fieldValueChange = z.lazy(() =>
  z.object({
    id: FieldValueChangeId,
    field_id: NumericFieldId,
    entity_id: EntityId,
    /** `null` for a global field. */
    list_entry_id: ListEntryId.nullable(),
    action_type: openCode(changeActions),
    /** `null` for a change that Affinity made. */
    changer: PersonRef.nullable(),
    /** May carry microseconds. */
    changed_at: Instant,
    /** The new value, or the old one of a deletion. A dropdown option deleted since is its bare text. */
    value: Value,
  }),
);
/** One change of one value of a tracked field (v1 reference, section 5). */
export interface FieldValueChange extends z.infer<typeof fieldValueChange> {}
export const FieldValueChange: z.ZodType<FieldValueChange> = fieldValueChange;

const query = () =>
  z.object({
    /** A field whose `track_changes` is true; any other is refused. */
    field_id: NumericFieldId,
    action_type: codeOf(changeActions).optional(),
    ...selectors(),
    /** Inclusive lower bound of `changed_at`. */
    changed_after: DateOrInstant.optional(),
    /** Rows in the answer, at most 10,000. The end is an empty answer. */
    limit: z.int().min(1).max(10_000).optional(),
    /** By `changed_at`, then `id`; newest first unless stated. */
    order_by: z.enum(['asc', 'desc']).optional(),
    /** Continues behind this change; needs `changed_after` and `order_by: 'asc'`. */
    after_id: FieldValueChangeId.optional(),
  });

/** Changes of field values (v1 reference, section 6.5). */
export const fieldValueChanges = {
  /** List the changes of one field, at most for one record or row. */
  list: endpoint({
    method: 'GET',
    path: '/field-value-changes',
    effect: 'read',
    query: () =>
      query()
        .refine((input) => countSelectors(input) <= 1, {
          error: 'At most one of person_id, organization_id, opportunity_id and list_entry_id is allowed',
        })
        .refine(({ after_id, changed_after, order_by }) => after_id === undefined || (changed_after !== undefined && order_by === 'asc'), {
          error: 'after_id needs changed_after and order_by=asc',
        }),
    response: () => z.array(FieldValueChange),
    order: '-changed_at',
    errors: [403, 422],
  }),
};
