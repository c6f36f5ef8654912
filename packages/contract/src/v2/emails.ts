import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { InteractionId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { Attendee } from './field-interaction.ts';
import { AttendeesPreview } from './interaction-preview.ts';

const email = () => ({
  id: InteractionId,
  sentAt: Instant,
  /** E-mails are read from mailboxes. */
  loggingType: openEnum(['automated']),
  /** `sent` by one of the firm. */
  direction: openEnum(['sent', 'received']),
  /** `********` where the caller may not see it. */
  subject: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  from: Attendee,
  toParticipantsPreview: AttendeesPreview,
  ccParticipantsPreview: AttendeesPreview,
});
/** An e-mail without its text (v2 reference, section 8.6); as value of a relationship field it is a `FieldEmail`. */
export interface Email extends TypeOf<typeof email> {}
export const Email: z.ZodType<Email> = z.lazy(() => z.object(email()));

/** E-mails (v2 reference, section 9.7). */
export const emails = {
  /** Page through the e-mails of the whole firm that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/v2/emails',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `id` with `=`, by `sentAt`, `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/emails').optional(),
      }),
    filter: filterable['GET /v2/emails'],
    response: () => pageOf(Email),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: '~2025-11',
    errors: [400],
  }),
};
