import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { CompanyId, FieldId } from '../ids.ts';
import { countedPageOf, limit20, limit20orNone, limit100, pageOf, pageQuery, totalCount } from '../page.ts';
import { idsOf, type TypeOf } from '../schema.ts';
import { DropdownOption } from './dropdown-options.ts';
import { entityFieldTypes, Field, FieldsUpdate, FieldsUpdated, FieldUpdate, fieldSelection, ownFieldSelection } from './field.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { FieldValuesPage } from './field-values-page.ts';
import { List } from './list.ts';
import { ListEntry } from './list-entry.ts';
import { Note } from './notes.ts';
import { Relationship, relationshipQuery } from './relationship.ts';
import { SearchCriteria } from './search.ts';

const company = () => ({
  id: CompanyId,
  name: z.string(),
  /** Primary website domain, or `null` when Affinity knows none. */
  domain: z.string().nullable(),
  /** All website domains, the primary one included. */
  domains: z.array(z.string()),
  /** Whether the profile is shared across all Affinity customers. */
  isGlobal: z.boolean(),
  /** The fields that were asked for. Absent or empty says that none were, not that there are none. */
  fields: z.array(Field).optional(),
});
/** A company as the v2 API returns it (v2 reference, section 8.2). */
export interface Company extends TypeOf<typeof company> {}
export const Company: z.ZodType<Company> = z.lazy(() => z.object(company()));

const fields = {
  /** Page through the metadata of all fields that companies have; list fields are not among them. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies/fields',
    effect: 'read',
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/companies/fields'],
    response: () => pageOf(FieldMetadata),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: 'initial',
    errors: [400],
  }),
  dropdownOptions: {
    /** Page through the options of a dropdown field; 400 for a field that is none. */
    list: endpoint({
      method: 'GET',
      path: '/v2/companies/fields/{fieldId}/dropdown-options',
      effect: 'read',
      params: () => z.object({ fieldId: FieldId }),
      query: () => pageQuery(limit100),
      response: () => pageOf(DropdownOption),
      paging: 'next-url',
      limit: limit100,
      since: '2026-05-26',
      errors: [400, 404],
    }),
  },
};

const fieldValues = {
  /** Page through the fields of one company with their values: all enriched, global and relationship-intelligence ones unless chosen. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}/fields',
    effect: 'read',
    params: () => z.object({ companyId: CompanyId }),
    query: () => pageQuery(limit20).extend(ownFieldSelection(entityFieldTypes)),
    response: () => pageOf(Field),
    paging: 'next-url',
    limit: limit20,
    order: 'id',
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Fetch one field of one company with its value. */
  get: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}/fields/{fieldId}',
    effect: 'read',
    params: () => z.object({ companyId: CompanyId, fieldId: FieldId }),
    response: () => Field,
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Page through all values of one field, of which other answers show at most 100. */
  values: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}/fields/{fieldId}/values',
    effect: 'read',
    params: () => z.object({ companyId: CompanyId, fieldId: FieldId }),
    query: () => pageQuery(limit100),
    response: () => FieldValuesPage,
    paging: 'next-url',
    limit: limit100,
    beta: true,
    since: '2026-09-17',
    errors: [400, 404],
  }),
  /** Write one field of one company. */
  update: endpoint({
    method: 'POST',
    path: '/v2/companies/{companyId}/fields/{fieldId}',
    effect: 'write',
    params: () => z.object({ companyId: CompanyId, fieldId: FieldId }),
    body: () => FieldUpdate,
    response: () => z.undefined(),
    status: 204,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Write up to 100 fields of one company at once: all of them or, if one is refused, none. */
  batchUpdate: endpoint({
    method: 'PATCH',
    path: '/v2/companies/{companyId}/fields',
    effect: 'write',
    params: () => z.object({ companyId: CompanyId }),
    body: () => FieldsUpdate,
    response: () => FieldsUpdated,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
};

/** What a company is in and what is about it. */
const belongings = {
  entries: {
    /** Page through the rows of a company in all lists that the caller may see, with all their fields. */
    list: endpoint({
      method: 'GET',
      path: '/v2/companies/{companyId}/list-entries',
      effect: 'read',
      params: () => z.object({ companyId: CompanyId }),
      query: () => pageQuery(limit100),
      response: () => pageOf(ListEntry),
      paging: 'next-url',
      limit: limit100,
      order: 'id',
      since: 'initial',
      errors: [400, 403, 404],
    }),
  },
  lists: {
    /** Page through the lists that a company is on, each once and without its type. */
    list: endpoint({
      method: 'GET',
      path: '/v2/companies/{companyId}/lists',
      effect: 'read',
      params: () => z.object({ companyId: CompanyId }),
      query: () => pageQuery(limit100),
      response: () => pageOf(List),
      paging: 'next-url',
      limit: limit100,
      order: 'id',
      since: 'initial',
      errors: [400, 404],
    }),
  },
  notes: {
    /** Page through the notes attached to a company or to its persons. */
    list: endpoint({
      method: 'GET',
      path: '/v2/companies/{companyId}/notes',
      effect: 'read',
      params: () => z.object({ companyId: CompanyId }),
      query: () =>
        pageQuery(limit20orNone).extend({
          /** By `creator.id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
          filter: filterOf('GET /v2/companies/{companyId}/notes').optional(),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/companies/{companyId}/notes'],
      response: () => countedPageOf(Note),
      paging: 'next-url',
      limit: limit20orNone,
      order: '-createdAt',
      since: '~2025-11',
      errors: [400, 404],
    }),
  },
  relationships: {
    /** Page through who in the firm knows whom at a company, and how well. */
    list: endpoint({
      method: 'GET',
      path: '/v2/companies/{companyId}/relationships',
      effect: 'read',
      params: () => z.object({ companyId: CompanyId }),
      query: relationshipQuery,
      filter: filterable['GET /v2/companies/{companyId}/relationships'],
      response: () => countedPageOf(Relationship),
      paging: 'next-url',
      limit: limit20,
      order: '-interactionScore',
      since: '~2026',
      errors: [400, 404],
    }),
  },
};

/** Companies (v2 reference, section 9.2). */
export const companies = {
  /** Page through companies; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** Only these companies; 100 at once are known to work. */
        ids: idsOf(CompanyId).optional(),
        ...fieldSelection(entityFieldTypes),
      }),
    response: () => pageOf(Company),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export All Organizations directory',
    since: 'initial',
    errors: [400, 403],
  }),
  /** Fetch one company. */
  get: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}',
    effect: 'read',
    params: () => z.object({ companyId: CompanyId }),
    query: () => z.object(fieldSelection(entityFieldTypes)),
    response: () => Company,
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /**
   * Page through the companies that match. A body without criteria asks for the whole global directory, millions of companies; one with any
   * criteria, even an empty group of filters, asks for the account's own (v2 reference, section 14).
   */
  search: endpoint({
    method: 'POST',
    path: '/v2/companies/search',
    effect: 'read',
    query: () => pageQuery(limit100).extend({ ...totalCount(), ...fieldSelection(entityFieldTypes) }),
    body: () => SearchCriteria.optional(),
    response: () => countedPageOf(Company),
    status: 201,
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export All Organizations directory',
    beta: true,
    since: '2026-06-19',
    errors: [400, 403],
  }),
  /** What the fields of companies are, apart from any company. */
  fields,
  /** The fields of one company with their values. */
  fieldValues,
  ...belongings,
};
