import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { FieldId, ListEntryId, ListId, UserId } from '../ids.ts';
import { limit20, limit100, nullableCountedPageOf, nullablePageOf, pageOf, pageQuery, totalCount } from '../page.ts';
import type { TypeOf } from '../schema.ts';
import { Company } from './companies.ts';
import { entryFieldTypes, Field, FieldsUpdate, FieldsUpdated, FieldUpdate, fieldSelection, ownFieldSelection } from './field.ts';
import { FieldValueChange, fieldValueChangeQuery } from './field-value-changes.ts';
import { FieldValuesPage } from './field-values-page.ts';
import { listEntryShape } from './list-entry.ts';
import { OpportunityWithFields } from './opportunity.ts';
import { Person } from './persons.ts';
import { SearchCriteria } from './search.ts';

const companyListEntry = () => ({ ...listEntryShape(), type: z.literal('company'), entity: Company });
/** A row of a list of companies. */
export interface CompanyListEntry extends TypeOf<typeof companyListEntry> {}

const personListEntry = () => ({ ...listEntryShape(), type: z.literal('person'), entity: Person });
/** A row of a list of persons. */
export interface PersonListEntry extends TypeOf<typeof personListEntry> {}

const opportunityListEntry = () => ({ ...listEntryShape(), type: z.literal('opportunity'), entity: OpportunityWithFields });
/** A row of a list of opportunities. */
export interface OpportunityListEntry extends TypeOf<typeof opportunityListEntry> {}

/** A row of a list with the record in it (v2 reference, section 8.2), told apart by `type`. A record may have several rows on one list. */
export type ListEntryWithEntity = CompanyListEntry | PersonListEntry | OpportunityListEntry;
export const ListEntryWithEntity: z.ZodType<ListEntryWithEntity> = z.lazy(() =>
  z.discriminatedUnion('type', [z.object(companyListEntry()), z.object(personListEntry()), z.object(opportunityListEntry())]),
);

/** Page of list entries; `data: null` is an empty page and not the end. */
export const listEntriesPage = z.lazy(() => nullablePageOf(ListEntryWithEntity));

const newListEntry = () => ({
  /** The company or person; which of the two, says the list. */
  entity: z.object({ id: z.int().min(1) }),
  /** Who adds it: an internal person; the caller unless stated. */
  creatorId: UserId.optional(),
});
/** A row to add to a list of companies or persons. */
export interface ListEntryToBeCreated extends TypeOf<typeof newListEntry> {}
export const ListEntryToBeCreated: z.ZodType<ListEntryToBeCreated, ListEntryToBeCreated> = z.lazy(() => z.object(newListEntry()));

const listParams = { listId: ListId };
const entryParams = { ...listParams, listEntryId: ListEntryId };
const entryFieldParams = { ...entryParams, fieldId: FieldId };

const fieldValues = {
  /** Page through the fields of one entry with their values, those of its record included: all of them unless chosen. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}/fields',
    effect: 'read',
    params: () => z.object(entryParams),
    query: () => pageQuery(limit20).extend(ownFieldSelection(entryFieldTypes)),
    response: () => pageOf(Field),
    paging: 'next-url',
    limit: limit20,
    order: 'id',
    since: '2025-02-28',
    errors: [400, 403, 404],
  }),
  /** Fetch one field of one entry with its value. */
  get: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}',
    effect: 'read',
    params: () => z.object(entryFieldParams),
    response: () => Field,
    since: '2025-02-28',
    errors: [400, 403, 404],
  }),
  /** Page through all values of one field, of which other answers show at most 100. */
  values: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}/values',
    effect: 'read',
    params: () => z.object(entryFieldParams),
    query: () => pageQuery(limit100),
    response: () => FieldValuesPage,
    paging: 'next-url',
    limit: limit100,
    beta: true,
    since: '2026-09-17',
    errors: [400, 404],
  }),
  /** Write one field of one entry; global fields of its record can be written here too. */
  update: endpoint({
    method: 'POST',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}/fields/{fieldId}',
    effect: 'write',
    params: () => z.object(entryFieldParams),
    body: () => FieldUpdate,
    response: () => z.undefined(),
    status: 204,
    permission: 'Export data from Lists',
    since: '2025-02-28',
    errors: [400, 403, 404],
  }),
  /** Write up to 100 fields of one entry at once: all of them or, if one is refused, none. */
  batchUpdate: endpoint({
    method: 'PATCH',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}/fields',
    effect: 'write',
    params: () => z.object(entryParams),
    body: () => FieldsUpdate,
    response: () => FieldsUpdated,
    permission: 'Export data from Lists',
    since: '2025-02-28',
    errors: [400, 403, 404],
  }),
};

/** Rows of a list (v2 reference, section 9.5). */
export const listEntries = {
  /** Page through the rows of a list. */
  list: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/list-entries',
    effect: 'read',
    params: () => z.object(listParams),
    query: () => pageQuery(limit100).extend(fieldSelection(entryFieldTypes)),
    response: () => listEntriesPage,
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export data from Lists',
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** Fetch one row of a list. */
  get: endpoint({
    method: 'GET',
    path: '/v2/lists/{listId}/list-entries/{listEntryId}',
    effect: 'read',
    params: () => z.object(entryParams),
    query: () => z.object(fieldSelection(entryFieldTypes)),
    response: () => ListEntryWithEntity,
    since: '2025-02-28',
    errors: [400, 403, 404],
  }),
  /** Add a company or person to a list, again if it is on it already. A list with required fields refuses. */
  create: endpoint({
    method: 'POST',
    path: '/v2/lists/{listId}/list-entries',
    effect: 'write',
    params: () => z.object(listParams),
    body: () => ListEntryToBeCreated,
    response: () => ListEntryWithEntity,
    status: 201,
    beta: true,
    since: '~2026-09',
    errors: [400, 403, 404],
  }),
  /** Page through the rows that match; without criteria, through all. */
  search: endpoint({
    method: 'POST',
    path: '/v2/lists/{listId}/list-entries/search',
    effect: 'read',
    params: () => z.object(listParams),
    query: () => pageQuery(limit100).extend({ ...totalCount(), ...fieldSelection(entryFieldTypes) }),
    body: () => SearchCriteria.optional(),
    response: () => nullableCountedPageOf(ListEntryWithEntity),
    status: 201,
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export data from Lists',
    beta: true,
    since: '2026-06-19',
    errors: [400, 403, 404],
  }),
  /** The fields of one row with their values. */
  fieldValues,
  fieldValueChanges: {
    /** Page through the changes of the tracked fields of one row, oldest first. */
    list: endpoint({
      method: 'GET',
      path: '/v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes',
      effect: 'read',
      params: () => z.object(entryParams),
      query: fieldValueChangeQuery,
      filter: filterable['GET /v2/lists/{listId}/list-entries/{listEntryId}/field-value-changes'],
      response: () => pageOf(FieldValueChange),
      paging: 'next-url',
      limit: limit100,
      order: 'changedAt',
      since: '2026-06-03',
      errors: [400, 403, 404],
    }),
  },
};
