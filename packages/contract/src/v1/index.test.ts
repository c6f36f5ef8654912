import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { walkEndpoints } from '../endpoint.ts';
import { v1 } from './index.ts';

const endpoints = [...walkEndpoints(v1)].map(([names, spec]) => [names.join('.'), spec] as const);

describe.each(endpoints)('%s', (_, spec) => {
  it('prints as JSON Schema, whatever goes in and out', () => {
    const parts = [spec.params, spec.query, spec.body, spec.response].filter((schema) => schema !== undefined);
    for (const schema of parts) expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
  });

  it('answers 200, writes exactly with the methods that write, and can refuse', () => {
    expect(spec.status).toBeUndefined();
    expect(spec.effect).toBe(spec.method === 'GET' ? 'read' : 'write');
    expect(spec.body === undefined).toBe(spec.method === 'GET' || spec.method === 'DELETE');
    expect(spec.errors).toContain(403);
  });

  it('lives at the root of the host', () => {
    expect(spec.path).toMatch(/^\/(?!v\d)/);
  });
});
