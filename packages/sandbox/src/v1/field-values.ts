import type { V1FieldValue, v1 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import { isMulti } from '../state/cell-text.ts';
import type { Actor, CellPlace, CellValue, NextValue } from '../state/cells.ts';
import { type EntryRow, ofEntity as entriesOf } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { roleOn } from '../state/lists.ts';
import { addressOf, type OwnerKind } from '../state/value-id.ts';
import { entryById, fieldById, opportunityById, requireEntity } from './access.ts';
import { fieldValueOf } from './field-value.ts';
import { unknownId } from './problems.ts';
import { valueCode } from './value.ts';
import { valueInput } from './value-input.ts';

const actorOf = ({ caller, now }: RequestContext): Actor => ({ userId: caller.userId, now });

type Cell = Pick<CellPlace, 'owner' | 'ownerId' | 'field'>;

const valuesAt = ({ state }: RequestContext, { owner, ownerId, field }: Cell): readonly CellValue[] =>
  state.cells.values(owner, ownerId, [field])[0]?.[1] ?? [];

/** The values of one record or row in these fields. */
const valuesIn = (context: RequestContext, place: Omit<CellPlace, 'field'>, fields: readonly FieldRow[]): V1FieldValue[] =>
  context.state.cells
    .values(place.owner, place.ownerId, fields)
    .flatMap(([field, values]) => values.map((value) => fieldValueOf(context.state, { ...place, field }, value)));

const inV1 = (field: FieldRow): boolean => valueCode(field) !== undefined;

const ofEntry = (context: RequestContext, { id, listId, entityId }: EntryRow): V1FieldValue[] => {
  const fields = context.state.fields.all().filter((field) => field.listId === listId && inV1(field));
  return valuesIn(context, { owner: 'entry', ownerId: id, entityId, listEntryId: id }, fields);
};

/** Account-wide values of a record, and those of all its rows that the caller sees. */
const ofEntity = (context: RequestContext, entityType: EntryRow['entityType'], id: number): V1FieldValue[] => {
  const { state, caller } = context;
  const rows = state.entries.page(entriesOf(entityType, id), { position: undefined, count: 10_000 });
  const seen = rows.filter(({ listId }) => {
    const list = state.lists.get(listId);
    return list !== undefined && roleOn(list, caller.userId) !== undefined;
  });
  const own =
    entityType === 'opportunity'
      ? []
      : valuesIn(
          context,
          { owner: entityType, ownerId: id, entityId: id, listEntryId: null },
          state.fields.ofEntity(entityType).filter(inV1),
        );
  return [...own, ...seen.flatMap((entry) => ofEntry(context, entry))];
};

const entryOf = (context: RequestContext, entryId: number): EntryRow => {
  const entry = entryById(context, entryId);
  if (entry.entityType === 'opportunity') opportunityById(context, entry.entityId);
  return entry;
};

interface NewValue {
  readonly field_id: number;
  readonly entity_id: number;
  readonly list_entry_id?: number | undefined;
}

/** A list field needs the entry, an account-wide one refuses it (v1 reference, section 6.4). */
const placeOf = (context: RequestContext, { field_id, entity_id: entityId, list_entry_id }: NewValue): CellPlace => {
  const field = fieldById(context, field_id);
  requireEntity(context, { entityType: field.entityType, id: entityId, param: 'entity_id' });
  if (field.listId === null) {
    if (list_entry_id !== undefined) throw unprocessable('Field list_entry_id: not allowed for a global field');
    return { field, owner: field.entityType as OwnerKind, ownerId: entityId, entityId, listEntryId: null }; // opportunities have no global fields
  }
  if (list_entry_id === undefined) throw unprocessable('Field list_entry_id: required for a list-specific field');
  const entry = entryOf(context, list_entry_id);
  if (entry.listId !== field.listId || entry.entityId !== entityId) throw unknownId('list_entry_id', list_entry_id, 'ListEntry');
  return { field, owner: 'entry', ownerId: entry.id, entityId, listEntryId: entry.id };
};

const unknownValue = (id: number): Error => unknownId('field_value_id', id, 'FieldValue');

const entityOf: Record<OwnerKind, (context: RequestContext, ownerId: number) => Pick<CellPlace, 'entityId' | 'listEntryId'>> = {
  company: (_, id) => ({ entityId: id, listEntryId: null }),
  person: (_, id) => ({ entityId: id, listEntryId: null }),
  entry: (context, id) => ({ entityId: entryOf(context, id).entityId, listEntryId: id }),
};

/** Where a value lies, by its id; one that is not there any more is as unknown as one that never was. */
const valueById = (context: RequestContext, id: number): { place: CellPlace; values: readonly CellValue[]; slot: number } => {
  const address = addressOf(id);
  const field = address === undefined ? undefined : context.state.fields.byNo(address.fieldNo);
  if (address === undefined || field === undefined || !inV1(field)) throw unknownValue(id);
  const { owner, ownerId, slot } = address;
  const values = valuesAt(context, { owner, ownerId, field });
  if (!values.some((value) => value.slot === slot)) throw unknownValue(id);
  return { place: { field, owner, ownerId, ...entityOf[owner](context, ownerId) }, values, slot };
};

const refuseDuplicates = (values: readonly NextValue[]): void => {
  const texts = new Set(values.map(({ item }) => JSON.stringify(item)));
  if (texts.size < values.length) throw unprocessable('Field value: the field has this value already');
};

/** Writes a cell and shows the value at `index`. */
const writeCell = (
  context: RequestContext,
  place: CellPlace,
  { next, index }: { next: readonly NextValue[]; index: number },
): V1FieldValue => {
  refuseDuplicates(next);
  context.state.cells.write(place, next, actorOf(context));
  const written = valuesAt(context, place)[index];
  if (written === undefined) throw new Error(`Nothing was written to ${place.field.id}`);
  return fieldValueOf(context.state, place, written);
};

export const fieldValues: HandlersOf<typeof v1.fieldValues> = {
  list: ({ person_id, organization_id, opportunity_id, list_entry_id }, context) => {
    if (list_entry_id !== undefined) return ofEntry(context, entryOf(context, list_entry_id));
    if (opportunity_id !== undefined) {
      return ofEntity(context, 'opportunity', opportunityById(context, opportunity_id).id);
    }
    const named =
      person_id === undefined
        ? ({ entityType: 'company', id: organization_id ?? 0, param: 'organization_id' } as const)
        : ({ entityType: 'person', id: person_id, param: 'person_id' } as const);
    requireEntity(context, named);
    return ofEntity(context, named.entityType, named.id);
  },
  create: ({ body }, context) => {
    const place = placeOf(context, body);
    if (!inV1(place.field)) throw unknownId('field_id', body.field_id, 'Field');
    const values = valuesAt(context, place);
    if (values.length > 0 && !isMulti(place.field.valueType)) throw unprocessable('Field value: the field has a value already');
    return context.state.transaction(() => {
      const item = valueInput(context, place.field, body.value);
      return writeCell(context, place, { next: [...values, { item }], index: values.length });
    });
  },
  update: ({ field_value_id, body }, context) => {
    const { place, values, slot } = valueById(context, field_value_id);
    return context.state.transaction(() => {
      const item = valueInput(context, place.field, body.value);
      const next = values.map((value): NextValue => (value.slot === slot ? { slot, item } : value));
      return writeCell(context, place, { next, index: values.findIndex((value) => value.slot === slot) });
    });
  },
  delete: ({ field_value_id }, context) => {
    const { place, values, slot } = valueById(context, field_value_id);
    context.state.cells.write(
      place,
      values.filter((value) => value.slot !== slot),
      actorOf(context),
    );
    return { success: true };
  },
};
