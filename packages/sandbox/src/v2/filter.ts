import {
  checkFilter,
  type Filter,
  type FilterCondition,
  type FilterEndpoint,
  FilterRefusedError,
  FilterSyntaxError,
  parseFilter,
} from '@affinity-kit/contract';
import { invalid } from '../problem.ts';

/** The `filter` of a request, or `undefined` without one; one that the endpoint does not take is a validation problem. */
export const readFilter = (text: string | undefined, endpoint: FilterEndpoint): Filter | undefined => {
  try {
    const filter = text === undefined ? undefined : parseFilter(text);
    checkFilter(filter, endpoint);
    return filter;
  } catch (error) {
    if (error instanceof FilterSyntaxError || error instanceof FilterRefusedError) throw invalid('filter', error.message);
    throw error;
  }
};

const holds = ({ operator, operand }: FilterCondition, value: string | null): boolean => {
  if (operand.kind === 'any') return (value !== null) === (operator === '=');
  if (operand.kind === 'list' || value === null) return false;
  const { text } = operand;
  if (operator === '=~') return value.includes(text);
  if (operator === '=^') return value.startsWith(text);
  return operator === '=$' ? value.endsWith(text) : value === text;
};

/** Whether a record that is in memory satisfies a filter of texts; comparisons mind case (v2 reference, section 6.1). */
export const satisfies = (filter: Filter, valueOf: (property: string) => string | null): boolean => {
  switch (filter.kind) {
    case 'condition':
      return holds(filter, valueOf(filter.property));
    case 'not':
      return !satisfies(filter.term, valueOf);
    case 'and':
      return filter.terms.every((term) => satisfies(term, valueOf));
    case 'or':
      return filter.terms.some((term) => satisfies(term, valueOf));
  }
};
