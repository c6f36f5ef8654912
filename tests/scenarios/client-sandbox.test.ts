import { AffinityError, type AffinityOptions, createAffinity } from '@affinity-kit/client';
import { v2 } from '@affinity-kit/contract';
import { createSandbox, type FaultKind, type FaultRule, type FirmSink, type Limits } from '@affinity-kit/sandbox';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const sandbox = createSandbox({ size: 'S', seed: 1, checkResponses: true });
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.limits.clear();
});

const admin = sandbox.keys.find(({ role }) => role === 'Admin') ?? sandbox.keys[0];
const lacking = (permission: string) => sandbox.keys.find(({ permissions }) => !permissions.includes(permission));

/** Waits are real here, so they are short. */
const briefly = { baseDelayMs: 5, maxDelayMs: 20 };

const clientOf = (options: AffinityOptions = {}) =>
  createAffinity({ baseUrl: sandbox.url, apiKey: admin?.key, fetch: sandbox.fetch, retry: briefly, ...options });

const affinity = clientOf();

const failureOf = async (call: PromiseLike<unknown>): Promise<AffinityError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof AffinityError) return error;
    throw error;
  }
  throw new Error('The call succeeded');
};

const dealList = async () => {
  const lists = await affinity.v2.lists.list().all();
  const list = lists.find(({ type }) => type === 'opportunity');
  if (list === undefined) throw new Error('The firm has no list of deals');
  return list;
};

describe('a client of the sandbox', () => {
  it('is told who it is, by both versions and both ways of saying the key', async () => {
    expect((await affinity.v2.auth.whoami()).user.id).toBe(admin?.userId);
    expect((await affinity.v1.auth.whoami()).user.id).toBe(admin?.userId);
    expect((await clientOf({ auth: 'basic' }).v1.auth.whoami()).user.id).toBe(admin?.userId);
  });

  it('asks for an API version and is served by it', async () => {
    const { response } = await clientOf({ apiVersion: '2024-01-01' }).v2.auth.whoami().withResponse();
    expect(response.headers.get('x-affinity-api-version')).toBe('2024-01-01');
  });

  it('walks a whole collection of v2, once each and in order, and resumes from any page', async () => {
    const progress: number[] = [];
    const all = await affinity.v2.companies.list({}, { onProgress: ({ items }) => progress.push(items) }).all();
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
    expect(progress.at(-1)).toBe(all.length);

    const { nextCursor } = await affinity.v2.companies.list({ limit: 7 });
    if (nextCursor === null) throw new Error('One page was all');
    const rest = await affinity.v2.companies.list({ cursor: nextCursor }).all();
    expect(rest.map(({ id }) => id)).toEqual(ids.slice(7));
  });

  it('walks the rows of a list of v1 by token and of v2 by cursor, and finds the same', async () => {
    const { id } = await dealList();
    const rows = await affinity.v1.lists.entries.list({ list_id: id, page_size: 40 }).all();
    const entries = await affinity.v2.lists.entries.list({ listId: id }).all();
    expect(new Set(rows.map((row) => row.id))).toEqual(new Set(entries.map((entry) => entry.id)));
    expect(rows).toHaveLength(entries.length);
    const page = await affinity.v1.lists.entries.list({ list_id: id, page_size: 40 });
    expect(page.data).toBe(page.list_entries);
    expect(page.nextCursor).toBe(page.next_page_token);
  });

  it('gets the fields that it asks for, and no others', async () => {
    const { data: plain } = await affinity.v2.companies.list({ limit: 1 });
    const { data: enriched } = await affinity.v2.companies.list({ limit: 1, fieldTypes: ['enriched'] });
    expect(plain[0]?.fields ?? []).toEqual([]);
    expect(new Set(enriched[0]?.fields?.map(({ type }) => type))).toEqual(new Set(['enriched']));
  });

  it('refuses to collect more than it may', async () => {
    expect(await failureOf(affinity.v2.companies.list().all({ limit: 250 }))).toMatchObject({ code: 'too_many_results', limit: 250 });
  });

  it('has the raw text of a page, whose cursor leads on', async () => {
    const { text } = await affinity.exchange(v2.persons.list, { limit: 3 });
    const cursor = affinity.nextCursor(JSON.parse(text));
    const { text: next } = await affinity.exchange(v2.persons.list, { limit: 3, ...(cursor && { cursor }) });
    const idsIn = (page: string): number[] => JSON.parse(page).data.map((person: { id: number }) => person.id);
    expect(idsIn(next)[0]).toBeGreaterThan(idsIn(text)[2] ?? Number.NaN);
  });

  it('reads through v1 what it wrote through v2', async () => {
    const before = sandbox.snapshot();
    const { id: listId } = await dealList();
    const fields = await affinity.v2.lists.fields.list({ listId }).all();
    const field = fields.find(({ type, valueType }) => type === 'list' && valueType === 'number');
    const [entry] = (await affinity.v2.lists.entries.list({ listId, limit: 1 })).data ?? [];
    if (field === undefined || entry === undefined) throw new Error('The list has no number to write');
    await affinity.v2.lists.entries.fieldValues.update({
      listId,
      listEntryId: entry.id,
      fieldId: field.id,
      body: { value: { type: 'number', data: 4321 } },
    });
    const values = await affinity.v1.fieldValues.list({ list_entry_id: entry.id });
    expect(values.map(({ value }) => value)).toContain(4321);
    sandbox.restore(before);
  });

  it('sends nothing that its policies forbid', async () => {
    const before = sandbox.requests().length;
    const call = affinity.readOnly().v1.lists.entries.create({ list_id: 1, body: { entity_id: 1 } });
    expect(await failureOf(call)).toMatchObject({ code: 'write_denied' });
    expect(sandbox.requests()).toHaveLength(before);
  });

  it('knows the latest rate state', async () => {
    await affinity.v2.auth.whoami();
    expect(affinity.rate?.minute).toMatchObject({ limit: 900 });
  });
});

describe('an error of the sandbox is', () => {
  it('an authentication error for a wrong key', async () => {
    expect(await failureOf(clientOf({ apiKey: 'w'.repeat(43) }).v2.auth.whoami())).toMatchObject({ code: 'authentication' });
  });

  it('an authorization error with the name of the permission', async () => {
    const permission = 'Export All Organizations directory';
    const member = lacking(permission);
    if (member === undefined) throw new Error('Everybody may export companies');
    expect(await failureOf(clientOf({ apiKey: member.key }).v2.companies.list())).toMatchObject({ code: 'authorization', permission });
  });

  it('not found, by 404 in v2 and by 422 in v1', async () => {
    expect(await failureOf(affinity.v2.companies.get({ companyId: 999_999_999 }))).toMatchObject({
      code: 'not_found',
      diagnostics: { status: 404 },
    });
    expect(await failureOf(affinity.v1.lists.get({ list_id: 999_999_999 }))).toMatchObject({
      code: 'not_found',
      diagnostics: { status: 422 },
    });
  });

  it('a validation error that names the parameter', async () => {
    expect(await failureOf(affinity.v2.companies.list({ limit: 1_000 }))).toMatchObject({ code: 'validation', param: 'limit' });
  });
});

describe('a fault of the sandbox', () => {
  const once: Record<FaultKind, FaultRule> = {
    'rate-limit': { kind: 'rate-limit', nth: 1 },
    'server-error': { kind: 'server-error', nth: 1 },
    'html-error': { kind: 'html-error', nth: 1 },
    drop: { kind: 'drop', nth: 1 },
    truncate: { kind: 'truncate', nth: 1 },
    'slow-body': { kind: 'slow-body', nth: 1, durationMs: 2_000 },
  };

  it.each(Object.entries(once))('(%s) is outlived by a read', async (_, rule) => {
    sandbox.faults.add(rule);
    const { data, response } = await clientOf({ timeoutMs: 500 }).v2.companies.list({ limit: 2 }).withResponse();
    expect(data.data).toHaveLength(2);
    expect(response.attempts).toBe(2);
  });

  it.each<[FaultKind, string]>([
    ['rate-limit', 'rate_limit'],
    ['server-error', 'server'],
    ['html-error', 'server'],
    ['drop', 'network'],
    ['truncate', 'network'],
    ['slow-body', 'timeout'],
  ])('(%s) that lasts ends as the error %s', async (kind, code) => {
    sandbox.faults.add({ kind, path: '/v2/persons*', durationMs: 2_000 });
    const patience = { ...briefly, retries: 1 };
    const error = await failureOf(clientOf({ timeoutMs: 200, retry: patience }).v2.persons.list({ limit: 2 }));
    expect(error).toMatchObject({ code, diagnostics: { attempts: 2, path: '/v2/persons' } });
  });

  it('(server-error 501) is not asked again', async () => {
    sandbox.faults.add({ kind: 'server-error', status: 501 });
    expect(await failureOf(affinity.v2.companies.list())).toMatchObject({ code: 'server', diagnostics: { attempts: 1 } });
  });

  it('(drop after the effect) does not make a write happen twice', async () => {
    const before = sandbox.snapshot();
    const { id, listSize } = await affinity.v1.lists.list().then((lists) => {
      const found = lists.find(({ type }) => type === 1);
      if (found === undefined) throw new Error('The firm has no list of companies');
      return { id: found.id, listSize: found.list_size };
    });
    const company = (await affinity.v2.companies.list({ limit: 1 })).data[0];
    sandbox.faults.add({ kind: 'drop', method: 'POST', nth: 1, afterEffect: true });
    const call = affinity.v1.lists.entries.create({ list_id: id, body: { entity_id: company?.id ?? 0 } });
    expect(await failureOf(call)).toMatchObject({ code: 'network' });
    expect((await affinity.v1.lists.get({ list_id: id })).list_size).toBe(listSize + 1);
    sandbox.restore(before);
  });

  it('in a fraction of all requests does not disturb a walk', async () => {
    sandbox.faults.add({ kind: 'html-error', fraction: 0.1 }, { kind: 'truncate', fraction: 0.1 }, { kind: 'rate-limit', fraction: 0.05 });
    const patient = clientOf({ retry: { ...briefly, retries: 10 } });
    const disturbed = await patient.v2.companies.list().all();
    sandbox.faults.clear();
    expect(disturbed).toEqual(await affinity.v2.companies.list().all());
  });
});

const partnerKey = 'p'.repeat(43);

/** The smallest firm there can be: limits need no records. */
const onePartner = (sink: FirmSink): void => {
  sink.tenant({ id: 1, name: 'Solo Capital', subdomain: 'solo' });
  sink.user({
    id: 1,
    firstName: 'Ada',
    lastName: 'Solo',
    email: 'ada@solo.example',
    role: 'Admin',
    status: 'active',
    permissions: [],
    apiKey: partnerKey,
    createdAt: '2024-01-01T00:00:00.000Z',
  });
};

describe('limits of the sandbox', () => {
  const limited = (limits: Partial<Limits>, latency = 0) => {
    const server = createSandbox({ firm: onePartner, limits, latency });
    const client = createAffinity({ baseUrl: server.url, apiKey: partnerKey, fetch: server.fetch, retry: briefly });
    return { server, client };
  };
  const statusesOf = (server: { requests: () => readonly { status: number }[] }): number[] => server.requests().map(({ status }) => status);

  it('per minute are used up and never exceeded', async () => {
    const { server, client } = limited({ perMinute: 20, minuteMs: 2_000 });
    await Promise.all(Array.from({ length: 50 }, () => client.v2.auth.whoami()));
    expect(statusesOf(server)).toEqual(Array(50).fill(200));
    server.close();
  });

  it('per month end everything at once, but the question for the quota', async () => {
    const { server, client } = limited({ perMonth: 3 });
    for (let call = 0; call < 3; call += 1) await client.v2.users.list();
    expect(await failureOf(client.v2.users.list())).toMatchObject({ code: 'monthly_quota', diagnostics: { attempts: 0 } });
    expect((await client.v1.rateLimit.get()).rate.org_monthly?.remaining).toBe(0);
    expect(statusesOf(server)).toEqual([200, 200, 200, 200]);
    server.close();
  });

  it('of concurrency, which are not published, are found and kept to', async () => {
    const { server, client } = limited({ concurrent: 6, perMinute: 100_000 }, 5);
    await Promise.all(Array.from({ length: 400 }, () => client.v2.auth.whoami()));
    const refused = statusesOf(server).filter((status) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(80);
    server.close();
  });
});

describe('an abort', () => {
  it('ends a walk between and within its pages', async () => {
    const controller = new AbortController();
    const walk = affinity.v2.companies.list(
      {},
      { signal: controller.signal, onProgress: ({ page }) => page === 2 && controller.abort(new Error('enough')) },
    );
    await expect(walk.all()).rejects.toThrow('enough');
  });

  it('ends a wait for the next minute', async () => {
    const server = createSandbox({ firm: onePartner, limits: { perMinute: 1 } });
    const client = createAffinity({ baseUrl: server.url, apiKey: partnerKey, fetch: server.fetch });
    await client.v2.auth.whoami();
    const waiting = client.v2.auth.whoami({}, { signal: AbortSignal.timeout(20) });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.requests()).toHaveLength(1);
    server.close();
  });
});
