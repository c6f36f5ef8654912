import { type EndpointSpec, operationKey, v1, walkEndpoints } from '@affinity-kit/contract';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { type DataSchema, describeWithApiData, readReference } from './api-data.ts';

const endpoints = new Map([...walkEndpoints(v1)].map(([, spec]) => [operationKey(spec), spec]));

const jsonSchema = (schema: z.ZodType): DataSchema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as DataSchema; // JSON by nature

interface Parameter {
  readonly name: string;
  readonly required: boolean;
}

const byName = (parameters: readonly Parameter[]): Parameter[] => parameters.toSorted((a, b) => a.name.localeCompare(b.name));

const touches = ['first_email', 'last_email', 'last_interaction', 'last_event', 'first_event', 'next_event'];

/** The names in the first cell of a row: `` `start_time`*, `end_time`* `` are two, both required. */
const namesIn = (cell: string): Parameter[] =>
  [...cell.matchAll(/`([^`]+)`(\*?)/g)].flatMap(([, name = '', star]) => {
    const names = name.includes('{x}') ? touches.map((touch) => name.replace('{x}', touch)) : [name];
    return names.map((each) => ({ name: each, required: star === '*' }));
  });

interface Table {
  readonly key: string;
  readonly part: 'query' | 'body';
  readonly parameters: readonly Parameter[];
}

/** The tables of section 6, each below the operation whose parameters it lists. */
const tables = (): Table[] =>
  readReference('v1')
    .split(/^(?=\*\*`[A-Z]+ )/m)
    .flatMap((text) => {
      const key = /^\*\*`([^`]+)`/.exec(text)?.[1] ?? '';
      const [, part, rows = ''] = /^\| (Query|Body) \|.*\n\|-.*\n((?:\|.*\n)+)/m.exec(text) ?? [];
      if (part === undefined || !endpoints.has(key)) return [];
      const parameters = rows.split('\n').flatMap((row) => namesIn(row.split('|')[1] ?? ''));
      return [{ key, part: part === 'Query' ? 'query' : 'body', parameters }];
    });

const variantsOf = (schema: DataSchema): readonly DataSchema[] => (schema['oneOf'] as DataSchema[] | undefined) ?? [schema];
const propertiesOf = (schema: DataSchema): readonly string[] => Object.keys(schema['properties'] ?? {});
const requiredOf = (schema: DataSchema): readonly string[] => (schema['required'] as string[] | undefined) ?? [];

/** What a part of a request takes; of several kinds of bodies, all that any takes, and as required what every one needs. */
const declaredIn = (spec: EndpointSpec, part: 'query' | 'body'): Parameter[] => {
  const variants = variantsOf(jsonSchema(spec[part] ?? z.object({})));
  const names = new Set(variants.flatMap(propertiesOf));
  return [...names].map((name) => ({ name, required: variants.every((variant) => requiredOf(variant).includes(name)) }));
};

describeWithApiData('the parameters of v1 against the tables of the reference', () => {
  it.each(tables())('are the same for $part of $key', ({ key, part, parameters }) => {
    const spec = endpoints.get(key) ?? expect.unreachable();
    expect(byName(declaredIn(spec, part))).toEqual(byName(parameters));
  });

  it('are compared for every table', () => {
    expect(tables()).toHaveLength(13);
  });
});
