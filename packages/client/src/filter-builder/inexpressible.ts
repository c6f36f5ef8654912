import { AffinityFilterError } from '../errors.ts';
import { InputProblem } from '../values/read-input.ts';
import { type FilterNode, showFilter } from './expression.ts';

/** Why the server cannot do a part of a filter that makes sense. */
export class Inexpressible extends Error {
  override readonly name = 'Inexpressible';
}

/** The error that callers see for a part of a filter. */
export const refusal = (node: FilterNode, error: unknown): unknown => {
  const part = showFilter(node);
  if (error instanceof Inexpressible)
    return new AffinityFilterError(part, `the server cannot do this: ${error.message}; evaluate: 'local' can`);
  return error instanceof InputProblem ? new AffinityFilterError(part, error.message) : error;
};
