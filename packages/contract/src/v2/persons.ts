import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { FieldValueUpdate } from '../field-value.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { FieldId, PersonId } from '../ids.ts';
import { countedPageOf, limit20, limit20orNone, limit100, pageOf, pageQuery, totalCount } from '../page.ts';
import { arrayOf, idsOf, openEnum, type TypeOf } from '../schema.ts';
import { DropdownOption } from './dropdown-options.ts';
import { entityFieldTypes, Field, FieldsUpdate, FieldsUpdated, FieldUpdate, fieldSelection, ownFieldSelection } from './field.ts';
import { FieldMetadata, fieldMetadataQuery } from './field-metadata.ts';
import { FieldValuesPage } from './field-values-page.ts';
import { List } from './list.ts';
import { ListEntry } from './list-entry.ts';
import { Note } from './notes.ts';
import { Relationship, relationshipQuery } from './relationship.ts';
import { SearchCriteria } from './search.ts';

const person = () => ({
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
});
/** A person as the v2 API returns it (v2 reference, section 8.2). */
export interface Person extends TypeOf<typeof person> {}
export const Person: z.ZodType<Person> = z.lazy(() => z.object(person()));

const newPerson = () => ({
  firstName: z.string(),
  lastName: z.string().nullable(),
  primaryEmailAddress: z.string().nullable(),
  /** At most 100; the primary one unless stated. */
  emailAddresses: arrayOf(z.string(), { max: 100 }).optional(),
  /** Values of global fields, at most 100; takes the permission Edit Global Field Values. */
  fields: arrayOf(z.object({ id: FieldId, value: FieldValueUpdate }), { max: 100 }).optional(),
});
/** A person to create. */
export interface PersonToCreate extends TypeOf<typeof newPerson> {}
export const PersonToCreate: z.ZodType<PersonToCreate, PersonToCreate> = z.lazy(() => z.object(newPerson()));

const fields = {
  /** Page through the metadata of all fields that persons have; list fields are not among them. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons/fields',
    effect: 'read',
    query: fieldMetadataQuery,
    filter: filterable['GET /v2/persons/fields'],
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
      path: '/v2/persons/fields/{fieldId}/dropdown-options',
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
  /** Page through the fields of one person with their values: all enriched, global and relationship-intelligence ones unless chosen. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}/fields',
    effect: 'read',
    params: () => z.object({ personId: PersonId }),
    query: () => pageQuery(limit20).extend(ownFieldSelection(entityFieldTypes)),
    response: () => pageOf(Field),
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
    params: () => z.object({ personId: PersonId, fieldId: FieldId }),
    response: () => Field,
    beta: true,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Page through all values of one field, of which other answers show at most 100. */
  values: endpoint({
    method: 'GET',
    path: '/v2/persons/{personId}/fields/{fieldId}/values',
    effect: 'read',
    params: () => z.object({ personId: PersonId, fieldId: FieldId }),
    query: () => pageQuery(limit100),
    response: () => FieldValuesPage,
    paging: 'next-url',
    limit: limit100,
    beta: true,
    since: '2026-09-17',
    errors: [400, 404],
  }),
  /** Write one field of one person. */
  update: endpoint({
    method: 'POST',
    path: '/v2/persons/{personId}/fields/{fieldId}',
    effect: 'write',
    params: () => z.object({ personId: PersonId, fieldId: FieldId }),
    body: () => FieldUpdate,
    response: () => z.undefined(),
    status: 204,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
  /** Write up to 100 fields of one person at once: all of them or, if one is refused, none. */
  batchUpdate: endpoint({
    method: 'PATCH',
    path: '/v2/persons/{personId}/fields',
    effect: 'write',
    params: () => z.object({ personId: PersonId }),
    body: () => FieldsUpdate,
    response: () => FieldsUpdated,
    since: '2026-04-28',
    errors: [400, 403, 404],
  }),
};

/** What a person is in and what is about it. */
const belongings = {
  entries: {
    /** Page through the rows of a person in all lists that the caller may see, with all their fields. */
    list: endpoint({
      method: 'GET',
      path: '/v2/persons/{personId}/list-entries',
      effect: 'read',
      params: () => z.object({ personId: PersonId }),
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
    /** Page through the lists that a person is on, each once and without its type. */
    list: endpoint({
      method: 'GET',
      path: '/v2/persons/{personId}/lists',
      effect: 'read',
      params: () => z.object({ personId: PersonId }),
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
    /** Page through the notes attached to a person, mentioning them, or on meetings they attended. */
    list: endpoint({
      method: 'GET',
      path: '/v2/persons/{personId}/notes',
      effect: 'read',
      params: () => z.object({ personId: PersonId }),
      query: () =>
        pageQuery(limit20orNone).extend({
          /** By `creator.id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
          filter: filterOf('GET /v2/persons/{personId}/notes').optional(),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/persons/{personId}/notes'],
      response: () => countedPageOf(Note),
      paging: 'next-url',
      limit: limit20orNone,
      order: '-createdAt',
      since: '~2025-11',
      errors: [400, 404],
    }),
  },
  relationships: {
    /** Page through who in the firm knows a person, and how well. */
    list: endpoint({
      method: 'GET',
      path: '/v2/persons/{personId}/relationships',
      effect: 'read',
      params: () => z.object({ personId: PersonId }),
      query: relationshipQuery,
      filter: filterable['GET /v2/persons/{personId}/relationships'],
      response: () => countedPageOf(Relationship),
      paging: 'next-url',
      limit: limit20,
      order: '-interactionScore',
      since: '~2026',
      errors: [400, 404],
    }),
  },
};

/** Persons (v2 reference, section 9.3). */
export const persons = {
  /** Page through persons; with `ids`, only these, and ids that do not exist are left out. */
  list: endpoint({
    method: 'GET',
    path: '/v2/persons',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** Only these persons; 100 at once are known to work. */
        ids: idsOf(PersonId).optional(),
        ...fieldSelection(entityFieldTypes),
      }),
    response: () => pageOf(Person),
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
    params: () => z.object({ personId: PersonId }),
    query: () => z.object(fieldSelection(entityFieldTypes)),
    response: () => Person,
    since: 'initial',
    errors: [400, 403, 404],
  }),
  /** Page through the persons that match; without criteria, through all. */
  search: endpoint({
    method: 'POST',
    path: '/v2/persons/search',
    effect: 'read',
    query: () => pageQuery(limit100).extend({ ...totalCount(), ...fieldSelection(entityFieldTypes) }),
    body: () => SearchCriteria.optional(),
    response: () => countedPageOf(Person),
    status: 201,
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    permission: 'Export All People directory',
    beta: true,
    since: '2026-06-19',
    errors: [400, 403],
  }),
  /** Create a person. */
  create: endpoint({
    method: 'POST',
    path: '/v2/persons',
    effect: 'write',
    body: () => PersonToCreate,
    response: () => Person,
    status: 201,
    beta: true,
    since: '~2026-08',
    errors: [400, 403, 404],
  }),
  /** Delete a person outside the firm, with what was entered on them. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/persons/{personId}',
    effect: 'write',
    params: () => z.object({ personId: PersonId }),
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '~2026-08',
    errors: [400, 403, 404],
  }),
  /** What the fields of persons are, apart from any person. */
  fields,
  /** The fields of one person with their values. */
  fieldValues,
  ...belongings,
};
