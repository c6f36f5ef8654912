import { listRoleCapabilities, type V1FieldToBeCreated, v1EntityTypes, v1ValueTypes } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { Problem, unprocessable } from '../problem.ts';
import type { ValueType } from '../seed/model.ts';
import type { FieldRow } from '../state/fields.ts';
import { type ListRow, roleOn } from '../state/lists.ts';
import { listById } from './access.ts';

const entityKinds = {
  [v1EntityTypes.person]: 'person',
  [v1EntityTypes.organization]: 'company',
  [v1EntityTypes.opportunity]: 'opportunity',
} as const;

/** What a code makes of a field, with one value or with several; the contract refuses several where they cannot be. */
const valueTypes: Record<V1FieldToBeCreated['value_type'], readonly [single: ValueType, multi: ValueType]> = {
  [v1ValueTypes.person]: ['person', 'person-multi'],
  [v1ValueTypes.organization]: ['company', 'company-multi'],
  [v1ValueTypes.dropdown]: ['dropdown', 'dropdown'],
  [v1ValueTypes.managedDropdown]: ['dropdown', 'dropdown-multi'],
  [v1ValueTypes.number]: ['number', 'number-multi'],
  [v1ValueTypes.date]: ['datetime', 'datetime'],
  [v1ValueTypes.location]: ['location', 'location-multi'],
  [v1ValueTypes.text]: ['text', 'text'],
  [v1ValueTypes.rankedDropdown]: ['ranked-dropdown', 'ranked-dropdown'],
};

/** Types whose changes the feed tells (v1 reference, section 4.3). */
const isTracked = (type: ValueType): boolean => !['text', 'dropdown', 'dropdown-multi'].includes(type);

const refuse = (message: string): never => {
  throw new Problem('authorization', message);
};

const capabilitiesOn = ({ caller }: RequestContext, list: ListRow) => listRoleCapabilities[roleOn(list, caller.userId) ?? 'basic'];

/** Account-wide fields are the business of the account's admins, required ones that of the list's (v1 reference, section 6.3). */
const requireRight = (context: RequestContext, list: ListRow | undefined, body: V1FieldToBeCreated): void => {
  if (context.caller.role === 'Admin') return;
  if (list === undefined) refuse('You cannot manage global fields');
  else if (!capabilitiesOn(context, list).editFields) refuse('You cannot create fields on this list');
  else if (body.is_required !== undefined && !capabilitiesOn(context, list).manageList)
    refuse('Only an admin of the list can say what is required');
};

/** The list that a field is for; none for a global one. */
const listOf = (context: RequestContext, { list_id, entity_type }: V1FieldToBeCreated): ListRow | undefined => {
  const list = typeof list_id === 'number' ? listById(context, list_id) : undefined;
  const kind = entityKinds[entity_type];
  if (list === undefined && kind === 'opportunity') throw unprocessable('Field list_id: opportunities have no global fields');
  if (list !== undefined && list.type !== kind) throw unprocessable('Field entity_type: expected the entity type of the list');
  return list;
};

/** Creates a field, of a list or global. */
export const createField = (context: RequestContext, body: V1FieldToBeCreated): FieldRow => {
  const list = listOf(context, body);
  requireRight(context, list, body);
  const valueType = valueTypes[body.value_type][body.allows_multiple ? 1 : 0];
  return context.state.transaction(() =>
    context.state.fields.create({
      name: body.name,
      valueType,
      entityType: entityKinds[body.entity_type],
      listId: list?.id ?? null,
      trackChanges: isTracked(valueType),
      createdAt: context.now.toISOString(),
      isRequired: body.is_required ?? false,
      options: [],
    }),
  );
};

/** Only what the firm made itself can go: by an admin, or by an editor of the list while it is empty (v1 reference, section 4.4). */
const requireDeletion = (context: RequestContext, field: FieldRow): void => {
  if (field.type === 'enriched' || field.type === 'relationship-intelligence') {
    throw unprocessable('Field field_id: fields that Affinity fills cannot be deleted');
  }
  if (context.caller.role === 'Admin') return;
  const list = field.listId === null ? undefined : context.state.lists.get(field.listId);
  const right = list === undefined ? 'never' : capabilitiesOn(context, list).deleteFields;
  if (right === 'never' || (right === 'when-empty' && context.state.fieldCells.hasValues(field))) refuse('You cannot delete this field');
};

/** Deletes a field with its values, its options and its part of the change feed. */
export const deleteField = (context: RequestContext, field: FieldRow): void => {
  requireDeletion(context, field);
  const { state } = context;
  state.transaction(() => {
    state.fieldCells.removeAll(field);
    state.fields.remove(field);
  });
};
