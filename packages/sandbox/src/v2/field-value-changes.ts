import { type FilterEndpoint, v2 } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { HandlersOf, JsonText, RequestContext } from '../context.ts';
import { exceptEntities, exceptFields, ofEntry, satisfying } from '../state/change-conditions.ts';
import type { ChangeRow } from '../state/changes.ts';
import type { EntryRow } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import { allOf, always, type Condition } from '../state/keyset.ts';
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
  if (data === 'null') return text({ referenceType: 'deleted-entity', displayValue: state.changes.deletedText(change) ?? 'Deleted' });
  return `{"referenceType":"entity",${data.slice(1)}`;
};

const numberOf = ({ no }: FieldRow): number => no;

const numbersOf =
  ({ fields }: State) =>
  (fieldId: string): readonly number[] =>
    fields
      .all()
      .filter(({ id }) => id === fieldId)
      .map(numberOf);

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

/** Leaves out what the caller does not see: lists that are not shared, and restricted opportunities. */
const visible = (context: RequestContext): Condition => {
  const { state } = context;
  const lists = visibleListIds(context);
  const hiddenFields = state.fields.all().filter(({ listId }) => listId !== null && !lists.has(listId));
  const hiddenDeals = state.opportunities.restricted().filter((opportunity) => isRedacted(context, opportunity));
  const dealFields = state.fields.all().filter(({ entityType, trackChanges }) => entityType === 'opportunity' && trackChanges);
  return allOf(
    exceptFields(hiddenFields.map(numberOf)),
    exceptEntities(
      hiddenDeals.map(({ id }) => id),
      dealFields.map(numberOf),
    ),
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
    entry === undefined ? always : ofEntry(entry.id),
    filter === undefined ? always : satisfying(filter, numbersOf(context.state)),
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
