import { v2, type Webhook } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import { managesAllWebhooks, type WebhookRefusal, webhookRules } from '../behaviour/webhook-rules.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import { allOf, always } from '../state/keyset.ts';
import { createdBy, type WebhookRow, webhookFilter } from '../state/webhooks.ts';
import { readFilter } from './filter.ts';
import { counted, pageRequest } from './page-request.ts';

const shown = ({ id, url, subscriptions, status, creatorId, createdAt, updatedAt }: WebhookRow): Webhook => ({
  id,
  url,
  subscriptions: [...subscriptions],
  status,
  creator: { id: creatorId },
  createdAt,
  updatedAt,
});

/** One's own, or any for those who manage all; others are not found (v2 reference, section 9.17). */
const webhookOf = ({ state, caller }: RequestContext, id: number): WebhookRow => {
  const webhook = state.webhooks.get(id);
  if (webhook === undefined || (webhook.creatorId !== caller.userId && !managesAllWebhooks(caller))) throw notFound();
  return webhook;
};

const refusal = ({ about, message }: WebhookRefusal): Problem =>
  about === 'url' ? invalid('url', message) : new Problem('bad-request', message);

export const webhooks: HandlersOf<typeof v2.webhooks> = {
  list: (input, context) => {
    const { state, caller } = context;
    const filter = readFilter(input.filter, 'GET /v2/webhooks');
    const own = managesAllWebhooks(caller) ? always : createdBy(caller.userId);
    const condition = allOf(own, webhookFilter(filter));
    const request = pageRequest(input, context, v2.webhooks.list);
    const { rows, pagination } = pageByKey(
      request,
      (seek) => state.webhooks.page(condition, seek),
      ({ id }) => id,
    );
    return { data: rows.map(shown), pagination: counted(input, pagination, () => state.webhooks.count(condition)) };
  },
  get: ({ webhookId }, context) => shown(webhookOf(context, webhookId)),
  create: async ({ body }, context) => {
    const made = await webhookRules.create(context, body);
    if (webhookRules.isRefusal(made)) throw refusal(made);
    return shown(made);
  },
  update: async ({ webhookId, body }, context) => {
    const webhook = webhookOf(context, webhookId);
    const { url, subscriptions, status } = body;
    const change = {
      ...(url !== undefined && { url }),
      ...(subscriptions !== undefined && { subscriptions }),
      ...(status !== undefined && { status }),
    };
    const refused = await webhookRules.update(context, webhook, change);
    if (refused !== undefined) throw refusal(refused);
    return undefined;
  },
  delete: ({ webhookId }, context) => {
    context.state.webhooks.remove(webhookOf(context, webhookId).id);
    return undefined;
  },
};
