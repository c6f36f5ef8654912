import { type ChatMessage, v2 } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import type { InteractionRow } from '../state/interactions.ts';
import { participantsPreview } from './attendees.ts';
import { interactionPage } from './interaction-page.ts';
import { personData } from './note-body.ts';

const shown = ({ state }: RequestContext, row: InteractionRow): ChatMessage => {
  const { id, at: sentAt, creatorId, people, createdAt, updatedAt } = row;
  const creator = personData(state, creatorId ?? people[0] ?? 0);
  const direction = row.direction ?? 'sent';
  return {
    id,
    sentAt,
    loggingType: 'manual',
    direction,
    creator,
    createdAt,
    updatedAt,
    participantsPreview: participantsPreview(state, people),
  };
};

export const chatMessages: HandlersOf<typeof v2.chatMessages> = {
  list: (input, context) =>
    interactionPage(context, input, { type: 'chat-message', endpoint: 'GET /v2/chat-messages', page: v2.chatMessages.list, show: shown }),
};
