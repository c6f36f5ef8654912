import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { WebhookId } from '../ids.ts';
import { countedPageOf, limit100, pageQuery, totalCount } from '../page.ts';
import { arrayOf, Instant, openEnum, type TypeOf } from '../schema.ts';
import { webhookEventTypes } from '../webhook-event-type.ts';
import { PersonReference } from './references.ts';

const webhook = () => ({
  id: WebhookId,
  url: z.string(),
  /** Events that are delivered; none means all. Names and payloads are those of v1. */
  subscriptions: z.array(openEnum(webhookEventTypes)).max(100),
  /** `disabled` after ten hours of failed deliveries, or by hand. */
  status: openEnum(['active', 'disabled']),
  creator: PersonReference.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
});
/** A subscription to events (v2 reference, section 8.8). */
export interface Webhook extends TypeOf<typeof webhook> {}
export const Webhook: z.ZodType<Webhook> = z.lazy(() => z.object(webhook()));

const subscriptions = z.lazy(() => arrayOf(z.enum(webhookEventTypes), { max: 100 }));

const newWebhook = () => ({
  /** Must answer a test delivery. Each is used once in the firm. */
  url: z.url(),
  /** Events to deliver; an empty array means all. */
  subscriptions,
});
/** A subscription to create. */
export interface WebhookToBeCreated extends TypeOf<typeof newWebhook> {}
export const WebhookToBeCreated: z.ZodType<WebhookToBeCreated, WebhookToBeCreated> = z.lazy(() => z.object(newWebhook()));

const webhookUpdate = () => ({
  /** Must answer a test delivery if the subscription is active. */
  url: z.url().optional(),
  /** Events to deliver; an empty array means all. */
  subscriptions: subscriptions.optional(),
  /** To become `active` again takes a test delivery. */
  status: z.enum(['active', 'disabled']).optional(),
});
/** What to change of a subscription; what is left out stays. */
export interface WebhookToBeUpdated extends TypeOf<typeof webhookUpdate> {}
export const WebhookToBeUpdated: z.ZodType<WebhookToBeUpdated, WebhookToBeUpdated> = z.lazy(() => z.object(webhookUpdate()));

const webhookParams = () => z.object({ webhookId: WebhookId });

/** Subscriptions to events (v2 reference, section 9.17); three per account, those of v1 included. */
export const webhooks = {
  /** Page through the caller's subscriptions, or those of the whole firm for who may manage all. */
  list: endpoint({
    method: 'GET',
    path: '/v2/webhooks',
    effect: 'read',
    query: () =>
      pageQuery(limit100).extend({
        /** By `id` with `=`, by `createdAt` and `updatedAt` with `>`, `<`, `>=` and `<=`. */
        filter: filterOf('GET /v2/webhooks').optional(),
        ...totalCount(),
      }),
    filter: filterable['GET /v2/webhooks'],
    response: () => countedPageOf(Webhook),
    paging: 'next-url',
    limit: limit100,
    order: 'id',
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
  /** Fetch one subscription. */
  get: endpoint({
    method: 'GET',
    path: '/v2/webhooks/{webhookId}',
    effect: 'read',
    params: webhookParams,
    response: () => Webhook,
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
  /** Subscribe to events. */
  create: endpoint({
    method: 'POST',
    path: '/v2/webhooks',
    effect: 'write',
    body: () => WebhookToBeCreated,
    response: () => Webhook,
    status: 201,
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
  /** Change a subscription, or switch it on or off. */
  update: endpoint({
    method: 'POST',
    path: '/v2/webhooks/{webhookId}',
    effect: 'write',
    params: webhookParams,
    body: () => WebhookToBeUpdated,
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
  /** Delete a subscription. */
  delete: endpoint({
    method: 'DELETE',
    path: '/v2/webhooks/{webhookId}',
    effect: 'write',
    params: webhookParams,
    response: () => z.undefined(),
    status: 204,
    beta: true,
    since: '2026-09-08',
    errors: [400, 404],
  }),
};
