import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, OpportunityId, PersonId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf } from '../schema.ts';
import { GlobalField } from './fields.ts';
import { interactionDateBounds, interactionFlags, withInteractionDates } from './interaction-dates.ts';
import { ListEntryRef } from './list-entry-ref.ts';
import { personRefShape } from './references.ts';
import { Success } from './success.ts';

const personRow = z.lazy(() =>
  z.object({
    ...personRefShape(),
    ...withInteractionDates(),
    /** Only with `with_opportunities`. */
    opportunity_ids: z.array(OpportunityId).optional(),
    /** Organizations that the person works for today; only with `with_current_organizations`. */
    current_organization_ids: z.array(CompanyId).optional(),
  }),
);
/** A person as a search finds one. */
export interface PersonRow extends z.infer<typeof personRow> {}
export const PersonRow: z.ZodType<PersonRow> = personRow;

const person = z.lazy(() =>
  personRow.unwrap().extend({
    /** Organizations of past and present. */
    organization_ids: z.array(CompanyId),
    /** Rows of lists that the person is in. */
    list_entries: z.array(ListEntryRef),
  }),
);
/** A person fetched by id (v1 reference, section 5). */
export interface Person extends z.infer<typeof person> {}
export const Person: z.ZodType<Person> = person;

const savedPerson = z.lazy(() => z.object({ ...personRefShape(), organization_ids: z.array(CompanyId) }));
/** A person as creating and updating one answers it. */
export interface SavedPerson extends z.infer<typeof savedPerson> {}
export const SavedPerson: z.ZodType<SavedPerson> = savedPerson;

const personToBeCreated = z.lazy(() =>
  z.object({
    first_name: z.string(),
    last_name: z.string(),
    /** May be empty. An address of another person is refused, whatever its case. */
    emails: arrayOf(z.string()),
    organization_ids: arrayOf(CompanyId).optional(),
  }),
);
/** A person to create. */
export interface PersonToBeCreated extends z.infer<typeof personToBeCreated> {}
export const PersonToBeCreated: z.ZodType<PersonToBeCreated, PersonToBeCreated> = personToBeCreated;

const personUpdate = z.lazy(() => personToBeCreated.unwrap().partial());
/** What to change of a person. An array **replaces** the one before: resend the members to keep. */
export interface PersonUpdate extends z.infer<typeof personUpdate> {}
export const PersonUpdate: z.ZodType<PersonUpdate, PersonUpdate> = personUpdate;

const params = () => z.object({ person_id: PersonId });

const personFlags = () => ({
  ...interactionFlags(),
  /** Adds `current_organization_ids`. */
  with_current_organizations: z.boolean().optional(),
});

/** Persons (v1 reference, section 6.6). */
export const persons = {
  /** Page through persons, all or those that match. */
  list: endpoint({
    method: 'GET',
    path: '/persons',
    effect: 'read',
    query: () =>
      z.object({
        /** Part of an e-mail address, of a first or of a last name. */
        term: z.string().optional(),
        ...personFlags(),
        ...interactionDateBounds(),
        ...tokenPageQuery().shape,
      }),
    response: () => tokenPageOf('persons', PersonRow),
    paging: 'page-token',
    items: 'persons',
    limit: limit500,
    errors: [403, 422],
  }),
  /** Fetch one person. One that was merged away is refused, with the id of the person that it is now. */
  get: endpoint({
    method: 'GET',
    path: '/persons/{person_id}',
    effect: 'read',
    params,
    query: () => z.object(personFlags()),
    response: () => Person,
    errors: [403, 422],
  }),
  /** Create a person. */
  create: endpoint({
    method: 'POST',
    path: '/persons',
    effect: 'write',
    body: () => PersonToBeCreated,
    response: () => SavedPerson,
    errors: [403, 422],
  }),
  /** Change a person; what is left out stays. */
  update: endpoint({
    method: 'PUT',
    path: '/persons/{person_id}',
    effect: 'write',
    params,
    body: () => PersonUpdate,
    response: () => SavedPerson,
    errors: [403, 422],
  }),
  /** Delete a person with its values, its rows, the reminders that tag it and the notes that it wrote. Internal ones are refused. */
  delete: endpoint({
    method: 'DELETE',
    path: '/persons/{person_id}',
    effect: 'write',
    params,
    response: () => Success,
    errors: [403, 422],
  }),
  /** Global fields of persons. */
  fields: {
    /** List the global fields of persons. */
    list: endpoint({
      method: 'GET',
      path: '/persons/fields',
      effect: 'read',
      response: () => z.array(GlobalField),
      errors: [403],
    }),
  },
};
