import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { InteractionId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { Attendee } from './field-interaction.ts';
import { AttendeesPreview } from './interaction-preview.ts';

const call = () => ({
  id: InteractionId,
  /** Calls are logged by hand. */
  loggingType: openEnum(['manual']),
  title: z.string().nullable(),
  startTime: Instant,
  endTime: Instant.nullable(),
  allDay: z.boolean(),
  creator: Attendee.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  /** Everyone who took part. */
  attendeesPreview: AttendeesPreview,
});
/** A phone call (v2 reference, section 8.6); as value of a relationship field it is a `FieldPhoneCall`. */
export interface Call extends TypeOf<typeof call> {}
export const Call: z.ZodType<Call> = z.lazy(() => z.object(call()));

/** Phone calls (v2 reference, section 9.7). */
export const calls = {
  /** Page through the calls of the whole firm that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/v2/calls',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `id` with `=`, by `startTime`, `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/calls').optional(),
      }),
    filter: filterable['GET /v2/calls'],
    response: () => pageOf(Call),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: '~2025-11',
    errors: [400],
  }),
};
