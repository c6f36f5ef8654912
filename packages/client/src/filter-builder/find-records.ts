import type { Company, ListEntryWithEntity, Person, SearchCriteria, SearchFilterGroup } from '@affinity-kit/contract';
import type { WithResponse } from '../call.ts';
import { type CursorPage, mappedPaged, type Position, type ServicePage, type ShownPage, servicePage } from '../derived-paged.ts';
import type { Paged, WalkOptions } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import { type FieldSelection, fieldsOf } from '../values/fields-of.ts';
import type { FieldScope } from '../values/metadata.ts';
import type { ValueContext } from '../values/set-values.ts';
import type { FieldFilter } from './builder.ts';
import { compileSearch, splitFilter } from './compile-search.ts';
import { recordTest } from './evaluate.ts';
import type { FilterNode } from './expression.ts';
import { type LocalItem, localItems } from './local-values.ts';
import { conditionsOf, type FieldLookup, resolveFields } from './resolve-fields.ts';

/** What a search of a scope gives: opportunities come as the rows of their list. */
export type RecordIn<Scope extends FieldScope> = Scope extends { kind: 'company' }
  ? Company
  : Scope extends { kind: 'person' }
    ? Person
    : ListEntryWithEntity;

/** Which records are found by a built filter. */
export interface FilterQuery {
  readonly filter: FieldFilter;
  /**
   * `server` unless stated: what the server cannot do fails with `AffinityFilterError`. `local` does those parts here, after reading every record
   * that the other parts leave; the collection's `recordsRead` says how many those were.
   */
  readonly evaluate?: 'server' | 'local' | undefined;
  readonly sorts?: SearchCriteria['sorts'];
  readonly search?: SearchCriteria['search'];
  /** Now, from which relative dates count here; the server's own are its own. */
  readonly now?: Date | undefined;
}

/** {@link FilterQuery} with what of each record is answered, and how much at once. */
export interface FindQuery extends FilterQuery, FieldSelection {
  /** Records that the server sends at once, 1 to 100; the most unless stated. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly totalCount?: boolean | undefined;
}

/** Options of a walk over what was found. */
export interface FindOptions extends CallOptions, WalkOptions {}

type Selection = { readonly fieldIds?: readonly string[]; readonly fieldTypes?: readonly string[] };

/** The fields to send: those that were asked for and, to evaluate here, those that the filter looks at. */
const selectionFor = ({ fieldIds, fieldTypes }: FieldSelection, local: FilterNode | undefined, lookup: FieldLookup): Selection => {
  const needed = local === undefined ? [] : [...conditionsOf(local)].map(({ field }) => lookup(field).field);
  if (fieldTypes !== undefined) return { fieldTypes: [...new Set([...fieldTypes, ...needed.map(({ type }) => type)])] };
  const ids = [...new Set([...(fieldIds ?? []), ...needed.map(({ id }) => id)])];
  return ids.length === 0 ? {} : { fieldIds: ids };
};

/** What a search is asked. */
interface SearchInput extends Selection, Position {
  readonly body: SearchCriteria;
  readonly totalCount?: boolean;
}

type SearchPage<T> = CursorPage<T> & Pick<ServicePage<T>, 'pagination'>;

/** Searches a scope. A companies search with a body without criteria would find every company of the world, so there is always a group. */
const searchIn = ({ v2: api }: ValueContext, scope: FieldScope, [input, options]: readonly [SearchInput, CallOptions]) => {
  // The selection is that of the caller, whose type knows which fields the scope has.
  const given: object = input;
  if (scope.kind === 'company') return api.companies.search(given, options);
  if (scope.kind === 'person') return api.persons.search(given, options);
  return api.lists.entries.search({ ...given, listId: scope.listId }, options);
};

/** The values of the fields that a filter looks at; of sets that an answer cuts, the rest is read. */
const itemsIn = async ({ v2: api }: ValueContext, record: object, ids: readonly string[]): Promise<Map<string, readonly LocalItem[]>> => {
  const fields = fieldsOf(record);
  const items = new Map<string, readonly LocalItem[]>();
  for (const id of ids) {
    const field = fields.get(id);
    if (field.state === 'value') items.set(id, localItems(field.raw));
    if (field.state === 'truncated') items.set(id, localItems({ type: field.raw.type, data: await field.all(api) }));
  }
  return items;
};

type RecordTest = (record: object) => Promise<boolean>;

const localTest = (context: ValueContext, local: FilterNode, { lookup, now }: { lookup: FieldLookup; now: Date }): RecordTest => {
  const test = recordTest(local, lookup, now);
  const ids = [...new Set([...conditionsOf(local)].map(({ field }) => lookup(field).field.id))];
  return async (record) => {
    const items = await itemsIn(context, record, ids);
    return test((fieldId) => items.get(fieldId) ?? []);
  };
};

/**
 * The filters of a search for a built filter, with names and options resolved, for who calls the search.
 *
 * @throws AffinityFilterError naming the part that the server cannot do, or a name that is unknown or ambiguous.
 */
export const searchFilters = async ({ metadata }: ValueContext, scope: FieldScope, filter: FieldFilter): Promise<SearchFilterGroup> =>
  compileSearch(filter.node, await resolveFields(metadata, scope, filter.node));

/**
 * A filter as a question to a record that is at hand, read with the fields that it looks at: a company, a person, or a row of a list.
 *
 * @throws AffinityFilterError for names and values that cannot be meant.
 */
export const recordFilter = async (
  context: ValueContext,
  scope: FieldScope,
  { filter, now = new Date() }: Pick<FilterQuery, 'filter' | 'now'>,
): Promise<RecordTest> => localTest(context, filter.node, { lookup: await resolveFields(context.metadata, scope, filter.node), now });

/** What is sent for a filter, and what is left to do here. */
interface Plan {
  readonly input: Selection & { readonly body: SearchCriteria };
  readonly test: RecordTest | undefined;
}

const planOf = async (context: ValueContext, scope: FieldScope, query: FindQuery): Promise<Plan> => {
  const { filter, evaluate, sorts, search, now = new Date() } = query;
  const lookup = await resolveFields(context.metadata, scope, filter.node);
  const split = evaluate === 'local' ? splitFilter(filter.node, lookup) : undefined;
  const filters = split?.server ?? compileSearch(filter.node, lookup);
  const body: SearchCriteria = { filters, ...(sorts && { sorts }), ...(search && { search }) };
  const input = { body, ...selectionFor(query, split?.local, lookup) };
  return { input, test: split?.local === undefined ? undefined : localTest(context, split.local, { lookup, now }) };
};

/** Where the records of a scope are searched. */
export interface SearchPlace<Scope extends FieldScope> {
  readonly context: ValueContext;
  /** Found out when the first page is fetched. */
  readonly scope: () => Scope | Promise<Scope>;
}

/**
 * Finds records by a built filter, page by page, and shows them as `convert` says.
 *
 * Names are resolved and the filter is compiled when the first page is fetched, so that everything wrong with it fails before any record is read.
 */
export const findShown = <Scope extends FieldScope, T>(
  { context, scope }: SearchPlace<Scope>,
  [query, { signal, onProgress }]: readonly [FindQuery, FindOptions],
  convert: (records: readonly RecordIn<Scope>[]) => T[] | Promise<T[]>,
): Paged<ServicePage<T>, T> => {
  let planned: Promise<Plan & { readonly place: Scope }> | undefined;
  const plan = async () => {
    const place = await scope();
    return { place, ...(await planOf(context, place, query)) };
  };
  const { limit = 100, cursor, totalCount } = query;
  const show = async (page: SearchPage<RecordIn<Scope>>): Promise<ShownPage<ServicePage<T>, T>> => {
    const test = (await planned)?.test;
    const records: RecordIn<Scope>[] = [];
    for (const record of page.data ?? []) if (test === undefined || (await test(record))) records.push(record);
    const items = await convert(records);
    return { page: servicePage(items, page), items };
  };
  const fetch = async (position: Position) => {
    planned ??= plan();
    const { place, input } = await planned;
    const paging = { limit, ...(cursor !== undefined && { cursor }), ...(totalCount !== undefined && { totalCount }), ...position };
    // Each search answers the records of its scope.
    return searchIn(context, place, [{ ...input, ...paging }, { signal }]).withResponse() as Promise<
      WithResponse<SearchPage<RecordIn<Scope>>>
    >;
  };
  return mappedPaged(fetch, show, { onProgress, walkLimit: limit });
};

/** Finds companies, persons or rows of a list by a built filter: `findRecords(affinity, { kind: 'list', listId: 10 }, { filter })`. */
export const findRecords = <const Scope extends FieldScope>(
  context: ValueContext,
  scope: Scope,
  { signal, onProgress, ...query }: FindQuery & FindOptions,
): Paged<ServicePage<RecordIn<Scope>>, RecordIn<Scope>> =>
  findShown({ context, scope: () => scope }, [query, { signal, onProgress }], (records) => [...records]);
