import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { type ListRef, listIdOf, type SavedViewRef, savedViewIdOf } from './references.ts';

type Endpoints = ServiceContext['v2']['lists']['savedViews'];

/** Creates the service of saved views. */
export const createSavedViews = ({ v2 }: ServiceContext) => {
  const { savedViews } = v2.lists;
  return {
    ...collectionOf((list: ListRef, query: QueryOf<Endpoints['list'], 'listId'> = {}, options: ListOptions = {}) =>
      savedViews.list({ ...query, listId: listIdOf(list) }, options),
    ),
    /** Fetches one view. */
    get: (list: ListRef, view: SavedViewRef, options: CallOptions = {}) =>
      savedViews.get({ listId: listIdOf(list), viewId: savedViewIdOf(view) }, options),
    /** The rows of a sheet: its filters and columns apply, its order does not. */
    entries: (list: ListRef, view: SavedViewRef, options: ListOptions = {}) =>
      savedViews.entries.list({ listId: listIdOf(list), viewId: savedViewIdOf(view) }, options),
  };
};

/** Saved views of lists. */
export type SavedViews = ReturnType<typeof createSavedViews>;
