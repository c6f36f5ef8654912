import type { V1ListEntry } from '@affinity-kit/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { AffinityConfigurationError } from '../errors.ts';
import { createWebhookHandler, type WebhookHandlerOptions } from './create-webhook-handler.ts';
import { createMemoryStore } from './deduplicate.ts';

const secretPath = '/affinity/f3b1c09a7e5d';
const event = { type: 'opportunity.deleted', body: { id: 3301, name: 'Kestrel Series B' }, sent_at: 1_758_215_073 };

const post = (body: unknown, path = secretPath, init: RequestInit = {}): Request =>
  new Request(`https://hooks.example${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init });

const receiver = (options: Partial<WebhookHandlerOptions> = {}) => {
  const seen: unknown[] = [];
  const on = { 'opportunity.deleted': ({ body }: { body: { id: number } }) => void seen.push(body.id) };
  const handle = createWebhookHandler({ on, secretPath, onUnknown: ({ type }) => void seen.push(type), ...options });
  return { seen, send: async (request: Request) => (await handle(request)).status };
};

describe('a webhook handler', () => {
  it('hands an event to its listener, once however often it is delivered', async () => {
    const { seen, send } = receiver();
    expect(await Promise.all([send(post(event)), send(post(event))])).toEqual([200, 200]);
    expect(await send(post(event))).toBe(200);
    expect(seen).toEqual([3301]);
    expect(await send(post({ ...event, sent_at: event.sent_at + 1 }))).toBe(200);
    expect(seen).toEqual([3301, 3301]);
  });

  it('answers 500 when a listener throws, and hands the repetition on', async () => {
    const errors: unknown[] = [];
    let failures = 1;
    const fail = () => {
      if (failures-- > 0) throw new Error('The queue is full');
    };
    const { send } = receiver({ on: { 'opportunity.deleted': fail }, onError: (error) => errors.push(error) });
    expect([await send(post(event)), await send(post(event)), await send(post(event))]).toEqual([500, 200, 200]);
    expect(errors).toEqual([new Error('The queue is full')]);
  });

  it('answers a repetition that comes meanwhile as the first, so that a failure is not taken for done', async () => {
    const gate = new AbortController();
    const slow = () =>
      new Promise<void>((_, reject) => gate.signal.addEventListener('abort', () => reject(new Error('The queue is full'))));
    const { send } = receiver({ on: { 'opportunity.deleted': slow } });
    const both = [send(post(event)), send(post(event))];
    setTimeout(() => gate.abort(), 50);
    expect(await Promise.all(both)).toEqual([500, 500]);
  });

  it('answers 500 when its store fails', async () => {
    const errors: unknown[] = [];
    const dedupe = { claim: () => Promise.reject(new Error('The store is away')), release: () => undefined };
    const { seen, send } = receiver({ dedupe, onError: (error) => errors.push(error) });
    expect([await send(post(event)), errors.length, seen.length]).toEqual([500, 1, 0]);
  });

  it('tolerates events that nobody knows, bodies that nobody expects, and events that nobody listens to', async () => {
    const { seen, send } = receiver();
    expect(await send(post({ ...event, type: 'webhook.test', body: {} }))).toBe(200);
    expect(await send(post({ ...event, type: 'note.created', body: { id: 1 } }))).toBe(200);
    expect(await send(post({ ...event, type: 'list.updated', body: { id: 1 } }))).toBe(200);
    expect(seen).toEqual(['webhook.test', 'note.created']);
  });

  it('believes only who knows the path', async () => {
    const { seen, send } = receiver();
    for (const path of ['/', `${secretPath}/`, secretPath.slice(0, -1), secretPath.toUpperCase()])
      expect(await send(post(event, path))).toBe(404);
    expect(await send(new Request(`https://hooks.example${secretPath}`))).toBe(405);
    expect(await send(post(event, `${secretPath}?from=affinity`))).toBe(200);
    expect(seen).toEqual([3301]);
    expect(() => receiver({ secretPath: '/short' })).toThrow(AffinityConfigurationError);
    expect(() => receiver({ secretPath: 'without-a-slash-in-front' })).toThrow(AffinityConfigurationError);
  });

  it('refuses what is no delivery', async () => {
    const { seen, send } = receiver();
    for (const body of ['', 'no json', '[]', '{}', '{"type":"note.created"}']) expect(await send(post(body))).toBe(400);
    expect(await send(post(' '.repeat(4 * 1024 * 1024 + 1)))).toBe(413);
    expect(await send(post(event, secretPath, { headers: { 'content-length': '99999999' } }))).toBe(413);
    expect(await receiver({ maxBodyBytes: 50 }).send(post(event))).toBe(413);
    expect(seen).toEqual([]);
  });

  it('remembers in the store that it is given, or not at all', async () => {
    const dedupe = createMemoryStore(1);
    const [one, other] = [receiver({ dedupe }), receiver({ dedupe })];
    await one.send(post(event));
    await other.send(post(event));
    expect([one.seen, other.seen]).toEqual([[3301], []]);
    await other.send(post({ ...event, sent_at: 1 }));
    await other.send(post(event));
    expect(other.seen).toEqual([3301, 3301]);
    const forgetful = receiver({ dedupe: false });
    await forgetful.send(post(event));
    await forgetful.send(post(event));
    expect(forgetful.seen).toEqual([3301, 3301]);
  });

  it('gives each listener the event of its type', () => {
    createWebhookHandler({
      secretPath,
      on: {
        'list_entry.created': (created) => {
          expectTypeOf(created.body).toEqualTypeOf<V1ListEntry>();
        },
        // @ts-expect-error there is no such event
        'company.created': () => undefined,
      },
    });
  });
});
