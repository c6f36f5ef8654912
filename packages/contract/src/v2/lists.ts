import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { FieldId, ListId, UserId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { DropdownOption } from './dropdown-options.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { listEntries } from './list-entries.ts';
import { savedViews } from './saved-views.ts';

const listWithType = {
  id: ListId,
  name: z.string(),
  creatorId: UserId,
  ownerId: UserId,
  /** Whether everyone in the firm sees the list. */
  isPublic: z.boolean(),
  /** What its rows are. */
  type: openEnum(['company', 'opportunity', 'person']),
  createdAt: Instant,
};
/** A list as the v2 API returns it (v2 reference, section 8.2). */
export interface ListWithType extends TypeOf<typeof listWithType> {}
export const ListWithType: z.ZodType<ListWithType> = z.object(listWithType);

const fields = {
  /** Page through the metadata of all fields of a list: its own, and the about 90 that its records have everywhere. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/fields',
    effect: 'read',
    params: z.object({ listId: ListId }),
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/lists/{listId}/fields'],
    response: pageOf(FieldMetadata),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: 'initial',
    errors: [400, 404],
  }),
  dropdownOptions: {
    /** Page through the options of a dropdown field of a list. */
    list: endpoint({
      method: 'GET',
      path: '/v2/lists/{listId}/fields/{fieldId}/dropdown-options',
      effect: 'read',
      params: z.object({ listId: ListId, fieldId: FieldId }),
      query: pageQuery(limit100),
      response: pageOf(DropdownOption),
      paging: 'next-url',
      limit: limit100,
      since: '~2026',
      errors: [400, 404],
    }),
  },
};

/** Lists (v2 reference, section 9.5). */
export const lists = {
  /** Page through the lists that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists',
    effect: 'read',
    query: pageQuery(limit100).extend({
      /** Part of the name, in any case. */
      term: z.string().optional(),
    }),
    response: pageOf(ListWithType),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: 'initial',
    errors: [400],
  }),
  /** Fetch one list. */
  get: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}',
    effect: 'read',
    params: z.object({ listId: ListId }),
    response: ListWithType,
    since: 'initial',
    errors: [400, 404],
  }),
  /** What the fields of a list are, apart from any row. */
  fields,
  /** Rows of a list. */
  entries: listEntries,
  /** Saved views of a list. */
  savedViews,
};
