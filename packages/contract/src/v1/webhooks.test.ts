import { describe, expect, it } from 'vitest';
import { webhookEventTypes } from '../webhook-event-type.ts';
import { WebhookSubscription, WebhookSubscriptionToBeCreated, WebhookSubscriptionUpdate } from './webhooks.ts';

const webhook_url = 'https://hooks.harborlight.example/affinity/7f2c';

describe('a webhook subscription', () => {
  it('may hold events that nobody knows yet', () => {
    const subscription = {
      id: 1301,
      webhook_url,
      subscriptions: ['list_entry.created', 'galaxy.formed'],
      disabled: false,
      created_by: 5101,
    };
    expect(WebhookSubscription.parse(subscription)).toEqual(subscription);
  });

  it('is made for some events or for all, each of them known', () => {
    expect(WebhookSubscriptionToBeCreated.safeParse({ webhook_url }).success).toBe(true);
    expect(WebhookSubscriptionToBeCreated.safeParse({ webhook_url, subscriptions: [] }).success).toBe(true);
    expect(WebhookSubscriptionToBeCreated.safeParse({ webhook_url, subscriptions: webhookEventTypes }).success).toBe(true);
    expect(WebhookSubscriptionToBeCreated.safeParse({ webhook_url, subscriptions: ['galaxy.formed'] }).success).toBe(false);
    expect(WebhookSubscriptionToBeCreated.safeParse({ webhook_url: 'here' }).success).toBe(false);
  });

  it('changes in any part', () => {
    expect(WebhookSubscriptionUpdate.parse({ disabled: false })).toEqual({ disabled: false });
    expect(WebhookSubscriptionUpdate.safeParse({ disabled: 'no' }).success).toBe(false);
  });
});
