import type { FieldsUpdate, FieldsUpdated, FieldUpdate, FieldValueUpdate } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { storedLocation } from '../state/cell-text.ts';
import type { CellItem, CellPlace } from '../state/cells.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { pacificMidnight } from '../state/pacific.ts';
import type { State } from '../state/state.ts';
import { computedField } from './field-facts.ts';
import { type FieldScope, fieldsOf } from './field-selection.ts';
import { fieldIn } from './record-fields.ts';

/** One write: the field, its value, and where the value stands in the body. */
export interface FieldWrite {
  readonly id: string;
  readonly value: FieldValueUpdate;
  readonly path: string;
}

/** What a write needs to know of a record: a company, a person, or a row of a list with what stands in it. */
export interface WrittenRecord {
  readonly kind: 'company' | 'person' | 'opportunity';
  readonly entityId: number;
  readonly entry?: EntryRow;
}

/** The record that is written to. */
export interface WriteTarget {
  readonly context: RequestContext;
  readonly record: WrittenRecord;
  readonly scope: FieldScope;
  /** Whether the caller may not touch its fields. */
  readonly hidden: boolean;
}

const listOf = <T>(data: T | readonly T[] | null): readonly T[] => (data === null ? [] : Array.isArray(data) ? data : [data as T]);

const optionItems = (field: FieldRow, references: readonly { readonly dropdownOptionId: number }[], path: string): number[] =>
  references.map(({ dropdownOptionId }) => {
    if (!field.options.some(({ id }) => id === dropdownOptionId)) {
      throw invalid(`${path}.data`, `${dropdownOptionId} is not an option of the field '${field.id}'`);
    }
    return dropdownOptionId;
  });

const recordItems = (
  repository: State['companies'] | State['persons'],
  references: readonly { readonly id: number }[],
  path: string,
): number[] =>
  references.map(({ id }) => {
    if (!repository.exists(id)) throw invalid(`${path}.data`, `There is no record with the id ${id}`);
    return id;
  });

/** Checks a value and brings it into the form in which it is kept; nothing clears the field. */
const itemsOf = ({ context }: WriteTarget, field: FieldRow, { value, path }: FieldWrite): readonly CellItem[] => {
  const { state } = context;
  switch (value.type) {
    case 'text':
    case 'filterable-text':
    case 'filterable-text-multi':
      return listOf<string>(value.data);
    case 'number':
    case 'number-multi':
      return listOf<number>(value.data);
    case 'datetime':
      return listOf<string>(value.data).map((time) => pacificMidnight(new Date(time).toISOString().slice(0, 10)));
    case 'location':
    case 'location-multi':
      return listOf(value.data).map(storedLocation);
    case 'dropdown':
    case 'dropdown-multi':
    case 'ranked-dropdown':
      return optionItems(field, listOf(value.data), path);
    case 'person':
    case 'person-multi':
      return recordItems(state.persons, listOf(value.data), path);
    case 'company':
    case 'company-multi':
      return recordItems(state.companies, listOf(value.data), path);
  }
};

/** Associations of an opportunity are written through fields, all other computed fields are read-only. */
const isAssociation = ({ record }: WriteTarget, field: FieldRow): boolean =>
  record.kind === 'opportunity' && (field.id === 'companies' || field.id === 'persons');

const isReadOnly = (target: WriteTarget, field: FieldRow): boolean => {
  if (computedField(field) !== undefined) return !isAssociation(target, field);
  return field.type === 'relationship-intelligence' ? field.id !== 'source-of-introduction' : field.valueType === 'formula-number';
};

/** Fields of lists are out of reach of companies and persons: they are not found (v2 reference, section 12). */
const fieldOf = ({ context, scope }: WriteTarget, { id, path }: FieldWrite): FieldRow => {
  const field = fieldsOf(context, scope).find((candidate) => candidate.id === id);
  if (field !== undefined) return field;
  if (scope.kind !== 'list' && context.state.fields.all().some((other) => other.id === id && other.listId !== null)) throw notFound();
  throw invalid(path.replace(/value$/, 'id'), `There is no field '${id}' here`);
};

/** Everything that can be wrong with a write is found before anything is written. */
const checked = (target: WriteTarget, write: FieldWrite): { field: FieldRow; items: readonly CellItem[] } => {
  const field = fieldOf(target, write);
  if (isReadOnly(target, field)) throw new Problem('bad-request', `The field '${field.id}' is read-only`);
  if (write.value.type !== field.valueType) {
    throw invalid(`${write.path}.type`, `The field '${field.id}' holds values of type '${field.valueType}', not '${write.value.type}'`);
  }
  return { field, items: itemsOf(target, field, write) };
};

/** Values of a list's own fields, and all of an opportunity, lie in the entry; the others in the record itself. */
const placeOf = ({ entry, kind, entityId }: WrittenRecord, field: FieldRow): CellPlace => {
  if (entry !== undefined && (kind === 'opportunity' || field.type === 'list')) {
    return { field, owner: 'entry', ownerId: entry.id, entityId, listEntryId: field.type === 'list' ? entry.id : null };
  }
  if (kind === 'opportunity') throw new Error(`The opportunity ${entityId} is written without its row`);
  return { field, owner: kind, ownerId: entityId, entityId, listEntryId: null };
};

const apply = (target: WriteTarget, field: FieldRow, items: readonly CellItem[]): void => {
  const { state, caller, now } = target.context;
  const { record } = target;
  if (isAssociation(target, field)) {
    const ids = [...new Set(items.map(Number))];
    if (field.id === 'companies') state.opportunities.setCompanies(record.entityId, ids);
    else state.opportunities.setPersons(record.entityId, ids);
    return;
  }
  state.cells.replace(placeOf(record, field), items, { userId: caller.userId, now });
};

/** Writes fields of one record: all of them or none; of two writes to one field the last one counts (v2 reference, section 12). */
export const updateFields = (target: WriteTarget, writes: readonly FieldWrite[]): void => {
  if (target.hidden) throw new Problem('authorization', 'You cannot manage this opportunity');
  const found = new Map(writes.map((write) => [write.id, checked(target, write)]));
  target.context.state.transaction(() => {
    for (const { field, items } of found.values()) apply(target, field, items);
  });
};

/** Writes one field; one that the record does not have is not found. */
export const updateField = (target: WriteTarget, fieldId: string, { value }: FieldUpdate): void => {
  fieldIn(target.context, target.scope, fieldId);
  updateFields(target, [{ id: fieldId, value, path: 'value' }]);
};

/** Writes several fields at once, and names the operation. */
export const batchUpdateFields = (target: WriteTarget, { operation, updates }: FieldsUpdate): FieldsUpdated => {
  updateFields(
    target,
    updates.map(({ id, value }, index) => ({ id, value, path: `updates.${index}.value` })),
  );
  return { operation };
};
