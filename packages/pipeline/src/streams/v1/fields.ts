import { v1 } from '@affinity-kit/contract';
import type { PageRows } from '../../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../../normalise/record-reader.ts';
import { dropdownOptions, fields } from '../../replica/tables/fields.ts';
import type { FieldInfo } from '../catalog.ts';
import { fieldStream } from '../fields.ts';
import type { Reading, Stream, Walk } from '../stream.ts';
import { valueTypeOf } from './value.ts';

/** A field, as far as requests and values depend on it. */
export interface V1Field {
  readonly numericId: number;
  readonly id: string;
  readonly entityType: string;
  readonly listId: number | null;
  readonly valueType: string;
  readonly isTracked: boolean;
}

/** The firm's own fields, by their numbers. */
export type V1Fields = Map<number, V1Field>;

/** Takes over fields that earlier loads read, where this one reads none. */
export const learnFields = (known: V1Fields, { catalog }: Reading): void => {
  if (known.size > 0) return;
  const learn = (entityType: string, listId: number | null, fields: readonly FieldInfo[]): void => {
    for (const { id, valueType } of fields) {
      const numericId = Number(/^field-(\d+)$/.exec(id)?.[1]);
      if (isId(numericId)) known.set(numericId, { numericId, id, entityType, listId, valueType, isTracked: false });
    }
  };
  for (const entityType of ['company', 'person']) learn(entityType, null, catalog.fieldsOf(entityType));
  for (const list of catalog.lists)
    learn(
      list.type,
      list.id,
      catalog.fieldsOn(list).filter(({ type }) => type === 'list'),
    );
};

/** Codes of what records are, by the names of v2. */
const entityCodes = { person: 0, company: 1, opportunity: 8 } as const;

/** Enriched fields have ids in v2 that v1 does not know; under others they would be other fields. */
const fieldOf = (raw: JsonObject, entityType: string): V1Field | undefined => {
  const { id, list_id: listId, enrichment_source: source } = raw;
  if (!isId(id) || (typeof source === 'string' && source !== 'none')) return undefined;
  const valueType = valueTypeOf(raw['value_type'], raw['allows_multiple'] === true);
  const list = isId(listId) ? listId : null;
  return { numericId: id, id: `field-${id}`, entityType, listId: list, valueType, isTracked: raw['track_changes'] === true };
};

const listingOf = ({ listId, entityType }: V1Field): string => (listId === null ? entityType : String(listId));

const addOptions = (out: PageRows, field: V1Field, reader: RecordReader): void => {
  for (const [ordinal, option] of reader.array('dropdown_options').entries()) {
    if (!isObject(option) || !isId(option['id'])) continue;
    const [text, rank] = [String(option['text'] ?? ''), typeof option['rank'] === 'number' ? option['rank'] : null];
    out
      .of(dropdownOptions)
      .add(option['id'], field.id, field.entityType, field.listId, field.valueType, text, rank, null, null, null, ordinal);
  }
};

const fieldWalk = (entityType: keyof typeof entityCodes, known: V1Fields, { catalog }: Reading): Walk => {
  const ordinals = new Map<string, number>();
  const record: Walk['record'] = (raw, out) => {
    const field = fieldOf(raw, entityType);
    if (!field) return undefined;
    known.set(field.numericId, field);
    const listing = listingOf(field);
    if (field.listId !== null && !catalog.lists.some(({ id }) => id === field.listId)) return listing;
    const ordinal = ordinals.get(listing) ?? 0;
    ordinals.set(listing, ordinal + 1);
    const reader = new RecordReader(out, { id: listing, raw, path: `${field.id}.` });
    const kind = field.listId === null ? 'global' : 'list';
    const about = [reader.text('name'), null, kind, field.valueType, null] as const;
    const flags = [field.valueType.endsWith('-multi'), null, field.isTracked] as const;
    out.of(fields).add(field.id, entityType, field.listId, ...about, ...flags, null, ordinal);
    addOptions(out, field, reader);
    return listing;
  };
  const learn = (raw: JsonObject): void => {
    const field = fieldOf(raw, entityType);
    if (!field) return;
    const info = { id: field.id, type: field.listId === null ? 'global' : 'list', valueType: field.valueType, name: raw['name'] };
    if (field.listId === null) catalog.entityField(entityType, info);
    else catalog.listField(field.listId, info);
  };
  return { endpoint: v1.fields.list, input: { entity_type: entityCodes[entityType] }, record, learn, spans: true };
};

/** Fields of the firm's own, from v1: one request for each kind of record. */
export const v1FieldStream = (known: V1Fields): Stream => {
  const { units: _, ...rest } = fieldStream;
  return {
    ...rest,
    needs: ['lists'],
    uses: [],
    stages: (reading) => [(['company', 'person', 'opportunity'] as const).map((entityType) => fieldWalk(entityType, known, reading))],
  };
};
