import type { Affinity } from '@affinity-kit/client';
import { ceilings, type WebhookEventType, webhookEventTypes } from '@affinity-kit/contract';
import { CliError } from '../cli-error.ts';

/** The events that tables follow. */
const subscriptions: readonly WebhookEventType[] = webhookEventTypes.filter((type) => type !== 'smart_interaction_value.updated');

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an unknown place');

/** Registers an address for deliveries, unless it is; one that was disabled is enabled again. Nobody else's webhook is touched. */
export const register = async ({ v1: { webhooks } }: Pick<Affinity, 'v1'>, url: string): Promise<'made' | 'known' | 'enabled'> => {
  const all = await webhooks.list();
  const own = all.find((webhook) => webhook.webhook_url === url);
  const body = { webhook_url: url, subscriptions: [...subscriptions] };
  if (own?.disabled) {
    await webhooks.update({ webhook_subscription_id: own.id, body: { subscriptions: body.subscriptions, disabled: false } });
    return 'enabled';
  }
  if (own) return 'known';
  if (all.length >= ceilings.webhookSubscriptions) {
    throw new CliError(
      `The account has its ${all.length} webhooks already; they go to ${all.map((one) => hostOf(one.webhook_url)).join(', ')}`,
      {
        nextStep: 'Delete one that nobody needs (Affinity, Settings, API), then repeat.',
      },
    );
  }
  await webhooks.create({ body });
  return 'made';
};
