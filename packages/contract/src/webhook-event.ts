import * as z from 'zod';
import { CompanyId, ListId, OpportunityId, PersonId } from './ids.ts';
import { Instant, openEnum } from './schema.ts';
import { EntityFile } from './v1/entity-files.ts';
import { FieldValue } from './v1/field-values.ts';
import { Field } from './v1/fields.ts';
import { ListEntry } from './v1/list-entries.ts';
import { Note } from './v1/notes.ts';
import { SavedOrganization } from './v1/organizations.ts';
import { SavedPerson } from './v1/persons.ts';
import { OppRef, OrgRef, PersonRef } from './v1/references.ts';
import { Reminder } from './v1/reminders.ts';
import { type WebhookEventType, webhookEventTypes } from './webhook-event-type.ts';

const webhookEvent = z.lazy(() =>
  z.object({
    type: openEnum(webhookEventTypes),
    body: z.record(z.string(), z.unknown()),
    /** Seconds since 1970. */
    sent_at: z.number(),
  }),
);
/**
 * What a webhook delivers, for either version: events and bodies that nobody knows yet too (v1 reference, section 7; v2 reference, section 10).
 *
 * {@link knownWebhookEvent} narrows it. Deliveries are not signed, may repeat, and come in any order.
 */
export interface WebhookEvent extends z.infer<typeof webhookEvent> {}
export const WebhookEvent: z.ZodType<WebhookEvent> = webhookEvent;

const listNotice = z.lazy(() => z.object({ id: ListId, ip_address: z.string().nullable().optional() }));
/** All that an event tells of a list. */
export interface ListNotice extends z.infer<typeof listNotice> {}
export const ListNotice: z.ZodType<ListNotice> = listNotice;

const opportunityNotice = z.lazy(() =>
  z.object({
    id: OpportunityId,
    name: z.string(),
    person_ids: z.array(PersonId),
    organization_ids: z.array(CompanyId),
  }),
);
/** What an event tells of an opportunity that exists. */
export interface OpportunityNotice extends z.infer<typeof opportunityNotice> {}
export const OpportunityNotice: z.ZodType<OpportunityNotice> = opportunityNotice;

const organizationMerge = z.lazy(() =>
  z.object({
    /** Who merged them. */
    changer: PersonRef,
    /** The organization that is no more. */
    removed_company: OrgRef,
    /** The organization that stayed. */
    company: OrgRef,
    merged_at: Instant,
  }),
);
/** What an event tells of two organizations that became one. */
export interface OrganizationMerge extends z.infer<typeof organizationMerge> {}
export const OrganizationMerge: z.ZodType<OrganizationMerge> = organizationMerge;

const UndocumentedBody = z.lazy(() => z.record(z.string(), z.unknown()));

/** Schema of the body of each documented event, in the shapes of v1. */
export const webhookBodies = {
  'list.created': ListNotice,
  'list.updated': ListNotice,
  'list.deleted': ListNotice,
  'list_entry.created': ListEntry,
  'list_entry.deleted': ListEntry,
  'note.created': Note,
  'note.updated': Note,
  'note.deleted': Note,
  'field.created': Field,
  'field.updated': Field,
  'field.deleted': Field,
  'field_value.created': FieldValue,
  'field_value.updated': FieldValue,
  'field_value.deleted': FieldValue,
  'person.created': SavedPerson,
  'person.updated': SavedPerson,
  'person.deleted': PersonRef,
  'organization.created': SavedOrganization,
  'organization.updated': SavedOrganization,
  'organization.deleted': OrgRef,
  'organization.merged': OrganizationMerge,
  'opportunity.created': OpportunityNotice,
  'opportunity.updated': OpportunityNotice,
  'opportunity.deleted': OppRef,
  'file.created': EntityFile,
  'file.deleted': EntityFile,
  'smart_interaction_value.updated': UndocumentedBody,
  'reminder.created': Reminder,
  'reminder.updated': Reminder,
  'reminder.deleted': Reminder,
} as const satisfies Readonly<Record<WebhookEventType, z.ZodType>>;

/** The bodies of the documented events. */
export type WebhookBodies = { readonly [Type in WebhookEventType]: z.output<(typeof webhookBodies)[Type]> };

/** A delivery of a documented event, or of those that `Type` names; `type` tells what `body` is. */
export type KnownWebhookEvent<Type extends WebhookEventType = WebhookEventType> = {
  readonly [One in Type]: { readonly type: One; readonly body: WebhookBodies[One]; readonly sent_at: number };
}[Type];

const isDocumented = (type: string): type is WebhookEventType => Object.hasOwn(webhookBodies, type);

/** Narrows a delivery to the documented ones, or gives `undefined`: for a new event, and for a body that its event does not allow. */
export const knownWebhookEvent = (event: WebhookEvent): KnownWebhookEvent | undefined => {
  const { type, body } = event;
  if (!isDocumented(type) || !webhookBodies[type].safeParse(body).success) return undefined;
  return event as unknown as KnownWebhookEvent; // the body was just seen to be that of its type
};
