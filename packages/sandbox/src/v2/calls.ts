import { type Call, v2 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { attendee, attendeesPreview } from './attendees.ts';
import { interactionPage } from './interaction-page.ts';

const shown = ({ state }: RequestContext, row: InteractionRow): Call => {
  const { id, creatorId, title, at: startTime, endsAt: endTime, allDay, createdAt, updatedAt, people } = row;
  const creator = creatorId === null ? null : attendee(state, creatorId);
  const facts = { id, title, startTime, endTime, allDay, creator, createdAt, updatedAt };
  return { ...facts, loggingType: 'manual', attendeesPreview: attendeesPreview(state, people) };
};

export const calls: HandlersOf<typeof v2.calls> = {
  list: (input, context) => interactionPage(context, input, { type: 'call', endpoint: 'GET /v2/calls', page: v2.calls.list, show: shown }),
};
