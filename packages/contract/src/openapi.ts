import { walkEndpoints } from './endpoint.ts';
import { V1Errors, V2Errors } from './error-envelope.ts';
import { type NamedEndpoint, operationObject, schemasOf } from './openapi/operation.ts';
import { type ApiName, type JsonSchema, printSchemas } from './openapi/schemas.ts';
import { operationTexts, schemaTexts } from './openapi/texts.ts';
import { problemStatuses } from './problem-code.ts';
import { v1 } from './v1/index.ts';
import { v2 } from './v2/index.ts';
import { apiVersions, newestApiVersion, versionHeader } from './versions.ts';

export type { NamedEndpoint } from './openapi/operation.ts';
export type { ApiName, JsonSchema } from './openapi/schemas.ts';
export type { SchemaText } from './openapi/texts.ts';

/** What the contract's comments say of operations, by method and path, and of exported schemas, by name: for documents and tools. */
export const openApiTexts = { operations: operationTexts, schemas: schemaTexts };

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: JsonSchema;
  readonly servers: readonly JsonSchema[];
  readonly security: readonly JsonSchema[];
  readonly tags: readonly JsonSchema[];
  /** By path and, below, by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

const trees = { v1, v2 };

const infos = {
  v1: { title: 'Affinity API v1', version: '1', description: 'The first API of the Affinity CRM, as far as it is known. Unofficial.' },
  v2: {
    title: 'Affinity API v2',
    version: newestApiVersion,
    description:
      'The second API of the Affinity CRM in its newest version, as far as it is known. Unofficial. Objects gain properties over time, and sets of words and of value types gain members: tolerate both.',
  },
} as const;

const license = { name: 'MIT', identifier: 'MIT' };

const securitySchemes = {
  v1: {
    basic: { type: 'http', scheme: 'basic', description: 'The API key as password, without a user name.' },
    bearer: { type: 'http', scheme: 'bearer', description: 'The API key.' },
  },
  v2: { bearer: { type: 'http', scheme: 'bearer', description: 'The API key, or an access token of OAuth.' } },
} as const;

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is wrong.',
  401: 'The key is missing or wrong.',
  403: 'A permission or role is missing, or the record is not shared with the caller.',
  404: 'There is no such thing, or the caller may not see it.',
  409: 'It exists already.',
  422: 'The request cannot be satisfied.',
  429: 'A limit is reached: per minute, per month, or of requests at once.',
};

const errorMedia = (api: ApiName, status: number): JsonSchema => {
  const code = Object.entries(problemStatuses).find(([, known]) => known === status)?.[0] ?? 'server';
  const message = meanings[status] ?? 'Something went wrong.';
  return {
    schema: { $ref: '#/components/schemas/Errors' },
    example: api === 'v1' ? [message] : { errors: [{ code, message }] },
  };
};

const errorResponses = (api: ApiName, endpoints: readonly NamedEndpoint[]): Readonly<Record<string, JsonSchema>> => {
  const statuses = [...new Set([401, 429, ...endpoints.flatMap(({ spec }) => spec.errors ?? [])])].toSorted((a, b) => a - b);
  const entry = (name: string, status: number, description: string) =>
    [name, { description, content: { 'application/json': errorMedia(api, status) } }] as const;
  return Object.fromEntries([
    ...statuses.map((status) => entry(`Error${status}`, status, meanings[status] ?? 'The request failed.')),
    entry('Error', 500, 'Any other failure; from 500 on it may be HTML.'),
  ]);
};

const versionParameter = {
  name: versionHeader,
  in: 'header',
  required: false,
  description:
    `Version that serves the request; the key's default unless stated. Must be sent with every page. This document tells the shapes of ` +
    `${newestApiVersion}; ${apiVersions.filter((version) => version !== newestApiVersion).join(' and ')} are served too, and lack some of them.`,
  schema: { type: 'string', enum: [newestApiVersion, 'current'] },
};

const tagsOf = (endpoints: readonly NamedEndpoint[]): readonly JsonSchema[] =>
  [...new Set(endpoints.map(({ names: [name = ''] }) => name))].map((name) => ({
    name,
    description: `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`.replace(/^./, (letter) => letter.toUpperCase()),
  }));

/** One operation of an {@link OpenApiDocument}, and the named schemas that it refers to. */
export interface OpenApiOperation {
  readonly operation: JsonSchema;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Describes one operation alone, in a fraction of the time that a whole document takes. */
export const openApiOperation = (api: ApiName, endpoint: NamedEndpoint): OpenApiOperation => {
  const printed = printSchemas(api, schemasOf(endpoint));
  return { operation: operationObject(endpoint, printed, api), schemas: printed.components };
};

/**
 * Describes an API as an OpenAPI 3.1 document, made from its tree of endpoints.
 *
 * Paging, order, permission, stability, filterable properties and first appearance are extensions (`x-paging`, `x-order`, …).
 * Takes some hundred milliseconds; a new object each time.
 */
export const openApiDocument = (api: ApiName): OpenApiDocument => {
  const endpoints = [...walkEndpoints(trees[api])].map(([names, spec]) => ({ names, spec }));
  const printed = printSchemas(api, Object.assign({ errors: api === 'v1' ? V1Errors : V2Errors }, ...endpoints.map(schemasOf)));
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.spec;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(endpoint, printed, api) };
  }
  return {
    openapi: '3.1.0',
    info: { ...infos[api], license },
    servers: [{ url: 'https://api.affinity.co' }],
    security: Object.keys(securitySchemes[api]).map((name) => ({ [name]: [] })),
    tags: tagsOf(endpoints),
    paths,
    components: {
      ...(api === 'v2' && { parameters: { ApiVersion: versionParameter } }),
      responses: errorResponses(api, endpoints),
      schemas: printed.components,
      securitySchemes: securitySchemes[api],
    },
  };
};
