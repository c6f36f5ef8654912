import { type V1FieldValueChange, type v1, v1ChangeActions } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import type { SeedChange } from '../seed/model.ts';
import { decodeItem } from '../state/cell-text.ts';
import { exceptEntities, ofAction, ofEntity, ofFields, since } from '../state/change-conditions.ts';
import type { ChangeRow } from '../state/changes.ts';
import type { FieldRow } from '../state/fields.ts';
import { allOf, always, type Condition, never, timeKey } from '../state/keyset.ts';
import { mayManage } from '../state/opportunities.ts';
import { pacificText } from '../state/pacific.ts';
import type { State } from '../state/state.ts';
import { entryById, fieldById, opportunityById, requireEntity } from './access.ts';
import { dateInput } from './date-input.ts';
import { unknownId } from './problems.ts';
import { personRef } from './refs.ts';
import { shownValue } from './value.ts';

/** v1 calls an addition `create`. */
const actionCodes: Record<SeedChange['action'], (typeof v1ChangeActions)[keyof typeof v1ChangeActions]> = {
  add: v1ChangeActions.create,
  delete: v1ChangeActions.delete,
  update: v1ChangeActions.update,
};

const actionOf = (code: number): SeedChange['action'] =>
  code === actionCodes.add ? 'add' : code === actionCodes.delete ? 'delete' : 'update';

/** An option that was deleted since is its bare text (v1 reference, section 6.5). */
const valueOf = (state: State, field: FieldRow, change: ChangeRow): V1FieldValueChange['value'] => {
  const value = shownValue(state, field, decodeItem(field.valueType, change.value));
  return value === null ? (state.changes.deletedText(change) ?? null) : value;
};

const shown = ({ state }: RequestContext, field: FieldRow, change: ChangeRow): V1FieldValueChange => {
  const changer = change.changerId === null ? undefined : state.persons.get(change.changerId);
  return {
    id: change.id,
    field_id: field.numericId ?? 0,
    entity_id: change.entityId,
    list_entry_id: change.listEntryId,
    action_type: actionCodes[change.action],
    changer: changer === undefined ? null : personRef(changer),
    changed_at: pacificText(change.changedAt),
    value: valueOf(state, field, change),
  };
};

interface Selectors {
  readonly person_id?: number | undefined;
  readonly organization_id?: number | undefined;
  readonly opportunity_id?: number | undefined;
  readonly list_entry_id?: number | undefined;
}

const inEntity = (field: FieldRow, entityType: FieldRow['entityType'], id: number): Condition =>
  field.entityType === entityType ? ofEntity(id) : never;

/** A list entry stands for what is in it (v1 reference, section 6.5). */
const selected = (context: RequestContext, field: FieldRow, selectors: Selectors): Condition => {
  const { person_id, organization_id, opportunity_id, list_entry_id } = selectors;
  if (list_entry_id !== undefined) {
    const { entityType, entityId } = entryById(context, list_entry_id);
    return inEntity(field, entityType, entityId);
  }
  if (opportunity_id !== undefined) return inEntity(field, 'opportunity', opportunityById(context, opportunity_id).id);
  if (person_id !== undefined) {
    requireEntity(context, { entityType: 'person', id: person_id, param: 'person_id' });
    return inEntity(field, 'person', person_id);
  }
  if (organization_id === undefined) return always;
  requireEntity(context, { entityType: 'company', id: organization_id, param: 'organization_id' });
  return inEntity(field, 'company', organization_id);
};

/** Restricted opportunities that the caller cannot manage are left out. */
const permitted = ({ state, caller }: RequestContext, field: FieldRow): Condition => {
  const hidden =
    field.entityType === 'opportunity' ? state.opportunities.restricted().filter((each) => !mayManage(each, caller.userId)) : [];
  return exceptEntities(
    hidden.map(({ id }) => id),
    [field.no],
  );
};

const everything = 1_000_000_000;

export const fieldValueChanges: HandlersOf<typeof v1.fieldValueChanges> = {
  list: (query, context) => {
    const { changes } = context.state;
    const field = fieldById(context, query.field_id);
    if (!field.trackChanges) throw unprocessable('Field field_id: changes of this field are not tracked');
    const condition = allOf(
      ofFields([field.no]),
      selected(context, field, query),
      permitted(context, field),
      query.action_type === undefined ? always : ofAction(actionOf(query.action_type)),
      query.changed_after === undefined ? always : since(dateInput('changed_after', query.changed_after)),
    );
    const time = query.after_id === undefined ? undefined : changes.time(query.after_id);
    if (query.after_id !== undefined && time === undefined) throw unknownId('after_id', query.after_id, 'FieldValueChange');
    const position = time === undefined ? undefined : ({ direction: 'after', key: timeKey(time, query.after_id ?? 0) } as const);
    const rows = changes.page(condition, { position, count: query.limit ?? everything }, query.order_by !== 'asc');
    return rows.map((change) => shown(context, field, change));
  },
};
