import type { CompanyId, Field, ListEntryId, ListId, PersonId } from '@affinity-kit/contract';

/** Where the fields of a record are read and written. */
export type FieldSource =
  | { readonly kind: 'company'; readonly id: CompanyId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'entry'; readonly id: ListEntryId; readonly listId: ListId };

type Properties = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Properties => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields in a record: its own, or for a list entry those beside its record. */
export const fieldsIn = (record: object): readonly Field[] => {
  const { fields, entity } = record as Properties; // any object has properties
  if (Array.isArray(fields)) return fields;
  return isObject(entity) ? fieldsIn(entity) : [];
};

/** Tells companies, persons and list entries apart by what only they have; `undefined` for anything else, opportunities included. */
export const sourceOf = (record: object): FieldSource | undefined => {
  const { id, listId, entity, listName, domains, emailAddresses } = record as Properties; // any object has properties
  if (typeof id !== 'number') return undefined;
  if (typeof listId === 'number' && (isObject(entity) || typeof listName === 'string')) return { kind: 'entry', id, listId };
  if (Array.isArray(domains)) return { kind: 'company', id };
  return Array.isArray(emailAddresses) ? { kind: 'person', id } : undefined;
};
