import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { CompanyId, OpportunityId, PersonId } from '../ids.ts';
import { limit500, tokenPageOf, tokenPageQuery } from '../page.ts';
import { arrayOf } from '../schema.ts';
import { GlobalField } from './fields.ts';
import { interactionDateBounds, interactionFlags, withInteractionDates } from './interaction-dates.ts';
import { ListEntryRef } from './list-entry-ref.ts';
import { orgRefShape } from './references.ts';
import { Success } from './success.ts';

const organizationRow = z.lazy(() =>
  z.object({
    ...orgRefShape(),
    ...withInteractionDates(),
    /** Only with `with_opportunities`. */
    opportunity_ids: z.array(OpportunityId).optional(),
  }),
);
/** An organization as a search finds one. */
export interface OrganizationRow extends z.infer<typeof organizationRow> {}
export const OrganizationRow: z.ZodType<OrganizationRow> = organizationRow;

const organization = z.lazy(() =>
  organizationRow.unwrap().extend({
    person_ids: z.array(PersonId),
    /** Rows of lists that the organization is in. */
    list_entries: z.array(ListEntryRef),
  }),
);
/** An organization fetched by id (v1 reference, section 5); v2 calls it company. */
export interface Organization extends z.infer<typeof organization> {}
export const Organization: z.ZodType<Organization> = organization;

const savedOrganization = z.lazy(() =>
  z.object({
    ...orgRefShape(),
    /** Applied in the background: this answer and early reads may lack some or all. */
    person_ids: z.array(PersonId).optional(),
  }),
);
/** An organization as creating and updating one answers it. */
export interface SavedOrganization extends z.infer<typeof savedOrganization> {}
export const SavedOrganization: z.ZodType<SavedOrganization> = savedOrganization;

const organizationToBeCreated = z.lazy(() =>
  z.object({
    name: z.string(),
    /** Becomes the only one of `domains`. */
    domain: z.string().optional(),
    person_ids: arrayOf(PersonId).optional(),
  }),
);
/** An organization to create. A namesake, or one with the same domain, is not refused: search first. */
export interface OrganizationToBeCreated extends z.infer<typeof organizationToBeCreated> {}
export const OrganizationToBeCreated: z.ZodType<OrganizationToBeCreated, OrganizationToBeCreated> = organizationToBeCreated;

const organizationUpdate = z.lazy(() => organizationToBeCreated.unwrap().partial());
/** What to change of an organization. `person_ids` **replaces** the ones before; name and domain of a global one cannot be changed. */
export interface OrganizationUpdate extends z.infer<typeof organizationUpdate> {}
export const OrganizationUpdate: z.ZodType<OrganizationUpdate, OrganizationUpdate> = organizationUpdate;

const params = () => z.object({ organization_id: CompanyId });

/** Organizations (v1 reference, section 6.7). */
export const organizations = {
  /** Page through organizations, all or those that match. With `term` alone Affinity's own directory is searched too. */
  list: endpoint({
    method: 'GET',
    path: '/organizations',
    effect: 'read',
    query: () =>
      z.object({
        /** Part of a name or of a domain. */
        term: z.string().optional(),
        ...interactionFlags(),
        ...interactionDateBounds(),
        ...tokenPageQuery().shape,
      }),
    response: () => tokenPageOf('organizations', OrganizationRow),
    paging: 'page-token',
    items: 'organizations',
    limit: limit500,
    errors: [403, 422],
  }),
  /** Fetch one organization. One that was merged away is refused, with the id of the organization that it is now. */
  get: endpoint({
    method: 'GET',
    path: '/organizations/{organization_id}',
    effect: 'read',
    params,
    query: () => z.object(interactionFlags()),
    response: () => Organization,
    errors: [403, 422],
  }),
  /** Create an organization; it is never a global one. */
  create: endpoint({
    method: 'POST',
    path: '/organizations',
    effect: 'write',
    body: () => OrganizationToBeCreated,
    response: () => SavedOrganization,
    errors: [403, 422],
  }),
  /** Change an organization; what is left out stays. */
  update: endpoint({
    method: 'PUT',
    path: '/organizations/{organization_id}',
    effect: 'write',
    params,
    body: () => OrganizationUpdate,
    response: () => SavedOrganization,
    errors: [403, 422],
  }),
  /** Delete an organization with its values, its rows and the reminders that tag it. A global one is refused. */
  delete: endpoint({
    method: 'DELETE',
    path: '/organizations/{organization_id}',
    effect: 'write',
    params,
    response: () => Success,
    errors: [403, 422],
  }),
  /** Global fields of organizations. */
  fields: {
    /** List the global fields of organizations. */
    list: endpoint({
      method: 'GET',
      path: '/organizations/fields',
      effect: 'read',
      response: () => z.array(GlobalField),
      errors: [403],
    }),
  },
};
