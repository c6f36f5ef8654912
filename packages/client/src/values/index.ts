export type { FieldCatalog } from './field-catalog.ts';
export type { FieldKey } from './field-key.ts';
export type { FieldSource } from './field-source.ts';
export type { FieldInput, FieldInputItem, FieldValues, OptionReference, RecordReference } from './field-values.ts';
export {
  type EmptyField,
  type FieldSelection,
  type FieldState,
  type FilledField,
  fieldsOf,
  type HiddenField,
  type NotRequestedField,
  type RecordFields,
  type RequestedField,
  type StateOf,
  type TruncatedField,
} from './fields-of.ts';
export { createMetadata, type FieldScope, type Metadata, type MetadataOptions } from './metadata.ts';
export {
  type SetValuesOptions,
  setManyValues,
  setValues,
  type ValueChange,
  type ValueContext,
  type ValueReport,
  type ValueReports,
  type ValueTarget,
} from './set-values.ts';
