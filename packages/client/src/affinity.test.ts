import { v1, v2 } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { AffinityWriteDeniedError } from './errors.ts';
import { company, createFake, json, testKey } from './fake-fetch.fixture.ts';

const names = (tree: object): unknown =>
  Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, 'method' in node ? 'method' : names(node)]));
const methods = (tree: object): unknown =>
  Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, typeof node === 'function' ? 'method' : methods(node)]));

describe('a client', () => {
  it('has a method for every endpoint, and nothing under a misspelt name', () => {
    const { affinity } = createFake(() => json({}));
    expect(methods(affinity.v2)).toEqual(names(v2));
    expect(methods(affinity.v1)).toEqual(names(v1));
    expect(affinity.v2.companies).not.toHaveProperty('lst');
  });

  it('sends the key as Bearer, asks for JSON, and never lets fetch follow redirects', async () => {
    const { affinity, seen } = createFake(() => json(company(7)));
    expect(await affinity.v2.companies.get({ companyId: 7 })).toEqual(company(7));
    expect(seen[0]?.url.href).toBe('https://api.affinity.co/v2/companies/7');
    expect(seen[0]?.headers.get('authorization')).toBe(`Bearer ${testKey}`);
    expect(seen[0]?.headers.get('accept')).toBe('application/json');
    expect(seen[0]?.init.redirect).toBe('manual');
  });

  it('sends the key to v1 by Basic when asked, with an empty user name, and to v2 by Bearer all the same', async () => {
    const { affinity, seen } = createFake(() => json({}), { auth: 'basic', apiVersion: '2026-09-17' });
    await affinity.v1.auth.whoami();
    await affinity.v2.auth.whoami();
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([`Basic ${btoa(`:${testKey}`)}`, `Bearer ${testKey}`]);
    expect(seen.map(({ headers }) => headers.get('x-affinity-api-version'))).toEqual([null, '2026-09-17']);
  });

  it('puts a body into JSON and arrays into repeated parameters', async () => {
    const { affinity, seen } = createFake(({ method }) => (method === 'GET' ? json({ data: [], pagination: {} }) : json({ id: 1 })));
    await affinity.v2.companies.list({ ids: [1, 2], limit: 5 });
    await affinity.v1.lists.entries.create({ list_id: 3, body: { entity_id: 4 } });
    expect(seen[0]?.url.search).toBe('?limit=5&ids=1&ids=2');
    expect(seen[1]).toMatchObject({ method: 'POST', body: '{"entity_id":4}' });
    expect(seen[1]?.headers.get('content-type')).toBe('application/json');
  });

  it('puts files into a form, and leaves out what is undefined', async () => {
    const { affinity, seen } = createFake(() => json({ success: true }));
    const file = new File(['deck'], 'deck.pdf', { type: 'application/pdf' });
    await affinity.v1.entityFiles.create({ body: { 'files[]': [file, file], organization_id: 70455, person_id: undefined } });
    const form = seen[0]?.init.body as FormData;
    expect([...form.keys()]).toEqual(['files[]', 'files[]', 'organization_id']);
    expect(form.get('organization_id')).toBe('70455');
    expect(form.get('files[]')).toMatchObject({ name: 'deck.pdf', type: 'application/pdf', size: 4 });
    expect(seen[0]?.headers.has('content-type')).toBe(false);
  });

  it('tells where a download leads without going there, and takes no other redirect', async () => {
    const location = 'https://storage.example/deck.pdf?signature=s';
    const { affinity, seen } = createFake(() => new Response('', { status: 302, headers: { location } }));
    const { data, response } = await affinity.v1.entityFiles.download({ entity_file_id: 9301 }).withResponse();
    expect(data).toBeUndefined();
    expect(response.headers.get('location')).toBe(location);
    expect(seen).toHaveLength(1);
    await expect(affinity.v1.entityFiles.get({ entity_file_id: 9301 })).rejects.toThrow(expect.objectContaining({ code: 'unsafe_url' }));
  });

  it.each(['..', '.', ''])('refuses %j as a path parameter before anything is sent', async (fieldId) => {
    const { affinity, seen } = createFake(() => json({}));
    await expect(affinity.v2.lists.entries.fieldValues.get({ listId: 1, listEntryId: 2, fieldId })).rejects.toThrow(TypeError);
    expect(seen).toEqual([]);
  });

  it('keeps a path parameter inside its segment', async () => {
    const { affinity, seen } = createFake(() => json({}));
    await affinity.v2.lists.entries.fieldValues.get({ listId: 1, listEntryId: 2, fieldId: '../../auth/whoami?x#y' });
    expect(seen[0]?.url.href).toBe('https://api.affinity.co/v2/lists/1/list-entries/2/fields/..%2F..%2Fauth%2Fwhoami%3Fx%23y');
  });

  it('hands the response to those who ask for it', async () => {
    const { affinity } = createFake(() =>
      json(company(7), { headers: { 'x-request-id': 'r-1', 'x-ratelimit-limit-user-remaining': '12' } }),
    );
    const { data, response } = await affinity.v2.companies.get({ companyId: 7 }).withResponse();
    expect(data.id).toBe(7);
    expect(response).toMatchObject({ status: 200, requestId: 'r-1', attempts: 1, url: 'https://api.affinity.co/v2/companies/7' });
    expect(response.rate).toEqual({ minute: { remaining: 12 } });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('tells the latest known rate state without a request', async () => {
    const told = { 'x-ratelimit-limit-user-remaining': '12' };
    const { affinity, seen } = createFake((_, index) => json(company(7), { headers: index === 0 ? told : {} }));
    expect(affinity.rate).toBeUndefined();
    await affinity.v2.companies.get({ companyId: 7 });
    await affinity.v2.companies.get({ companyId: 8 });
    expect(affinity.rate).toEqual({ minute: { remaining: 12 }, at: expect.any(Date) });
    expect(seen).toHaveLength(2);
  });

  it('hands out the raw text of an answer, once it is whole', async () => {
    const text = '{"data": [],  "pagination": {"nextUrl": null}}\n';
    const headers = { date: 'Sun, 01 Mar 2026 12:00:00 GMT' };
    const { affinity, seen, until } = createFake((_, index) => new Response(index === 0 ? text.slice(0, 20) : text, { headers }));
    const exchange = await until(affinity.exchange(v2.companies.list, { limit: 1 }));
    expect(exchange).toMatchObject({ text, status: 200, attempts: 2, date: headers.date });
    expect(seen[1]?.url.search).toBe('?limit=1');
  });
});

describe('a client that may only read', () => {
  it.each([
    ['by its policies', createFake(() => json({}), { policies: { writes: 'deny' } })],
    ['as a copy of another', createFake(() => json({}))],
  ])('refuses writes before anything is sent, %s', async (_, { affinity, seen }) => {
    const reader = affinity.readOnly();
    await expect(reader.v1.lists.entries.delete({ list_id: 1, list_entry_id: 2 })).rejects.toBeInstanceOf(AffinityWriteDeniedError);
    await expect(reader.exchange(v1.lists.entries.delete, { list_id: 1, list_entry_id: 2 })).rejects.toMatchObject({
      code: 'write_denied',
    });
    expect(seen).toEqual([]);
  });

  it('goes by what a call does, not by its method', async () => {
    const { affinity, seen } = createFake(() => json({ data: [], pagination: {} }), { policies: { writes: 'deny' } });
    const search = { ...v2.companies.list, method: 'POST' as const };
    await affinity.exchange(search, {});
    expect(seen[0]?.method).toBe('POST');
  });
});

describe('an abort', () => {
  const never = (): Promise<Response> => new Promise(() => undefined);

  it('ends a call with its reason while the answer is awaited, even where fetch ignores it', async () => {
    const { affinity, simulation } = createFake(never);
    const controller = new AbortController();
    const call = affinity.v2.companies.get({ companyId: 1 }, { signal: controller.signal });
    await simulation.settled();
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    expect(simulation.pending()).toBe(0);
  });

  it('ends a call that waits for a retry', async () => {
    const { affinity, simulation, seen } = createFake(() => new Response('', { status: 503 }));
    const controller = new AbortController();
    const call = affinity.v2.companies.get({ companyId: 1 }, { signal: controller.signal });
    await simulation.settled();
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });

  it('sends nothing when it came first', async () => {
    const { affinity, seen } = createFake(() => json({}));
    await expect(affinity.v2.companies.list({}, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(seen).toEqual([]);
  });
});
