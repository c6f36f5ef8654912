import * as z from 'zod';
import type { EndpointSpec } from './endpoint.ts';

/** Path and query of one request, ready to be put behind a base URL. */
export interface WireTarget {
  readonly path: string;
  readonly search: URLSearchParams;
}

/** What a schema wants from the text of a URL. */
type Kind = 'number' | 'boolean' | 'text';

interface QueryParameter {
  readonly name: string;
  readonly kind: Kind;
  readonly repeats: boolean;
  /** An array that must not be empty, since on the wire an empty one is no parameter at all. */
  readonly refusesEmpty: boolean;
}

/** Everything that encoding and decoding need to know of an endpoint, worked out once. */
interface Plan {
  /** Literal and parameter segments of the path, in turn: `['/v2/lists/', 'listId', '/fields']`. */
  readonly path: readonly string[];
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly query: readonly QueryParameter[];
}

const isLazy = (schema: z.core.$ZodType): schema is z.core.$ZodLazy => schema._zod.def.type === 'lazy';

/** The schema inside `lazy()`, `optional()`, `nullable()`, `default()` and their like. */
const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (isLazy(schema)) return unwrap(schema._zod.innerType);
  const { def } = schema._zod;
  return 'innerType' in def ? unwrap(def.innerType as z.core.$ZodType) : schema; // every other wrapper of zod keeps its inner schema there
};

const isArray = (schema: z.core.$ZodType): schema is z.core.$ZodArray => schema._zod.def.type === 'array';
const isUnion = (schema: z.core.$ZodType): schema is z.core.$ZodUnion => schema._zod.def.type === 'union';
const isLiteral = (schema: z.core.$ZodType): schema is z.core.$ZodLiteral => schema._zod.def.type === 'literal';

const kindOfValue = (value: unknown): Kind => (typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text');

/** The kind of all of them, or text, which any value can be. */
const commonKind = (kinds: readonly Kind[]): Kind => (new Set(kinds).size === 1 ? (kinds[0] ?? 'text') : 'text');

const kindOf = (outer: z.core.$ZodType): Kind => {
  const schema = unwrap(outer);
  const { type } = schema._zod.def;
  if (type === 'number' || type === 'boolean') return type;
  if (isLiteral(schema)) return commonKind(schema._zod.def.values.map(kindOfValue));
  if (isUnion(schema)) return commonKind(schema._zod.def.options.map(kindOf));
  return 'text';
};

const queryParameter = (name: string, outer: z.core.$ZodType): QueryParameter => {
  const schema = unwrap(outer);
  if (!isArray(schema)) return { name, kind: kindOf(schema), repeats: false, refusesEmpty: false };
  return { name, kind: kindOf(schema._zod.def.element), repeats: true, refusesEmpty: !z.safeParse(schema, []).success };
};

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const planOf = (spec: EndpointSpec): Plan => {
  const path = spec.path.split(/\{(\w+)\}/);
  const pattern = new RegExp(`^${path.map((part, index) => (index % 2 === 0 ? escapePattern(part) : '([^/]+)')).join('')}$`);
  const names = path.filter((_, index) => index % 2 === 1);
  const kinds = new Map(Object.entries(spec.params?.shape ?? {}).map(([name, schema]) => [name, kindOf(schema)]));
  const query = Object.entries(spec.query?.shape ?? {}).map(([name, schema]) => queryParameter(name, schema));
  return { path, pattern, names, kinds, query };
};

const plans = new WeakMap<EndpointSpec, Plan>();

const planFor = (spec: EndpointSpec): Plan => {
  const known = plans.get(spec);
  if (known) return known;
  const plan = planOf(spec);
  plans.set(spec, plan);
  return plan;
};

/** Text of a single value. An object is refused rather than sent as `[object Object]`. */
const textOf = (name: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new TypeError(`Parameter '${name}' is neither text nor a number nor a boolean`);
};

/** One path segment. A value that would leave its segment is refused: empty, `.` or `..`; the rest is percent-encoded. */
const segment = (name: string, value: unknown): string => {
  if (value === undefined || value === null || value === '') throw new TypeError(`Path parameter '${name}' is missing`);
  const text = textOf(name, value);
  if (text === '.' || text === '..') throw new TypeError(`Path parameter '${name}' is '${text}'`);
  return encodeURIComponent(text);
};

const encodePath = (plan: Plan, input: Readonly<Record<string, unknown>>): string => {
  let path = '';
  plan.path.forEach((part, index) => {
    path += index % 2 === 0 ? part : segment(part, input[part]);
  });
  return path;
};

const appendQuery = (search: URLSearchParams, { name, refusesEmpty }: QueryParameter, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) {
    search.append(name, textOf(name, value));
    return;
  }
  if (refusesEmpty && value.length === 0)
    throw new TypeError(`Query parameter '${name}' is an empty array, which would ask for everything`);
  for (const item of value) search.append(name, textOf(name, item));
};

/**
 * Spreads an input over path and query. Arrays become repeated parameters, booleans `true` or `false` (v2 reference, section 1).
 *
 * What is not a parameter of the endpoint is left out.
 *
 * @throws TypeError for a missing path parameter, one that would leave its segment, an object or array where one value belongs, and an empty
 * array of ids.
 */
export const encodeTarget = (spec: EndpointSpec, input: Readonly<Record<string, unknown>>): WireTarget => {
  const plan = planFor(spec);
  const search = new URLSearchParams();
  for (const parameter of plan.query) appendQuery(search, parameter, input[parameter.name]);
  return { path: encodePath(plan, input), search };
};

const decodeSegment = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/**
 * Takes a request's path apart: the endpoint's path parameters as text, or `undefined` where the path is another's.
 *
 * Segments are percent-decoded; one that cannot be decoded belongs to no endpoint. Among endpoints that match, the one with fewer parameters is
 * meant: `/v2/companies/fields` is no company.
 */
export const matchPath = (spec: EndpointSpec, path: string): Readonly<Record<string, string>> | undefined => {
  const { pattern, names } = planFor(spec);
  const found = pattern.exec(path);
  if (!found) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = decodeSegment(found[index + 1] ?? '');
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return values;
};

const numeric = /^-?\d+(\.\d+)?$/;

/** As every language prints it: Python's clients send `True`. */
const truth = /^(true|false)$/i;

/** Text that does not convert stays text, so that the schema refuses it. */
const convert = (kind: Kind, text: string): unknown => {
  if (kind === 'number' && numeric.test(text)) return Number(text);
  if (kind === 'boolean' && truth.test(text)) return text.toLowerCase() === 'true';
  return text;
};

/** Turns the path parameters of {@link matchPath} into what the schema of the endpoint expects; checking them is the schema's part. */
export const decodeParams = (spec: EndpointSpec, texts: Readonly<Record<string, string>>): Record<string, unknown> => {
  const { kinds } = planFor(spec);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, convert(kinds.get(name) ?? 'text', text)]));
};

/**
 * Turns the query of a request into what the schema of the endpoint expects; checking it is the schema's part.
 *
 * Parameters that the endpoint does not have are dropped, as Affinity does. Of a single parameter that repeats the last one counts.
 */
export const decodeQuery = (spec: EndpointSpec, search: URLSearchParams): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  for (const { name, kind, repeats } of planFor(spec).query) {
    const texts = search.getAll(name);
    if (texts.length === 0) continue;
    input[name] = repeats ? texts.map((text) => convert(kind, text)) : convert(kind, texts.at(-1) ?? '');
  }
  return input;
};
