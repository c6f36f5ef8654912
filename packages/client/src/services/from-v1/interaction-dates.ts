import type { UserId, V1InteractionTouch, V1InteractionTouches } from '@affinity-kit/contract';

/** One moment in touch with the firm. */
export interface Touch {
  readonly date: string;
  /** Who of the firm took part. */
  readonly userIds: readonly UserId[];
}

/** When a record was first, last and next in touch with the firm; `null` is never. Events are meetings. */
export interface InteractionDates {
  readonly firstEmail: Touch | null;
  readonly lastEmail: Touch | null;
  readonly firstEvent: Touch | null;
  readonly lastEvent: Touch | null;
  readonly nextEvent: Touch | null;
  readonly lastChatMessage: Touch | null;
  readonly lastInteraction: Touch | null;
}

const touchFromV1 = (touch: V1InteractionTouch | null | undefined): Touch | null =>
  touch === null || touch === undefined ? null : { date: touch.date, userIds: touch.person_ids ?? [] };

/** The interaction dates of v1, which v2 has as relationship-intelligence fields only. A record without interactions has none. */
export const interactionDatesFromV1 = (touches: V1InteractionTouches | undefined): InteractionDates => ({
  firstEmail: touchFromV1(touches?.first_email),
  lastEmail: touchFromV1(touches?.last_email),
  firstEvent: touchFromV1(touches?.first_event),
  lastEvent: touchFromV1(touches?.last_event),
  nextEvent: touchFromV1(touches?.next_event),
  lastChatMessage: touchFromV1(touches?.last_chat_message),
  lastInteraction: touchFromV1(touches?.last_interaction),
});
