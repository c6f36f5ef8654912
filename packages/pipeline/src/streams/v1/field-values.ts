import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import type { V1Field, V1Fields } from './fields.ts';
import { valueOf } from './value.ts';

/** The values of a record, or of an entry of a list, as v2 shows them: one for each field, with all of its items. */
export const fieldsOf = (
  json: unknown,
  { entryId, known }: { readonly entryId: number | null; readonly known: V1Fields },
): readonly JsonObject[] => {
  const items = new Map<V1Field, unknown[]>();
  for (const raw of Array.isArray(json) ? json : []) {
    const field = isObject(raw) && isId(raw['field_id']) ? known.get(raw['field_id']) : undefined;
    if (!field || (field.listId === null) !== (entryId === null) || raw['list_entry_id'] !== entryId || raw['value'] === null) continue;
    items.set(field, [...(items.get(field) ?? []), valueOf(field.valueType, raw['value'])]);
  }
  return [...items].map(([{ id, valueType }, data]) => ({
    id,
    value: { type: valueType, data: valueType.endsWith('-multi') ? data : data[0], totalCount: data.length },
  }));
};
