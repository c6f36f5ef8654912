import { type Meeting, v2 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { notFound } from '../problem.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { attendee, attendeesPreview } from './attendees.ts';
import { interactionPage } from './interaction-page.ts';

/** A synchronised meeting is its organiser's; one that was logged by hand has none. */
const shown = ({ state }: RequestContext, row: InteractionRow): Meeting => {
  const { id, creatorId, title, at: startTime, endsAt: endTime, allDay, createdAt, updatedAt, people } = row;
  const [organizerId] = people;
  const organizer = creatorId !== null || organizerId === undefined ? null : attendee(state, organizerId);
  return {
    id,
    loggingType: creatorId === null ? 'automated' : 'manual',
    title,
    startTime,
    endTime,
    allDay,
    creator: creatorId === null ? organizer : attendee(state, creatorId),
    organizer,
    createdAt,
    updatedAt,
    attendeesPreview: attendeesPreview(state, people),
  };
};

export const meetings: HandlersOf<typeof v2.meetings> = {
  list: (input, context) =>
    interactionPage(context, input, { type: 'meeting', endpoint: 'GET /v2/meetings', page: v2.meetings.list, show: shown }),
  get: ({ meetingId }, context) => {
    const row = context.state.interactions.get('meeting', meetingId);
    if (row === undefined) throw notFound();
    return shown(context, row);
  },
};
