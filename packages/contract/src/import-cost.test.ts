import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as contract from './index.ts';

const { v1, v2, walkEndpoints } = contract;

describe('importing the contract', () => {
  test.each([...walkEndpoints({ v1, v2 })].map(([names, spec]) => [names.join('.'), spec] as const))(
    'builds no schema of %s',
    (_, spec) => {
      for (const name of ['params', 'query', 'body', 'response'] as const) {
        const property = Object.getOwnPropertyDescriptor(spec, name);
        expect(property === undefined || property.get !== undefined).toBe(true);
      }
      expect(spec.response).toBe(spec.response);
    },
  );

  test('builds no named schema', () => {
    const everything: Readonly<Record<string, unknown>> = contract;
    const built = Object.entries(everything).filter(([, value]) => value instanceof z.ZodType && !(value instanceof z.ZodLazy));
    expect(built.map(([name]) => name)).toEqual([]);
  });
});
