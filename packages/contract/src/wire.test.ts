import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type EndpointSpec, endpoint, walkEndpoints } from './endpoint.ts';
import { CompanyId } from './ids.ts';
import { idsOf } from './schema.ts';
import { v1 } from './v1/index.ts';
import { v2 } from './v2/index.ts';
import { decodeParams, decodeQuery, encodeTarget, matchPath } from './wire.ts';

const every = endpoint({
  method: 'GET',
  path: '/v2/things/{thingId}/parts/{part}',
  effect: 'read',
  params: () => z.object({ thingId: z.int().min(1), part: z.string() }),
  query: () =>
    z.object({
      text: z.string().optional(),
      count: z.int().optional(),
      score: z.number().nullable().optional(),
      flag: z.boolean().default(false),
      ids: idsOf(CompanyId).optional(),
      names: z.array(z.enum(['a', 'b'])).optional(),
      code: z.union([z.literal(0), z.literal(1), z.literal(8)]).optional(),
      level: z.literal([1, 2]).optional(),
      mixed: z.union([z.int(), z.string()]).optional(),
    }),
  response: () => z.undefined(),
});

const base = { thingId: 1, part: 'x' };
const query = (text: string): Record<string, unknown> => decodeQuery(every, new URLSearchParams(text));

/** Values that a parameter's schema allows, except for what does not show on the wire: null and empty arrays. */
const valueOf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  if (schema instanceof z.ZodLazy) return valueOf(schema.unwrap());
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return valueOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return fc.array(valueOf(schema.element), { minLength: 1, maxLength: 5 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(valueOf));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 1, max: 100 });
  return fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '.' && text !== '..');
};

const inputOf = (spec: EndpointSpec): fc.Arbitrary<Record<string, unknown>> => {
  const parts = (shape: z.core.$ZodShape = {}) => Object.entries(shape).map(([name, schema]) => [name, valueOf(schema)] as const);
  return fc
    .tuple(
      fc.record(Object.fromEntries(parts(spec.params?.shape))),
      fc.record(Object.fromEntries(parts(spec.query?.shape)), { requiredKeys: [] }),
    )
    .map(([params, some]) => ({ ...params, ...some }));
};

const decoded = (spec: EndpointSpec, path: string, search: string): Record<string, unknown> => ({
  ...decodeParams(spec, matchPath(spec, path) ?? {}),
  ...decodeQuery(spec, new URLSearchParams(search)),
});

describe('encodeTarget', () => {
  test('puts path parameters into the path and the others into the query, arrays repeated', () => {
    const { path, search } = encodeTarget(every, { thingId: 7, part: 'a/b c', ids: [1, 2], flag: true, text: 'x&y' });
    expect(path).toBe('/v2/things/7/parts/a%2Fb%20c');
    expect(search.toString()).toBe('text=x%26y&flag=true&ids=1&ids=2');
  });

  test('leaves out what is undefined, null or no parameter of the endpoint', () => {
    const { search } = encodeTarget(every, { ...base, text: undefined, score: null, other: 1, body: {} });
    expect(search.toString()).toBe('');
  });

  test.each([undefined, null, '', '.', '..'])('refuses %j as path parameter', (part) => {
    expect(() => encodeTarget(every, { thingId: 1, part })).toThrow(TypeError);
  });

  test('keeps every other text inside its segment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (part) => {
        fc.pre(part !== '.' && part !== '..');
        const url = new URL(`https://host.example${encodeTarget(every, { thingId: 1, part }).path}`);
        expect(url.pathname.split('/')).toHaveLength(6);
        expect(url.search + url.hash).toBe('');
      }),
    );
  });

  test('refuses what has no text of its own', () => {
    expect(() => encodeTarget(every, { ...base, text: {} })).toThrow("'text' is neither");
    expect(() => encodeTarget(every, { ...base, names: [['a']] })).toThrow("'names' is neither");
    expect(() => encodeTarget(every, { thingId: [1], part: 'x' })).toThrow("'thingId' is neither");
  });

  test('refuses an empty array of ids, which would ask for everything', () => {
    expect(() => encodeTarget(every, { ...base, ids: [] })).toThrow("'ids' is an empty array");
    expect(encodeTarget(every, { ...base, names: [] }).search.toString()).toBe('');
  });
});

describe('matchPath', () => {
  test('gives the path parameters as text', () => {
    expect(matchPath(every, '/v2/things/7/parts/a%2Fb%20c')).toEqual({ thingId: '7', part: 'a/b c' });
  });

  test.each([
    '/v2/things/7',
    '/v2/things/7/parts/',
    '/v2/things/7/parts/x/y',
    '/v2/things//parts/x',
    '/x/v2/things/7/parts/x',
    '/v2/things/7/parts/%',
  ])('is undefined for %s', (path) => {
    expect(matchPath(every, path)).toBeUndefined();
  });

  test('takes the characters of a path literally', () => {
    const dotted = endpoint({ method: 'GET', path: '/a.b/c', effect: 'read', response: () => z.undefined() });
    expect(matchPath(dotted, '/a.b/c')).toEqual({});
    expect(matchPath(dotted, '/axb/c')).toBeUndefined();
  });
});

describe('decodeQuery', () => {
  test('reads a boolean however a language prints it', () => {
    expect(query('flag=True')).toMatchObject({ flag: true });
    expect(query('flag=FALSE')).toMatchObject({ flag: false });
    expect(query('flag=yes')).toMatchObject({ flag: 'yes' });
  });

  test('turns text into what the schema wants', () => {
    expect(query('count=3&score=-0.5&flag=true&ids=1&ids=2&names=a&code=8&level=2&text=12')).toEqual({
      count: 3,
      score: -0.5,
      flag: true,
      ids: [1, 2],
      names: ['a'],
      code: 8,
      level: 2,
      text: '12',
    });
  });

  test('leaves text that does not convert for the schema to refuse, naming the parameter', () => {
    for (const [text, name] of [
      ['count=many', 'count'],
      ['count=', 'count'],
      ['count=1e3', 'count'],
      ['flag=yes', 'flag'],
      ['ids=1&ids=two', 'ids'],
      ['count=9007199254740993', 'count'],
    ] as const) {
      const parsed = every.query.safeParse(query(text));
      expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([name]);
    }
  });

  test('drops unknown parameters and keeps the last of a repeated single one', () => {
    expect(query('limitt=3&text=a&text=b')).toEqual({ text: 'b' });
  });

  test('keeps text where the schema takes text besides numbers', () => {
    expect(query('mixed=12')).toEqual({ mixed: '12' });
  });
});

describe('encoding and decoding', () => {
  const all = [...walkEndpoints({ v1, v2 })].map(([names, spec]) => [names.join('.'), spec] as const);

  test.each([['a made-up endpoint', every] as const, ...all])('gives the input of %s back', (_, spec) => {
    const { mixed: _mixed, ...shape } = spec.query?.shape ?? {};
    const input = inputOf({ ...spec, query: z.object(shape) });
    fc.assert(
      fc.property(input, (given) => {
        const { path, search } = encodeTarget(spec, given);
        expect(decoded(spec, path, search.toString())).toEqual(given);
      }),
      { numRuns: 30 },
    );
  });
});
