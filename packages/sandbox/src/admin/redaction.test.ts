import { describe, expect, it } from 'vitest';
import type { KeyRing } from '../behaviour/auth.ts';
import { createRedaction } from './redaction.ts';

const key = 'K'.repeat(43);
const ring: KeyRing = new Map([[key, { userId: 1, role: 'Admin', permissions: new Set<string>() }]]);
const { text, exchange } = createRedaction(ring);

const none = { text: null, size: 0, isCut: false };

describe('what the log shows', () => {
  it('holds no key, wherever it stood [sandbox.log] [sandbox.bodies]', () => {
    expect(text(`{"note":"my key is ${key}."}`)).toBe('{"note":"my key is [hidden]."}');
    const shown = exchange({
      request: { headers: { authorization: `Bearer ${key}`, referer: `http://x/?k=${key}`, cookie: 'a=b' }, body: none },
      response: { headers: { 'set-cookie': ['a=b', 'c=d'], location: '/_files/1/a?expires=1&signature=abc' }, body: none },
    });
    expect(shown.request.headers).toEqual({ authorization: 'Bearer [hidden]', referer: 'http://x/?k=[hidden]', cookie: '[hidden]' });
    expect(shown.response.headers).toEqual({ 'set-cookie': '[hidden]', location: '/_files/1/a?expires=1&signature=[hidden]' });
  });

  it('holds no credential of anybody else, such as a real key that came here by mistake', () => {
    const headersOf = (authorization: string) =>
      exchange({ request: { headers: { authorization }, body: none }, response: { headers: {}, body: none } }).request.headers;
    expect(headersOf('Basic OnJlYWw=')).toEqual({ authorization: 'Basic [hidden]' });
    expect(headersOf('real')).toEqual({ authorization: '[hidden]' });
    expect(text('{"apiKey": "a\\"b", "client_secret":"x", "page_token":"p"}')).toBe(
      '{"apiKey": "[hidden]", "client_secret":"[hidden]", "page_token":"p"}',
    );
    expect(text('api_key=real&page_token=p')).toBe('api_key=[hidden]&page_token=p');
  });

  it('holds no part of a key that a cut went through', () => {
    const cut = { text: `${'x'.repeat(100)}${key.slice(0, 40)}`, size: 70_000, isCut: true };
    const { request } = exchange({ request: { headers: {}, body: cut }, response: { headers: {}, body: none } });
    expect(request.body.text).not.toContain('K');
    expect(text(`{"password":"begun and cut`)).toBe('{"password":"[hidden]"');
  });
});
