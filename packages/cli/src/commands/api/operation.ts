import { type EndpointSpec, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { usageError } from '../../cli-error.ts';
import { nearest } from './nearest.ts';

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
export const findOperation = (word: string): ApiOperation => {
  const operations = allOperations();
  const found = operations.find(({ name }) => name === word) ?? operations.find(({ name }) => name.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const candidates = nearest(
    word,
    operations.map(({ name }) => name),
  );
  throw usageError(`There is no operation ${word}`, `Near to it: ${candidates.join(', ')}. affinity api --list shows all.`);
};
