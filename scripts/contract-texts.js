// Reads the comments of the contract's endpoints and shapes, for documents that are made at run time, where comments are gone.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const source = 'packages/contract/src';
const comment = String.raw`/\*\*((?:(?!\*/)[\s\S])*?)\*/`;

/** The text of a comment, a line for each paragraph, its links as code. */
const textOf = (raw) =>
  raw
    .replace(/[ \t]*\n[ \t]*\*[ \t]?/g, '\n')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' '))
    .join('\n\n');

const sourceFiles = (root) =>
  readdirSync(join(root, source), { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name) && !name.startsWith('openapi'))
    .toSorted()
    .map((name) => [name, readFileSync(join(root, source, name), 'utf8')]);

/** Comments on endpoints, by method and path. */
const endpointTexts = (text) => {
  const pattern = new RegExp(String.raw`${comment}\s*\w+: endpoint\(\{\s*method: '(\w+)',\s*path: '([^']+)'`, 'g');
  return [...text.matchAll(pattern)].map(([, raw, method, path]) => [`${method} ${path}`, textOf(raw)]);
};

/** Objects that stand in a file by themselves, by name: the comments on their properties, and what they spread. */
const shapesOf = (text) => {
  const shapes = new Map();
  const object = /^(?:export )?const (\w+)[^=\n]* = (?:z\.lazy\()?(?:\(\) =>\s*)?(?:z\.object)?\(?\{\n( *) {2}([\s\S]*?)^\2\}/gm;
  for (const [, name, outer, rest] of text.matchAll(object)) {
    const indent = `${outer}  `;
    const body = `${indent}${rest}`;
    const properties = [...body.matchAll(new RegExp(String.raw`^${indent}${comment}\n${indent}(\w+):`, 'gm'))].map(([, raw, property]) => [
      property,
      textOf(raw),
    ]);
    shapes.set(name, {
      spread: [...body.matchAll(new RegExp(String.raw`^${indent}\.\.\.(\w+)`, 'gm'))].map(([, other]) => other),
      properties,
    });
  }
  return shapes;
};

const importsOf = (file, text) =>
  [...text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)].flatMap(([, names, from]) =>
    names.split(',').map((name) => [name.replace(/^\s*type /, '').trim(), posix.join(posix.dirname(file), from)]),
  );

/** The comments on the properties of a shape, those of what it spreads included. */
const propertiesOf = (files, file, name) => {
  const parsed = files.get(file);
  const shape = parsed?.shapes.get(name);
  if (shape === undefined) return {};
  const spread = shape.spread.map((other) => propertiesOf(files, parsed.shapes.has(other) ? file : parsed.imports.get(other), other));
  return Object.assign({}, ...spread, Object.fromEntries(shape.properties));
};

const schemaText = (files, file, name) => {
  const { text } = files.get(file);
  const [, raw] = new RegExp(String.raw`${comment}\nexport (?:interface|type) ${name}\b`).exec(text) ?? [];
  const [, shape] =
    new RegExp(String.raw`^export const ${name}\b[^=]*= (?:z\.lazy\(\(\) =>\s*)?(?:z\.object\()?(\w+)[(),\s]*;`, 'm').exec(text) ?? [];
  const properties = shape === undefined ? {} : propertiesOf(files, file, shape);
  if (raw === undefined && Object.keys(properties).length === 0) return undefined;
  return { ...(raw !== undefined && { description: textOf(raw) }), ...(Object.keys(properties).length > 0 && { properties }) };
};

/** What the package's root exports: the name, the file and the name there. */
const exportsOf = (index) =>
  [...index.matchAll(/^export \{([^}]*)\} from '\.\/([^']+)';/gm)].flatMap(([, names, file]) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => name.split(' as '))
      .map(([name, exported = name]) => ({ exported, file, name })),
  );

/** The comments on every endpoint, by method and path, and on every exported schema, by name. */
export const contractTexts = (root) => {
  const read = sourceFiles(root);
  const files = new Map(read.map(([file, text]) => [file, { text, shapes: shapesOf(text), imports: new Map(importsOf(file, text)) }]));
  const schemas = exportsOf(files.get('index.ts').text)
    .filter(({ exported }) => /^[A-Z]/.test(exported))
    .map(({ exported, file, name }) => [exported, schemaText(files, file, name)])
    .filter(([, found]) => found !== undefined);
  return { operations: Object.fromEntries(read.flatMap(([, text]) => endpointTexts(text))), schemas: Object.fromEntries(schemas) };
};
