import type { DropdownOptionId, Location } from '@affinity-kit/contract';
import type { FieldKey } from './field-key.ts';

/** Points at a company or person: its id, anything that has one, such as the record itself, or its address in Affinity. */
export type RecordReference = number | string | { readonly id: number };

/** An option by its text, by its id, or as a value has it. */
export type OptionReference = string | { readonly dropdownOptionId: DropdownOptionId } | { readonly id: DropdownOptionId };

/** One item of a value to write; what it may be depends on the field. */
export type FieldInputItem = string | number | Date | OptionReference | RecordReference | Partial<Location>;

/**
 * A value to write: a text, a number, a day (`Date` or ISO text), an option by its text, a person or company, a place; several of them for a
 * field that takes several, which replace what is there; `null` or an empty array to clear it.
 */
export type FieldInput = FieldInputItem | readonly FieldInputItem[] | null;

/** Values to write by field: name, `field-<id>` or numeric v1 id. `undefined` leaves a field as it is. A Map takes numbers as they are. */
export type FieldValues = Readonly<Record<string, FieldInput | undefined>> | ReadonlyMap<FieldKey, FieldInput | undefined>;

/** The values one by one. */
export const entriesOf = (values: FieldValues): (readonly [FieldKey, FieldInput])[] => {
  const entries: readonly (readonly [FieldKey, FieldInput | undefined])[] =
    values instanceof Map ? [...(values as ReadonlyMap<FieldKey, FieldInput | undefined>)] : Object.entries(values);
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
};
