import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EndpointSpec, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { openApiDocument } from '@affinity-kit/contract/openapi';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What is looked at below one operation. */
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name?: string; readonly in?: 'path' | 'query'; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly example?: unknown }>> }>>;
}

const trees = { v1, v2 };

const operationsOf = (api: 'v1' | 'v2') => {
  const { paths } = openApiDocument(api);
  return [...walkEndpoints(trees[api])].map(([names, spec]) => {
    const operation = paths[spec.path]?.[spec.method.toLowerCase()] as Operation | undefined; // as declared above
    return [names.join('.'), spec, operation ?? expect.unreachable(`${spec.method} ${spec.path} is not in the document`)] as const;
  });
};

const parameterExamples = (operation: Operation) =>
  Object.fromEntries(operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name = '', example }) => [name, example]));

const bodyExample = (operation: Operation) => operation.requestBody?.content['application/json']?.example;
const answerExample = (spec: EndpointSpec, operation: Operation) =>
  operation.responses[spec.status ?? 200]?.content?.['application/json']?.example;

describe.each(['v1', 'v2'] as const)('the OpenAPI document of %s', (api) => {
  const operations = operationsOf(api);

  it('is the committed one (npm run docs:openapi writes it)', () => {
    const committed: unknown = JSON.parse(readFileSync(join(root, `docs/openapi/${api}.json`), 'utf8'));
    expect(JSON.parse(JSON.stringify(openApiDocument(api)))).toEqual(committed);
  });

  it('has every operation and no other', () => {
    const { paths } = openApiDocument(api);
    expect(Object.values(paths).flatMap((item) => Object.values(item))).toHaveLength(operations.length);
    expect(operations.map(([name, , { operationId }]) => [name, operationId])).toEqual(operations.map(([name]) => [name, name]));
  });

  it.each(operations)('shows parameters that %s takes', (_, spec, operation) => {
    expect(spec.params?.safeParse(parameterExamples(operation)).error).toBeUndefined();
  });

  it.each(operations.filter(([, { body, bodyMedia }]) => body !== undefined && bodyMedia === undefined))(
    'shows a body that %s takes',
    (_, spec, operation) => {
      expect(bodyExample(operation)).not.toEqual({});
      expect(spec.body?.safeParse(bodyExample(operation)).error).toBeUndefined();
    },
  );

  it.each(operations.filter(([, { response }]) => response.def.type !== 'undefined'))(
    'shows an answer that %s may give',
    (_, spec, operation) => {
      expect(answerExample(spec, operation)).toBeDefined();
      expect(spec.response.safeParse(answerExample(spec, operation)).error).toBeUndefined();
    },
  );

  it('refers to nothing that it lacks', () => {
    const document = openApiDocument(api);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [reference, kind = '', name = ''] of references) {
      expect({ reference, found: Object.hasOwn(document.components[kind] ?? {}, name) }).toEqual({ reference, found: true });
    }
  });
});
