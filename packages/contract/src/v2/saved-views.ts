import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListId, SavedViewId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { listEntriesPage } from './list-entries.ts';

const savedView = () => ({
  id: SavedViewId,
  name: z.string(),
  /** Only the entries of a `sheet` can be read. */
  type: openEnum(['sheet', 'board', 'dashboard']),
  createdAt: Instant,
});
/** A saved view of a list. */
export interface SavedView extends TypeOf<typeof savedView> {}
export const SavedView: z.ZodType<SavedView> = z.lazy(() => z.object(savedView()));

/** Saved views of a list (v2 reference, section 9.5). */
export const savedViews = {
  /** Page through the views of a list that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/saved-views',
    effect: 'read',
    params: () => z.object({ listId: ListId }),
    query: () => pageQuery(limit100),
    response: () => pageOf(SavedView),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: 'initial',
    errors: [400, 404],
  }),
  /** Fetch one view. */
  get: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/saved-views/{viewId}',
    effect: 'read',
    params: () => z.object({ listId: ListId, viewId: SavedViewId }),
    response: () => SavedView,
    since: 'initial',
    errors: [400, 404],
  }),
  entries: {
    /** Page through the rows of a sheet: its filters and columns apply, its sort order does not. */
    list: endpoint({
      method: 'GET',
      path: '/v2/lists/{listId}/saved-views/{viewId}/list-entries',
      effect: 'read',
      params: () => z.object({ listId: ListId, viewId: SavedViewId }),
      query: () => pageQuery(limit100),
      response: () => listEntriesPage,
      paging: 'next-url',
      limit: limit100,
      order: 'id',
      permission: 'Export data from Lists',
      since: 'initial',
      errors: [400, 403, 404],
    }),
  },
};
