import { expect } from 'vitest';
import { keys } from '../support/firm.ts';
import { stage } from '../support/harness.ts';
import { provesOn } from '../support/operation.ts';
import { badRequest, notFound, validation } from '../support/refusals.ts';
import { anId, anInstant, onlyPage } from '../support/shapes.ts';

const proves = provesOn(stage());

const hook = {
  id: 1301,
  url: 'https://hooks.harborlight.example/affinity/7f2c',
  subscriptions: ['note.created'],
  status: 'active',
  creator: { id: 5101 },
  createdAt: anInstant,
  updatedAt: null,
};

const url = (path: string) => `https://hooks.harborlight.example/${path}`;

proves('v2.webhooks.list', {
  does: {
    'shows one’s own, and all to who manages all [v2.webhooks.own-or-all]': async ({ affinity, as }) => {
      const { id } = await as(keys.tomas).v2.webhooks.create({ body: { url: url('t'), subscriptions: [] } });
      const ids = async (client: typeof affinity) => (await client.v2.webhooks.list({ totalCount: true })).data.map((each) => each.id);
      expect([await ids(affinity), await ids(as(keys.tomas))]).toEqual([[1301, id], [id]]);
    },
  },
  raw: {
    line: 'GET /v2/webhooks?filter=id%3D1301&totalCount=true',
    status: 200,
    answer: { data: [hook], pagination: { ...onlyPage, totalCount: 1 } },
  },
  refuses: { 'to be filtered by address': ['GET /v2/webhooks?filter=url%3Dx', validation('filter')] },
});

proves('v2.webhooks.get', {
  does: {
    'shows one that v1 made': async ({ affinity }) => {
      const { id } = await affinity.v1.webhooks.create({ body: { webhook_url: url('v1'), subscriptions: ['file.created'] } });
      expect(await affinity.v2.webhooks.get({ webhookId: id })).toMatchObject({
        url: url('v1'),
        subscriptions: ['file.created'],
        status: 'active',
      });
    },
  },
  raw: { line: 'GET /v2/webhooks/1301', status: 200, answer: hook },
  refuses: { 'somebody else’s [v2.webhooks.others-are-404]': ['GET /v2/webhooks/1301', notFound, { as: keys.tomas }] },
});

proves('v2.webhooks.create', {
  does: {
    'is tried when it is made, and told in the shapes of v1 [v2.webhooks.test-delivery] [v2.webhooks.v1-shapes]': async ({
      affinity,
      told,
    }) => {
      await affinity.v2.webhooks.create({ body: { url: url('a'), subscriptions: ['organization.created'] } });
      await affinity.v1.organizations.create({ body: { name: 'New' } });
      expect(await told()).toEqual(['webhook.test', 'organization.created']);
    },
  },
  raw: {
    line: 'POST /v2/webhooks',
    body: { url: 'https://hooks.harborlight.example/b', subscriptions: ['person.created'] },
    status: 201,
    answer: { ...hook, id: anId, url: 'https://hooks.harborlight.example/b', subscriptions: ['person.created'] },
  },
  refuses: {
    'an address that does not answer': [
      'POST /v2/webhooks',
      validation('url'),
      { body: { url: 'https://unreachable.example/', subscriptions: [] } },
    ],
    'an address with credentials': [
      'POST /v2/webhooks',
      validation('url'),
      { body: { url: 'https://me:secret@hooks.example/', subscriptions: [] } },
    ],
    'an address that is used [v2.webhooks.url-is-unique]': [
      'POST /v2/webhooks',
      validation('url'),
      { body: { url: hook.url, subscriptions: [] } },
    ],
    'no subscriptions at all': ['POST /v2/webhooks', validation('subscriptions'), { body: { url: url('c') } }],
    'an event that there is not': ['POST /v2/webhooks', validation('subscriptions.0'), { body: { url: url('c'), subscriptions: ['x.y'] } }],
  },
});

proves('v2.webhooks.update', {
  does: {
    'keeps what is omitted, and wants everything for an empty array': async ({ affinity }) => {
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { status: 'disabled' } });
      expect(await affinity.v2.webhooks.get({ webhookId: 1301 })).toMatchObject({ status: 'disabled', subscriptions: ['note.created'] });
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { subscriptions: [] } });
      expect((await affinity.v1.webhooks.get({ webhook_subscription_id: 1301 })).subscriptions).toEqual([]);
    },
    'is tried at a new address, and before it is active again [v2.webhooks.update-tests]': async ({ affinity, told }) => {
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { url: url('d') } });
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { status: 'disabled' } });
      await affinity.v2.webhooks.update({ webhookId: 1301, body: { status: 'active' } });
      expect(await told()).toEqual(['webhook.test', 'webhook.test']);
    },
  },
  raw: { line: 'POST /v2/webhooks/1301', body: { subscriptions: ['note.deleted'] }, status: 204 },
  refuses: {
    'an address that does not answer': ['POST /v2/webhooks/1301', validation('url'), { body: { url: 'https://unreachable.example/' } }],
    'a status that there is not': ['POST /v2/webhooks/1301', validation('status'), { body: { status: 'asleep' } }],
    'somebody else’s': ['POST /v2/webhooks/1301', notFound, { as: keys.tomas, body: { status: 'disabled' } }],
  },
});

proves('v2.webhooks.delete', {
  does: {
    'makes room for another, of which an account has three [v2.webhooks.three]': async ({ affinity, send }) => {
      for (const path of ['a', 'b']) await affinity.v2.webhooks.create({ body: { url: url(path), subscriptions: [] } });
      const create = () => send('POST /v2/webhooks', { body: { url: url('c'), subscriptions: [] } });
      const { status, body } = await create();
      expect({ status, body }).toEqual(badRequest());
      await affinity.v2.webhooks.delete({ webhookId: 1301 });
      expect((await create()).status).toBe(201);
    },
  },
  raw: { line: 'DELETE /v2/webhooks/1301', status: 204 },
  refuses: { 'somebody else’s': ['DELETE /v2/webhooks/1301', notFound, { as: keys.tomas }] },
});
