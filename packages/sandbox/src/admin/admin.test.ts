import { describe, expect, it } from 'vitest';
import { adminKey, tinySandbox } from '../tiny.fixture.ts';

const open = (behaviour: Parameters<typeof tinySandbox>[0] = {}) => {
  const sandbox = tinySandbox(behaviour);
  const ask = async (method: string, name: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) => {
    const init = { method, headers, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
    const response = await sandbox.fetch(`${sandbox.url}/_sandbox/${name}`, init);
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  };
  const call = (target: string, init: RequestInit = {}) =>
    sandbox.fetch(sandbox.url + target, { ...init, headers: { authorization: `Bearer ${adminKey}` } });
  return { sandbox, ask, call };
};

describe('the admin surface', () => {
  it('tells that it is there, what time it is, and which keys it accepts', async () => {
    const { ask } = open();
    expect(await ask('GET', 'health')).toMatchObject({ status: 200, body: { status: 'ok', now: '2026-11-20T12:00:00.000Z' } });
    expect(await ask('GET', 'keys')).toMatchObject({
      body: { keys: [{ key: adminKey, userId: 1, name: 'First1 Last1', role: 'Admin' }, { userId: 2 }] },
    });
  });

  it('answers under loopback names only', async () => {
    const { ask } = open();
    for (const host of ['api.affinity.co', 'evil.example', 'localhost.evil.example']) {
      expect((await ask('GET', 'keys', { headers: { host } })).status).toBe(403);
    }
    expect((await ask('GET', 'keys', { headers: { host: '127.0.0.1:4747' } })).status).toBe(200);
  });

  it('never answers a page of another origin [sandbox.origins]', async () => {
    const { ask, sandbox } = open();
    const { host } = new URL(sandbox.url);
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const { status, headers: answered } = await ask('POST', 'reset', { headers: { host, ...headers } as Record<string, string> });
      expect(status).toBe(403);
      expect([...answered.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect((await ask('POST', 'reset', { headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });

  it('moves the clock [sandbox.clock]', async () => {
    const { ask, sandbox } = open();
    expect((await ask('POST', 'clock', { body: { now: '2026-12-01T00:00:00Z', advanceMs: 1500 } })).body).toEqual({
      now: '2026-12-01T00:00:01.500Z',
    });
    expect(sandbox.clock.now().toISOString()).toBe('2026-12-01T00:00:01.500Z');
    expect((await ask('POST', 'clock', { body: { now: 'yesterday' } })).status).toBe(400);
  });

  it('takes faults, lists those in force, and clears them', async () => {
    const { ask, call } = open();
    const fault = { kind: 'server-error', path: '/lists/*', nth: 1 };
    expect((await ask('POST', 'faults', { body: { faults: [fault, { kind: 'html-error', times: 1, path: '/v2/*' }] } })).status).toBe(200);
    expect((await call('/lists/7')).status).toBe(500);
    expect((await ask('GET', 'faults')).body).toEqual({ faults: [{ kind: 'html-error', times: 1, path: '/v2/*' }] });
    expect((await ask('DELETE', 'faults')).body).toEqual({ faults: [] });
    expect((await call('/v2/companies')).status).toBe(200);
  });

  it('refuses a fault that it does not know, by name', async () => {
    const { ask } = open();
    const { status, body } = await ask('POST', 'faults', { body: { faults: [{ kind: 'earthquake' }, { kind: 'drop', nht: 1 }] } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ param: 'faults.0.kind' }, { param: 'faults.1' }] });
  });

  it('changes limits and keeps what was counted', async () => {
    const { ask, call } = open();
    await call('/lists/7');
    expect((await ask('POST', 'limits', { body: { perMinute: 5, perMonth: 9 } })).body).toMatchObject({
      perMinute: 5,
      perMonth: 9,
      concurrent: null,
    });
    const { headers } = await call('/lists/7');
    expect([headers.get('x-ratelimit-limit-user-remaining'), headers.get('x-ratelimit-limit-org-remaining')]).toEqual(['3', '7']);
  });

  it('remembers the last requests, without keys [sandbox.log]', async () => {
    const { ask, call } = open({ logSize: 2, faults: [{ kind: 'drop', nth: 3 }] });
    await call('/lists/7');
    const { headers } = await call(`/v2/companies?limit=1&key=${adminKey}`);
    await expect(call('/lists/8')).rejects.toThrow(TypeError);
    const { body } = await ask('GET', 'requests');
    expect(body).toEqual({
      count: 3,
      era: 0,
      requests: [
        {
          id: Number(headers.get('x-request-id')),
          at: '2026-11-20T12:00:00.000Z',
          method: 'GET',
          path: '/v2/companies',
          query: 'limit=1&key=[key]',
          status: 200,
          ms: expect.any(Number),
          userId: 1,
          fault: null,
        },
        {
          id: 3,
          at: '2026-11-20T12:00:00.000Z',
          method: 'GET',
          path: '/lists/8',
          query: '',
          status: 0,
          ms: expect.any(Number),
          userId: 1,
          fault: 'drop',
        },
      ],
    });
    expect((await ask('DELETE', 'requests')).body).toEqual({ count: 0, era: 1, requests: [] });
  });

  it('keeps a state and goes back to it [sandbox.snapshots]', async () => {
    const { ask, sandbox } = open();
    const { body } = await ask('POST', 'snapshot');
    sandbox.clock.advance(60_000);
    expect((await ask('POST', 'restore', { body })).status).toBe(200);
    expect(sandbox.clock.now().toISOString()).toBe('2026-11-20T12:00:00.000Z');
    expect(await ask('POST', 'restore', { body: { snapshot: '999' } })).toMatchObject({
      status: 404,
      body: { errors: [{ message: "There is no snapshot '999'" }] },
    });
  });

  it('resets time, allowances, faults and log', async () => {
    const { ask, call, sandbox } = open({ limits: { perMinute: 2 }, faults: [{ kind: 'server-error', nth: 1 }] });
    const run = async () =>
      [await call('/lists/7'), await call('/lists/7'), await call('/lists/7'), await call('/lists/7')].map(({ status }) => status);
    expect(await run()).toEqual([500, 200, 200, 429]);
    sandbox.clock.advance(5);
    expect((await ask('POST', 'reset')).body).toEqual({ now: '2026-11-20T12:00:00.000Z' });
    expect(await run()).toEqual([500, 200, 200, 429]);
    expect(sandbox.requests().map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('says what it has, and refuses bodies that are no JSON', async () => {
    const { ask } = open();
    expect(await ask('GET', 'nonsense')).toMatchObject({
      status: 404,
      body: { errors: [{ message: expect.stringContaining('health, state, firm, keys') }] },
    });
    expect(await ask('GET', 'constructor')).toMatchObject({ status: 404 });
    expect(await ask('GET', 'reset')).toMatchObject({ status: 405, body: { errors: [{ message: 'Use POST' }] } });
    expect(await ask('POST', 'clock', { body: '{' })).toMatchObject({ status: 400, body: { errors: [{ code: 'bad-request' }] } });
  });

  it('uses up no allowance and leaves no trace in the log', async () => {
    const { ask, sandbox } = open();
    await ask('GET', 'health');
    expect(sandbox.requests()).toEqual([]);
    expect(sandbox.limits.state(1).minute.used).toBe(0);
  });
});

describe('the admin surface of requests', () => {
  it('tells those since a count, and both sides of one [sandbox.bodies]', async () => {
    const { ask, call } = open();
    await call('/lists/7');
    await call('/v2/companies/501');
    await call('/v2/notes', { method: 'POST', body: JSON.stringify({ name: adminKey, count: 1 }) });
    const since = await ask('GET', 'requests?after=2');
    expect(since.body).toMatchObject({ count: 3, requests: [{ id: 3 }] });
    expect(await ask('GET', 'requests?limit=2')).toMatchObject({ body: { requests: [{ id: 2 }, { id: 3 }] } });
    expect((await ask('GET', 'requests?after=x')).status).toBe(400);
    const { body } = await ask('GET', 'requests/3');
    expect(body).toMatchObject({
      id: 3,
      request: { headers: { authorization: 'Bearer [hidden]' }, body: { text: '{"name":"[hidden]","count":1}' } },
      response: { headers: { 'x-request-id': '3' }, body: { isCut: false } },
    });
    expect(JSON.stringify(body)).not.toContain(adminKey);
    expect((await ask('GET', 'requests/99')).status).toBe(404);
  });

  it('keeps no bodies when told not to [sandbox.bodies]', async () => {
    const { ask, call } = open({ logBodies: false });
    await call('/lists/7');
    expect(await ask('GET', 'requests/1')).toMatchObject({ body: { status: 200, request: null, response: null } });
    expect((await ask('POST', 'log', { body: { bodies: true } })).body).toEqual({ bodies: true });
    await call('/lists/7');
    expect(await ask('GET', 'requests/2')).toMatchObject({ body: { response: { body: { text: '{"id":7}' } } } });
  });

  it('remembers nothing where the log has no room', async () => {
    const { ask, call } = open({ logSize: 0 });
    await call('/lists/7');
    expect((await ask('GET', 'requests')).body).toEqual({ count: 1, era: 0, requests: [] });
  });
});

describe('the admin surface of users', () => {
  const whose = (sandbox: ReturnType<typeof open>['sandbox'], key: string) => sandbox.keys.find((each) => each.key === key)?.userId;
  const asAdmin = async (sandbox: ReturnType<typeof open>['sandbox'], key: string): Promise<number> =>
    (await sandbox.fetch(`${sandbox.url}/v2/companies`, { headers: { authorization: `Bearer ${key}` } })).status;

  it('lets a key act as another user until it is given back [sandbox.as-user]', async () => {
    const { ask, sandbox } = open();
    expect(await asAdmin(sandbox, adminKey)).toBe(200);
    const { body } = await ask('POST', 'as-user', { body: { id: 1, userId: 2 } });
    expect(body).toMatchObject({ id: 1, key: 'AAAA…AAAA', userId: 2, ownerId: 1, role: 'Member' });
    expect(await asAdmin(sandbox, adminKey)).toBe(403);
    expect(sandbox.requests().map(({ userId }) => userId)).toEqual([1, 2]);
    await ask('POST', 'as-user', { body: { key: adminKey, userId: null } });
    expect(await asAdmin(sandbox, adminKey)).toBe(200);
  });

  it('makes keys for a user or a role, with other permissions where they are named [sandbox.as-user]', async () => {
    const { ask, sandbox } = open();
    const made = await ask('POST', 'keys', { body: { role: 'Admin' } });
    expect(made.body).toMatchObject({ userId: 1, isMade: true, key: expect.stringMatching(/^[\w-]{43}$/) });
    const { key } = made.body as { key: string };
    expect(await asAdmin(sandbox, key)).toBe(200);
    const poor = (await ask('POST', 'keys', { body: { userId: 1, permissions: [] } })).body as { key: string };
    expect(await asAdmin(sandbox, poor.key)).toBe(403);
    expect(whose(sandbox, sandbox.createKey({ userId: 2 }).key)).toBe(2);
    sandbox.actAs(key, 2);
    expect(whose(sandbox, key)).toBe(2);
    await ask('POST', 'reset');
    expect([whose(sandbox, key), whose(sandbox, adminKey)]).toEqual([undefined, 1]);
    expect(await asAdmin(sandbox, key)).toBe(401);
  });

  it('knows active users and its own keys only', async () => {
    const { ask } = open();
    expect((await ask('POST', 'keys', { body: { userId: 3 } })).status).toBe(404);
    expect((await ask('POST', 'as-user', { body: { id: 1, userId: 3 } })).status).toBe(404);
    expect((await ask('POST', 'as-user', { body: { id: 9, userId: 1 } })).status).toBe(404);
    expect((await ask('POST', 'as-user', { body: { key: 'nobody', userId: 1 } })).status).toBe(404);
    expect((await ask('POST', 'as-user', { body: { userId: 1 } })).status).toBe(400);
  });
});

describe('the state at a glance', () => {
  it('has everything but the text of keys [sandbox.page]', async () => {
    const { ask, call } = open({ plan: 'scale', faults: [{ kind: 'drop', path: '/never' }] });
    await call('/lists/7');
    await ask('POST', 'snapshot');
    const { body } = await ask('GET', 'state');
    expect(body).toMatchObject({
      now: '2026-11-20T12:00:00.000Z',
      account: { size: 'own', plan: 'scale', clock: 'frozen' },
      users: [{ id: 1, name: 'First1 Last1' }, {}, { status: 'deactivated' }, {}],
      keys: [{ id: 1, key: 'AAAA…AAAA', userId: 1 }, { id: 2 }],
      limits: { perMinute: 900, running: 0, month: { used: 1 }, minutes: [{ userId: 1, used: 1 }] },
      faults: [{ id: 1, kind: 'drop', path: '/never', seen: 0, struck: 0 }],
      snapshots: [{ now: '2026-11-20T12:00:00.000Z' }],
      webhooks: [],
      attempts: [],
      log: { count: 1, era: 0, bodies: true },
    });
    for (const key of [adminKey, 'm'.repeat(43)]) expect(JSON.stringify(body)).not.toContain(key);
    expect((await ask('GET', 'firm')).body).toMatchObject({ name: 'Tiny Capital', counts: { companies: 0, lists: 0 } });
  });

  it('begins no minute by being looked at', async () => {
    const { ask, call, sandbox } = open();
    await ask('GET', 'state');
    sandbox.clock.advance(30_000);
    const { headers } = await call('/lists/7');
    expect(headers.get('x-ratelimit-limit-user-reset')).toBe('60');
  });

  it('names faults one by one, so that one of them can go', async () => {
    const { ask } = open({
      faults: [
        { kind: 'drop', path: '/a' },
        { kind: 'drop', path: '/b' },
      ],
    });
    expect((await ask('DELETE', 'faults/1')).body).toEqual({ faults: [{ kind: 'drop', path: '/b' }] });
    expect((await ask('DELETE', 'faults/1')).status).toBe(404);
  });
});

describe('the files of the page', () => {
  const get = async (sandbox: ReturnType<typeof open>['sandbox'], path: string, headers: Record<string, string> = {}) =>
    sandbox.fetch(sandbox.url + path, { headers });

  it('run nothing but what comes from here, and stay closed to others [sandbox.page] [sandbox.origins]', async () => {
    const { sandbox } = open();
    for (const path of ['/_sandbox', '/_sandbox/', '/_sandbox?x=1', '/_sandbox/page/page.js', '/_sandbox/page/page.css']) {
      const response = await get(sandbox, path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect((await get(sandbox, path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await get(sandbox, path, { host: 'api.affinity.co' })).status).toBe(403);
    }
    const html = await (await get(sandbox, '/_sandbox')).text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  });

  it('are those of their folder and no others', async () => {
    const { sandbox } = open();
    for (const name of ['../package.json', '%2e%2e/package.json', 'nothing.js', 'page.css.map', '.html', 'constructor'])
      expect((await get(sandbox, `/_sandbox/page/${name}`)).status).toBe(404);
    expect((await get(sandbox, '/_sandboxes')).status).toBe(404);
  });
});

describe('the documents of the APIs', () => {
  it('are made on demand, with this sandbox as their server [sandbox.openapi]', async () => {
    const { ask, sandbox } = open();
    const v1 = await ask('GET', 'openapi/v1.json');
    expect(v1.body).toMatchObject({ openapi: '3.1.0', servers: [{ url: sandbox.url }], paths: { '/webhook/subscribe': { post: {} } } });
    const v2 = await ask('GET', 'openapi/v2.json');
    expect(v2.body).toMatchObject({ openapi: '3.1.0', paths: { '/v2/companies/{companyId}': { get: {} } } });
    expect((await ask('GET', 'openapi/v3.json')).status).toBe(404);
  });
});
