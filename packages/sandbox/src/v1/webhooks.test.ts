import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { knownWebhookEvent, type WebhookEvent } from '@affinity-kit/contract';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebhookPost } from '../behaviour/webhook-sender.ts';
import { keys, type SmallSandbox, smallSandbox } from '../state/small-firm.fixture.ts';

const url = 'https://hooks.example/affinity/7f2c';

/** A receiver that answers as it is told, and remembers what it got. */
const receiver = () => {
  const posts: WebhookPost[] = [];
  const state = { status: 200 };
  const send = (post: WebhookPost): Promise<number> => {
    posts.push(post);
    return state.status === 0 ? Promise.reject(new Error('connection refused')) : Promise.resolve(state.status);
  };
  const events = (): WebhookEvent[] => posts.map(({ body }) => JSON.parse(body)).filter(({ type }) => type !== 'webhook.test');
  return { posts, events, send, answer: (status: number) => (state.status = status) };
};

const opened: SmallSandbox[] = [];
const open = (send: ReturnType<typeof receiver>['send']): SmallSandbox => {
  const small = smallSandbox({ sendWebhook: send });
  opened.push(small);
  return small;
};

afterEach(() => {
  for (const { sandbox } of opened.splice(0)) sandbox.close();
});

const subscribe = (small: SmallSandbox, subscriptions: readonly string[] = [], webhook_url = url) =>
  small.call('POST', '/webhook/subscribe', { body: { webhook_url, subscriptions } });

const addRow = (small: SmallSandbox) => small.call('POST', '/lists/13/list-entries', { body: { entity_id: 502 } });

const hour = 60 * 60 * 1000;

describe('a webhook subscription of v1', () => {
  it('is tested when it is made, and listed for the whole account', async () => {
    const hook = receiver();
    const small = open(hook.send);
    const made = await subscribe(small, ['note.created']);
    expect(made).toMatchObject({
      status: 200,
      body: { webhook_url: url, subscriptions: ['note.created'], disabled: false, created_by: 1 },
    });
    expect(hook.posts).toHaveLength(1);
    expect(JSON.parse(hook.posts[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', body: {} });
    expect((await small.get('/webhook', { key: keys.ken })).body).toEqual([made.body]);
  });

  it('is refused where the address does not answer well, and nothing is kept', async () => {
    const hook = receiver();
    const small = open(hook.send);
    for (const status of [0, 302, 500]) {
      hook.answer(status);
      expect((await subscribe(small)).status).toBe(422);
    }
    expect((await small.get('/webhook')).body).toEqual([]);
  });

  it('has an address of its own, and no account has more than three', async () => {
    const small = open(receiver().send);
    expect((await subscribe(small)).status).toBe(200);
    expect((await subscribe(small)).status).toBe(422);
    await subscribe(small, [], `${url}/2`);
    await subscribe(small, [], `${url}/3`);
    expect(await subscribe(small, [], `${url}/4`)).toMatchObject({ status: 422, body: ['An account has at most 3 webhooks'] });
    expect((await subscribe(small, [], 'https://me:secret@hooks.example')).status).toBe(422);
  });

  it('keeps to three when four are made at once', async () => {
    const small = open(receiver().send);
    const made = await Promise.all([1, 2, 3, 4].map((each) => subscribe(small, [], `${url}/${each}`)));
    expect(made.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('is changed by who made it and deleted by them or an admin; left out, its events become all', async () => {
    const hook = receiver();
    const small = open(hook.send);
    const { body } = await small.call('POST', '/webhook/subscribe', {
      key: keys.jo,
      body: { webhook_url: url, subscriptions: ['note.created'] },
    });
    expect((await small.call('PUT', `/webhook/${body.id}`, { body: { disabled: true } })).status).toBe(403);
    const changed = await small.call('PUT', `/webhook/${body.id}`, { key: keys.jo, body: { disabled: true } });
    expect(changed.body).toMatchObject({ disabled: true, subscriptions: [] });
    expect((await small.call('DELETE', `/webhook/${body.id}`, { key: keys.ken })).status).toBe(403);
    expect((await small.call('DELETE', `/webhook/${body.id}`)).body).toEqual({ success: true });
    expect((await small.get(`/webhook/${body.id}`)).status).toBe(422);
  });
});

describe('webhook deliveries', () => {
  it('tell of a new row and of the values that came with it, in the shapes of v1 [v1.webhooks.payloads]', async () => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small);
    const before = small.sandbox.limits.state(1).minute.used;
    const entry = await small.call('POST', '/lists/10/list-entries', { body: { entity_id: 104 } });
    await small.sandbox.webhooks.settled();
    expect(hook.events().map(({ type }) => type)).toEqual(['field_value.created', 'field_value.created', 'list_entry.created']);
    for (const event of hook.events()) expect(knownWebhookEvent(event)).toBe(event);
    expect(hook.events().at(-1)?.body).toEqual(entry.body);
    expect(small.sandbox.limits.state(1).minute.used).toBe(before + 1);
  });

  it('tell of values that v2 writes, whichever version the webhook was made with', async () => {
    const hook = receiver();
    const small = open(hook.send);
    const made = await small.call('POST', '/v2/webhooks', { body: { url, subscriptions: ['field_value.updated', 'field_value.deleted'] } });
    expect(made.status).toBe(201);
    const target = '/v2/lists/10/list-entries/1001/fields/field-203';
    const write = (value: number | null) => small.call('POST', target, { body: { value: { type: 'number', data: value } } });
    expect((await write(300_000)).status).toBe(204);
    expect((await write(300_000)).status).toBe(204);
    expect((await write(null)).status).toBe(204);
    await small.sandbox.webhooks.settled();
    expect(hook.events().map(({ type, body }) => [type, body['field_id'], body['value']])).toEqual([
      ['field_value.updated', 203, 300_000],
      ['field_value.deleted', 203, 300_000],
    ]);
  });

  it('leave out what was not asked for, and what failed', async () => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small, ['list_entry.created']);
    await small.call('POST', '/lists/10/list-entries', { body: { entity_id: 99_999 } });
    await addRow(small);
    await small.sandbox.webhooks.settled();
    expect(hook.events().map(({ type }) => type)).toEqual(['list_entry.created']);
  });

  it('are tried again by the clock, further and further apart, and give up after ten hours [v1.webhooks.retries]', async () => {
    const hook = receiver();
    const small = open(hook.send);
    const { body } = await subscribe(small, ['list_entry.created']);
    hook.answer(0);
    await addRow(small);
    const tries = async (ms: number): Promise<number> => {
      small.sandbox.clock.advance(ms);
      await small.sandbox.webhooks.settled();
      return small.sandbox.webhooks.attempts().length;
    };
    expect(await tries(0)).toBe(1);
    expect(await tries(59_000)).toBe(1);
    expect(await tries(1000)).toBe(2);
    expect(await tries(60_000)).toBe(2);
    expect(await tries(60_000)).toBe(3);
    expect((await small.get(`/webhook/${body.id}`)).body.disabled).toBe(false);
    expect(await tries(10 * hour)).toBe(4);
    expect((await small.get(`/webhook/${body.id}`)).body.disabled).toBe(true);
    expect(await tries(24 * hour)).toBe(4);
  });

  it('arrive once the receiver is back, the same as they were', async () => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small, ['list_entry.created']);
    hook.answer(500);
    await addRow(small);
    await small.sandbox.webhooks.settled();
    hook.answer(200);
    small.sandbox.clock.advance(hour);
    await small.sandbox.webhooks.settled();
    const [first, second] = hook.events();
    expect(first).toEqual(second);
    expect(small.sandbox.webhooks.attempts().map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 200],
    ]);
  });

  it('begin again once the webhook is switched on, after another test', async () => {
    const hook = receiver();
    const small = open(hook.send);
    const { body } = await small.call('POST', '/v2/webhooks', { body: { url, subscriptions: [] } });
    const change = (status: string) => small.call('POST', `/v2/webhooks/${body.id}`, { body: { status } });
    expect((await change('disabled')).status).toBe(204);
    await addRow(small);
    hook.answer(0);
    expect(await change('active')).toMatchObject({ status: 400, body: { errors: [{ code: 'validation', param: 'url' }] } });
    hook.answer(200);
    expect((await change('active')).status).toBe(204);
    await addRow(small);
    await small.sandbox.webhooks.settled();
    expect(hook.events().filter(({ type }) => type === 'list_entry.created')).toHaveLength(1);
  });

  it('are forgotten with a reset', async () => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small);
    hook.answer(0);
    await addRow(small);
    small.sandbox.reset();
    small.sandbox.clock.advance(hour);
    await small.sandbox.webhooks.settled();
    expect(small.sandbox.webhooks.attempts()).toEqual([]);
    expect((await small.get('/webhook')).body).toEqual([]);
  });

  it('go over HTTP to this machine, and nowhere else', async () => {
    const got: string[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => got.push(text));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const small = smallSandbox();
    opened.push(small);
    const { port } = server.address() as AddressInfo; // a server on TCP has no other kind of address
    expect((await subscribe(small, ['list_entry.created'], `http://127.0.0.1:${port}/hook`)).status).toBe(200);
    expect((await subscribe(small, [], 'http://192.0.2.1/hook')).status).toBe(422);
    await addRow(small);
    await small.sandbox.webhooks.settled();
    server.close();
    server.closeAllConnections();
    expect(got.map((text) => JSON.parse(text).type)).toEqual(['webhook.test', 'list_entry.created']);
  });
});

describe('webhooks of v2', () => {
  it('are one’s own, or all for an admin', async () => {
    const small = open(receiver().send);
    const { body } = await small.call('POST', '/v2/webhooks', { key: keys.jo, body: { url, subscriptions: ['file.created'] } });
    expect((await small.get('/v2/webhooks?totalCount=true', { key: keys.ken })).body).toMatchObject({
      data: [],
      pagination: { totalCount: 0 },
    });
    expect((await small.get(`/v2/webhooks/${body.id}`, { key: keys.ken })).status).toBe(404);
    expect((await small.get(`/v2/webhooks?filter=id%3D${body.id}`)).body.data).toEqual([body]);
    expect((await small.call('DELETE', `/v2/webhooks/${body.id}`, { key: keys.ken })).status).toBe(404);
    expect((await small.call('DELETE', `/v2/webhooks/${body.id}`)).status).toBe(204);
  });

  it('say which limit they hit', async () => {
    const small = open(receiver().send);
    for (const each of [1, 2, 3]) await small.call('POST', '/v2/webhooks', { body: { url: `${url}/${each}`, subscriptions: [] } });
    const fourth = await small.call('POST', '/v2/webhooks', { body: { url, subscriptions: [] } });
    expect(fourth).toMatchObject({ status: 400, body: { errors: [{ code: 'bad-request' }] } });
  });
});

describe('every write', () => {
  const entry = { dropdownOptionId: 51 };
  it.each<[string, string, string, object | undefined, readonly string[]]>([
    ['a list of v1', 'POST /lists', 'list.created', { name: 'New', type: 1, is_public: false }, []],
    ['a list of v2', 'POST /v2/lists', 'list.created', { name: 'New', type: 'company' }, []],
    ['a row of v2', 'POST /v2/lists/13/list-entries', 'list_entry.created', { entity: { id: 502 } }, []],
    ['a row that goes', 'DELETE /lists/10/list-entries/1002', 'list_entry.deleted', undefined, []],
    ['a deal that goes with its row', 'DELETE /lists/12/list-entries/1201', 'list_entry.deleted', undefined, ['opportunity.deleted']],
    ['a note of v1', 'POST /notes', 'note.created', { content: 'Hi', organization_ids: [101] }, []],
    ['a note of v2', 'POST /v2/notes', 'note.created', { type: 'entities', content: { html: '<p>Hi</p>' }, companies: [{ id: 101 }] }, []],
    ['a note that v2 changes', 'POST /v2/notes/901', 'note.updated', { content: { html: '<p>Ho</p>' } }, []],
    ['a note that v2 deletes', 'DELETE /v2/notes/901', 'note.deleted', undefined, []],
    ['a field', 'POST /fields', 'field.created', { name: 'Stage', list_id: 10, entity_type: 1, value_type: 6 }, []],
    ['a field that goes', 'DELETE /fields/204', 'field.deleted', undefined, []],
    ['an option', 'POST /v2/lists/10/fields/field-205/dropdown-options', 'field.updated', { type: 'dropdown', text: 'Warm' }, []],
    [
      'a value of v1',
      'POST /field-values',
      'field_value.created',
      { field_id: 205, entity_id: 102, list_entry_id: 1002, value: 'Hot' },
      [],
    ],
    [
      'a value of v2',
      'POST /v2/lists/10/list-entries/1002/fields/field-205',
      'field_value.created',
      { value: { type: 'dropdown-multi', data: [entry] } },
      [],
    ],
    ['a person', 'POST /persons', 'person.created', { first_name: 'Eva', last_name: 'Li', emails: ['eva@mail.example'] }, []],
    ['a person that changes', 'PUT /persons/501', 'person.updated', { first_name: 'Adele' }, []],
    ['a person that goes', 'DELETE /v2/persons/501', 'person.deleted', undefined, ['list_entry.deleted']],
    ['an organization', 'POST /organizations', 'organization.created', { name: 'Nova', domain: 'nova.example' }, []],
    ['an organization that changes', 'PUT /organizations/104', 'organization.updated', { name: 'Acme Corp' }, []],
    ['an organization that goes', 'DELETE /organizations/104', 'organization.deleted', undefined, []],
    ['an opportunity', 'POST /opportunities', 'opportunity.created', { name: 'Round B', list_id: 12 }, ['list_entry.created']],
    ['an opportunity that changes', 'POST /v2/opportunities/701', 'opportunity.updated', { name: 'Round A' }, []],
    ['a person of v1 that goes', 'DELETE /persons/501', 'person.deleted', undefined, ['list_entry.deleted']],
    ['an organization that goes with its row', 'DELETE /organizations/102', 'organization.deleted', undefined, ['list_entry.deleted']],
    ['an opportunity that goes', 'DELETE /opportunities/701', 'opportunity.deleted', undefined, ['list_entry.deleted']],
    ['an opportunity that v2 deletes', 'DELETE /v2/opportunities/701', 'opportunity.deleted', undefined, ['list_entry.deleted']],
    ['a reminder', 'POST /reminders', 'reminder.created', { owner_id: 1, type: 0, due_date: '2027-01-01', organization_id: 101 }, []],
  ])('is told: %s', async (_, operation, type, body, others) => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small);
    const [method = '', target = ''] = operation.split(' ');
    expect((await small.call(method, target, { body })).status).toBeLessThan(300);
    await small.sandbox.webhooks.settled();
    const types = hook.events().map((event) => event.type);
    for (const expected of [type, ...others]) expect(types.filter((each) => each === expected)).toHaveLength(1);
    for (const event of hook.events()) expect(knownWebhookEvent(event)).toBe(event);
  });

  it('is told of merges, when they are done', async () => {
    const hook = receiver();
    const small = open(hook.send);
    await subscribe(small);
    const merge = { primaryCompanyId: 104, duplicateCompanyId: 105 };
    expect((await small.call('POST', '/v2/company-merges', { body: merge })).status).toBe(202);
    small.sandbox.clock.advance(hour);
    await small.get('/v2/companies/104');
    await small.sandbox.webhooks.settled();
    const told = hook.events().find(({ type }) => type === 'organization.merged');
    expect(told?.body).toMatchObject({ changer: { id: 1 }, removed_company: { id: 105 }, company: { id: 104 } });
  });
});
