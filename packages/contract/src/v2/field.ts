import * as z from 'zod';
import { FieldValue, FieldValueUpdate } from '../field-value.ts';
import { FieldId } from '../ids.ts';
import { arrayOf, openEnum, type TypeOf } from '../schema.ts';

/** Where the data of an enriched field come from; `null` for fields that nobody enriches. */
export const EnrichmentSource = z.lazy(() => openEnum(['affinity-data', 'dealroom', 'eventbrite', 'mailchimp']).nullable());

const field = () => ({
  id: FieldId,
  name: z.string(),
  /** Category; `hidden` marks a field of a restricted opportunity whose value the caller may not see. */
  type: openEnum(['enriched', 'global', 'list', 'relationship-intelligence', 'hidden']),
  enrichmentSource: EnrichmentSource,
  value: FieldValue,
});
/** A field of a record together with its value (v2 reference, section 5.4). */
export interface Field extends TypeOf<typeof field> {}
export const Field: z.ZodType<Field> = z.lazy(() => z.object(field()));

/** Categories of fields that companies and persons have. */
export const entityFieldTypes = ['enriched', 'global', 'relationship-intelligence'] as const;

/** Categories of fields that list entries have. */
export const entryFieldTypes = ['enriched', 'global', 'list', 'relationship-intelligence'] as const;

/** Query parameters that say which fields come along with a record; without them none do (v2 reference, section 5.2). */
export const fieldSelection = <const Types extends readonly string[]>(types: Types) => ({
  /** These fields. Not together with `fieldTypes`. */
  fieldIds: arrayOf(FieldId).optional(),
  /** All fields of these categories. Not together with `fieldIds`. */
  fieldTypes: arrayOf(z.enum(types)).optional(),
});

/** Query parameters that say which of a record's own fields are listed; without them all are. */
export const ownFieldSelection = <const Types extends readonly string[]>(types: Types) => ({
  /** These fields. Not together with `types`. */
  ids: arrayOf(FieldId, { min: 1 }).optional(),
  /** All fields of these categories. Not together with `ids`. */
  types: arrayOf(z.enum(types), { min: 1 }).optional(),
});

const fieldUpdate = () => ({ value: FieldValueUpdate });
/** Body that writes one field of a record. */
export interface FieldUpdate extends TypeOf<typeof fieldUpdate> {}
export const FieldUpdate: z.ZodType<FieldUpdate, FieldUpdate> = z.lazy(() => z.object(fieldUpdate()));

const fieldsUpdate = () => ({
  operation: z.literal('update-fields'),
  /** At most 100; all are applied or none. */
  updates: arrayOf(z.object({ id: FieldId, value: FieldValueUpdate }), { max: 100 }),
});
/** Body that writes several fields of one record at once. */
export interface FieldsUpdate extends TypeOf<typeof fieldsUpdate> {}
export const FieldsUpdate: z.ZodType<FieldsUpdate, FieldsUpdate> = z.lazy(() => z.object(fieldsUpdate()));

const fieldsUpdated = () => ({ operation: openEnum(['update-fields']).optional() });
/** Answer to a {@link FieldsUpdate}: names the operation and nothing else. */
export interface FieldsUpdated extends TypeOf<typeof fieldsUpdated> {}
export const FieldsUpdated: z.ZodType<FieldsUpdated> = z.lazy(() => z.object(fieldsUpdated()));
