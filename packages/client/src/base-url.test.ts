import { describe, expect, it } from 'vitest';
import { isSameServer, parseBaseUrl } from './base-url.ts';

describe('a base URL', () => {
  it.each([
    ['https://api.affinity.co', 'https://api.affinity.co'],
    ['https://api.affinity.co/', 'https://api.affinity.co'],
    ['https://api.affinity.co/v2', 'https://api.affinity.co'],
    ['https://api.affinity.co/v2/?x=1#y', 'https://api.affinity.co'],
    ['https://proxy.example/affinity/', 'https://proxy.example/affinity'],
    ['http://127.0.0.1:4747', 'http://127.0.0.1:4747'],
    ['http://localhost:4747', 'http://localhost:4747'],
    ['http://[::1]:4747', 'http://[::1]:4747'],
    ['http://sandbox-1.localhost', 'http://sandbox-1.localhost'],
  ])('%s is taken as %s', (given, taken) => {
    expect(parseBaseUrl(given)).toBe(taken);
  });

  it.each([
    'http://api.affinity.co',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user:secret@api.affinity.co',
  ])('%s is refused', (given) => {
    expect(() => parseBaseUrl(given)).toThrow(expect.objectContaining({ code: 'unsafe_url' }));
  });

  it('that is none is a configuration error', () => {
    expect(() => parseBaseUrl('api.affinity.co')).toThrow(expect.objectContaining({ code: 'configuration' }));
  });
});

describe('two URLs', () => {
  it.each([
    ['https://a.example', 'https://a.example/x', true],
    ['https://a.example', 'https://a.example:443', true],
    ['https://a.example', 'http://a.example', false],
    ['https://a.example', 'https://a.example:8443', false],
    ['https://a.example', 'https://b.a.example', false],
    ['http://127.0.0.1:80', 'http://localhost', true],
    ['http://127.0.0.1:81', 'http://localhost:82', false],
  ])('%s and %s are one server: %s', (one, other, expected) => {
    expect(isSameServer(new URL(one), new URL(other))).toBe(expected);
  });
});
