import { type EndpointSpec, nearest } from '@affinity-kit/contract';
import type * as z from 'zod';
import { usageError } from '../../cli-error.ts';
import type { ApiOperation } from './operation.ts';

/** Where a parameter goes: the path, the query, or the form of an upload. */
export type Place = 'path' | 'query' | 'form';

/** A parameter that may be given as a flag. */
interface Parameter {
  /** As the API writes it. */
  readonly name: string;
  readonly place: Place;
}

/** The texts that were given, by place and by the API's own names. */
export type GivenTexts = Readonly<Record<Place, ReadonlyMap<string, readonly string[]>>>;

/** How a parameter is written as a flag: `fieldTypes`, `page_size` and `files[]` as `--field-types`, `--page-size` and `--files`. */
export const flagOf = (name: string): string =>
  `--${name
    .replace(/\[\]$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()}`;

/** The object that a schema checks, behind what wraps it. */
const shapeOf = (schema: z.core.$ZodType): Readonly<Record<string, unknown>> => {
  const { def } = schema._zod;
  if (def.type === 'lazy') return shapeOf((schema as z.core.$ZodLazy)._zod.innerType);
  return def.type === 'object' ? (schema as z.core.$ZodObject)._zod.def.shape : {};
};

const pathNames = ({ path }: EndpointSpec): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Every parameter of an operation, those of the path in its order. */
export const parametersOf = ({ spec }: ApiOperation): readonly Parameter[] => {
  const form = spec.bodyMedia === 'multipart/form-data' && spec.body !== undefined ? Object.keys(shapeOf(spec.body)) : [];
  const at = (place: Place) => (name: string) => ({ name, place });
  return [...pathNames(spec).map(at('path')), ...Object.keys(spec.query?.shape ?? {}).map(at('query')), ...form.map(at('form'))];
};

const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const unknownParameter = ({ name, spec }: ApiOperation, flag: string, parameters: readonly Parameter[]): Error => {
  const flags = parameters.map((parameter) => flagOf(parameter.name));
  if (flags.length === 0) return usageError(`${name} has no parameters, so no ${flag}`, bodyHint(spec));
  return usageError(
    `${name} has no parameter ${flag}`,
    `It takes: ${nearest(flag, flags, 6).join(', ')}. affinity api ${name} --help explains them.`,
  );
};

const bodyHint = (spec: EndpointSpec): string | undefined =>
  spec.body === undefined ? undefined : 'What it takes goes into --body, as JSON.';

/** Takes the words behind an operation apart: `--flag value`, `--flag=value`, `--flag` for true, and values of the path in their order. */
export const readParameters = (operation: ApiOperation, words: readonly string[]): GivenTexts => {
  const parameters = parametersOf(operation);
  const given = { path: new Map<string, string[]>(), query: new Map<string, string[]>(), form: new Map<string, string[]>() };
  const bare: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('--')) {
      bare.push(word);
      continue;
    }
    const [flag = '', ...inline] = word.split('=');
    const parameter = parameters.find(({ name }) => lettersOf(name) === lettersOf(flag));
    if (parameter === undefined) throw unknownParameter(operation, flag, parameters);
    const next = words[index + 1];
    const follows = inline.length === 0 && next !== undefined && !next.startsWith('--');
    if (follows) index += 1;
    const text = inline.length > 0 ? inline.join('=') : follows ? next : 'true';
    given[parameter.place].set(parameter.name, [...(given[parameter.place].get(parameter.name) ?? []), text]);
  }
  return fillPath(operation, given, bare);
};

type Filled = Record<Place, Map<string, string[]>>;

const fillPath = ({ name, spec }: ApiOperation, given: Filled, bare: readonly string[]): GivenTexts => {
  const open = pathNames(spec).filter((parameter) => !given.path.has(parameter));
  if (bare.length > open.length)
    throw usageError(`${name} does not know what to do with '${bare[open.length]}'`, `affinity api ${name} --help explains it.`);
  for (const [index, text] of bare.entries()) given.path.set(open[index] ?? '', [text]);
  const missing = open[bare.length];
  if (missing !== undefined) throw usageError(`${name} needs ${flagOf(missing)}`, `affinity api ${name} --help explains it.`);
  return given;
};
