import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { denied, unprocessable } from '../support/refusals.ts';
import { anId, success } from '../support/shapes.ts';

const proves = provesOn(stage());

const hook = {
  id: 1301,
  webhook_url: 'https://hooks.harborlight.example/affinity/7f2c',
  subscriptions: ['note.created'],
  disabled: false,
  created_by: 5101,
};

const url = (path: string) => `https://hooks.harborlight.example/${path}`;

proves('v1.webhooks.list', {
  does: {
    'shows all of the account, whoever made them, those of v2 too [v1.webhooks.of-the-account]': async ({ affinity, as }) => {
      const { id } = await affinity.v2.webhooks.create({ body: { url: url('a'), subscriptions: [] } });
      expect((await as(keys.ines).v1.webhooks.list()).map((each) => each.id)).toEqual([1301, id]);
    },
  },
  raw: { line: 'GET /webhook', as: keys.tomas, status: 200, answer: [hook] },
});

proves('v1.webhooks.get', {
  does: {
    'is the one that v2 shows': async ({ affinity }) => {
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { status: 'disabled' } });
      expect((await affinity.v1.webhooks.get({ webhook_subscription_id: 1301 })).disabled).toBe(true);
    },
  },
  raw: { line: 'GET /webhook/1301', status: 200, answer: hook },
});

proves('v1.webhooks.create', {
  does: {
    'tries the address, and then tells it what happens [v1.webhooks.test-delivery]': async ({ affinity, told }) => {
      await affinity.v1.webhooks.create({ body: { webhook_url: url('b'), subscriptions: ['person.created'] } });
      await affinity.v1.persons.create({ body: { first_name: 'New', last_name: 'One', emails: [] } });
      expect(await told()).toEqual(['webhook.test', 'person.created']);
    },
    'wants everything where nothing is named': async ({ affinity, sandbox }) => {
      const { id, subscriptions } = await affinity.v1.webhooks.create({ body: { webhook_url: url('c') } });
      expect(subscriptions).toEqual([]);
      await affinity.v1.fields.create({ body: { name: 'x', entity_type: 1, value_type: 3, list_id: 821 } });
      await sandbox.webhooks.settled();
      expect(
        sandbox.webhooks
          .attempts()
          .filter(({ webhookId }) => webhookId === id)
          .map(({ type }) => type),
      ).toContain('field.created');
    },
  },
  raw: {
    line: 'POST /webhook/subscribe',
    body: { webhook_url: 'https://hooks.harborlight.example/d', subscriptions: ['list_entry.created'] },
    status: 200,
    answer: { ...hook, id: anId, webhook_url: 'https://hooks.harborlight.example/d', subscriptions: ['list_entry.created'] },
  },
  refuses: {
    'an address that does not answer': [
      'POST /webhook/subscribe',
      unprocessable(),
      { body: { webhook_url: 'https://unreachable.example/' } },
    ],
    'an event that there is not': [
      'POST /webhook/subscribe',
      unprocessable(/subscriptions/),
      { body: { webhook_url: url('e'), subscriptions: ['x.y'] } },
    ],
    'no address': ['POST /webhook/subscribe', unprocessable(/webhook_url/), { body: {} }],
    'an address that is used': ['POST /webhook/subscribe', unprocessable(), { body: { webhook_url: hook.webhook_url } }],
  },
});

proves('v1.webhooks.update', {
  does: {
    'disables, and tries the address before it enables again': async ({ affinity, told }) => {
      await affinity.v1.webhooks.update({ webhook_subscription_id: 1301, body: { disabled: true, subscriptions: ['note.created'] } });
      expect(await told()).toEqual([]);
      await affinity.v1.webhooks.update({ webhook_subscription_id: 1301, body: { disabled: false, subscriptions: ['note.created'] } });
      expect(await told()).toEqual(['webhook.test']);
    },
    'subscribes to everything where nothing is named [v1.webhooks.update-without-subscriptions]': async ({ affinity }) => {
      const updated = await affinity.v1.webhooks.update({ webhook_subscription_id: 1301, body: { disabled: false } });
      expect(updated.subscriptions).toEqual([]);
      expect((await affinity.v2.webhooks.get({ webhookId: 1301 })).subscriptions).toEqual([]);
    },
  },
  raw: {
    line: 'PUT /webhook/1301',
    body: { subscriptions: ['note.created', 'note.deleted'] },
    status: 200,
    answer: { ...hook, subscriptions: ['note.created', 'note.deleted'] },
  },
  refuses: {
    'somebody who did not make it [v1.webhooks.creator-updates]': [
      'PUT /webhook/1301',
      denied(),
      { as: keys.tomas, body: { disabled: true } },
    ],
    'an address that does not answer': ['PUT /webhook/1301', unprocessable(), { body: { webhook_url: 'https://unreachable.example/' } }],
  },
});

proves('v1.webhooks.delete', {
  does: {
    'is gone from both versions': async ({ affinity, send }) => {
      await affinity.v1.webhooks.delete({ webhook_subscription_id: 1301 });
      expect((await send('GET /v2/webhooks/1301')).status).toBe(404);
    },
  },
  raw: { line: 'DELETE /webhook/1301', status: 200, answer: success },
  refuses: { 'somebody who did not make it': ['DELETE /webhook/1301', denied(), { as: keys.tomas }] },
});
