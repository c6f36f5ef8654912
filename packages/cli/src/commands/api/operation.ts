import { type EndpointSpec, matchPath, nearest, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { usageError } from '../../cli-error.ts';

/** One operation of the contract, by the name of its client method. */
export interface ApiOperation {
  /** `v2.companies.list`. */
  readonly name: string;
  readonly api: 'v1' | 'v2';
  /** Names within the API: `['companies', 'list']`. */
  readonly names: readonly string[];
  readonly spec: EndpointSpec;
}

/** Every operation of both versions, in the contract's order. */
export const allOperations = (): readonly ApiOperation[] =>
  Object.entries({ v1, v2 }).flatMap(([api, tree]) =>
    [...walkEndpoints(tree)].map(([names, spec]) => ({ name: [api, ...names].join('.'), api: api === 'v1' ? 'v1' : 'v2', names, spec })),
  );

/** The operation of a name, however its letters are cased; for another name, usage error with the nearest. */
const findOperation = (word: string): ApiOperation => {
  const operations = allOperations();
  const found = operations.find(({ name }) => name === word) ?? operations.find(({ name }) => name.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const candidates = nearest(
    word,
    operations.map(({ name }) => name),
  );
  throw usageError(`There is no operation ${word}`, `Near to it: ${candidates.join(', ')}. affinity api --list shows all.`);
};

/** What a command line calls, and the words that are left for its parameters. */
export interface CalledOperation {
  readonly operation: ApiOperation;
  readonly words: readonly string[];
}

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Of the operations whose path fits, the one with the fewest parameters is meant: `/v2/companies/fields` is no company. */
const byPath = (method: string, path: string): { operation: ApiOperation; params: readonly string[] } | undefined => {
  const fitting = allOperations().flatMap((operation) => {
    const params = operation.spec.method === method ? matchPath(operation.spec, path) : undefined;
    return params === undefined ? [] : [{ operation, params: Object.values(params) }];
  });
  return fitting.toSorted((a, b) => a.params.length - b.params.length)[0];
};

const isTemplate = (text: string): boolean => /^\{\w+\}$/.test(text);

/** The operation that a command line begins with: its name, or its method and path as in `GET /v2/companies/123`. */
export const calledOperation = ([name = '', ...rest]: readonly string[]): CalledOperation => {
  const [path, ...others] = rest;
  const method = name.toUpperCase();
  if (!methods.has(method) || path === undefined) return { operation: findOperation(name), words: rest };
  const found = byPath(method, path);
  if (found === undefined)
    throw usageError(`There is no operation ${method} ${path}`, 'affinity api --list shows all. Parameters are flags.');
  return { operation: found.operation, words: [...found.params.filter((text) => !isTemplate(text)), ...others] };
};
