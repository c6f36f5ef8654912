import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { walkEndpoints } from '../endpoint.ts';
import { v1 } from './index.ts';

const redirects: readonly string[] = ['entityFiles.download'];

const endpoints = [...walkEndpoints(v1)].map(([names, spec]) => [names.join('.'), spec] as const);

describe.each(endpoints)('%s', (name, spec) => {
  it('prints as JSON Schema, whatever goes in and out', () => {
    const { params, query, body, response } = spec;
    const parts = [params, query, body, redirects.includes(name) ? undefined : response];
    for (const schema of parts.filter((part) => part !== undefined)) expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
  });

  it('answers 200 or a redirect without a body, writes exactly with the methods that write, and can refuse', () => {
    const redirected = redirects.includes(name);
    expect(spec.status).toBe(redirected ? 302 : undefined);
    expect(spec.response.safeParse(undefined).success).toBe(redirected);
    expect(spec.effect).toBe(spec.method === 'GET' ? 'read' : 'write');
    expect(spec.body === undefined).toBe(spec.method === 'GET' || spec.method === 'DELETE');
    expect(spec.errors).toContain(403);
  });

  it('lives at the root of the host', () => {
    expect(spec.path).toMatch(/^\/(?!v\d)/);
  });
});
