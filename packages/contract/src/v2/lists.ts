import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { DropdownOptionId, FieldId, ListId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { DropdownOption, DropdownOptionToBeCreated, DropdownOptionToBeUpdated } from './dropdown-options.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { ListToBeCreated, ListWithType } from './list.ts';
import { listEntries } from './list-entries.ts';
import { savedViews } from './saved-views.ts';

const fieldParams = () => z.object({ listId: ListId, fieldId: FieldId });
const optionParams = () => z.object({ listId: ListId, fieldId: FieldId, dropdownOptionId: DropdownOptionId });

const fields = {
  /** Page through the metadata of all fields of a list: its own, and the about 90 that its records have everywhere. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/fields',
    effect: 'read',
    params: () => z.object({ listId: ListId }),
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/lists/{listId}/fields'],
    response: () => pageOf(FieldMetadata),
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
      params: fieldParams,
      query: () => pageQuery(limit100),
      response: () => pageOf(DropdownOption),
      paging: 'next-url',
      limit: limit100,
      since: '~2026',
      errors: [400, 404],
    }),
    /** Fetch one option. */
    get: endpoint({
      method: 'GET',
      path: '/v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
      effect: 'read',
      params: optionParams,
      response: () => DropdownOption,
      since: '2026-05-26',
      errors: [400, 403, 404],
    }),
    /** Create an option. That of a global field is created under any list of the field's kind of record. */
    create: endpoint({
      method: 'POST',
      path: '/v2/lists/{listId}/fields/{fieldId}/dropdown-options',
      effect: 'write',
      params: fieldParams,
      body: () => DropdownOptionToBeCreated,
      response: () => DropdownOption,
      status: 201,
      since: '2026-05-26',
      errors: [400, 403, 404],
    }),
    /** Change an option; what is left out stays. */
    update: endpoint({
      method: 'POST',
      path: '/v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
      effect: 'write',
      params: optionParams,
      body: () => DropdownOptionToBeUpdated,
      response: () => z.undefined(),
      status: 204,
      since: '2026-05-26',
      errors: [400, 403, 404],
    }),
    /** Delete an option, and with it every value that is set to it, for good. */
    delete: endpoint({
      method: 'DELETE',
      path: '/v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}',
      effect: 'write',
      params: optionParams,
      response: () => z.undefined(),
      status: 204,
      since: '2026-05-26',
      errors: [400, 403, 404],
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
    query: () =>
      pageQuery(limit100).extend({
        /** Part of the name, in any case. */
        term: z.string().optional(),
      }),
    response: () => pageOf(ListWithType),
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
    params: () => z.object({ listId: ListId }),
    response: () => ListWithType,
    since: 'initial',
    errors: [400, 404],
  }),
  /** Create a list that the caller owns. */
  create: endpoint({
    method: 'POST',
    path: '/v2/lists',
    effect: 'write',
    body: () => ListToBeCreated,
    response: () => ListWithType,
    status: 201,
    since: '2026-05-26',
    errors: [400, 403],
  }),
  /** What the fields of a list are, apart from any row. */
  fields,
  /** Rows of a list. */
  entries: listEntries,
  /** Saved views of a list. */
  savedViews,
};
