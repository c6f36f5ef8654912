import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { InteractionId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { Attendee } from './field-interaction.ts';
import { AttendeesPreview } from './interaction-preview.ts';

const meeting = () => ({
  id: InteractionId,
  /** `automated` ones come from calendars. */
  loggingType: openEnum(['automated', 'manual']),
  title: z.string().nullable(),
  startTime: Instant,
  endTime: Instant.nullable(),
  allDay: z.boolean(),
  creator: Attendee.nullable(),
  organizer: Attendee.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  attendeesPreview: AttendeesPreview,
});
/** A meeting (v2 reference, section 8.6); as value of a relationship field it is a `FieldMeeting`. */
export interface Meeting extends TypeOf<typeof meeting> {}
export const Meeting: z.ZodType<Meeting> = z.lazy(() => z.object(meeting()));

/** Meetings, past and future (v2 reference, section 9.7); accounts without unified meetings get 404. */
export const meetings = {
  /** Page through the meetings of the whole firm that the caller may see. Pages above 20 have taken over 30 seconds. */
  list: endpoint({
    method: 'GET',
    path: '/v2/meetings',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `id` with `=`, by `startTime`, `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/meetings').optional(),
      }),
    filter: filterable['GET /v2/meetings'],
    response: () => pageOf(Meeting),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: '~2025-11',
    errors: [400],
  }),
  /** Fetch one meeting. */
  get: endpoint({
    method: 'GET',
    path: '/v2/meetings/{meetingId}',
    effect: 'read',
    params: () => z.object({ meetingId: InteractionId }),
    response: () => Meeting,
    beta: true,
    since: '~2026',
    errors: [400, 404],
  }),
};
