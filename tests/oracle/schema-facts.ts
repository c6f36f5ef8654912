import type { DataSchema } from './api-data.ts';

/** Finds what a `$ref` points at. */
export type Resolve = (ref: string) => DataSchema;

interface Reading {
  readonly resolve: Resolve;
  readonly facts: Set<string>;
}

const isSchema = (value: unknown): value is DataSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const schemasOf = (value: unknown): readonly DataSchema[] => listOf(value).filter(isSchema);
const namesOf = (value: unknown): readonly string[] => listOf(value).filter((name) => typeof name === 'string');
const propertiesOf = (schema: DataSchema): Readonly<Record<string, unknown>> =>
  isSchema(schema['properties']) ? schema['properties'] : {};

/** One schema that says what all of them say together. */
const merged = (parts: readonly DataSchema[]): DataSchema => ({
  ...Object.assign({}, ...parts),
  properties: Object.assign({}, ...parts.map(propertiesOf)),
  required: parts.flatMap((part) => namesOf(part['required'])),
});

const dereferenced = (schema: DataSchema, resolve: Resolve): DataSchema => {
  if (typeof schema['$ref'] === 'string') return dereferenced(resolve(schema['$ref']), resolve);
  const parts = schemasOf(schema['allOf']);
  if (parts.length === 0) return schema;
  const { allOf: _allOf, ...own } = schema;
  return merged([...parts.map((part) => dereferenced(part, resolve)), ...(Object.keys(own).length > 0 ? [own] : [])]);
};

/** The alternatives that a schema allows, unions inside unions spread out. */
const alternatives = (schema: DataSchema, resolve: Resolve): readonly DataSchema[] => {
  const flat = dereferenced(schema, resolve);
  const options = [...schemasOf(flat['oneOf']), ...schemasOf(flat['anyOf'])];
  return options.length === 0 ? [flat] : options.flatMap((option) => alternatives(option, resolve));
};

const literals = (schema: unknown): readonly string[] => {
  if (!isSchema(schema)) return [];
  return 'const' in schema ? namesOf(schema['const']) : namesOf(schema['enum']);
};

/** The property that tells the variants of a union apart: in each it has values that it has in no other. */
const discriminatorOf = (variants: readonly DataSchema[]): string | undefined =>
  Object.keys(propertiesOf(variants[0] ?? {})).find((name) => {
    const values = variants.map((variant) => literals(propertiesOf(variant)[name]));
    return values.every(({ length }) => length > 0) && new Set(values.flat()).size === values.flat().length;
  });

/** Required properties that have literals in a variant, each with its literals. */
const tagsOf = (variant: DataSchema): ReadonlyMap<string, readonly string[]> => {
  const required = new Set(namesOf(variant['required']));
  const tags = Object.entries(propertiesOf(variant)).map(([name, property]) => [name, literals(property)] as const);
  return new Map(tags.filter(([name, values]) => required.has(name) && values.length > 0));
};

/** Every way to fill the tags of a variant: `operator=is-empty,valueType=date`. */
const tagged = (variant: DataSchema): readonly string[] => {
  const tags = [...tagsOf(variant)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ways = tags.reduce<string[][]>(
    (all, [name, values]) => all.flatMap((way) => values.map((value) => [...way, `${name}=${value}`])),
    [[]],
  );
  return ways.map((way) => way.join(','));
};

/** What to call each variant: the literals of its discriminator or, where it takes several properties to tell the variants apart, of all of them. */
const labelsOf = (variants: readonly DataSchema[]): ((variant: DataSchema) => readonly string[]) | undefined => {
  const discriminator = discriminatorOf(variants);
  if (discriminator !== undefined) return (variant) => literals(propertiesOf(variant)[discriminator]);
  const labels = variants.flatMap(tagged);
  return new Set(labels).size === labels.length ? tagged : undefined;
};

const readScalar = (schema: DataSchema, path: string, { facts }: Reading): void => {
  for (const type of namesOf(schema['type'])) facts.add(`${path}: ${type}`);
  for (const literal of literals(schema)) facts.add(`${path} = ${literal}`);
  if (typeof schema['maxItems'] === 'number') facts.add(`${path} at most ${schema['maxItems']}`);
};

/** A schema inside itself is followed a few levels down; no other repeats a name so often. */
const isRecursion = (path: string, name: string): boolean => path.split(/[.[<]/).filter((part) => part === name).length > 2;

const readObject = (schema: DataSchema, path: string, reading: Reading): void => {
  const required = new Set(namesOf(schema['required']));
  for (const [name, property] of Object.entries(propertiesOf(schema))) {
    if (isSchema(property) && isSchema(property['not'])) continue; // must not be there
    reading.facts.add(`${path}.${name} is ${required.has(name) ? 'required' : 'optional'}`);
    if (isSchema(property) && !isRecursion(path, name)) read(property, `${path}.${name}`, reading);
  }
};

const readShape = (schema: DataSchema, path: string, reading: Reading): void => {
  readScalar(schema, path, reading);
  readObject(schema, path, reading);
  if (isSchema(schema['items'])) read(schema['items'], `${path}[]`, reading);
};

const readVariants = (variants: readonly DataSchema[], path: string, reading: Reading): void => {
  const labels = labelsOf(variants);
  for (const variant of variants) {
    if (labels === undefined) readShape(variant, path, reading);
    else for (const label of labels(variant)) readShape(variant, `${path}<${label}>`, reading);
  }
};

const read = (schema: DataSchema, path: string, reading: Reading): void => {
  const options = alternatives(schema, reading.resolve);
  const objects = options.filter((option) => 'properties' in option);
  for (const option of options) if (!objects.includes(option)) readShape(option, path, reading);
  if (objects.length > 1) readVariants(objects, path, reading);
  else for (const object of objects) readShape(object, path, reading);
};

/**
 * Everything that a JSON Schema says about the shape of a value, a line each: types, required and optional properties, members of enumerations,
 * and how long an array may be. Two schemas that are written differently and mean the same give the same lines.
 */
export const factsOf = (schema: DataSchema, path: string, resolve: Resolve): ReadonlySet<string> => {
  const reading: Reading = { resolve, facts: new Set() };
  read(schema, path, reading);
  return reading.facts;
};
