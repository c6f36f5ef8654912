import type { Company, ListEntryWithEntity, Person, SearchCriteria, SearchFilterGroup } from '@affinity-kit/contract';
import { AffinityTooManyResultsError } from '../errors.ts';
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

/** How records are found. */
export interface FindOptions extends FieldSelection {
  /**
   * `server` unless stated: what the server cannot do fails with `AffinityFilterError`. `local` does those parts here, after reading every record
   * that the other parts leave; `recordsRead` says how many those were.
   */
  readonly evaluate?: 'server' | 'local' | undefined;
  readonly sorts?: SearchCriteria['sorts'];
  readonly search?: SearchCriteria['search'];
  /** Now, from which relative dates count here; the server's own are its own. */
  readonly now?: Date | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Records that a filter finds, read as they are asked for. */
export class FoundRecords<T> implements AsyncIterable<T> {
  /** What was sent. */
  readonly criteria: SearchCriteria;
  /** Who evaluated the filter; `local` if any part of it was evaluated here. */
  readonly evaluatedBy: 'server' | 'local';
  readonly #source: () => AsyncIterable<T>;
  readonly #test: ((record: T) => boolean | Promise<boolean>) | undefined;
  #read = 0;

  constructor(criteria: SearchCriteria, source: () => AsyncIterable<T>, test?: (record: T) => boolean | Promise<boolean>) {
    this.criteria = criteria;
    this.#source = source;
    this.#test = test;
    this.evaluatedBy = test === undefined ? 'server' : 'local';
  }

  /** Records that were read so far by all walks, found or not. */
  get recordsRead(): number {
    return this.#read;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const record of this.#source()) {
      this.#read += 1;
      if (this.#test === undefined || (await this.#test(record))) yield record;
    }
  }

  /** All of them as an array; more than `limit`, 10,000 unless stated, fail with `AffinityTooManyResultsError`. */
  async all({ limit = 10_000 }: { readonly limit?: number | null } = {}): Promise<T[]> {
    const all: T[] = [];
    for await (const record of this) {
      all.push(record);
      if (limit !== null && all.length > limit) throw new AffinityTooManyResultsError(limit);
    }
    return all;
  }
}

type Selection = { readonly fieldIds?: readonly string[]; readonly fieldTypes?: readonly string[] };

/** The fields to send: those that were asked for and, to evaluate here, those that the filter looks at. */
const selectionFor = ({ fieldIds, fieldTypes }: FieldSelection, local: FilterNode | undefined, lookup: FieldLookup): Selection => {
  const needed = local === undefined ? [] : [...conditionsOf(local)].map(({ field }) => lookup(field).field);
  if (fieldTypes !== undefined) return { fieldTypes: [...new Set([...fieldTypes, ...needed.map(({ type }) => type)])] };
  const ids = [...new Set([...(fieldIds ?? []), ...needed.map(({ id }) => id)])];
  return ids.length === 0 ? {} : { fieldIds: ids };
};

type Request = { readonly input: object; readonly signal: AbortSignal | undefined };

const walk = ({ v2: api }: ValueContext, scope: FieldScope, { input, signal }: Request): AsyncIterable<unknown> => {
  const options = signal === undefined ? {} : { signal };
  if (scope.kind === 'company') return api.companies.search(input, options);
  if (scope.kind === 'person') return api.persons.search(input, options);
  return api.lists.entries.search({ ...input, listId: scope.listId }, options);
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

const localTest = (context: ValueContext, local: FilterNode, { lookup, now }: { readonly lookup: FieldLookup; readonly now: Date }) => {
  const test = recordTest(local, lookup, now);
  const ids = [...new Set([...conditionsOf(local)].map(({ field }) => lookup(field).field.id))];
  return async (record: object): Promise<boolean> => {
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
 * Finds companies, persons or rows of a list by a built filter.
 *
 * Resolves names and compiles the filter first, so that everything wrong with it fails here and not while reading.
 */
export const findRecords = async <const Scope extends FieldScope>(
  context: ValueContext,
  scope: Scope,
  { filter, ...options }: FindOptions & { readonly filter: FieldFilter },
): Promise<FoundRecords<RecordIn<Scope>>> => {
  const lookup = await resolveFields(context.metadata, scope, filter.node);
  const split = options.evaluate === 'local' ? splitFilter(filter.node, lookup) : undefined;
  const filters = split?.server ?? compileSearch(filter.node, lookup);
  const { sorts, search, signal } = options;
  const body: SearchCriteria = { filters, ...(sorts && { sorts }), ...(search && { search }) };
  const input = { body, ...selectionFor(options, split?.local, lookup) };
  // Each search answers the records of its scope.
  const source = () => walk(context, scope, { input, signal }) as AsyncIterable<RecordIn<Scope>>;
  if (split?.local === undefined) return new FoundRecords(body, source);
  return new FoundRecords(body, source, localTest(context, split.local, { lookup, now: options.now ?? new Date() }));
};
