import type { V1Field, V1GlobalField, v1 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { isMulti } from '../state/cell-text.ts';
import type { FieldRow } from '../state/fields.ts';
import { roleOn } from '../state/lists.ts';
import { fieldById, listById } from './access.ts';
import { createField, deleteField } from './field-lifecycle.ts';
import { entityCodes } from './refs.ts';
import { shownOption, valueCode } from './value.ts';

/** What every answer tells about a field; `undefined` for fields that v1 does not have. */
export const shownField = (field: FieldRow): V1Field | undefined => {
  const { numericId, name, valueType, options } = field;
  const code = valueCode(field);
  if (numericId === null || code === undefined) return undefined;
  const dropdownOptions = valueType === 'ranked-dropdown' ? options.map(shownOption) : [];
  return { id: numericId, name, value_type: code, allows_multiple: isMulti(valueType), dropdown_options: dropdownOptions };
};

/** Global fields of one kind of record, in the reduced shape (v1 reference, sections 6.6 and 6.7). */
export const globalFields = ({ state }: RequestContext, kind: 'company' | 'person'): V1GlobalField[] =>
  state.fields.ofEntity(kind).flatMap((field) => {
    const shown = shownField(field);
    return shown === undefined ? [] : [{ ...shown, dropdown_options: shown.dropdown_options ?? [] }];
  });

interface FieldQuery {
  readonly value_type?: number | undefined;
  readonly with_modified_names?: boolean | undefined;
  readonly exclude_dropdown_options?: boolean | undefined;
}

const fullField = ({ state }: RequestContext, field: FieldRow, query: FieldQuery): V1Field[] => {
  const shown = shownField(field);
  if (shown === undefined || (query.value_type !== undefined && shown.value_type !== query.value_type)) return [];
  const list = field.listId === null ? undefined : state.lists.get(field.listId);
  const name = query.with_modified_names && list !== undefined ? `[${list.name}] ${field.name}` : field.name;
  const { dropdown_options, ...rest } = shown;
  const extra = { list_id: field.listId, track_changes: field.trackChanges, enrichment_source: field.enrichmentSource ?? 'none' };
  return [{ ...rest, name, ...extra, ...(!query.exclude_dropdown_options && { dropdown_options: dropdown_options ?? [] }) }];
};

const isVisible = ({ state, caller }: RequestContext, { listId }: FieldRow): boolean => {
  const list = listId === null ? undefined : state.lists.get(listId);
  return listId === null || (list !== undefined && roleOn(list, caller.userId) !== undefined);
};

/** A field with everything that is told of it. */
export const wholeField = (context: RequestContext, field: FieldRow): V1Field => {
  const [shown] = fullField(context, field, {});
  if (shown === undefined) throw new Error(`v1 has no field ${field.id}`);
  return shown;
};

export const fields: HandlersOf<typeof v1.fields> = {
  list: (query, context) => {
    if (query.list_id !== undefined) listById(context, query.list_id);
    return context.state.fields
      .all()
      .filter((field) => query.list_id === undefined || field.listId === query.list_id)
      .filter((field) => query.entity_type === undefined || entityCodes[field.entityType] === query.entity_type)
      .filter((field) => isVisible(context, field))
      .flatMap((field) => fullField(context, field, query));
  },
  create: ({ body }, context) => {
    const field = createField(context, body);
    context.emit('field.created', () => wholeField(context, field));
    return wholeField(context, field);
  },
  delete: ({ field_id }, context) => {
    const field = fieldById(context, field_id);
    context.emit('field.deleted', () => wholeField(context, field));
    deleteField(context, field);
    return { success: true };
  },
};
