import { type Email, v2 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { attendee, attendeesPreview } from './attendees.ts';
import { interactionPage, subjectOf } from './interaction-page.ts';

const shown = (context: RequestContext, row: InteractionRow): Email => {
  const { state } = context;
  const { id, at: sentAt, people, toCount, createdAt, updatedAt } = row;
  return {
    id,
    sentAt,
    loggingType: 'automated',
    direction: row.direction ?? 'received',
    subject: subjectOf(context, row),
    createdAt,
    updatedAt,
    from: attendee(state, people[0] ?? 0),
    toParticipantsPreview: attendeesPreview(state, people.slice(1, toCount + 1)),
    ccParticipantsPreview: attendeesPreview(state, people.slice(toCount + 1)),
  };
};

export const emails: HandlersOf<typeof v2.emails> = {
  list: (input, context) =>
    interactionPage(context, input, { type: 'email', endpoint: 'GET /v2/emails', page: v2.emails.list, show: shown }),
};
