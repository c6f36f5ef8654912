import {
  type Field,
  type ListEntryId,
  type ListEntryWithEntity,
  type ListId,
  type SearchCriteria,
  v2 as spec,
  v1 as v1Spec,
} from '@affinity-kit/contract';
import type { ServicePage } from '../derived-paged.ts';
import { AffinityInputError } from '../errors.ts';
import { type FilterQuery, findRecords } from '../filter-builder/find-records.ts';
import type { Paged } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { FieldKey } from '../values/field-key.ts';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setManyValues, setValues } from '../values/set-values.ts';
import { awaitGone, awaitVisible } from './await-visible.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { DateInput } from './dates.ts';
import { withFallback } from './fallback.ts';
import { associationsOf } from './opportunity-associations.ts';
import { type ListOptions, listOrFind, type QueryOf, type Unfiltered, type WriteOptions, waitsForWrite } from './options.ts';
import { type ListEntryRef, listEntryIdOf, type RecordRef, type UserRef, userIdOf, v2RecordOf } from './references.ts';
import { windowFilter } from './window.ts';

type Endpoints = ServiceContext['v2']['lists']['entries'];
type Selection = QueryOf<Endpoints['get'], 'listId' | 'listEntryId'>;

type ListQuery = QueryOf<Endpoints['list'], 'listId'>;

/** Which rows: all, or those that a built filter finds. */
export type ListEntriesQuery = Unfiltered<ListQuery> | (QueryOf<Endpoints['search'], 'listId' | 'body'> & FilterQuery);

const historyEndpoint = 'GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes';

/** Which changes of a row. */
export interface HistoryQuery extends QueryOf<Endpoints['fieldValueChanges']['list'], 'listId' | 'listEntryId'> {
  readonly changedAfter?: DateInput | undefined;
  readonly changedBefore?: DateInput | undefined;
}

const historyFilter = ({ filter, changedAfter, changedBefore }: HistoryQuery) =>
  windowFilter(historyEndpoint, filter, [
    ['changedAt', '>=', changedAfter],
    ['changedAt', '<', changedBefore],
  ]);

/** One list of a client. */
interface Place {
  readonly context: ServiceContext;
  readonly listId: ListId;
}

const idsOfRows = async ({ context, listId }: Place, record: RecordRef, options: CallOptions): Promise<ListEntryId[]> => {
  const { type, id } = v2RecordOf(record);
  if (type === 'opportunity') {
    const { entry } = await associationsOf(context, id, options);
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
  readonly creator?: UserRef | undefined;
}

/** v1 answers the new row without what v2 shows of it, so v2 is asked until it has it. */
const addThroughV1 = async ({ context, listId }: Place, id: number, { signal, creator }: AddOptions): Promise<ListEntryWithEntity> => {
  const body = { entity_id: id, ...(creator !== undefined && { creator_id: userIdOf(creator) }) };
  const row = await context.v1.lists.entries.create({ list_id: listId, body }, { signal });
  const read = () => context.v2.lists.entries.get({ listId, listEntryId: row.id }, { signal });
  return awaitVisible(context, { what: `List entry ${row.id}`, read, isCurrent: () => true, signal });
};

const add = async (place: Place, record: RecordRef, options: AddOptions): Promise<ListEntryWithEntity> => {
  const { context, listId } = place;
  const { type, id } = v2RecordOf(record);
  if (type === 'opportunity') return addOpportunity(place, record, options);
  const { signal, creator } = options;
  const body = { entity: { id }, ...(creator !== undefined && { creatorId: userIdOf(creator) }) };
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

/** A page of rows; `data: null` is an empty one. */
type RowsPage = Omit<ServicePage<ListEntryWithEntity>, 'data'> & { readonly data: ListEntryWithEntity[] | null };
type Rows = Paged<RowsPage, ListEntryWithEntity>;

const list = ({ context, listId }: Place, query: ListEntriesQuery, options: ListOptions): Rows =>
  listOrFind<ListQuery, Rows>(query, {
    list: (plain) => context.v2.lists.entries.list({ ...plain, listId }, options),
    find: (found) => findRecords(context, { kind: 'list', listId }, { ...found, ...options }),
  });

const remove = async ({ context, listId }: Place, listEntryId: ListEntryId, options: WriteOptions): Promise<void> => {
  const { signal } = options;
  await context.v1.lists.entries.delete({ list_id: listId, list_entry_id: listEntryId }, { signal });
  if (!waitsForWrite(context, options)) return;
  await awaitGone(context, {
    what: `List entry ${listEntryId}`,
    read: () => context.v2.lists.entries.get({ listId, listEntryId }, { signal }),
    signal,
  });
};

const entryReading = (place: Place) => {
  const { context, listId } = place;
  const { entries } = context.v2.lists;
  return {
    /**
     * The ways to read rows. With `filter` they are searched for: `list({ filter: F.field('Status').equals('Active') })`; everything wrong with
     * a filter fails before any row is read.
     */
    ...collectionOf((query: ListEntriesQuery = {}, options: ListOptions = {}) => list(place, query, options)),
    /** Fetches one row, with the fields that are asked for. */
    get: (entry: ListEntryRef, { signal, ...selection }: Selection & CallOptions = {}) =>
      entries.get({ ...selection, listId, listEntryId: listEntryIdOf(entry) }, { signal }),
    /** Searches the rows: for a phrase of at least 3 characters, or by criteria. */
    search: (what: string | SearchCriteria, query: QueryOf<Endpoints['search'], 'listId' | 'body'> = {}, options: ListOptions = {}) =>
      entries.search({ ...query, listId, body: typeof what === 'string' ? { search: { term: what } } : what }, options),
    /** All rows of a record on this list; it may have several. */
    findAll: (record: RecordRef, options: CallOptions = {}) => findAll(place, record, options),
    /** The first row of a record on this list; `undefined` where it has none. */
    find: async (record: RecordRef, options: CallOptions = {}) => (await findAll(place, record, options))[0],
    /** The changes of the tracked fields of a row, such as its status, oldest first. */
    history: (entry: ListEntryRef, query: HistoryQuery = {}, options: ListOptions = {}) =>
      entries.fieldValueChanges.list({ ...query, listId, listEntryId: listEntryIdOf(entry), filter: historyFilter(query) }, options),
    /** One field of a row with its value, by name or id. */
    fieldValue: async (entry: ListEntryRef, field: FieldKey, options: CallOptions = {}): Promise<Field> => {
      const { id: fieldId } = (await context.metadata.fields({ kind: 'list', listId })).get(field);
      return entries.fieldValues.get({ listId, listEntryId: listEntryIdOf(entry), fieldId }, options);
    },
    /** The fields of a row with their values: all of them unless chosen. */
    fieldValues: (
      entry: ListEntryRef,
      query: QueryOf<Endpoints['fieldValues']['list'], 'listId' | 'listEntryId'> = {},
      options: ListOptions = {},
    ) => entries.fieldValues.list({ ...query, listId, listEntryId: listEntryIdOf(entry) }, options),
  };
};

/** Creates the service of the rows of one list. */
export const createListEntries = (context: ServiceContext, listId: ListId) => {
  const place = { context, listId };
  const sourceOf = (entry: ListEntryRef) => ({ kind: 'entry', id: listEntryIdOf(entry), listId }) as const;
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
    remove: (entry: ListEntryRef, options: WriteOptions = {}): Promise<void> => remove(place, listEntryIdOf(entry), options),
    /** Writes fields of a row by name or id; see {@link setValues}. */
    update: (entry: ListEntryRef, values: FieldValues, options: SetValuesOptions = {}) =>
      setValues(context, { source: sourceOf(entry), values }, options),
    /** Writes fields of several rows; nothing is sent unless all values are valid. */
    batchUpdate: (updates: ReadonlyMap<ListEntryRef, FieldValues>, options: SetValuesOptions = {}) =>
      setManyValues(
        context,
        [...updates].map(([entry, values]) => ({ source: sourceOf(entry), values })),
        options,
      ),
  };
};

/** The rows of one list. */
export type ListEntries = ReturnType<typeof createListEntries>;
