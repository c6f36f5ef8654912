/** Comparison operators of the `filter` grammar (v2 reference, section 6.1). */
export const filterComparisons = ['=', '!=', '=^', '=$', '=~', '>', '>=', '<', '<='] as const;

/** How a condition compares: equal, unequal, starts with `=^`, ends with `=$`, contains `=~`, and the four orders. */
export type FilterComparison = (typeof filterComparisons)[number];

/** What a condition compares with: `*` (any value at all), one text, or a list of texts. Numbers and dates are texts, as they are in a URL. */
export type FilterOperand =
  | { readonly kind: 'any' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** One comparison, such as `creator.id = 5101`. */
export interface FilterCondition {
  readonly kind: 'condition';
  /** Names joined by dots: `target.currentCompany.id`. */
  readonly property: string;
  readonly operator: FilterComparison;
  readonly operand: FilterOperand;
}

/** `!(…)`. */
export interface FilterNegation {
  readonly kind: 'not';
  readonly term: Filter;
}

/** Two or more terms joined by `&` or `|`. A group directly inside a group of its own kind keeps its parentheses. */
export interface FilterGroup {
  readonly kind: 'and' | 'or';
  readonly terms: readonly [Filter, Filter, ...Filter[]];
}

/** A `filter` expression as a tree; {@link parseFilter} and {@link printFilter} are exact inverses on it. */
export type Filter = FilterCondition | FilterNegation | FilterGroup;

/** Visits every condition of a filter, from left to right. */
export function* filterConditions(filter: Filter): Generator<FilterCondition> {
  if (filter.kind === 'condition') yield filter;
  else if (filter.kind === 'not') yield* filterConditions(filter.term);
  else for (const term of filter.terms) yield* filterConditions(term);
}
