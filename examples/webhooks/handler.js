// What to do when something changes in Affinity. The two servers beside this file hand their requests to it.
import { createWebhookHandler } from '@affinity-kit/client/webhooks';

// Deliveries are not signed: a path that nobody can guess is what protects this.
const secretPath = process.env.AFFINITY_WEBHOOK_PATH;
if (!secretPath) throw new Error('Set AFFINITY_WEBHOOK_PATH to the path of your webhook URL, such as /affinity/<32 random letters>');

export const handle = createWebhookHandler({
  secretPath,
  on: {
    'field_value.updated': ({ body }) => console.log(`field ${body.field_id} of ${body.entity_id} is now ${JSON.stringify(body.value)}`),
    'list_entry.created': ({ body }) => console.log(`${body.entity_id} is on list ${body.list_id}`),
    'organization.merged': ({ body }) => console.log(`${body.removed_company.name} is now part of ${body.company.name}`),
  },
  onUnknown: ({ type }) => console.log(`${type} came and was left alone`),
  onError: (error, { type }) => console.error(`${type} failed and will come again: ${error}`),
});
