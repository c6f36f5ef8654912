import type { OpenApiOperation } from '@affinity-kit/contract/openapi';
import { styled, type Terminal } from '../../terminal.ts';
import type { ApiOperation } from './operation.ts';
import { flagOf } from './parameters.ts';
import { isSchema, typeText } from './type-text.ts';

type Schema = OpenApiOperation['operation'];

/** An operation as OpenAPI tells it, with the schemas that it refers to. */
export const operationDocument = async ({ api, names, spec }: ApiOperation): Promise<OpenApiOperation> => {
  const { openApiOperation } = await import('@affinity-kit/contract/openapi');
  return openApiOperation(api, { names, spec });
};

const objectAt = (value: Schema, ...keys: readonly string[]): Schema => {
  const next = keys.reduce<unknown>((node, key) => (isSchema(node) ? node[key] : undefined), value);
  return isSchema(next) ? next : {};
};

const resolved = (schema: Schema, { schemas }: OpenApiOperation): Schema => {
  const { $ref } = schema;
  return typeof $ref === 'string' ? (schemas[$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
};

interface Row {
  readonly left: string;
  readonly right: string;
}

const widest = 46;

/** Two columns; what is too wide for the left one stands in a line of its own. */
const laidOut = (rows: readonly Row[]): readonly string[] => {
  const width = Math.min(widest, Math.max(0, ...rows.map(({ left }) => left.length)));
  return rows.flatMap(({ left, right }) => {
    if (right === '') return [`  ${left}`];
    return left.length > width ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`] : [`  ${left.padEnd(width)}  ${right}`];
  });
};

const sentence = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');

/** A description in one line; the permission has a line of its own among the facts. */
const textIn = ({ description }: Schema): string =>
  typeof description === 'string' ? description.replace(/\n\nNeeds the permission .*$/s, '').replace(/\s+/g, ' ') : '';

const parameterRows = ({ operation }: OpenApiOperation): readonly Row[] => {
  const { parameters } = operation;
  return (Array.isArray(parameters) ? parameters.filter(isSchema) : []).flatMap((parameter) => {
    const { name, required } = parameter;
    if (typeof name !== 'string' || parameter['in'] === 'header') return [];
    const left = `${flagOf(name)} <${typeText(objectAt(parameter, 'schema'))}>`;
    return [{ left, right: sentence(required === true && 'required.', textIn(parameter)) }];
  });
};

const propertyRows = (schema: Schema, nameOf: (name: string) => string): readonly Row[] => {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  return Object.entries(objectAt(schema, 'properties')).map(([name, property]) => {
    const shape = isSchema(property) ? property : {};
    return { left: `${nameOf(name)} <${typeText(shape)}>`, right: sentence(required.has(name) && 'required.', textIn(shape)) };
  });
};

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

const jsonBody = (document: OpenApiOperation): readonly string[] => {
  const content = objectAt(document.operation, 'requestBody', 'content', 'application/json');
  const body = resolved(objectAt(content, 'schema'), document);
  const { example } = content;
  const rows = laidOut(propertyRows(body, (name) => name));
  const shape = rows.length > 0 ? rows : [`  ${typeText(body)}`];
  return [
    ...section("Body, --body '<json>', --body @file or --body -", shape),
    ...(example === undefined ? [] : [`  such as ${JSON.stringify(example)}`]),
  ];
};

const bodyLines = ({ spec }: ApiOperation, document: OpenApiOperation): readonly string[] => {
  if (spec.body === undefined) return [];
  if (spec.bodyMedia === undefined) return jsonBody(document);
  const form = resolved(objectAt(document.operation, 'requestBody', 'content', spec.bodyMedia, 'schema'), document);
  const rows = propertyRows(form, (name) => name).filter(({ left }) => !left.includes('[]'));
  const shown = rows.map(({ left, right }) => ({ left: left.replace(/^\w+/, flagOf), right }));
  return section('Upload; --file may come several times', laidOut(shown));
};

const pagingText = ({ spec: { paging, limit, order } }: ApiOperation): string | undefined => {
  if (paging === undefined) return undefined;
  const size = limit === undefined ? '' : `${limit.default ?? 'all'} a page unless asked, ${limit.max} at most`;
  return [size, order !== undefined && `ordered by ${order}`, '--all reads every page'].filter(Boolean).join('; ');
};

const rightsOf = ({ operation }: OpenApiOperation): readonly string[] => {
  const rights = operation['x-rights'];
  return Array.isArray(rights) ? rights.map(String) : [];
};

const factRows = (operation: ApiOperation, document: OpenApiOperation): readonly Row[] => {
  const { spec } = operation;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['effect', spec.effect === 'write' ? 'writes; needs --write' : 'reads'],
    ['permission', [spec.permission, ...rightsOf(document)].filter(Boolean).join('; ') || undefined],
    ['pages', pagingText(operation)],
    ['answer', `${spec.status ?? 200} ${answerText(document, spec.status ?? 200)}`.trim()],
    ['errors', `${[...new Set([...(spec.errors ?? []), 401, 429])].toSorted((a, b) => a - b).join(', ')}, 5xx`],
    ['since', spec.since],
    ['stability', spec.beta ? 'beta: may change without a new version' : undefined],
  ];
  return facts.flatMap(([left, right]) => (right === undefined ? [] : [{ left, right }]));
};

const answerText = (document: OpenApiOperation, status: number): string => {
  const schema = objectAt(document.operation, 'responses', String(status), 'content', 'application/json', 'schema');
  const properties = Object.entries(objectAt(schema, 'properties'));
  if (properties.length > 0)
    return `{ ${properties.map(([name, property]) => `${name}: ${isSchema(property) ? typeText(property) : ''}`).join(', ')} }`;
  return Object.keys(schema).length === 0 ? '' : typeText(schema);
};

/** What `--help` prints of an operation, all of it from the contract. */
export const helpPage = (operation: ApiOperation, document: OpenApiOperation, terminal: Terminal): readonly string[] => {
  const { name, spec } = operation;
  const bare = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => `<${parameter}>`);
  return [
    `${styled(terminal.out, 'bold', name)}  ${spec.method} ${spec.path}`,
    '',
    textIn(document.operation),
    '',
    `Usage: ${['affinity api', name, ...bare, '[parameters]', spec.effect === 'write' && '--write'].filter(Boolean).join(' ')}`,
    ...section('Parameters', laidOut(parameterRows(document))),
    ...bodyLines(operation, document),
    ...section('Facts', laidOut(factRows(operation, document))),
  ];
};
