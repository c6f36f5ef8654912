import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListId, NumericFieldId } from '../ids.ts';
import { openEnum } from '../schema.ts';
import { codeOf, entityTypes, openCode, valueTypes } from './codes.ts';
import { DropdownOption } from './dropdown-option.ts';
import { Success } from './success.ts';

const field = z.lazy(() =>
  z.object({
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
  }),
);
/** A field (v1 reference, section 5). */
export interface Field extends z.infer<typeof field> {}
export const Field: z.ZodType<Field> = field;

const globalField = z.lazy(() =>
  field
    .unwrap()
    .pick({ id: true, name: true, value_type: true, allows_multiple: true, dropdown_options: true })
    .required({ dropdown_options: true }),
);
/** A global field as the lists of persons' and of organizations' fields show it (v1 reference, sections 6.6 and 6.7). */
export interface GlobalField extends z.infer<typeof globalField> {}
export const GlobalField: z.ZodType<GlobalField> = globalField;

const { filterableText: _enrichmentOnly, ...creatableTypes } = valueTypes;

const severalAllowed: readonly number[] = [
  valueTypes.person,
  valueTypes.organization,
  valueTypes.number,
  valueTypes.location,
  valueTypes.managedDropdown,
];

const newField = z.lazy(() =>
  z.object({
    name: z.string(),
    entity_type: codeOf(entityTypes),
    /** `managedDropdown` for a dropdown; its options cannot be created through v1. */
    value_type: codeOf(creatableTypes),
    /** The list that the field is for; a global field without one, which takes the right to manage global fields. */
    list_id: ListId.nullable().optional(),
    /** Several values in a cell; persons, organizations, numbers, places and managed dropdowns only. */
    allows_multiple: z.boolean().optional(),
    /** Needs a `list_id`. */
    is_list_specific: z.boolean().optional(),
    /** To be left out unless true: `false` too takes an admin of the list. */
    is_required: z.boolean().optional(),
  }),
);
/** A field to create. */
export interface FieldToBeCreated extends z.infer<typeof newField> {}
export const FieldToBeCreated: z.ZodType<FieldToBeCreated, FieldToBeCreated> = z.lazy(() =>
  newField
    .refine(({ is_list_specific, list_id }) => !is_list_specific || typeof list_id === 'number', {
      path: ['list_id'],
      error: 'is_list_specific needs a list_id',
    })
    .refine(({ allows_multiple, value_type }) => !allows_multiple || severalAllowed.includes(value_type), {
      path: ['allows_multiple'],
      error: 'Fields of this value_type hold one value',
    }),
);

/** Fields (v1 reference, section 6.3). v1 cannot change one. */
export const fields = {
  /** List all fields, or those of one list. Smart fields and Crunchbase fields are never among them. */
  list: endpoint({
    method: 'GET',
    path: '/fields',
    effect: 'read',
    query: () =>
      z.object({
        /** Only the fields of this list. */
        list_id: ListId.optional(),
        value_type: z.int().optional(),
        entity_type: codeOf(entityTypes).optional(),
        /** Name them `[List Name] Field Name`. */
        with_modified_names: z.boolean().optional(),
        /** Leave `dropdown_options` out. */
        exclude_dropdown_options: z.boolean().optional(),
      }),
    response: () => z.array(Field),
    errors: [403, 422],
  }),
  /** Create a field, of a list or global. */
  create: endpoint({
    method: 'POST',
    path: '/fields',
    effect: 'write',
    body: () => FieldToBeCreated,
    response: () => Field,
    errors: [403, 422],
  }),
  /** Delete a field and its values. */
  delete: endpoint({
    method: 'DELETE',
    path: '/fields/{field_id}',
    effect: 'write',
    params: () => z.object({ field_id: NumericFieldId }),
    response: () => Success,
    errors: [403, 422],
  }),
};
