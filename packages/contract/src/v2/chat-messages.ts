import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { InteractionId } from '../ids.ts';
import { limit100, pageOf, pageQuery } from '../page.ts';
import { Instant, openEnum, type TypeOf } from '../schema.ts';
import { PersonDataPreview } from './interaction-preview.ts';
import { PersonData } from './references.ts';

const chatMessage = () => ({
  id: InteractionId,
  sentAt: Instant,
  /** Chat messages are logged by hand. */
  loggingType: openEnum(['manual']),
  /** `sent` by one of the firm. */
  direction: openEnum(['sent', 'received']),
  /** Who logged it. */
  creator: PersonData,
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  participantsPreview: PersonDataPreview,
});
/** A chat message (v2 reference, section 8.6); as value of a relationship field it is a `FieldChatMessage`. */
export interface ChatMessage extends TypeOf<typeof chatMessage> {}
export const ChatMessage: z.ZodType<ChatMessage> = z.lazy(() => z.object(chatMessage()));

/** Chat messages (v2 reference, section 9.7). */
export const chatMessages = {
  /** Page through the chat messages of the whole firm that the caller may see. */
  list: endpoint({
    method: 'GET',
    path: '/v2/chat-messages',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `id` with `=`, by `sentAt`, `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/chat-messages').optional(),
      }),
    filter: filterable['GET /v2/chat-messages'],
    response: () => pageOf(ChatMessage),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    since: '~2025-11',
    errors: [400],
  }),
};
