import type { FilterEndpoint, FilterText } from '@affinity-kit/contract';
import type { Paged } from '../paged.ts';
import { type Collection, collectionOf } from './collection.ts';
import type { Filterable, ListOptions } from './options.ts';
import { windowFilter } from './window.ts';

/** {@link collectionOf} for an endpoint whose `filter` may be built with `F` as well. */
export const filteredCollection = <const E extends FilterEndpoint, Query extends { filter?: FilterText<E> | undefined }, Page, T>(
  endpoint: E,
  list: (query: Query, options?: ListOptions) => Paged<Page, T>,
): Collection<[query?: Filterable<Query>, options?: ListOptions], Page, T> =>
  collectionOf((query?: Filterable<Query>, options?: ListOptions) => {
    const { filter, ...rest }: { readonly filter?: unknown } = { ...query };
    const text = windowFilter(endpoint, filter as Filterable<Query>['filter']);
    return list({ ...rest, filter: text } as Query, options); // the same query, with its filter as text
  });
