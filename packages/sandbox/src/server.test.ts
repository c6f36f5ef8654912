import { afterEach, describe, expect, it } from 'vitest';
import { listen, type SandboxServer } from './listen.ts';
import type { BehaviourOptions } from './options.ts';
import type { Sandbox } from './sandbox.ts';
import { adminKey, createdThings, formerKey, memberKey, tinySandbox } from './tiny.fixture.ts';

/** What came back over a real socket. */
interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

const open: { server: SandboxServer; sandbox: Sandbox }[] = [];

const serve = async (behaviour: BehaviourOptions = {}) => {
  const sandbox = tinySandbox(behaviour);
  const server = await listen(sandbox);
  open.push({ server, sandbox });
  const call = async (target: string, init: RequestInit & { key?: string | null } = {}): Promise<Answer> => {
    const { key = adminKey, ...rest } = init;
    const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
    const response = await fetch(server.url + target, {
      ...rest,
      headers: { ...authorization, ...Object.fromEntries(new Headers(rest.headers)) },
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return { sandbox, server, call };
};

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

afterEach(async () => {
  for (const { server, sandbox } of open.splice(0)) {
    await server.close();
    sandbox.close();
  }
});

describe('authentication', () => {
  const basic = (credentials: string) => ({ headers: { authorization: `Basic ${btoa(credentials)}` }, key: null });

  it('takes Bearer in both versions', async () => {
    const { call } = await serve();
    expect((await call('/v2/companies')).status).toBe(200);
    expect((await call('/lists/7')).body).toEqual({ id: 7 });
    expect((await call('/lists/7', { key: null, headers: { authorization: `bearer  ${adminKey}` } })).status).toBe(200);
  });

  it('takes Basic with an empty user name in v1 only [v1.auth.both-ways] [v2.auth.bearer-only]', async () => {
    const { call } = await serve();
    expect((await call('/lists/7', basic(`:${adminKey}`))).status).toBe(200);
    expect((await call('/lists/7', basic(`me:${adminKey}`))).status).toBe(401);
    expect((await call('/v2/companies', basic(`:${adminKey}`))).status).toBe(401);
  });

  it('refuses a missing, unknown or former key with 401 in the envelope of each version', async () => {
    const { call } = await serve();
    for (const key of [null, 'nonsense', formerKey, `${adminKey}A`]) {
      const v2 = await call('/v2/companies', { key });
      expect([v2.status, v2.body]).toEqual([401, { errors: [{ code: 'authentication', message: 'API key is missing or invalid' }] }]);
      const v1 = await call('/lists/7', { key });
      expect([v1.status, v1.body]).toEqual([401, ['API key is missing or invalid']]);
    }
  });

  it('names the permission that a role lacks', async () => {
    const { call } = await serve();
    const { status, body } = await call('/v2/companies', { key: memberKey });
    expect([status, body]).toEqual([
      403,
      { errors: [{ code: 'authorization', message: 'Missing permission: Export All Organizations directory' }] },
    ]);
    expect((await call('/v2/companies/7', { key: memberKey })).status).toBe(200);
  });

  it('accepts exactly the keys that it lists', async () => {
    const { sandbox } = await serve();
    expect(sandbox.keys.map(({ key, userId, role }) => [key, userId, role])).toEqual([
      [adminKey, 1, 'Admin'],
      [memberKey, 2, 'Member'],
    ]);
  });
});

describe('the version header', () => {
  it('chooses the version and comes back with the one that served [v2.versions.header]', async () => {
    const { call } = await serve();
    for (const [asked, served] of [
      ['2024-01-01', '2024-01-01'],
      ['current', '2026-09-17'],
      [undefined, '2026-09-17'],
    ] as const) {
      const { body, headers } = await call(
        '/v2/companies/fields',
        asked === undefined ? {} : { headers: { 'X-Affinity-Api-Version': asked } },
      );
      expect(body).toEqual({ version: served });
      expect(headers.get('x-affinity-api-version')).toBe(served);
    }
  });

  it('falls back to the default of the key [v2.versions.key-default]', async () => {
    const { call } = await serve({ apiVersion: '2026-07-15' });
    expect((await call('/v2/companies/fields')).body).toEqual({ version: '2026-07-15' });
  });

  it('is refused by name where the version does not exist', async () => {
    const { call } = await serve();
    const { status, body } = await call('/v2/companies/fields', { headers: { 'X-Affinity-Api-Version': '2020-01-01' } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ code: 'validation', param: 'X-Affinity-Api-Version' }] });
  });

  it('means nothing to v1', async () => {
    const { call } = await serve();
    const { status, headers } = await call('/lists/7', { headers: { 'X-Affinity-Api-Version': '2020-01-01' } });
    expect(status).toBe(200);
    expect(headers.has('x-affinity-api-version')).toBe(false);
  });
});

describe('routes', () => {
  it('that Affinity does not have are 404', async () => {
    const { call } = await serve();
    for (const key of [adminKey, null]) {
      expect(await call('/v2/nonsense', { key })).toMatchObject({
        status: 404,
        body: { errors: [{ code: 'not-found', message: 'Resource not found' }] },
      });
      expect(await call('/nonsense', { key })).toMatchObject({ status: 404, body: 'Unknown API endpoint' });
    }
    expect((await call('/')).status).toBe(404);
    expect((await call('/v2/companies/')).status).toBe(404);
  });

  it('with other methods are 405 and name them [v2.errors.method]', async () => {
    const { call } = await serve();
    const v2 = await call('/v2/companies', { method: 'DELETE' });
    expect(v2).toMatchObject({ status: 405, body: { errors: [{ code: 'method-not-allowed' }] } });
    expect(v2.headers.get('allow')).toBe('GET');
    expect(await call('/lists/7', { method: 'PATCH' })).toMatchObject({ status: 405, body: ['Method not allowed'] });
  });

  it('that exist at Affinity and not here are 501 and name themselves', async () => {
    const { call } = await serve();
    expect(await call('/v2/calls')).toMatchObject({
      status: 501,
      body: { errors: [{ code: 'not-implemented', message: expect.stringMatching(/^GET \/v2\/calls /) }] },
    });
    expect(await call('/persons/9', { method: 'PUT' })).toMatchObject({
      status: 501,
      body: [expect.stringMatching(/^PUT \/persons\/\{person_id\} /)],
    });
  });

  it('put a literal segment before a parameter', async () => {
    const { call } = await serve();
    expect((await call('/v2/companies/fields')).body).toHaveProperty('version');
  });

  it("answer under loopback names and under Affinity's, and under no other [sandbox.hosts]", async () => {
    const { sandbox } = await serve();
    const ask = (host: string) =>
      sandbox.handle({
        method: 'GET',
        protocol: 'http',
        target: '/v2/companies',
        headers: { host, authorization: `Bearer ${adminKey}` },
        bytes: async () => new Uint8Array(),
      });
    const nextUrl = async (host: string) =>
      (JSON.parse(String((await ask(host)).body)) as { pagination: { nextUrl: string } }).pagination.nextUrl;
    expect(await nextUrl('localhost:4747')).toMatch(/^http:\/\/localhost:4747\/v2\/companies\?cursor=/);
    expect(await nextUrl('[::1]:4747')).toMatch(/^http:\/\/\[::1\]:4747\//);
    expect(await nextUrl('api.affinity.co')).toMatch(/^https:\/\/api\.affinity\.co\/v2\/companies\?cursor=/);
    for (const host of ['evil.example', 'localhost.evil.example', 'api.affinity.co.evil.example', '10.0.0.1']) {
      expect((await ask(host)).status).toBe(421);
    }
  });
});

describe('input', () => {
  it('that a v2 schema refuses is 400 with every guilty parameter [v2.errors.envelope] [v2.errors.several]', async () => {
    const { call } = await serve();
    expect(await call('/v2/companies?limit=101')).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'validation', message: 'limit must be between 1 and 100', param: 'limit' }] },
    });
    expect(await call('/v2/companies/seven')).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'validation', param: 'companyId' }] },
    });
    expect(await call('/v2/companies?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'validation', param: 'cursor' }] },
    });
    const { body } = await call('/v2/notes', json({ count: 0, tags: [1] }));
    expect((body as { errors: { param: string }[] }).errors.map(({ param }) => param)).toEqual(['name', 'count', 'tags.0']);
  });

  it('that a v1 schema refuses is 422 with a sentence each', async () => {
    const { call } = await serve();
    expect(await call('/lists/seven')).toMatchObject({ status: 422, body: [expect.stringMatching(/^Field list_id: /)] });
    expect((await call('/lists', json({ count: 0 }))).body).toEqual([
      expect.stringMatching(/^Field name: /),
      expect.stringMatching(/^Field count: /),
    ]);
  });

  it('ignores query parameters that an operation does not have', async () => {
    const { call } = await serve();
    expect((await call('/v2/companies?filter=nonsense&limit=1')).status).toBe(200);
  });

  it('wants JSON bodies that are JSON', async () => {
    const { call } = await serve();
    const post = (body: string, type: string) => call('/v2/notes', { method: 'POST', body, headers: { 'content-type': type } });
    expect(await post('{"name":', 'application/json')).toMatchObject({ status: 400, body: { errors: [{ code: 'bad-request' }] } });
    expect(await post('name=a&count=1', 'application/x-www-form-urlencoded')).toMatchObject({
      status: 415,
      body: { errors: [{ code: 'unsupported-media-type' }] },
    });
    expect(await post('', 'application/json')).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'bad-request', message: 'The request has no body' }] },
    });
    expect(await post('{"name":"ü","count":1}', 'application/json; charset=utf-8')).toMatchObject({
      status: 201,
      body: { got: { name: 'ü', count: 1 } },
    });
  });

  it('takes forms with brackets, and the query for a body, in v1', async () => {
    const { call } = await serve();
    const got = { got: { name: '5', count: 2, tags: ['a', '1'], flag: true } };
    const form = new URLSearchParams({ name: '5', count: '2', flag: 'true' });
    form.append('tags[]', 'a');
    form.append('tags[]', '1');
    expect((await call('/lists', { method: 'POST', body: form })).body).toEqual(got);
    expect((await call(`/lists?${form}`, { method: 'POST' })).body).toEqual(got);
  });

  it('refuses a path that is not percent-encoded', async () => {
    const { call } = await serve();
    expect(await call('/v2/companies/%E0%A4%A')).toMatchObject({ status: 400, body: { errors: [{ code: 'bad-request' }] } });
  });
});

describe('answers', () => {
  it('of 204 have no body', async () => {
    const { call } = await serve();
    expect(await call('/v2/notes/7', { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
  });

  it('keep every character', async () => {
    const { call } = await serve();
    expect((await call('/v2/companies/7')).body).toEqual({ id: 7, name: 'Café "Ünïcode" 🦊' });
  });

  it('that do not match the contract are a 500 that says where', async () => {
    const { call } = await serve();
    expect(await call('/v2/companies/500')).toMatchObject({
      status: 500,
      body: { errors: [{ code: 'server', message: expect.stringMatching(/GET \/v2\/companies\/\{companyId\}.*name/) }] },
    });
  });

  it('to an unforeseen failure are a 500 that says what failed', async () => {
    const { call } = await serve();
    expect(await call('/v2/companies/501')).toMatchObject({
      status: 500,
      body: { errors: [{ code: 'server', message: expect.stringMatching(/a table is missing/) }] },
    });
  });

  it('lead through a collection by their links', async () => {
    const { call, server } = await serve();
    const seen: number[] = [];
    let target: string | null = '/v2/companies?limit=2';
    while (target !== null) {
      const { data, pagination } = (await call(target)).body as { data: { id: number }[]; pagination: { nextUrl: string | null } };
      seen.push(...data.map(({ id }) => id));
      target = pagination.nextUrl?.replace(server.url, '') ?? null;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
});

const rate = ({ headers }: Answer) =>
  Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith('x-ratelimit')).map(([name, value]) => [name.replace('x-ratelimit-limit-', ''), value]),
  );

describe('the time', () => {
  it('of an answer is the one of the sandbox, in whole seconds, whatever carries it and whatever went wrong [sandbox.clock]', async () => {
    const { sandbox, call } = await serve({ faults: [{ kind: 'html-error', nth: 2 }] });
    const dates: unknown[] = [];
    sandbox.clock.set('2031-02-03T04:05:06.000Z');
    for (const target of ['/v2/companies', '/v2/companies', '/nowhere']) dates.push((await call(target)).headers.get('date'));
    sandbox.clock.advance(3_600_000);
    dates.push((await sandbox.fetch(`${sandbox.url}/lists/7`)).headers.get('date'));
    const told = [4, 4, 4, 5].map((hour) => expect.stringMatching(`^Mon, 03 Feb 2031 0${hour}:05:(0[6-9]|[1-5]\\d) GMT$`));
    expect(dates).toEqual(told);
  });
});

describe('limits', () => {
  it('are told by three headers without a monthly quota and by six with one, on every answer [v1.limits.headers] [v2.limits.headers]', async () => {
    const three = await serve();
    expect(rate(await three.call('/v2/companies'))).toEqual({ user: '900', 'user-remaining': '899', 'user-reset': '60' });
    const six = await serve({ limits: { perMonth: 100 } });
    const expected = { user: '900', 'user-remaining': '899', 'user-reset': '60', org: '100', 'org-remaining': '99', 'org-reset': '907200' };
    expect(rate(await six.call('/lists/7'))).toEqual(expected);
    expect(Object.keys(rate(await six.call('/v2/nonsense')))).toHaveLength(6);
    expect(Object.keys(rate(await six.call('/v2/companies', { key: null })))).toHaveLength(6);
  });

  it('refuse a user who has used up the minute, in each envelope, and nobody else', async () => {
    const { call, sandbox } = await serve({ limits: { perMinute: 2 } });
    await call('/v2/companies');
    sandbox.clock.advance(20_000);
    await call('/lists/7');
    const refused = await call('/v2/companies');
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ code: 'rate-limit', message: 'Rate limit exceeded' }] } });
    expect(rate(refused)).toMatchObject({ 'user-remaining': '0', 'user-reset': '40' });
    expect(refused.headers.has('retry-after')).toBe(false);
    expect(await call('/lists/7')).toMatchObject({ status: 429, body: ['Rate limit exceeded'] });
    expect((await call('/lists/7', { key: memberKey })).status).toBe(200);
  });

  it("begin anew when the sandbox's own minute is over [v2.limits.minute]", async () => {
    const { call, sandbox } = await serve({ limits: { perMinute: 1 } });
    await call('/lists/7');
    sandbox.clock.advance(59_999);
    expect((await call('/lists/7')).status).toBe(429);
    sandbox.clock.advance(1);
    expect((await call('/lists/7')).status).toBe(200);
  });

  it('count the month over all users, and end with the calendar month [v2.limits.month]', async () => {
    const { call, sandbox } = await serve({ limits: { perMonth: 10, usedThisMonth: 8 } });
    await call('/lists/7');
    await call('/v2/companies/7', { key: memberKey });
    const refused = await call('/lists/7');
    expect(refused.status).toBe(429);
    expect(rate(refused)).toMatchObject({ 'org-remaining': '0', 'user-remaining': '899' });
    sandbox.clock.set('2026-12-01T00:00:00Z');
    expect(rate(await call('/lists/7'))).toMatchObject({ 'org-remaining': '9' });
  });

  it('spare the month for those who ask what is left', async () => {
    const { call } = await serve({ limits: { perMonth: 1 } });
    await call('/lists/7');
    const asked = await call('/v2/rate-limit');
    expect([asked.status, asked.body]).toEqual([200, { used: 1 }]);
    expect(rate(asked)).toMatchObject({ 'user-remaining': '898', 'org-remaining': '0' });
  });

  it('have a ceiling on requests at the same time, which shows in no header [v2.limits.concurrency]', async () => {
    const { call } = await serve({ limits: { concurrent: 2 }, latency: 30 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('/lists/7')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429, 429]);
    const [first] = answers;
    expect(first && rate(first)).toMatchObject({ 'user-remaining': '898' });
    expect((await call('/lists/7')).status).toBe(200);
  });
});

describe('faults', () => {
  it('answer 429, 5xx and HTML as asked for [sandbox.faults]', async () => {
    const { call, sandbox } = await serve({ faults: [{ kind: 'rate-limit', nth: 1, retryAfterSeconds: 3 }] });
    const limited = await call('/lists/7');
    expect(limited).toMatchObject({ status: 429, body: ['Rate limit exceeded'] });
    expect([limited.headers.get('retry-after'), rate(limited)['user-remaining']]).toEqual(['3', '900']);
    sandbox.faults.add({ kind: 'server-error', status: 502, times: 1 });
    expect(await call('/v2/companies')).toMatchObject({ status: 502, body: { errors: [{ code: 'server' }] } });
    sandbox.faults.add({ kind: 'html-error', times: 1 });
    const html = await call('/v2/companies');
    expect([html.status, html.headers.get('content-type'), rate(html)]).toEqual([503, 'text/html; charset=utf-8', {}]);
    expect(html.text).toContain('<html>');
    expect((await call('/v2/companies')).status).toBe(200);
  });

  it('strike the nth request to a path, of a method', async () => {
    const { call } = await serve({ faults: [{ kind: 'server-error', path: '/v2/companies*', method: 'GET', nth: [2, 4] }] });
    const statuses = [];
    for (const target of ['/v2/companies', '/lists/7', '/v2/companies/7', '/v2/companies', '/v2/companies', '/v2/companies']) {
      statuses.push((await call(target)).status);
    }
    expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
  });

  it('strike the same share of requests for the same seed', async () => {
    const run = async () => {
      const { call } = await serve({ faults: [{ kind: 'server-error', fraction: 0.3 }] });
      const statuses: number[] = [];
      for (let request = 0; request < 40; request += 1) statuses.push((await call('/lists/7')).status);
      return statuses;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('close the connection without an answer, before or after the effect', async () => {
    const { call, sandbox } = await serve({ faults: [{ kind: 'drop', times: 1 }] });
    createdThings.count = 0;
    const note = json({ name: 'a', count: 1 });
    await expect(call('/v2/notes', note)).rejects.toThrow('fetch failed');
    expect(createdThings.count).toBe(0);
    sandbox.faults.add({ kind: 'drop', afterEffect: true, times: 1 });
    await expect(call('/v2/notes', note)).rejects.toThrow('fetch failed');
    expect(createdThings.count).toBe(1);
    expect((await call('/v2/notes', note)).status).toBe(201);
  });

  it('cut a body short', async () => {
    const { call } = await serve({ faults: [{ kind: 'truncate', times: 1 }] });
    await expect(call('/v2/companies')).rejects.toThrow('terminated');
    expect((await call('/v2/companies')).status).toBe(200);
  });

  it('let a body dribble in, whole', async () => {
    const { call } = await serve({ faults: [{ kind: 'slow-body', times: 1, durationMs: 30 }] });
    const slow = await call('/v2/companies/7');
    expect(slow.body).toEqual({ id: 7, name: 'Café "Ünïcode" 🦊' });
  });
});

describe('fetch in process', () => {
  const over = (behaviour: BehaviourOptions = {}) => {
    const sandbox = tinySandbox(behaviour);
    const get = (target: string, init: RequestInit = {}) =>
      sandbox.fetch(sandbox.url + target, { ...init, headers: { authorization: `Bearer ${adminKey}` } });
    return { sandbox, get };
  };

  it('answers as the socket does', async () => {
    const { get, sandbox } = over();
    const response = await get('/v2/companies?limit=2');
    expect(response.headers.get('x-ratelimit-limit-user-remaining')).toBe('899');
    expect(await response.json()).toMatchObject({
      data: [{ id: 1 }, { id: 2 }],
      pagination: { nextUrl: expect.stringContaining(`${sandbox.url}/v2/companies?limit=2&cursor=`) },
    });
    expect((await sandbox.fetch(new Request(new URL('/lists/7', sandbox.url)))).status).toBe(401);
    expect((await sandbox.fetch('https://api.affinity.co/lists/7', { headers: { authorization: `Bearer ${adminKey}` } })).status).toBe(200);
    expect((await get('/v2/notes/7', { method: 'DELETE' })).status).toBe(204);
  });

  it('rejects with a TypeError where a socket would break', async () => {
    const { get } = over({
      faults: [
        { kind: 'drop', nth: 1 },
        { kind: 'truncate', nth: 2 },
      ],
    });
    await expect(get('/v2/companies')).rejects.toThrow(TypeError);
    const truncated = await get('/v2/companies');
    await expect(truncated.text()).rejects.toThrow(TypeError);
  });

  it('lets a body dribble in, whole', async () => {
    const { get } = over({ faults: [{ kind: 'slow-body', durationMs: 20 }] });
    expect(await (await get('/v2/companies/7')).json()).toEqual({ id: 7, name: 'Café "Ünïcode" 🦊' });
  });

  it('stops waiting when the signal fires', async () => {
    const { get } = over({ latency: 60_000 });
    await expect(get('/v2/companies', { signal: AbortSignal.timeout(5) })).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }) as Error,
    );
    await expect(get('/v2/companies', { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }) as Error,
    );
  });
});
