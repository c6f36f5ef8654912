import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { UserId, WebhookId } from '../ids.ts';
import { arrayOf, openEnum } from '../schema.ts';
import { webhookEventTypes } from '../webhook-event-type.ts';
import { Success } from './success.ts';

const webhookSubscription = z.lazy(() =>
  z.object({
    id: WebhookId,
    webhook_url: z.string(),
    /** Events that are delivered; none stands for all. */
    subscriptions: z.array(openEnum(webhookEventTypes)),
    /** Whether deliveries stopped, by request or after ten hours of failures. */
    disabled: z.boolean(),
    created_by: UserId,
  }),
);
/** A subscription to events (v1 reference, section 5). An account may have three, those made with v2 included. */
export interface WebhookSubscription extends z.infer<typeof webhookSubscription> {}
export const WebhookSubscription: z.ZodType<WebhookSubscription> = webhookSubscription;

const newSubscription = z.lazy(() =>
  z.object({
    /** Is called at once, and must answer well. */
    webhook_url: z.url(),
    /** Events to deliver; all of them when absent or empty. */
    subscriptions: arrayOf(z.enum(webhookEventTypes)).optional(),
  }),
);
/** A subscription to create. */
export interface WebhookSubscriptionToBeCreated extends z.infer<typeof newSubscription> {}
export const WebhookSubscriptionToBeCreated: z.ZodType<WebhookSubscriptionToBeCreated, WebhookSubscriptionToBeCreated> = newSubscription;

const subscriptionUpdate = z.lazy(() =>
  newSubscription.unwrap().partial().extend({
    /** `false` lets deliveries begin again. */
    disabled: z.boolean().optional(),
  }),
);
/** What to change of a subscription. Resend `subscriptions` always: an update without them is documented to subscribe to **all** events. */
export interface WebhookSubscriptionUpdate extends z.infer<typeof subscriptionUpdate> {}
export const WebhookSubscriptionUpdate: z.ZodType<WebhookSubscriptionUpdate, WebhookSubscriptionUpdate> = subscriptionUpdate;

const params = () => z.object({ webhook_subscription_id: WebhookId });

/** Webhook subscriptions (v1 reference, section 6.14). */
export const webhooks = {
  /** List the subscriptions of the account. */
  list: endpoint({
    method: 'GET',
    path: '/webhook',
    effect: 'read',
    response: () => z.array(WebhookSubscription),
    errors: [403],
  }),
  /** Fetch one subscription. */
  get: endpoint({
    method: 'GET',
    path: '/webhook/{webhook_subscription_id}',
    effect: 'read',
    params,
    response: () => WebhookSubscription,
    errors: [403, 422],
  }),
  /** Subscribe to events; an account may do so three times. */
  create: endpoint({
    method: 'POST',
    path: '/webhook/subscribe',
    effect: 'write',
    body: () => WebhookSubscriptionToBeCreated,
    response: () => WebhookSubscription,
    errors: [403, 422],
  }),
  /** Change a subscription, or end its pause; only who created it may. */
  update: endpoint({
    method: 'PUT',
    path: '/webhook/{webhook_subscription_id}',
    effect: 'write',
    params,
    body: () => WebhookSubscriptionUpdate,
    response: () => WebhookSubscription,
    errors: [403, 422],
  }),
  /** Delete a subscription; only who created it and admins may. */
  delete: endpoint({
    method: 'DELETE',
    path: '/webhook/{webhook_subscription_id}',
    effect: 'write',
    params,
    response: () => Success,
    errors: [403, 422],
  }),
};
