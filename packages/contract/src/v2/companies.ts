import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { CompanyId, FieldId } from '../ids.ts';
import { limit20, limit100, pageOf, pageQuery } from '../page.ts';
import { idsOf, type TypeOf } from '../schema.ts';
import { DropdownOption } from './dropdown-options.ts';
import { entityFieldTypes, Field, fieldSelection, ownFieldSelection } from './field.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { FieldValuesPage } from './field-values-page.ts';

const company = {
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
};
/** A company as the v2 API returns it (v2 reference, section 8.2). */
export interface Company extends TypeOf<typeof company> {}
export const Company: z.ZodType<Company> = z.object(company);

const fields = {
  /** Page through the metadata of all fields that companies have; list fields are not among them. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies/fields',
    effect: 'read',
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/companies/fields'],
    response: pageOf(FieldMetadata),
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
      params: z.object({ fieldId: FieldId }),
      query: pageQuery(limit100),
      response: pageOf(DropdownOption),
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
    params: z.object({ companyId: CompanyId }),
    query: pageQuery(limit20).extend(ownFieldSelection(entityFieldTypes)),
    response: pageOf(Field),
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
    params: z.object({ companyId: CompanyId, fieldId: FieldId }),
    response: Field,
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Page through all values of one field, of which other answers show at most 100. */
  values: endpoint({
    method: 'GET',
    path: '/v2/companies/{companyId}/fields/{fieldId}/values',
    effect: 'read',
    params: z.object({ companyId: CompanyId, fieldId: FieldId }),
    query: pageQuery(limit100),
    response: FieldValuesPage,
    paging: 'next-url',
    limit: limit100,
    beta: true,
    since: '2026-09-17',
    errors: [400, 404],
  }),
};

/** Companies (v2 reference, section 9.2). */
export const companies = {
  /** Page through companies; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/companies',
    effect: 'read',
    query: pageQuery(limit100).extend({
      /** Only these companies; 100 at once are known to work. */
      ids: idsOf(CompanyId).optional(),
      ...fieldSelection(entityFieldTypes),
    }),
    response: pageOf(Company),
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
    params: z.object({ companyId: CompanyId }),
    query: z.object(fieldSelection(entityFieldTypes)),
    response: Company,
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** What the fields of companies are, apart from any company. */
  fields,
  /** The fields of one company with their values. */
  fieldValues,
};
