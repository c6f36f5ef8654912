import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { ListEntryId, ListId, UserId } from '../ids.ts';
import { type TokenPage, tokenPageOf, tokenPageQuery } from '../page.ts';
import { listEntryRefShape } from './list-entry-ref.ts';
import { EntityId, OppRef, OrgRef, PersonRef } from './references.ts';
import { Success } from './success.ts';

const listEntry = z.lazy(() =>
  z.object({
    ...listEntryRefShape(),
    /** The record in the row; what it is follows from the list. */
    entity: z.union([PersonRef, OrgRef, OppRef]),
  }),
);
/** A row of a list (v1 reference, section 5). It holds no cell values. */
export interface ListEntry extends z.infer<typeof listEntry> {}
export const ListEntry: z.ZodType<ListEntry> = listEntry;

/** A page of rows. */
export type ListEntryPage = TokenPage<'list_entries', ListEntry>;

/** Every row as a bare array where no `page_size` was asked for, and a page where one was. */
export type ListEntries = ListEntry[] | ListEntryPage;
export const ListEntries: z.ZodType<ListEntries> = z.lazy(() => z.union([z.array(ListEntry), tokenPageOf('list_entries', ListEntry)]));

const entryParams = { list_id: ListId, list_entry_id: ListEntryId };

/** Rows of a list (v1 reference, section 6.2). */
export const listEntries = {
  /** Page through the rows of a list, newest first. `page_token` is ignored without `page_size`, and every row is returned. */
  list: endpoint({
    method: 'GET',
    path: '/lists/{list_id}/list-entries',
    effect: 'read',
    params: () => z.object({ list_id: ListId }),
    query: tokenPageQuery,
    response: () => ListEntries,
    paging: 'page-token',
    items: 'list_entries',
    limit: { min: 1, max: 500 },
    order: '-created_at',
    errors: [403, 422],
  }),
  /** Fetch one row of a list. */
  get: endpoint({
    method: 'GET',
    path: '/lists/{list_id}/list-entries/{list_entry_id}',
    effect: 'read',
    params: () => z.object(entryParams),
    response: () => ListEntry,
    errors: [403, 422],
  }),
  /** Add a person or an organization to a list; twice makes two rows. Opportunities get their row when they are created. */
  create: endpoint({
    method: 'POST',
    path: '/lists/{list_id}/list-entries',
    effect: 'write',
    params: () => z.object({ list_id: ListId }),
    body: () =>
      z.object({
        /** Of the kind that the list holds. */
        entity_id: EntityId,
        /** The caller unless stated. */
        creator_id: UserId.optional(),
      }),
    response: () => ListEntry,
    errors: [403, 422],
  }),
  /** Remove a row and its list-specific values. On a list of opportunities this deletes the opportunity too. */
  delete: endpoint({
    method: 'DELETE',
    path: '/lists/{list_id}/list-entries/{list_entry_id}',
    effect: 'write',
    params: () => z.object(entryParams),
    response: () => Success,
    errors: [403, 422],
  }),
};
