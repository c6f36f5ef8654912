import { knownWebhookEvent, type WebhookEvent } from '@affinity-kit/contract';
import { expect, test } from 'vitest';
import { smallSandbox } from '../state/small-firm.fixture.ts';

const listening = async (...subscriptions: string[]) => {
  const events: WebhookEvent[] = [];
  const small = smallSandbox({
    mergeDelayMs: 1000,
    sendWebhook: ({ body }) => {
      events.push(JSON.parse(body));
      return Promise.resolve(200);
    },
  });
  await small.call('POST', '/webhook/subscribe', { body: { webhook_url: 'https://hooks.example/1', subscriptions } });
  events.length = 0;
  return { ...small, events };
};

test('webhooks hear of a merge once it is done, whatever the request that finds it so', async () => {
  const { sandbox, call, get, events } = await listening('organization.merged');
  await call('POST', '/v2/company-merges', { body: { primaryCompanyId: 104, duplicateCompanyId: 105 } });
  await get('/v2/companies/105');
  expect(events).toEqual([]);
  sandbox.clock.advance(1000);
  expect((await get('/v2/companies/105')).status).toBe(404);
  expect(events).toMatchObject([
    {
      type: 'organization.merged',
      body: { changer: { id: 1 }, removed_company: { id: 105 }, company: { id: 104, domains: expect.any(Array) } },
    },
  ]);
  expect(events.map((event) => knownWebhookEvent(event)?.type)).toEqual(['organization.merged']);
  sandbox.close();
});

test('where a new company takes the place of two, both are told of', async () => {
  const { sandbox, call, get, events } = await listening('organization.merged');
  await call('POST', '/v2/company-merges', { body: { primaryCompanyId: 101, duplicateCompanyId: 104 } });
  sandbox.clock.advance(1000);
  await get('/v2/auth/whoami');
  expect(events.map(({ body }) => body['removed_company'])).toMatchObject([{ id: 101 }, { id: 104 }]);
  sandbox.close();
});

test('a merge that fails tells nothing', async () => {
  const { sandbox, call, get, events } = await listening();
  await call('POST', '/v2/person-merges', { body: { primaryPersonId: 501, duplicatePersonId: 502 } });
  sandbox.clock.advance(1000);
  await get('/v2/auth/whoami');
  expect(events).toEqual([]);
  sandbox.close();
});

test('a person that is merged away is told of as deleted', async () => {
  const { sandbox, call, get, events } = await listening('person.deleted');
  const { body } = await call('POST', '/persons', { body: { first_name: 'Ada', last_name: 'Novak', emails: [] } });
  await call('POST', '/v2/person-merges', { body: { primaryPersonId: 501, duplicatePersonId: body.id } });
  sandbox.clock.advance(1000);
  await get('/v2/auth/whoami');
  expect(events).toMatchObject([{ type: 'person.deleted', body: { id: body.id } }]);
  sandbox.close();
});
