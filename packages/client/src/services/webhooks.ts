import { v2 as spec, v1 as v1Spec, type WebhookId, type WebhookToBeCreated, type WebhookToBeUpdated } from '@affinity-kit/contract';
import type { CallOptions } from '../transport/transport.ts';
import { collectionOf } from './collection.ts';
import type { ServiceContext } from './context.ts';
import { withFallback } from './fallback.ts';
import { fallbackPaged, pageFromV1 } from './fallback-paged.ts';
import { webhookFromV1, webhookUpdateToV1 } from './from-v1/webhook.ts';
import type { ListOptions, QueryOf } from './options.ts';
import { windowFilter } from './window.ts';

type WebhooksQuery = QueryOf<ServiceContext['v2']['webhooks']['list']>;

const list = (context: ServiceContext, query: WebhooksQuery, options: ListOptions) => {
  const { v1, v2 } = context;
  const { signal } = options;
  const filter = windowFilter('GET /v2/webhooks', query.filter);
  if (filter !== undefined) return v2.webhooks.list({ ...query, filter }, options);
  const ways = {
    operation: spec.webhooks.list,
    page: (position: object) => v2.webhooks.list({ ...query, filter, ...position }, { signal }).withResponse(),
    instead: v1Spec.webhooks.list,
    pageInstead: async () => {
      const { data, response } = await v1.webhooks.list({}, { signal }).withResponse();
      return pageFromV1({ data: { data, nextCursor: null }, response }, webhookFromV1);
    },
  };
  return fallbackPaged(context, ways, { ...options, cursor: query.cursor, walkLimit: query.limit ?? 100 });
};

const updateThroughV1 = async ({ v1 }: ServiceContext, [id, change]: readonly [WebhookId, WebhookToBeUpdated], options: CallOptions) => {
  const { subscriptions } = await v1.webhooks.get({ webhook_subscription_id: id }, options);
  await v1.webhooks.update({ webhook_subscription_id: id, body: webhookUpdateToV1(change, subscriptions) }, options);
};

/** Creates the service of webhook subscriptions; an account may have three. */
export const createWebhooks = (context: ServiceContext) => {
  const { v1, v2 } = context;
  return {
    ...collectionOf((query: WebhooksQuery = {}, options: ListOptions = {}) => list(context, query, options)),
    /** Fetches one subscription. */
    get: (webhookId: WebhookId, options: CallOptions = {}) =>
      withFallback(context, {
        operation: spec.webhooks.get,
        call: () => v2.webhooks.get({ webhookId }, options),
        instead: v1Spec.webhooks.get,
        callInstead: async () => webhookFromV1(await v1.webhooks.get({ webhook_subscription_id: webhookId }, options)),
      }),
    /** Subscribes to events, all of them where `subscriptions` is empty. The address must answer a test delivery. */
    create: (webhook: WebhookToBeCreated, options: CallOptions = {}) =>
      withFallback(context, {
        operation: spec.webhooks.create,
        call: () => v2.webhooks.create({ body: webhook }, options),
        instead: v1Spec.webhooks.create,
        callInstead: async () => {
          const body = { webhook_url: webhook.url, subscriptions: webhook.subscriptions };
          return webhookFromV1(await v1.webhooks.create({ body }, options));
        },
      }),
    /** Changes a subscription, or switches it on or off; what is left out stays. */
    update: (webhookId: WebhookId, change: WebhookToBeUpdated, options: CallOptions = {}) =>
      withFallback<void>(context, {
        operation: spec.webhooks.update,
        call: () => v2.webhooks.update({ webhookId, body: change }, options),
        instead: v1Spec.webhooks.update,
        callInstead: () => updateThroughV1(context, [webhookId, change], options),
      }),
    /** Deletes a subscription. */
    delete: (webhookId: WebhookId, options: CallOptions = {}) =>
      withFallback<void>(context, {
        operation: spec.webhooks.delete,
        call: () => v2.webhooks.delete({ webhookId }, options),
        instead: v1Spec.webhooks.delete,
        callInstead: async () => void (await v1.webhooks.delete({ webhook_subscription_id: webhookId }, options)),
      }),
  };
};

/** Subscriptions to events. */
export type Webhooks = ReturnType<typeof createWebhooks>;
