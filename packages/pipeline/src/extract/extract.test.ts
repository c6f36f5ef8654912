import { v2 } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { hashOf, splitAnswer } from './answer.ts';
import { asCall, followLink, keyOf, requestOf } from './request.ts';
import { Slots } from './slots.ts';

const page = (data: unknown, pagination: unknown): string => JSON.stringify({ data, pagination });

describe('an answer', () => {
  it('is told from another by its data alone, not by host and port of its links', () => {
    const [a, b] = ['http://a:1/v2/x?cursor=1', 'http://b:22/v2/x?cursor=1'].map((nextUrl) =>
      page([{ id: 1 }], { nextUrl, prevUrl: null }),
    );
    const hash = (text: string): string => hashOf(Buffer.from(text.slice(0, splitAnswer(text).contents)));
    expect(hash(a ?? '')).toBe(hash(b ?? ''));
    expect(hash(page([{ id: 2 }], null))).not.toBe(hash(a ?? ''));
    expect(splitAnswer(a ?? '').next).toBe('http://a:1/v2/x?cursor=1');
  });

  it.each([
    ['no paging', '{"data":[]}'],
    ['paging before the data', '{"pagination":{"nextUrl":"/x"},"data":[1]}'],
    ['the word as a value', '{"data":["pagination"]}'],
    ['the word deeper down', '{"data":[{"pagination":{"nextUrl":"/x"}}]}'],
    ['a long tail', page([], { nextUrl: 'x'.repeat(10_000) })],
  ])('with %s is taken as a whole', (_, text) => {
    expect(splitAnswer(text)).toEqual({ contents: text.length, next: undefined });
  });

  it.each([null, undefined, ''])('whose next link is %j is the last', (nextUrl) => {
    expect(splitAnswer(page([], { prevUrl: null, nextUrl })).next).toBeNull();
  });
});

describe('a request', () => {
  const first = requestOf(v2.lists.entries.list, { listId: 5, limit: 100, fieldIds: ['b', 'a'] });

  it('has one name, whatever the order of its parameters', () => {
    const other = requestOf(v2.lists.entries.list, { listId: 5, limit: 100, fieldIds: ['a', 'b'] });
    expect(keyOf(first)).toBe('GET /v2/lists/5/list-entries?fieldIds=a&fieldIds=b&limit=100');
    expect(keyOf(other)).toBe(keyOf(first));
  });

  it.each([
    ['an absolute link', 'http://h:1/v2/lists/5/list-entries?page=2&x=1', 'GET /v2/lists/5/list-entries?page=2&x=1'],
    ['a path', '/v2/lists/5/list-entries?offset=100', 'GET /v2/lists/5/list-entries?offset=100'],
    ['a bare query', '?after=9', 'GET /v2/lists/5/list-entries?after=9'],
  ])('goes on by %s', (_, link, key) => {
    expect(keyOf(followLink(first, link, 'http://h:1'))).toBe(key);
  });

  it('keeps to the path under which the API lives', () => {
    expect(followLink(first, 'http://h:1/proxy/v2/x?cursor=1', 'http://h:1/proxy').path).toBe('/v2/x');
    expect(followLink(first, '?cursor=1', 'http://h:1/proxy/').path).toBe('/v2/lists/5/list-entries');
  });

  it.each(['https://h:1/v2/x', 'http://elsewhere/v2/x', '//elsewhere/v2/x'])('does not go on to %s', (link) => {
    expect(() => followLink(first, link, 'http://h:1')).toThrow(/links to a page at/);
  });

  it('reaches the client as it is, unknown parameters included', () => {
    const { endpoint, input } = asCall(followLink(first, '?page=2&tag=a&tag=b', 'http://h:1'));
    expect(keyOf(requestOf(endpoint, input))).toBe('GET /v2/lists/5/list-entries?page=2&tag=a&tag=b');
    expect(endpoint.effect).toBe('read');
  });
});

describe('slots', () => {
  it('never let more in than there are, and let the urgent go first', async () => {
    const slots = new Slots(2);
    const order: string[] = [];
    const enter = async (name: string, urgent: boolean): Promise<() => void> => {
      const release = await slots.take(urgent);
      order.push(name);
      return release;
    };
    const [first, second] = await Promise.all([enter('a', false), enter('b', false)]);
    const waiting = [enter('c', false), enter('d', true)];
    await Promise.resolve();
    expect(order).toEqual(['a', 'b']);
    first?.();
    first?.();
    (await waiting[1])?.();
    await waiting[0];
    expect(order).toEqual(['a', 'b', 'd', 'c']);
    second?.();
  });
});
