import { AffinityFilterError, AffinityInputError } from '../errors.ts';
import { FieldFilter } from '../filter-builder/builder.ts';
import type { FilterQuery, FindQuery } from '../filter-builder/find-records.ts';
import type { WalkOptions } from '../paged.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { Consistency, OnMerged, ServiceContext } from './context.ts';

/** Options of a call on one record. */
export interface RecordOptions extends CallOptions {
  /** What to do with the id of a merged record; the client's `onMerged` unless stated. */
  readonly onMerged?: OnMerged | undefined;
}

/** Options of a write that only v1 can do. */
export interface WriteOptions extends RecordOptions {
  /** Whether to wait until v2 shows the write; the client's `consistency` unless stated. */
  readonly consistency?: Consistency | undefined;
}

/** Options of a collection. */
export type ListOptions = CallOptions & WalkOptions;

/** A query whose filter may be built with `F` as well as written as a text. */
export type Filterable<Query> = 'filter' extends keyof Query
  ? Omit<Query, 'filter'> & { readonly filter?: Query['filter'] | FieldFilter | undefined }
  : Query;

/** The input of an endpoint without what the service fills in. */
export type QueryOf<F extends (...input: never) => unknown, Filled extends string = never> = Filterable<
  Omit<NonNullable<Parameters<F>[0]>, Filled>
>;

/** Whether a write is to be waited for. */
export const waitsForWrite = (context: ServiceContext, { consistency = context.consistency }: WriteOptions): boolean =>
  consistency === 'read-your-writes';

/** A query without filter. */
export type Unfiltered<Query> = Query & { readonly [Key in keyof FilterQuery]?: undefined };

/** Finds records where the query has a filter, and lists them where it has none. */
export const listOrFind = <Query extends object, Found>(
  query: Unfiltered<Query> | FindQuery,
  { list, find }: { readonly list: (query: Query) => Found; readonly find: (query: FindQuery) => Found },
): Found => {
  const { filter } = query;
  if (filter === undefined) return list(query);
  if (!(filter instanceof FieldFilter)) throw new AffinityFilterError('filter', 'is not built with F; F.parse builds one from a text');
  if ('ids' in query && query.ids !== undefined) throw new AffinityInputError('A filter and ids exclude each other: a search takes no ids');
  return find({ ...query, filter });
};
