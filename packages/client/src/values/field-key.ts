/** A field by its name, its id (`field-4101`, `last-email`) or the numeric id that v1 has for it. */
export type FieldKey = string | number;

/** A field as far as a key can tell. */
export interface NamedField {
  readonly id: string;
  readonly name: string;
}

/** The id that a key is when it is one: numbers are those of v1. */
const idOf = (key: FieldKey): string => (/^\d+$/.test(String(key)) ? `field-${key}` : String(key));

const named = <T extends NamedField>(fields: readonly T[], name: string): readonly T[] => {
  const exact = fields.filter((field) => field.name === name);
  if (exact.length > 0) return exact;
  const folded = name.trim().toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === folded);
};

/** All fields that a key may mean: the one with this id, and those of this name, in another case only where none has this very name. */
export const fieldsMeant = <T extends NamedField>(fields: readonly T[], key: FieldKey): readonly T[] => {
  const id = idOf(key);
  const byName = typeof key === 'number' ? [] : named(fields, key);
  const byId = fields.find((field) => field.id === id);
  return byId === undefined || byName.includes(byId) ? (byId === undefined ? byName : [byId]) : [byId, ...byName];
};

/** A field as errors name it. */
export const describeField = ({ id, name }: NamedField): string => `${name} (${id})`;
