import * as z from 'zod';
import type { EndpointSpec } from '../endpoint.ts';
import type { FilterProperties } from '../filter/properties.ts';
import { operationKey } from '../operations.ts';
import { resourceRights } from '../permissions.ts';
import { bodyExamples } from './body-examples.ts';
import { exampleOf } from './example.ts';
import type { ApiName, JsonSchema, PrintedSchemas } from './schemas.ts';
import { operationTexts } from './texts.ts';

/** One endpoint with its place in the tree. */
export interface NamedEndpoint {
  /** From the root: `['companies', 'list']`. */
  readonly names: readonly string[];
  readonly spec: EndpointSpec;
}

/** The schemas of an endpoint by the name under which they are printed. */
export const schemasOf = ({ names, spec }: NamedEndpoint): Readonly<Record<string, z.ZodType>> => {
  const id = names.join('.');
  const parameters = Object.entries({ path: spec.params, query: spec.query }).flatMap(
    ([place, schema]) =>
      Object.entries(schema?.shape ?? {}).map(([name, parameter]) => [`${id} ${place} ${name}`, parameter as z.ZodType] as const), // of a ZodObject
  );
  return {
    ...Object.fromEntries(parameters),
    ...(spec.body !== undefined && { [`${id} body`]: spec.body }),
    ...(hasBody(spec) && { [`${id} response`]: spec.response }),
  };
};

const hasBody = ({ response }: EndpointSpec): boolean => response.def.type !== 'undefined';

const filterText = (properties: FilterProperties): string => {
  const each = Object.entries(properties).map(
    ([name, { type, operators }]) => `\`${name}\` (${type}) ${operators.map((operator) => `\`${operator}\``).join(' ')}`,
  );
  return `Conditions joined by \`&\` and \`|\`, negated by \`!\`. Properties and operators: ${each.join('; ')}. Anything else is not filtered by.`;
};

const parameterTexts: Readonly<Record<string, string>> = {
  cursor: 'Opaque position, taken from `nextUrl` or `prevUrl`.',
  limit: 'Items in a page.',
  totalCount: 'Ask for `pagination.totalCount`; `false` unless stated.',
  ids: 'Only these.',
  fieldIds: 'Values of these fields. Not together with `fieldTypes`; without either no values come along.',
  fieldTypes: 'Values of all fields of these categories. Not together with `fieldIds`; without either no values come along.',
  types: 'All fields of these categories. Not together with `ids`.',
  includes: 'Properties to add.',
  orderBy: 'Order of the items; `-` before a name means descending.',
  term: 'Text to look for.',
  page_size: 'Items in a page.',
  page_token: 'Opaque position, taken from `next_page_token`.',
};

const parameterText = ({ filter, limit }: EndpointSpec, name: string): string | undefined => {
  if (name === 'filter' && filter !== undefined) return filterText(filter);
  const text = parameterTexts[name];
  return name === 'limit' && limit?.default !== undefined ? `${text} ${limit.default} unless stated.` : text;
};

const parameters = ({ names, spec }: NamedEndpoint, { parts, components }: PrintedSchemas): readonly unknown[] =>
  Object.entries({ path: spec.params, query: spec.query }).flatMap(([place, schema]) =>
    Object.entries(schema?.shape ?? {}).map(([name, parameter]) => {
      const printed = parts[`${names.join('.')} ${place} ${name}`] ?? {};
      const description = place === 'query' ? parameterText(spec, name) : undefined;
      const required = place === 'path' || !z.safeParse(parameter, undefined).success;
      return {
        name,
        in: place,
        ...(description !== undefined && { description }),
        required,
        schema: printed,
        ...(place === 'path' && { example: exampleOf(printed, components, { name }) }),
      };
    }),
  );

const requestBody = ({ names, spec }: NamedEndpoint, { parts, components }: PrintedSchemas): JsonSchema | undefined => {
  if (spec.body === undefined) return undefined;
  const schema = parts[`${names.join('.')} body`] ?? {};
  const media = spec.bodyMedia ?? 'application/json';
  const example = bodyExamples[operationKey(spec)] ?? exampleOf(schema, components);
  return {
    required: !spec.body.safeParse(undefined).success,
    content: { [media]: { schema, ...(media === 'application/json' && { example }) } },
  };
};

const success = ({ names, spec }: NamedEndpoint, { parts, components }: PrintedSchemas): JsonSchema => {
  if (spec.status === 302)
    return { description: 'Elsewhere.', headers: { Location: { description: 'Where it is.', schema: { type: 'string', format: 'uri' } } } };
  if (!hasBody(spec)) return { description: 'Done.' };
  const schema = parts[`${names.join('.')} response`] ?? {};
  return { description: 'Success.', content: { 'application/json': { schema, example: exampleOf(schema, components, { optional: 3 }) } } };
};

const responses = (endpoint: NamedEndpoint, printed: PrintedSchemas): JsonSchema => {
  const errors = new Set([...(endpoint.spec.errors ?? []), 401, 429]);
  return {
    [endpoint.spec.status ?? 200]: success(endpoint, printed),
    ...Object.fromEntries(
      [...errors].toSorted((a, b) => a - b).map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
    ),
    default: { $ref: '#/components/responses/Error' },
  };
};

/** What OpenAPI has no words for. */
const extensions = (spec: EndpointSpec): JsonSchema => {
  const { effect, paging, items, limit, order, filter, permission, beta, since } = spec;
  const rights = Object.entries(resourceRights).filter(([, { operations }]) => operations.some((key) => key === operationKey(spec)));
  return {
    'x-effect': effect,
    ...(beta && { 'x-stability-level': 'beta' }),
    ...(since !== undefined && { 'x-since': since }),
    ...(permission !== undefined && { 'x-permission': permission }),
    ...(rights.length > 0 && { 'x-rights': rights.map(([name]) => name) }),
    ...(paging !== undefined && { 'x-paging': { style: paging, items: items ?? 'data', ...limit } }),
    ...(order !== undefined && { 'x-order': order }),
    ...(filter !== undefined && { 'x-filter': filter }),
  };
};

/** The first clause of a description. */
const summaryOf = (text: string): string => text.split(/[.;:](?:\s|$)/)[0] ?? text;

/** One operation of an OpenAPI document. */
export const operationObject = (endpoint: NamedEndpoint, printed: PrintedSchemas, api: ApiName): JsonSchema => {
  const { names, spec } = endpoint;
  const text = operationTexts[operationKey(spec)] ?? names.join('.');
  const body = requestBody(endpoint, printed);
  return {
    operationId: names.join('.'),
    tags: [names[0]],
    summary: summaryOf(text),
    description: spec.permission === undefined ? text : `${text}\n\nNeeds the permission “${spec.permission}”.`,
    parameters: [...(api === 'v2' ? [{ $ref: '#/components/parameters/ApiVersion' }] : []), ...parameters(endpoint, printed)],
    ...(body !== undefined && { requestBody: body }),
    responses: responses(endpoint, printed),
    ...extensions(spec),
  };
};
