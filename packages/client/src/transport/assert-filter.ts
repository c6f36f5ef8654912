import { checkFilterText, type EndpointSpec, FilterRefusedError, FilterSyntaxError } from '@affinity-kit/contract/protocol';
import { AffinityFilterError, AffinityInputError } from '../errors.ts';
import type { AnyInput } from './encode.ts';

/** The filters of a request; a parameter taken from a link comes as a list, as every query parameter may. */
const filtersIn = (filter: unknown): readonly unknown[] =>
  (Array.isArray(filter) ? filter : [filter]).filter((one) => one !== undefined && one !== null);

const assertText = (spec: EndpointSpec, filter: unknown): void => {
  const diagnostics = { method: spec.method, path: spec.path, attempts: 0 };
  if (filter !== undefined && typeof filter !== 'string') throw new AffinityInputError('A filter is a text', diagnostics);
  try {
    checkFilterText(filter, spec.filter);
  } catch (error) {
    const part = error instanceof FilterRefusedError ? error.property : filter;
    if (part === undefined || !(error instanceof FilterRefusedError || error instanceof FilterSyntaxError)) throw error;
    throw new AffinityFilterError(part, `${spec.method} ${spec.path}: ${error.message}`, diagnostics);
  }
};

/**
 * Refuses a filter that the endpoint does not take, before anything is sent: Affinity ignores one without a word and answers with everything.
 *
 * The same for the endpoints that demand one and got none.
 */
export const assertFilter = (spec: EndpointSpec, input: AnyInput): void => {
  const filters = filtersIn(input['filter']);
  if (filters.length === 0 && spec.filter === undefined) return;
  for (const filter of filters.length === 0 ? [undefined] : filters) assertText(spec, filter);
};
