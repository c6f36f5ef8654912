import type { RequestContext } from '../context.ts';
import type { CellItem } from '../state/cells.ts';
import type { Column } from '../state/columns.ts';
import { comparableItems } from '../state/comparable-items.ts';
import type { EntryPlace } from '../state/entries.ts';
import type { FieldRow } from '../state/fields.ts';
import type { OpportunityRow } from '../state/opportunities.ts';
import { isRedacted, visibleListIds } from './access.ts';
import { computedField, PageFacts } from './field-facts.ts';
import { type FieldScope, fieldsOf } from './field-selection.ts';

/** What a search looks through: a company, a person, or a row of a list. */
export interface SearchRecord {
  /** Of the company, the person or the row. */
  readonly id: number;
  /** Of the company, person or opportunity. */
  readonly entityId: number;
  /** Of a row. */
  readonly place?: EntryPlace;
  /** Of a row of a list of opportunities. */
  readonly opportunity?: OpportunityRow | undefined;
}

/** The values of one field of a record. */
export type ItemsOf = (record: SearchRecord) => readonly CellItem[];

/** What a search looks through, and the fields that it may look at. */
export interface SearchSpace {
  readonly context: RequestContext;
  readonly scope: FieldScope;
  readonly kind: 'company' | 'person' | 'opportunity';
  /** In the order in which they come without sorts. */
  readonly records: readonly SearchRecord[];
  readonly fields: ReadonlyMap<string, FieldRow>;
  readonly itemsOf: (field: FieldRow) => ItemsOf;
}

const none: readonly CellItem[] = [];

const bare = (id: number): SearchRecord => ({ id, entityId: id });

/** Rows of a list, oldest first (v2 reference, section 14, row 5). */
const rowsOf = ({ state }: RequestContext, listId: number, kind: SearchSpace['kind']): SearchRecord[] => {
  const places = state.entries.places(listId);
  const deals = kind === 'opportunity' ? state.opportunities.byIds(places.map(({ entityId }) => entityId)) : [];
  const byId = new Map(deals.map((deal) => [deal.id, deal]));
  return places.map((place) => ({ id: place.id, entityId: place.entityId, place, opportunity: byId.get(place.entityId) }));
};

const recordsOf = (context: RequestContext, scope: FieldScope): SearchRecord[] => {
  if (scope.kind === 'list') return rowsOf(context, scope.list.id, scope.list.type);
  return context.state.columns.ids(scope.kind).map(bare);
};

const visibleLists = (context: RequestContext, facts: PageFacts): ItemsOf => {
  const visible = visibleListIds(context);
  return ({ entityId }) => facts.lists(entityId).filter((id) => visible.has(id));
};

/** Values that are found rather than kept: read for all records at once, when the first is wanted. */
const computedItems = (space: Omit<SearchSpace, 'itemsOf'>, field: FieldRow, facts: PageFacts): ItemsOf | undefined => {
  if (field.id === 'created-at') return ({ place }) => (place === undefined ? none : [place.createdAt]);
  if (field.id === 'time-in-current-status') return statusTimes(space);
  const compute = computedField(field);
  if (compute === undefined) return undefined;
  if (field.id === 'companies') return ({ entityId, opportunity }) => opportunity?.companyIds ?? facts.colleagues(entityId);
  if (field.id === 'persons') return ({ entityId, opportunity }) => opportunity?.personIds ?? facts.colleagues(entityId);
  if (field.id === 'lists') return visibleLists(space.context, facts);
  return ({ entityId, opportunity }) => {
    const record = { kind: space.kind, entityId, cells: [], ...(opportunity !== undefined && { opportunity }) };
    const payload = compute(record, facts);
    return payload === undefined ? none : comparableItems(field.valueType, payload);
  };
};

const statusTimes = ({ context, scope }: Omit<SearchSpace, 'itemsOf'>): ItemsOf => {
  const status = scope.kind === 'list' ? context.state.fields.statusOf(scope.list.id) : undefined;
  const column: Column = status === undefined ? new Map() : context.state.columns.of('entry', status);
  return ({ id, place }) => (place === undefined || place.statusSince === '' || !column.has(id) ? none : [place.statusSince]);
};

/** Values of a list's own fields, and all of an opportunity, lie in the row; the others in the record itself. */
const keptItems = ({ context, kind }: Omit<SearchSpace, 'itemsOf'>, field: FieldRow): ItemsOf => {
  const { columns } = context.state;
  if (kind !== 'opportunity' && field.listId === null) {
    const column = columns.of(kind, field);
    return ({ entityId }) => column.get(entityId) ?? none;
  }
  const column = columns.of('entry', field);
  return ({ id }) => column.get(id) ?? none;
};

/** What the caller must not see is as if it were not there. */
const hiding =
  (context: RequestContext, itemsOf: ItemsOf): ItemsOf =>
  (record) =>
    record.opportunity !== undefined && isRedacted(context, record.opportunity) ? none : itemsOf(record);

/** Reads the values of several fields together. */
const readAhead = ({ context, kind }: Omit<SearchSpace, 'itemsOf'>, fields: readonly FieldRow[]): void => {
  const kept = fields.filter((field) => computedField(field) === undefined);
  const inRow = kept.filter(({ listId }) => kind === 'opportunity' || listId !== null);
  context.state.columns.read('entry', inRow);
  if (kind !== 'opportunity') {
    context.state.columns.read(
      kind,
      kept.filter(({ listId }) => listId === null),
    );
  }
};

/** Everything that a search of companies, of persons or of a list's rows goes through; `fieldIds` are those that it will look at. */
export const searchSpace = (context: RequestContext, scope: FieldScope, fieldIds: ReadonlySet<string>): SearchSpace => {
  const records = recordsOf(context, scope);
  const kind = scope.kind === 'list' ? scope.list.type : scope.kind;
  const space = { context, scope, kind, records, fields: new Map(fieldsOf(context, scope).map((field) => [field.id, field])) };
  readAhead(
    space,
    [...space.fields.values()].filter(({ id }) => fieldIds.has(id)),
  );
  const facts = new PageFacts(
    context,
    kind,
    records.map(({ entityId }) => entityId),
  );
  const itemsOf = (field: FieldRow): ItemsOf => {
    const items = computedItems(space, field, facts) ?? keptItems(space, field);
    return kind === 'opportunity' ? hiding(context, items) : items;
  };
  return { ...space, itemsOf };
};
