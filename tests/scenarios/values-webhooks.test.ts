import { createAffinity } from '@affinity-kit/client';
import { createWebhookHandler } from '@affinity-kit/client/webhooks';
import { createSandbox, type WebhookPost } from '@affinity-kit/sandbox';
import { afterAll, expect, it } from 'vitest';
import { valuesFirm, valuesKey } from './support/values-firm.ts';

const secretPath = '/affinity/9d1c7be04a52';
const url = `https://hooks.example${secretPath}`;

const seen: unknown[] = [];
const handle = createWebhookHandler({
  secretPath,
  on: { 'field_value.updated': ({ body }) => void seen.push([body.field_id, body.list_entry_id]) },
  onUnknown: ({ type }) => void seen.push(type),
});

const posts: WebhookPost[] = [];
const deliver = async (post: WebhookPost): Promise<number> => {
  const { body, signal } = post;
  posts.push(post);
  return (await handle(new Request(post.url, { method: 'POST', body, signal }))).status;
};

const sandbox = createSandbox({ firm: valuesFirm, clock: 'frozen', sendWebhook: deliver });
afterAll(() => sandbox.close());
const affinity = createAffinity({ baseUrl: sandbox.url, apiKey: valuesKey, fetch: sandbox.fetch });

it('a webhook handler passes the test delivery, and gets what is written, once however often it comes', async () => {
  await affinity.v2.webhooks.create({ body: { url, subscriptions: ['field_value.updated'] } });
  expect(seen).toEqual(['webhook.test']);
  const fields = affinity.v2.lists.entries.fieldValues;
  await fields.update({ listId: 10, listEntryId: 1001, fieldId: 'field-4', body: { value: { type: 'number', data: 5 } } });
  await sandbox.webhooks.settled();
  expect(seen).toEqual(['webhook.test', [4, 1001]]);
  for (const post of posts.slice()) expect(await deliver(post)).toBe(200);
  expect(seen).toHaveLength(2);
});
