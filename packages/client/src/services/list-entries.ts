import {
  type FilterText,
  filterText,
  type ListEntryId,
  type ListEntryWithEntity,
  type ListId,
  type SearchCriteria,
  v2 as spec,
  type UserId,
  v1 as v1Spec,
} from '@affinity-kit/contract';
import { AffinityInputError } from '../errors.ts';
import type { FieldFilter } from '../filter-builder/builder.ts';
import { type FindOptions, findRecords } from '../filter-builder/find-records.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setManyValues, setValues } from '../values/set-values.ts';
import { awaitVisible } from './await-visible.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { DateInput } from './dates.ts';
import { withFallback } from './fallback.ts';
import { entryOfOpportunity } from './opportunities.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type RecordRef, v2RecordOf } from './references.ts';
import { windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['lists']['entries'];
type Selection = QueryOf<Endpoints['get'], 'listId' | 'listEntryId'>;

const historyEndpoint = 'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes';

/** Which changes of a row. */
export interface HistoryQuery extends QueryOf<Endpoints['fieldValueChanges']['list'], 'listId' | 'listEntryId'> {
  readonly changedAfter?: DateInput | undefined;
  readonly changedBefore?: DateInput | undefined;
}

const historyFilter = ({ filter, changedAfter, changedBefore }: HistoryQuery): FilterText<typeof historyEndpoint> | undefined => {
  const text = windowFilter(filter, [
    ['changedAt', '>=', changedAfter],
    ['changedAt', '<', changedBefore],
  ]);
  return text === undefined ? undefined : filterText(historyEndpoint, text);
};

/** One list of a client. */
interface Place {
  readonly context: ServiceContext;
  readonly listId: ListId;
}

const idsOfRows = async ({ context, listId }: Place, record: RecordRef, options: CallOptions): Promise<ListEntryId[]> => {
  const { type, id } = v2RecordOf(record);
  if (type === 'opportunity') {
    const entry = await entryOfOpportunity(context, id, options);
    return entry?.listId === listId ? [entry.id] : [];
  }
  const { companies, persons } = context.v2;
  const rows = type === 'company' ? companies.entries.list({ companyId: id }, options) : persons.entries.list({ personId: id }, options);
  return (await rows.all()).flatMap((row) => (row.listId === listId ? [row.id] : []));
};

const findAll = async (place: Place, record: RecordRef, options: CallOptions): Promise<ListEntryWithEntity[]> => {
  const { context, listId } = place;
  const ids = await idsOfRows(place, record, options);
  return Promise.all(ids.map((listEntryId) => context.v2.lists.entries.get({ listId, listEntryId }, options)));
};

/** Options of adding a row. */
export interface AddOptions extends CallOptions {
  /** Who adds it: an internal person; the caller unless stated. */
  readonly creatorId?: UserId | undefined;
}

/** v1 answers the new row without what v2 shows of it, so v2 is asked until it has it. */
const addThroughV1 = async ({ context, listId }: Place, id: number, { signal, creatorId }: AddOptions): Promise<ListEntryWithEntity> => {
  const body = { entity_id: id, ...(creatorId !== undefined && { creator_id: creatorId }) };
  const row = await context.v1.lists.entries.create({ list_id: listId, body }, { signal });
  const read = () => context.v2.lists.entries.get({ listId, listEntryId: row.id }, { signal });
  return awaitVisible(context, { what: `List entry ${row.id}`, read, isCurrent: () => true, signal });
};

const add = async (place: Place, record: RecordRef, options: AddOptions): Promise<ListEntryWithEntity> => {
  const { context, listId } = place;
  const { type, id } = v2RecordOf(record);
  if (type === 'opportunity') return addOpportunity(place, record, options);
  const { signal, creatorId } = options;
  const body = { entity: { id }, ...(creatorId !== undefined && { creatorId }) };
  return withFallback(context, {
    operation: spec.lists.entries.create,
    call: () => context.v2.lists.entries.create({ listId, body }, { signal }),
    instead: v1Spec.lists.entries.create,
    callInstead: () => addThroughV1(place, id, options),
  });
};

/** An opportunity is in its list from the beginning, and in no other. */
const addOpportunity = async (place: Place, record: RecordRef, options: CallOptions): Promise<ListEntryWithEntity> => {
  const [row] = await findAll(place, record, options);
  if (row !== undefined) return row;
  throw new AffinityInputError(`Opportunity ${v2RecordOf(record).id} belongs to another list for good; create one in list ${place.listId}`);
};

const entryReading = (place: Place) => {
  const { context, listId } = place;
  const { entries } = context.v2.lists;
  return {
    ...collectionOf((query: QueryOf<Endpoints['list'], 'listId'> = {}, options: ListOptions = {}) =>
      entries.list({ ...query, listId }, options),
    ),
    /** Fetches one row, with the fields that are asked for. */
    get: (listEntryId: ListEntryId, { signal, ...selection }: Selection & CallOptions = {}) =>
      entries.get({ ...selection, listId, listEntryId }, { signal }),
    /** Searches the rows: for a phrase of at least 3 characters, or by criteria. */
    search: (what: string | SearchCriteria, query: QueryOf<Endpoints['search'], 'listId' | 'body'> = {}, options: ListOptions = {}) =>
      entries.search({ ...query, listId, body: typeof what === 'string' ? { search: { term: what } } : what }, options),
    /** Finds rows by a built filter; everything wrong with it fails before anything is read. */
    where: (filter: FieldFilter, options: FindOptions = {}) => findRecords(context, { kind: 'list', listId }, { ...options, filter }),
    /** All rows of a record on this list; it may have several. */
    findAll: (record: RecordRef, options: CallOptions = {}) => findAll(place, record, options),
    /** The first row of a record on this list; `undefined` where it has none. */
    find: async (record: RecordRef, options: CallOptions = {}) => (await findAll(place, record, options))[0],
    /** The changes of the tracked fields of a row, such as its status, oldest first. */
    history: (listEntryId: ListEntryId, query: HistoryQuery = {}, options: ListOptions = {}) =>
      entries.fieldValueChanges.list({ ...query, listId, listEntryId, filter: historyFilter(query) }, options),
    /** The fields of a row with their values: all of them unless chosen. */
    fieldValues: (
      listEntryId: ListEntryId,
      query: QueryOf<Endpoints['fieldValues']['list'], 'listId' | 'listEntryId'> = {},
      options: ListOptions = {},
    ) => entries.fieldValues.list({ ...query, listId, listEntryId }, options),
  };
};

/** Creates the service of the rows of one list. */
export const createListEntries = (context: ServiceContext, listId: ListId) => {
  const place = { context, listId };
  const sourceOf = (id: ListEntryId) => ({ kind: 'entry', id, listId }) as const;
  return {
    ...entryReading(place),
    /** Adds a company or person, again if it is on the list already. An opportunity is on its list from the beginning, and is found. */
    add: (record: RecordRef, options: AddOptions = {}) => add(place, record, options),
    /** Finds the row of a record, and adds one if there is none. */
    ensure: async (record: RecordRef, options: AddOptions = {}): Promise<{ entry: ListEntryWithEntity; created: boolean }> => {
      const [entry] = await findAll(place, record, options);
      return entry === undefined ? { entry: await add(place, record, options), created: true } : { entry, created: false };
    },
    /** Removes a row with its values; v1 alone can. On a list of opportunities this deletes the opportunity too. */
    remove: async (listEntryId: ListEntryId, options: CallOptions = {}): Promise<void> => {
      await context.v1.lists.entries.delete({ list_id: listId, list_entry_id: listEntryId }, options);
    },
    /** Writes fields of a row by name or id; see {@link setValues}. */
    update: (listEntryId: ListEntryId, values: FieldValues, options: SetValuesOptions = {}) =>
      setValues(context, { source: sourceOf(listEntryId), values }, options),
    /** Writes fields of several rows; nothing is sent unless all values are valid. */
    batchUpdate: (updates: ReadonlyMap<ListEntryId, FieldValues>, options: SetValuesOptions = {}) =>
      setManyValues(
        context,
        [...updates].map(([id, values]) => ({ source: sourceOf(id), values })),
        options,
      ),
  };
};

/** The rows of one list. */
export type ListEntries = ReturnType<typeof createListEntries>;
