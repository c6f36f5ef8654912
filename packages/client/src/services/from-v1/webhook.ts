import type { V1WebhookSubscription, V1WebhookSubscriptionUpdate, Webhook, WebhookToBeUpdated } from '@affinity-kit/contract';

/** What of a subscription v1 does not tell. */
const unknownInV1 = '1970-01-01T00:00:00Z';

/** A subscription of v1 as v2 shows it. v1 does not tell when it was made, for which the beginning of 1970 stands. */
export const webhookFromV1 = (webhook: V1WebhookSubscription): Webhook => ({
  id: webhook.id,
  url: webhook.webhook_url,
  subscriptions: webhook.subscriptions,
  status: webhook.disabled ? 'disabled' : 'active',
  creator: { id: webhook.created_by },
  createdAt: unknownInV1,
  updatedAt: null,
});

/** What to change, as v1 takes it. v1 needs the subscriptions always: without them it subscribes to all events. */
export const webhookUpdateToV1 = (
  { url, subscriptions, status }: WebhookToBeUpdated,
  kept: V1WebhookSubscription['subscriptions'],
): V1WebhookSubscriptionUpdate => ({
  ...(url !== undefined && { webhook_url: url }),
  // Events that v1 told of are events that v1 takes.
  subscriptions: (subscriptions ?? kept) as NonNullable<V1WebhookSubscriptionUpdate['subscriptions']>,
  ...(status !== undefined && { disabled: status === 'disabled' }),
});
