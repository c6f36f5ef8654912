import { type FilterEndpoint, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, JsonText, RequestContext } from '../context.ts';
import type { ChangeRow } from '../state/changes.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import {
  type FilterColumn,
  type FilterColumns,
  filterColumn,
  filterCondition,
  numberColumn,
  textColumn,
  timeColumn,
} from '../state/filter-condition.ts';
import { allOf, always, type Condition, isIn, where } from '../state/keyset.ts';
import type { State } from '../state/state.ts';
import { isRedacted, visibleListIds } from './access.ts';
import { readFilter } from './filter.ts';
import { pageRequest, pageText } from './page-request.ts';
import { readAhead, resolved } from './reference-texts.ts';

const text = JSON.stringify;

const referenceTypes = new Set(['company', 'company-multi', 'person', 'person-multi', 'dropdown', 'dropdown-multi', 'ranked-dropdown']);

/** A reference says whether it still points to something (v2 reference, section 8.5). */
const valueText = (state: State, field: FieldRow, change: ChangeRow): string => {
  if (!referenceTypes.has(field.valueType)) return change.value;
  const data = resolved(state, change.value);
  if (data === 'null') return '{"referenceType":"deleted-entity","displayValue":"Deleted"}';
  return `{"referenceType":"entity",${data.slice(1)}`;
};

const changerKey = {};

const changerText = (state: State, id: number | null): string => {
  if (id === null) return 'null';
  const users = state.memory.of(changerKey, () => new Map(state.users.all().map((user) => [user.id, user])));
  const user = users.get(id);
  if (user === undefined) return 'null';
  return text({ id, firstName: user.firstName, lastName: user.lastName, emailAddress: user.email });
};

const changeText = ({ state }: RequestContext, change: ChangeRow): string => {
  const field = state.fields.byNo(change.fieldNo);
  if (field === undefined) throw new Error(`There is no field ${change.fieldNo}`);
  const { id, entityType, name, type, valueType, listId } = field;
  const fieldText = text({ id, entityType, name, type: type === 'list' ? 'list' : 'global' });
  const entry = change.listEntryId === null ? 'null' : `{"id":${change.listEntryId},"listId":${listId}}`;
  const head = `"id":${change.id},"field":${fieldText},"entity":{"id":${change.entityId}},"listEntry":${entry}`;
  const event = `"changer":${changerText(state, change.changerId)},"changedAt":"${change.changedAt}","actionType":"${change.action}"`;
  return `{${head},${event},"type":"${valueType}","value":${valueText(state, field, change)}}`;
};

/** One id may name several fields: slugs are shared by entities. */
const fieldColumn = (state: State): FilterColumn => {
  const present = filterColumn('field_no', Number);
  return (condition) => {
    const { operand } = condition;
    if (operand.kind !== 'text') return present(condition);
    const [first, ...others] = state.fields.all().filter(({ id }) => id === operand.text);
    if (first === undefined) return where('0');
    return others.length === 0
      ? where('field_no = ?', first.no)
      : isIn(
          'field_no',
          [first, ...others].map(({ no }) => no),
        );
  };
};

const columnsOf = (state: State): FilterColumns => ({
  'field.id': fieldColumn(state),
  'listEntry.id': numberColumn('list_entry_id'),
  'changer.id': numberColumn('changer_id'),
  changedAt: timeColumn('changed_at'),
  actionType: textColumn('action'),
});

/** Leaves out what the caller does not see: lists that are not shared, and restricted opportunities. */
const visible = (context: RequestContext): Condition => {
  const { state } = context;
  const lists = visibleListIds(context);
  const hiddenFields = state.fields.all().filter(({ listId }) => listId !== null && !lists.has(listId));
  const hiddenDeals = state.opportunities.restricted().filter((opportunity) => isRedacted(context, opportunity));
  const dealFields = state.fields.all().filter(({ entityType, trackChanges }) => entityType === 'opportunity' && trackChanges);
  const fields = isIn(
    'field_no',
    hiddenFields.map(({ no }) => no),
  );
  const deals = allOf(
    isIn(
      'field_no',
      dealFields.map(({ no }) => no),
    ),
    isIn(
      'entity_id',
      hiddenDeals.map(({ id }) => id),
    ),
  );
  return allOf(
    hiddenFields.length === 0 ? always : where(`NOT ${fields.text}`, ...fields.params),
    hiddenDeals.length === 0 ? always : where(`NOT (${deals.text})`, ...deals.params),
  );
};

/** Which part of the feed is asked for. */
interface ChangesRequest {
  readonly context: RequestContext;
  readonly input: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly filter?: string | undefined };
  readonly filterOf: FilterEndpoint;
  readonly entry?: EntryRow;
  readonly descending?: boolean;
}

/** A page of the change feed, by time, then id. */
export const changesPage = ({ context, input, filterOf, entry, descending = false }: ChangesRequest): JsonText => {
  const { changes } = context.state;
  const filter = readFilter(input.filter, filterOf);
  const condition = allOf(
    entry === undefined ? always : where('list_entry_id = ?', entry.id),
    filter === undefined ? always : filterCondition(filter, columnsOf(context.state)),
    visible(context),
  );
  const request = pageRequest(input, context, v2.fieldValueChanges.list);
  const { rows, pagination } = pageByKey(request, (seek) => changes.page(condition, seek, descending), changes.keyOf);
  readAhead(context.state, rows.map(({ value }) => value).join(''));
  return pageText(
    context,
    rows.map((row) => changeText(context, row)),
    pagination,
  );
};

export const fieldValueChanges: HandlersOf<typeof v2.fieldValueChanges> = {
  list: (input, context) =>
    changesPage({ context, input, filterOf: 'GET /v2/field-value-changes', descending: input.orderBy?.[0] === '-changedAt' }),
};
