import * as z from 'zod';
import * as contract from '../index.ts';
import { schemaTexts } from './texts.ts';

/** A JSON Schema of an OpenAPI 3.1 document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The two APIs, each of which has a document. */
export type ApiName = 'v1' | 'v2';

const where = '#/components/schemas/';

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType => (schema instanceof z.ZodLazy ? unwrapped(schema.unwrap()) : schema);

const hasName = (value: unknown): value is z.ZodType =>
  value instanceof z.ZodType && ['object', 'union'].includes(unwrapped(value)._zod.def.type);

const exportedSchemas = (): readonly (readonly [name: string, schema: z.ZodType])[] => {
  const everything: Readonly<Record<string, unknown>> = contract;
  return Object.entries(everything).flatMap(([name, value]) => (hasName(value) ? [[name, value] as const] : []));
};

const withoutVersion = (name: string): string => name.replace(/^V[12](?=[A-Z])/, '');

/** The exported schemas by what a document calls them: a prefix of the version is dropped; in v1 its own win over others of the same name. */
const namesIn = (api: ApiName): ReadonlyMap<z.ZodType, { id: string; exported: string }> => {
  const exported = exportedSchemas();
  const own = exported.filter(([name]) => name.startsWith('V1') === (api === 'v1'));
  const taken = new Set(own.map(([name]) => withoutVersion(name)));
  const shared = exported.filter(([name]) => api === 'v1' && !taken.has(withoutVersion(name)));
  return new Map([...shared, ...own].map(([name, schema]) => [schema, { id: withoutVersion(name), exported: name }]));
};

/** Schemas that are open in code, and closed where they are written down: the documents are of one version. */
const closed: Readonly<Record<string, { readonly schema: z.ZodType; readonly description: string }>> = {
  FieldValue: { schema: contract.KnownFieldValue, description: 'A value, told apart by `type`; types are added over time.' },
  FieldValueChange: {
    schema: contract.KnownFieldValueChange,
    description: 'One row of the change feed, told apart by the type of its value.',
  },
  FieldValuesPage: { schema: contract.KnownFieldValuesPage, description: 'A page of all values of one field.' },
};

type Draft = Record<string, unknown>;

/** A format says what its pattern would, the bounds of an integer are those of its format, and one alternative is none. */
const tidy = (schema: Draft): void => {
  if (Array.isArray(schema['oneOf']) && schema['oneOf'].length === 1) {
    Object.assign(schema, schema['oneOf'][0]);
    Reflect.deleteProperty(schema, 'oneOf');
  }
  Reflect.deleteProperty(schema, 'readOnly'); // in a document it would mean that requests have no such property
  if (typeof schema['format'] === 'string') Reflect.deleteProperty(schema, 'pattern');
  if (schema['type'] !== 'integer') return;
  const isWide = schema['maximum'] === Number.MAX_SAFE_INTEGER;
  if (isWide || schema['maximum'] === 2 ** 31 - 1) schema['format'] = isWide ? 'int64' : 'int32';
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER || schema['minimum'] === -(2 ** 31)) Reflect.deleteProperty(schema, 'minimum');
};

const relocated = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(relocated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string' ? child.replace('#/$defs/', where) : relocated(child),
    ]),
  );
};

const propertiesOf = (schema: Draft): Record<string, Draft> => (schema['properties'] ?? {}) as Record<string, Draft>; // as zod writes it

/** Adds the comments of the source to a named schema. */
const described = (schema: Draft, exported: string): Draft => {
  const { description, properties = {} } = schemaTexts[exported] ?? {};
  for (const [name, text] of Object.entries(properties)) {
    const property = propertiesOf(schema)[name];
    if (property !== undefined) property['description'] ??= text;
  }
  return { ...(description !== undefined && { description }), ...schema };
};

/** What {@link printSchemas} makes of some schemas. */
export interface PrintedSchemas {
  /** The schemas that were asked for, by the caller's names; references point into `components`. */
  readonly parts: Readonly<Record<string, JsonSchema>>;
  /** The named schemas that they refer to. */
  readonly components: Readonly<Record<string, JsonSchema>>;
}

type Components = Readonly<Record<string, Draft>>;

/** Prints schemas, and the named ones that they refer to. */
const print = (api: ApiName, parts: Readonly<Record<string, z.ZodType>>): { parts: Components; components: Components } => {
  const names = namesIn(api);
  const metadata = z.registry<{ id: string }>();
  for (const [schema, { id }] of names) metadata.add(schema, { id });
  const printed = z.toJSONSchema(z.object(parts), {
    io: 'input',
    metadata,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (z.globalRegistry.get(zodSchema)?.['uniqueItems'] === true) jsonSchema.uniqueItems = true;
      tidy(jsonSchema);
    },
  });
  const { properties, $defs = {} } = relocated(printed) as { properties: Record<string, Draft>; $defs?: Record<string, Draft> };
  const exportedAs = new Map([...names.values()].map(({ id, exported }) => [id, exported]));
  const components = Object.entries($defs).map(([id, { id: _id, ...schema }]) => [id, described(schema, exportedAs.get(id) ?? id)]);
  return { parts: properties, components: Object.fromEntries(components) };
};

let printedClosed: Components | undefined;

/** The closed schemas and what they refer to; a program that prints one operation after another needs them time and again. */
const closedComponents = (): Components => {
  const schemas = Object.entries(closed).map(([id, { schema }]) => [id, schema] as const);
  printedClosed ??= print('v2', Object.fromEntries(schemas)).components;
  return printedClosed;
};

/** Puts the closed schemas where the open ones stand. */
const closeOpen = (open: Components): Components => {
  if (!Object.keys(closed).some((id) => id in open)) return open;
  const components = { ...closedComponents(), ...open };
  for (const [id, { description }] of Object.entries(closed)) {
    components[id] = { ...components[`Known${id}`], description };
    Reflect.deleteProperty(components, `Known${id}`);
  }
  return components;
};

/** Prints schemas as JSON Schema; those that the package exports stand once, under their name. */
export const printSchemas = (api: ApiName, parts: Readonly<Record<string, z.ZodType>>): PrintedSchemas => {
  const printed = print(api, parts);
  const components = api === 'v2' ? closeOpen(printed.components) : printed.components;
  return {
    parts: Object.fromEntries(Object.keys(parts).map((name) => [name, printed.parts[name] ?? {}])),
    components: Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
};
