import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListId, NumericFieldId } from '../ids.ts';
import { openEnum } from '../schema.ts';
import { codeOf, entityTypes, openCode, valueTypes } from './codes.ts';
import { DropdownOption } from './dropdown-option.ts';

const field = z.object({
  id: NumericFieldId,
  /** Not unique: enrichment sources repeat names. */
  name: z.string(),
  value_type: openCode(valueTypes),
  allows_multiple: z.boolean(),
  /** Filled for ranked dropdowns only; absent when the query excluded them. */
  dropdown_options: z.array(DropdownOption).optional(),
  /** `null` for a global field. Absent inside a list. */
  list_id: ListId.nullable().optional(),
  /** Whether changes are in `/field-value-changes`. Absent inside a list. */
  track_changes: z.boolean().optional(),
  /** `none` for a field of the firm's own. Absent inside a list. */
  enrichment_source: openEnum(['none', 'affinity-data', 'dealroom', 'crunchbase', 'mailchimp']).optional(),
});
/** A field (v1 reference, section 5). */
export interface Field extends z.infer<typeof field> {}
export const Field: z.ZodType<Field> = field;

/** Fields (v1 reference, section 6.3). */
export const fields = {
  /** List all fields, or those of one list. Smart fields and Crunchbase fields are never among them. */
  list: endpoint({
    method: 'GET',
    path: '/fields',
    effect: 'read',
    query: z.object({
      /** Only the fields of this list. */
      list_id: ListId.optional(),
      value_type: z.int().optional(),
      entity_type: codeOf(entityTypes).optional(),
      /** Name them `[List Name] Field Name`. */
      with_modified_names: z.boolean().optional(),
      /** Leave `dropdown_options` out. */
      exclude_dropdown_options: z.boolean().optional(),
    }),
    response: z.array(Field),
    errors: [403, 422],
  }),
};
