import {
  type EndpointSpec,
  Field,
  FieldMetadata,
  FieldUpdate,
  FieldValue,
  FieldValueChange,
  FieldValuesPage,
  KnownFieldValue,
  KnownFieldValueChange,
  KnownFieldValuesPage,
  knownFieldValue,
  newestApiVersion,
  operationKey,
  RateLimit,
  v2,
  WhoAmI,
  walkEndpoints,
} from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type DataOperation, type DataSchema, describeWithApiData, readContract, readReference, readSamples } from './api-data.ts';
import { factsOf, type Resolve } from './schema-facts.ts';

const declared = [...walkEndpoints({ v2 })].map(([names, spec]) => [names.join('.'), spec] as const);

/** The closed twin of a schema that is open on purpose: the published document is closed. */
const closedTwins = new Map<z.core.$ZodType, z.core.$ZodType>([
  [FieldValue, KnownFieldValue],
  [FieldValueChange, KnownFieldValueChange],
  [FieldValuesPage, KnownFieldValuesPage],
]);

const jsonSchemaOf = (schema: z.core.$ZodType, io: 'input' | 'output'): DataSchema => {
  const { $schema: _, ...json } = z.toJSONSchema(closedTwins.get(schema) ?? schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const twin = closedTwins.get(zodSchema);
      if (twin === undefined) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, jsonSchemaOf(twin, io));
    },
  });
  return json;
};

/** Follows the references of a schema to itself, which is what recursive ones have. */
const within =
  (root: DataSchema): Resolve =>
  (ref) =>
    ref
      .split('/')
      .slice(1)
      .reduce((schema, name) => schema[name] as DataSchema, root); // zod writes what it refers to

const factsIn = (schema: DataSchema, path: string): ReadonlySet<string> => factsOf(schema, path, within(schema));

const parametersOf = (spec: EndpointSpec): DataSchema => {
  const parts = Object.entries({ path: spec.params, query: spec.query }).flatMap(([place, schema]) =>
    Object.entries(schema?.shape ?? {}).map(([name, parameter]) => ({
      name: `${place}:${name}`,
      schema: jsonSchemaOf(parameter, 'input'),
      required: !z.safeParse(parameter, undefined).success,
    })),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
    required: parts.filter(({ required }) => required).map(({ name }) => name),
  };
};

const ourFacts = (spec: EndpointSpec): ReadonlySet<string> => {
  const status = spec.status ?? 200;
  const facts = [
    ...factsIn(parametersOf(spec), ''),
    `answers ${status}`,
    ...(status === 204 ? [] : factsIn(jsonSchemaOf(spec.response, 'output'), 'response')),
    ...(spec.body === undefined ? [] : factsIn(jsonSchemaOf(spec.body, 'input'), 'body')),
  ];
  return new Set(facts);
};

const publishedParameters = ({ parameters }: DataOperation): DataSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, schema])),
  required: Object.entries(parameters)
    .filter(([, { required }]) => required)
    .map(([name]) => name),
});

const publishedFacts = (operation: DataOperation, resolve: Resolve): ReadonlySet<string> => {
  const json = (content: Readonly<Record<string, DataSchema>> | undefined) => content?.['application/json'];
  const body = json(operation.requestBody?.content);
  const facts = Object.entries(operation.responses).flatMap(([status, content]) => {
    const schema = json(content);
    return [`answers ${status}`, ...(schema === undefined ? [] : factsOf(schema, 'response', resolve))];
  });
  return new Set([
    ...factsOf(publishedParameters(operation), '', resolve),
    ...facts,
    ...(body === undefined ? [] : factsOf(body, 'body', resolve)),
  ]);
};

/** Where the contract says something else than the published document, and why. One that explains nothing fails. */
const explained: readonly { readonly fact: RegExp; readonly reason: string }[] = [
  {
    fact: /<interaction>\.internalPerson is (required|optional)$/,
    reason: 'the vendor announced the property for six endpoints only, so clients must do without it elsewhere',
  },
  {
    fact: /body(\.updates\[\])?\.value is (required|optional)$/,
    reason: 'an update without a value writes nothing; servers refuse it, though the document calls it optional',
  },
  {
    fact: /^- body.*<[\w-]+-multi>\.totalCount/,
    reason: 'only answers count; the document uses one schema for both directions',
  },
  {
    fact: /^\+ response\.pagination\.totalCount/,
    reason: 'the three attached-* collections answer it when asked, though their schema lacks it',
  },
  {
    fact: /^[-+] response\.data\[\]\.(description|isRequired) is (required|optional)$/,
    reason: 'versions before 2026-09-17 leave them out of the metadata of fields, and a client may ask for any version',
  },
];

const isExplained = (difference: string): boolean => explained.some(({ fact }) => fact.test(difference));

const differences = (): ReadonlyMap<string, readonly string[]> => {
  const { operations, schemas } = readContract(newestApiVersion);
  const resolve: Resolve = (ref) => {
    const schema = schemas[ref.replace('#/components/schemas/', '')];
    if (schema === undefined) throw new Error(`${ref} is not in the document`);
    return schema;
  };
  return new Map(
    declared.map(([name, spec]) => {
      const published = operations[operationKey(spec)];
      if (published === undefined) return [name, [`${operationKey(spec)} is not published`]];
      const theirs = publishedFacts(published, resolve);
      const ours = ourFacts(spec);
      const missing = [...theirs].filter((fact) => !ours.has(fact)).map((fact) => `- ${fact}`);
      const added = [...ours].filter((fact) => !theirs.has(fact)).map((fact) => `+ ${fact}`);
      return [name, [...missing, ...added]];
    }),
  );
};

describeWithApiData('the v2 contract against the published one', () => {
  const found = differences();

  it.each(declared)('has the parameters, the body and the answer of %s', (name) => {
    expect(found.get(name)?.filter((difference) => !isExplained(difference))).toEqual([]);
  });

  it('explains no difference that there is not', () => {
    const all = [...found.values()].flat();
    expect(explained.filter(({ fact }) => !all.some((difference) => fact.test(difference)))).toEqual([]);
  });

  it('has every published operation and no other', () => {
    const keys = declared.map(([, spec]) => operationKey(spec));
    expect(keys.toSorted()).toEqual(Object.keys(readContract(newestApiVersion).operations).toSorted());
  });
});

interface TableRow {
  readonly beta: boolean;
  readonly since: string;
  readonly page: string;
  readonly status: number;
  readonly errors: readonly number[];
}

/** The operation table of the reference, by method and path. */
const readTable = (): ReadonlyMap<string, TableRow> => {
  const rows = readReference('v2').matchAll(/^\| \d+ \| ([A-Z]+) \| `([^`]+)` \| (GA|β) \| ([^|]+) \| ([^|]+) \| (\d+) \| ([^|]+) \|$/gm);
  return new Map(
    [...rows].map(([, method, path, stability, since = '', page = '', status, errors = '']) => [
      `${method} /v2${path}`,
      {
        beta: stability === 'β',
        since: since.replace(/β.*$/, ''),
        page: page.replace(/≈| body/g, ''),
        status: Number(status),
        errors: errors.split(' ').map(Number),
      },
    ]),
  );
};

/** Default and maximum, as the table writes them; it says where they are in the body, and leaves some defaults open, where 100 is our choice. */
const pageOf = ({ limit }: EndpointSpec, published: string | undefined): string => {
  if (limit === undefined) return '–';
  return published === '?/100' ? `?/${limit.max}` : `${limit.default}/${limit.max}`;
};

describeWithApiData('the v2 contract against the operation table of the reference', () => {
  const table = readTable();

  it('finds 114 operations in it', () => {
    expect(table.size).toBe(114);
  });

  it.each(declared)('has stability, age, page size, status and errors of %s', (_, spec) => {
    const row = table.get(operationKey(spec));
    expect({
      beta: spec.beta ?? false,
      since: spec.since,
      page: pageOf(spec, row?.page),
      status: spec.status ?? 200,
      errors: spec.errors,
    }).toEqual(row);
  });
});

/** Every field value inside an answer: what stands under `value` and has a type and data. */
function* fieldValuesIn(node: unknown): Generator<FieldValue> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    if (key === 'value' && FieldValue.safeParse(child).success) yield FieldValue.parse(child);
    yield* fieldValuesIn(child);
  }
}

/** Properties that have been added since some samples were published. */
const youngProperties = new Set(['createdAt', 'isRedacted', 'isRestricted', 'listName', 'transcriptId']);

/** Properties that an answer lacks; any other fault of it fails. */
const missingIn = (schema: z.ZodType, body: unknown): readonly string[] => {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return issues.map((issue) => {
    expect(issue).toMatchObject({ code: 'invalid_type', message: expect.stringMatching(/received undefined$/) });
    return String(issue.path.at(-1));
  });
};

describeWithApiData('the v2 contract against the published samples', () => {
  const specs = new Map(declared.map(([, spec]) => [operationKey(spec), spec]));
  const samples = readSamples('v2').flatMap((sample) => {
    const spec = specs.get(`${sample.operation.method} ${sample.operation.path}`);
    return spec === undefined ? [] : [[sample.name, sample, spec] as const];
  });

  it('finds samples of the declared operations', () => {
    expect(samples.length).toBeGreaterThan(40);
  });

  it.each(samples)('reads %s', (_, { body, status, outdated }, spec) => {
    expect(status).toBe(spec.status ?? 200);
    if (outdated === undefined) expect(spec.response.safeParse(body).error).toBeUndefined();
    else expect(missingIn(spec.response, body).filter((property) => !youngProperties.has(property))).toEqual([]);
  });

  it('excuses no property from being in a sample without need', () => {
    const missing = samples.flatMap(([, { body, outdated }, spec]) => (outdated === undefined ? [] : missingIn(spec.response, body)));
    expect(new Set(missing)).toEqual(youngProperties);
  });

  it('knows every field value in them', () => {
    const values = samples.flatMap(([, { body }]) => [...fieldValuesIn(body)]);
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter((value) => knownFieldValue(value) === undefined)).toEqual([]);
  });
});

/** The JSON blocks of the reference; a block of several lines may hold a value in each. */
const readExamples = (): readonly unknown[] => {
  const blocks = [...readReference('v2').matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
  const parsed = (text: string): readonly unknown[] => {
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  };
  return blocks.flatMap((block) => (parsed(block).length > 0 ? parsed(block) : block.split('\n').flatMap(parsed)));
};

const has = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));

describeWithApiData('the v2 contract against the examples of the reference', () => {
  const examples = readExamples();

  it.each([
    ['who the key belongs to', ['tenant', 'grant'], WhoAmI],
    ['rate limits', ['callerPerMinute'], RateLimit],
    ['a field with its value', ['enrichmentSource', 'value'], Field],
    ['field metadata', ['valueType', 'filterability'], FieldMetadata],
    ['values to write', ['value'], FieldUpdate],
    ['a change', ['actionType'], KnownFieldValueChange],
  ] as const)('reads %s', (_, names, schema) => {
    const chosen = examples.filter((example) => has(example, ...names) && (names[0] !== 'value' || !has(example, 'id')));
    expect(chosen.length).toBeGreaterThan(0);
    for (const example of chosen) expect(schema.safeParse(example).error).toBeUndefined();
  });

  it('reads pages of companies and of list entries', () => {
    const pages = examples.filter((example) => has(example, 'data', 'pagination'));
    expect(pages).toHaveLength(2);
    expect(v2.companies.list.response.safeParse(pages[0]).error).toBeUndefined();
    expect(v2.lists.entries.list.response.safeParse(pages[1]).error).toBeUndefined();
  });
});

describe('the schemas of the v2 contract', () => {
  it.each(declared)('print %s as JSON Schema', (_, spec) => {
    for (const schema of [spec.params, spec.query, spec.body])
      if (schema) expect(z.toJSONSchema(schema, { io: 'input' })).toBeTypeOf('object');
    if (spec.status !== 204) expect(z.toJSONSchema(spec.response)).toBeTypeOf('object');
  });

  it.each(declared)('give back what they read of %s: no defaults, no coercion', (_, spec) => {
    const output = spec.status === 204 ? {} : z.toJSONSchema(spec.response, { io: 'output' });
    const input = spec.status === 204 ? {} : z.toJSONSchema(spec.response, { io: 'input' });
    expect(JSON.stringify(output)).not.toContain('"default"');
    expect(JSON.parse(JSON.stringify(output).replaceAll(',"additionalProperties":false', ''))).toEqual(JSON.parse(JSON.stringify(input)));
  });
});
