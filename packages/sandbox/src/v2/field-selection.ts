import { versionTraits } from '@affinity-kit/contract';
import type { ApiVersion, RequestContext } from '../context.ts';
import { invalid } from '../problem.ts';
import type { FieldRow } from '../state/fields.ts';
import type { ListRow } from '../state/lists.ts';

/** Where fields are selected from: the entity's own, or those of a list's rows. */
export type FieldScope = { readonly kind: 'company' | 'person' } | { readonly kind: 'list'; readonly list: ListRow };

const newTypes = new Set(['note', 'reminder', 'list-multi']);

/** Value types that a version does not know are left out of it (v2 reference, section 12). */
const isServed = (field: FieldRow, version: ApiVersion): boolean =>
  versionTraits[version].notesRemindersAndLists || !newTypes.has(field.valueType);

/** Every field of a scope, as a version shows it. */
export const fieldsOf = ({ state, version }: RequestContext, scope: FieldScope): readonly FieldRow[] => {
  const all = scope.kind === 'list' ? state.fields.ofList(scope.list) : state.fields.ofEntity(scope.kind);
  return all.filter((field) => isServed(field, version));
};

/** What a request selects; the names of the two parameters differ between endpoints. */
export interface FieldSelection {
  readonly ids: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly idsParam: 'fieldIds' | 'ids';
  readonly typesParam: 'fieldTypes' | 'types';
}

/** The selection of collections and single records: `fieldIds` or `fieldTypes`. */
export const fieldSelection = (input: {
  fieldIds?: readonly string[] | undefined;
  fieldTypes?: readonly string[] | undefined;
}): FieldSelection => ({
  ids: input.fieldIds,
  types: input.fieldTypes,
  idsParam: 'fieldIds',
  typesParam: 'fieldTypes',
});

/** The selection of the field collections of one record: `ids` or `types`. */
export const ownFieldSelection = (input: {
  ids?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
}): FieldSelection => ({
  ids: input.ids,
  types: input.types,
  idsParam: 'ids',
  typesParam: 'types',
});

/** The observed sentence (v2 reference, section 2). */
const refusal = (scope: FieldScope, unknown: readonly string[]): string => {
  const fields = scope.kind === 'list' ? `${scope.list.type} fields` : `non-list-specific ${scope.kind} fields`;
  return `Invalid fieldIds must refer to ${fields}: [${unknown.join(', ')}].`;
};

/** The selected fields in the order of the metadata; `undefined` where nothing is selected. */
export const selectFields = (context: RequestContext, scope: FieldScope, selection: FieldSelection): readonly FieldRow[] | undefined => {
  const { ids, types, idsParam, typesParam } = selection;
  if (ids === undefined && types === undefined) return undefined;
  if (ids !== undefined && types !== undefined) throw invalid(typesParam, `${idsParam} and ${typesParam} exclude each other`);
  const all = fieldsOf(context, scope);
  if (types !== undefined) return all.filter(({ type }) => types.includes(type));
  const wanted = new Set(ids);
  const chosen = all.filter(({ id }) => wanted.delete(id));
  if (wanted.size > 0) throw invalid(idsParam, refusal(scope, [...wanted]));
  return chosen;
};
