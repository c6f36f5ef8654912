import { type WebhookBodies, type WebhookEventType, webhookBodies } from '@affinity-kit/contract';

/** Something that happened to the firm's data, as webhooks tell it: named and shaped as in v1 (v2 reference, section 10). */
export interface DomainEvent {
  readonly type: WebhookEventType;
  readonly body: object;
}

/**
 * Says that something happened. Webhooks hear of it once the request has succeeded; of one that fails they hear nothing.
 *
 * `body` is called at once, and only where a webhook listens: for a deletion emit before the record is gone.
 */
export type Emit = <Type extends WebhookEventType>(type: Type, body: () => WebhookBodies[Type]) => void;

/** The events of one request, until it is known to have succeeded. */
export interface EventBuffer {
  readonly emit: Emit;
  readonly events: readonly DomainEvent[];
}

/** Collects what is `wanted`. */
export const createEventBuffer = (wanted: (type: WebhookEventType) => boolean): EventBuffer => {
  const events: DomainEvent[] = [];
  const emit: Emit = (type, body) => {
    if (wanted(type)) events.push({ type, body: body() });
  };
  return { emit, events };
};

/** Holds the body of an event against the contract; what differs is a fault of the sandbox. */
export const checkEvent = ({ type, body }: DomainEvent): void => {
  const checked = webhookBodies[type].safeParse(body);
  if (!checked.success) throw new Error(`the body of ${type} does not match the contract: ${checked.error.message}`);
};
