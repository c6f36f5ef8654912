/**
 * A field by its name, its id (`field-4101`, `last-email`) or the numeric id that v1 has for it.
 *
 * Where several have the name, its source or type in front tells which: `dealroom:Industry`, `list:Amount`.
 */
export type FieldKey = string | number;

/** A field as far as a key can tell. */
export interface NamedField {
  readonly id: string;
  readonly name: string;
  /** Who fills it in. */
  readonly enrichmentSource?: string | null;
  readonly type?: string;
}

/** The id that a key is when it is one: numbers are those of v1. */
const idOf = (key: FieldKey): string => (/^\d+$/.test(String(key)) ? `field-${key}` : String(key));

const named = <T extends NamedField>(fields: readonly T[], name: string): readonly T[] => {
  const exact = fields.filter((field) => field.name === name);
  if (exact.length > 0) return exact;
  const folded = name.trim().toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === folded);
};

/** The fields of a source or type that have the name behind it. */
const sourced = <T extends NamedField>(fields: readonly T[], key: string): readonly T[] => {
  const [, source, name] = /^\s*([\w-]+)\s*:\s*(.+)$/.exec(key) ?? [];
  if (source === undefined || name === undefined) return [];
  const wanted = source.toLowerCase();
  return named(
    fields.filter(({ enrichmentSource, type }) => enrichmentSource === wanted || type === wanted),
    name,
  );
};

/** Names may hold colons themselves, so a source is looked for only where nothing has the whole name. */
const meantByName = <T extends NamedField>(fields: readonly T[], key: string): readonly T[] => {
  const found = named(fields, key);
  return found.length > 0 ? found : sourced(fields, key);
};

/** All fields that a key may mean: the one with this id, and those of this name, in another case only where none has this very name. */
export const fieldsMeant = <T extends NamedField>(fields: readonly T[], key: FieldKey): readonly T[] => {
  const id = idOf(key);
  const byName = typeof key === 'number' ? [] : meantByName(fields, key);
  const byId = fields.find((field) => field.id === id);
  return byId === undefined || byName.includes(byId) ? (byId === undefined ? byName : [byId]) : [byId, ...byName];
};

/** A field as errors name it, with the source in front that would tell it from others. */
export const describeField = ({ id, name, enrichmentSource }: NamedField): string =>
  enrichmentSource == null ? `${name} (${id})` : `${enrichmentSource}:${name} (${id})`;
