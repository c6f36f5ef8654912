import { type EndpointSpec, operationKey, operations, v1, walkEndpoints } from '@affinity-kit/contract';
import { expect, it } from 'vitest';
import { type ApiSample, describeWithApiData, readReference, readSamples } from './api-data.ts';

const endpoints = new Map([...walkEndpoints(v1)].map(([, spec]) => [operationKey(spec), spec]));

const endpointOf = ({ method, path }: ApiSample['operation']): EndpointSpec | undefined => endpoints.get(`${method} ${path}`);

/** What an older sample lacks, and every answer since has (v1 reference, section 9). */
const completed: Readonly<Record<string, (body: unknown) => unknown>> = {
  'list_entries.get': (body) => {
    const { entity_id, entity, ...entry } = body as { entity_id: number; entity: object };
    return { ...entry, entity_id, entity: { id: entity_id, ...entity } };
  },
};

/** The invented examples of the reference, each below the operation that answers it. */
const examples = (): { title: string; spec: EndpointSpec; body: unknown }[] => {
  let key = '';
  return [...readReference('v1').matchAll(/^#+ |^\*\*`([A-Z]+ [^`]+)`\*\*|^```json\n([^]*?)\n```$/gm)].flatMap(([, operation, json]) => {
    if (json === undefined) key = operation ?? '';
    const spec = endpoints.get(key);
    return json === undefined || spec === undefined ? [] : [{ title: key, spec, body: JSON.parse(json) as unknown }];
  });
};

describeWithApiData('the v1 contract against the published samples', () => {
  const samples = readSamples('v1');
  const declared = samples.flatMap((sample) => {
    const spec = endpointOf(sample.operation);
    return spec === undefined ? [] : [{ ...sample, spec }];
  });

  it.each(declared)('accepts $name and knows each of its properties', ({ name, spec, body, status }) => {
    const expected = completed[name]?.(body) ?? body;
    expect(spec.status ?? 200).toBe(status);
    expect(spec.response.parse(expected)).toEqual(expected);
  });

  it('needs the completion of each sample that it completes', () => {
    const incomplete = declared.filter(({ spec, body }) => !spec.response.safeParse(body).success).map(({ name }) => name);
    expect(incomplete).toEqual(Object.keys(completed));
  });

  it('has a sample of nearly every resource', () => {
    expect(declared.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'field_value_changes.all',
        'field_values.get_all',
        'fields.all',
        'lists.all',
        'lists.create',
        'lists.single',
      ]),
    );
  });

  it('leaves out only samples of operations that it does not declare yet', () => {
    const known = new Set(operations.map(({ key }) => key));
    for (const { operation } of samples) expect(known).toContain(`${operation.method} ${operation.path}`);
  });
});

describeWithApiData('the v1 contract against the examples of the reference', () => {
  it.each(examples())('accepts the example of $title and knows each of its properties', ({ spec, body }) => {
    expect(spec.response.parse(body)).toEqual(body);
  });

  it('finds the examples', () => {
    expect(examples().length).toBeGreaterThanOrEqual(10);
  });
});
