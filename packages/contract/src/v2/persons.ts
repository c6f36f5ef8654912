import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { FieldId, PersonId } from '../ids.ts';
import { limit20, limit100, pageOf, pageQuery } from '../page.ts';
import { idsOf, openEnum, type TypeOf } from '../schema.ts';
import { DropdownOption } from './dropdown-options.ts';
import { entityFieldTypes, Field, fieldSelection, ownFieldSelection } from './field.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { FieldValuesPage } from './field-values-page.ts';

const person = {
  id: PersonId,
  firstName: z.string(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
  /** All addresses, the primary one included. */
  emailAddresses: z.array(z.string()),
  /** `internal` are the firm's own users; collaborators show as `external` here. */
  type: openEnum(['internal', 'external']),
  /** The fields that were asked for. Absent or empty says that none were, not that there are none. */
  fields: z.array(Field).optional(),
};
/** A person as the v2 API returns it (v2 reference, section 8.2). */
export interface Person extends TypeOf<typeof person> {}
export const Person: z.ZodType<Person> = z.object(person);

const fields = {
  /** Page through the metadata of all fields that persons have; list fields are not among them. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons/fields',
    effect: 'read',
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/persons/fields'],
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
      path: '/v2/persons/fields/{fieldId}/dropdown-options',
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
  /** Page through the fields of one person with their values: all enriched, global and relationship-intelligence ones unless chosen. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}/fields',
    effect: 'read',
    params: z.object({ personId: PersonId }),
    query: pageQuery(limit20).extend(ownFieldSelection(entityFieldTypes)),
    response: pageOf(Field),
    paging: 'next-url',
    limit: limit20,
    order: 'id',
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Fetch one field of one person with its value. */
  get: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}/fields/{fieldId}',
    effect: 'read',
    params: z.object({ personId: PersonId, fieldId: FieldId }),
    response: Field,
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Page through all values of one field, of which other answers show at most 100. */
  values: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}/fields/{fieldId}/values',
    effect: 'read',
    params: z.object({ personId: PersonId, fieldId: FieldId }),
    query: pageQuery(limit100),
    response: FieldValuesPage,
    paging: 'next-url',
    limit: limit100,
    beta: true,
    since: '2026-09-17',
    errors: [400, 404],
  }),
};

/** Persons (v2 reference, section 9.3). */
export const persons = {
  /** Page through persons; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons',
    effect: 'read',
    query: pageQuery(limit100).extend({
      /** Only these persons; 100 at once are known to work. */
      ids: idsOf(PersonId).optional(),
      ...fieldSelection(entityFieldTypes),
    }),
    response: pageOf(Person),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export All People directory',
    since: 'initial',
    errors: [400, 403],
  }),
  /** Fetch one person. */
  get: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}',
    effect: 'read',
    params: z.object({ personId: PersonId }),
    query: z.object(fieldSelection(entityFieldTypes)),
    response: Person,
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** What the fields of persons are, apart from any person. */
  fields,
  /** The fields of one person with their values. */
  fieldValues,
};
