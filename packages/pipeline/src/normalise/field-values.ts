import type { EndpointSpec } from '@affinity-kit/contract';
import { fieldValues } from '../replica/tables/fields.ts';
import { savedViewValues } from '../replica/tables/saved-view-values.ts';
import { addInteractionValue } from './interactions.ts';
import { keepShape } from './kept-shapes.ts';
import type { PageRows } from './page-rows.ts';
import { isObject, type JsonObject, type RecordReader } from './record-reader.ts';
import { BadValue, type Decoder, decoderOf, isMulti } from './value.ts';

/** Affinity cuts arrays of values here (v2 reference, section 5.5). */
const mostValues = 100;

/** Whose values are read. */
export interface ValueOwner {
  readonly entityType: string;
  readonly entityId: number;
  /** Set when the values belong to a list entry. */
  readonly listId: number | null;
  readonly listEntryId: number | null;
  /** Set when they are what a saved view shows. */
  readonly savedViewId?: number;
  /** Where all values of one field are served. */
  readonly values: { readonly endpoint: EndpointSpec; readonly input: Readonly<Record<string, unknown>> };
}

interface FieldData {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly total: unknown;
  readonly decode: Decoder;
}

const fieldData = (field: unknown): FieldData | undefined => {
  if (!isObject(field) || typeof field['id'] !== 'string' || !isObject(field['value'])) return undefined;
  const { id, value } = field as JsonObject & { id: string; value: JsonObject };
  const { type, data, totalCount } = value;
  if (typeof type !== 'string') return undefined;
  // The colleague in an interaction stands beside the data, not in it.
  const whole =
    type === 'interaction' && isObject(data) && 'internalPerson' in value ? { ...data, internalPerson: value['internalPerson'] } : data;
  return { id, type, data: whole ?? null, total: totalCount, decode: decoderOf(type, id) };
};

/** The values of one record, as rows of `field_values`. */
class ValueRows {
  readonly #out: PageRows;
  readonly #reader: RecordReader;
  readonly #owner: ValueOwner;

  constructor(out: PageRows, reader: RecordReader, owner: ValueOwner) {
    this.#out = out;
    this.#reader = reader;
    this.#owner = owner;
  }

  field(field: FieldData): void {
    if (field.data === null) return;
    if (!isMulti(field.type)) this.#value(field, [field.data, 0], this.#out);
    else if (!Array.isArray(field.data)) this.#reader.reject(`fields.${field.id}`, 'expected an array', field.data);
    else if (isCut(field.data, field.total)) this.#complete(field, field.data);
    else this.#values(field, field.data, this.#out);
  }

  #values(field: FieldData, items: readonly unknown[], out: PageRows): void {
    for (let ordinal = 0; ordinal < items.length; ordinal++) this.#value(field, [items[ordinal], ordinal], out);
  }

  #value(field: FieldData, [data, ordinal]: readonly [unknown, number], out: PageRows): void {
    const cells = data === null ? null : field.decode(data);
    if (cells === null) return;
    if (cells instanceof BadValue) {
      out.reject(this.#reader.id, isMulti(field.type) ? `fields.${field.id}[${ordinal}]` : `fields.${field.id}`, [cells.problem, data]);
      return;
    }
    const { entityType, entityId, listId, listEntryId, savedViewId } = this.#owner;
    if (savedViewId !== undefined) {
      out.of(savedViewValues).add(savedViewId, listEntryId, field.id, ordinal, field.type, ...cells);
      return;
    }
    if (field.type === 'interaction') addInteractionValue(out, data);
    out.of(fieldValues).add(entityType, entityId, listId, listEntryId, field.id, ordinal, field.type, ...cells);
  }

  #complete(field: FieldData, items: readonly unknown[]): void {
    const { endpoint, input } = this.#owner.values;
    this.#out.completions.push({
      endpoint,
      input: { ...input, fieldId: field.id, limit: mostValues },
      item: (item, ordinal, out) => this.#value(field, [item, ordinal], out),
      truncated: (out) => this.#values(field, items, out),
    });
  }
}

/** Whether there may be more values than came: fewer than the total, or just as many as fit and no total to tell. */
const isCut = (items: readonly unknown[], total: unknown): boolean =>
  typeof total === 'number' ? total > items.length : items.length === mostValues;

/** Adds the values of a record's fields, those that `owns` lets through. */
export const addFieldValues = (
  out: PageRows,
  { reader, owner, owns }: { readonly reader: RecordReader; readonly owner: ValueOwner; readonly owns?: (field: JsonObject) => boolean },
): void => {
  const rows = new ValueRows(out, reader, owner);
  keepShape('ValueRows', rows);
  const fields = reader.array('fields');
  for (let index = 0; index < fields.length; index++) {
    const raw = fields[index];
    const field = fieldData(raw);
    if (!field) reader.reject(`fields[${index}]`, 'expected a field with id and value', raw);
    else if (!owns || owns(raw as JsonObject)) rows.field(field);
  }
};
