import type { SearchFilter, SearchFilterGroup } from '@affinity-kit/contract';

/** The API takes so many filters in a group and so many values in a filter. */
const [mostFilters, mostValues] = [50, 100];

const chunks = <T>(items: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Joins filters; more than a group takes are nested in groups of the same kind. */
export const group = (operator: 'and' | 'or', filters: readonly SearchFilter[]): SearchFilterGroup => {
  if (filters.length <= mostFilters) return { operator, filters };
  return group(
    operator,
    chunks(filters, mostFilters).map((part) => ({ operator, filters: part })),
  );
};

/** Joins filters, of which a single one stands for itself. */
export const join = (operator: 'and' | 'or', filters: readonly SearchFilter[]): SearchFilter => {
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : group(operator, filters);
};

/** Spreads values over as many filters as they take, which are then joined. */
export const spread = <T>(operator: 'and' | 'or', values: readonly T[], filter: (values: readonly T[]) => SearchFilter): SearchFilter =>
  join(operator, chunks(values, mostValues).map(filter));
