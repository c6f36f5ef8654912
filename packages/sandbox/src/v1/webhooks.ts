import type { V1WebhookSubscription, v1 } from '@affinity-kit/contract';
import { managesAllWebhooks, webhookRules } from '../behaviour/webhook-rules.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { unprocessable } from '../problem.ts';
import type { WebhookRow } from '../state/webhooks.ts';
import { noAccess, unknownId } from './problems.ts';

const shown = ({ id, url, subscriptions, status, creatorId }: WebhookRow): V1WebhookSubscription => ({
  id,
  webhook_url: url,
  subscriptions: [...subscriptions],
  disabled: status === 'disabled',
  created_by: creatorId,
});

const webhookById = ({ state }: RequestContext, id: number): WebhookRow => {
  const webhook = state.webhooks.get(id);
  if (webhook === undefined) throw unknownId('webhook_subscription_id', id, 'WebhookSubscription');
  return webhook;
};

export const webhooks: HandlersOf<typeof v1.webhooks> = {
  list: (_, { state }) => state.webhooks.all().map(shown),
  get: ({ webhook_subscription_id }, context) => shown(webhookById(context, webhook_subscription_id)),
  create: async ({ body }, context) => {
    const made = await webhookRules.create(context, { url: body.webhook_url, subscriptions: body.subscriptions ?? [] });
    if (webhookRules.isRefusal(made)) throw unprocessable(made.message);
    return shown(made);
  },
  update: async ({ webhook_subscription_id, body }, context) => {
    const webhook = webhookById(context, webhook_subscription_id);
    if (webhook.creatorId !== context.caller.userId) throw noAccess('webhook subscription');
    const change = {
      ...(body.webhook_url !== undefined && { url: body.webhook_url }),
      ...(body.disabled !== undefined && { status: body.disabled ? ('disabled' as const) : ('active' as const) }),
      subscriptions: body.subscriptions ?? [], // left out, it stands for all events (v1 reference, section 6.14)
    };
    const refused = await webhookRules.update(context, webhook, change);
    if (refused !== undefined) throw unprocessable(refused.message);
    return shown(webhookById(context, webhook.id));
  },
  delete: ({ webhook_subscription_id }, context) => {
    const webhook = webhookById(context, webhook_subscription_id);
    if (webhook.creatorId !== context.caller.userId && !managesAllWebhooks(context.caller)) throw noAccess('webhook subscription');
    context.state.webhooks.remove(webhook.id);
    return { success: true };
  },
};
