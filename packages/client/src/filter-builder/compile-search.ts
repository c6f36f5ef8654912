import { checkSearch, type SearchFilter, SearchFilterGroup } from '@affinity-kit/contract';
import { AffinityFilterError } from '../errors.ts';
import { compileCondition } from './compile-condition.ts';
import { type FilterNode, showFilter } from './expression.ts';
import { group, join } from './groups.ts';
import { Inexpressible, refusal } from './inexpressible.ts';
import type { FieldLookup } from './resolve-fields.ts';

/** What the search is known to refuse of a filter, before it is sent. */
const objection = (filters: SearchFilterGroup): string | undefined => {
  const { error } = SearchFilterGroup.safeParse(filters);
  return error?.issues[0]?.message ?? checkSearch({ filters })[0]?.message;
};

const asGroup = (filter: SearchFilter): SearchFilterGroup => ('filters' in filter ? filter : group('and', [filter]));

const compileSound = (...parts: Parameters<typeof compileCondition>): SearchFilter => {
  const filter = compileCondition(...parts);
  const message = objection(asGroup(filter));
  if (message === undefined) return filter;
  throw new Inexpressible(message);
};

/** Searches know no NOT, so it is carried inwards to the conditions, each of which is turned into its opposite. */
const compile = (node: FilterNode, lookup: FieldLookup, negated: boolean): SearchFilter => {
  if (node.kind === 'not') return compile(node.term, lookup, !negated);
  if (node.kind === 'condition') return compileSound(lookup(node.field), node.comparison, negated);
  const operator = (node.kind === 'and') === negated ? 'or' : 'and';
  if (node.terms.length === 0 && operator === 'or') throw new Inexpressible('nothing would be found');
  return join(
    operator,
    node.terms.map((term) => compile(term, lookup, negated)),
  );
};

/** The innermost part that the server cannot do, so that the error names that and not the whole filter. */
const culprit = (node: FilterNode, lookup: FieldLookup, negated = false): FilterNode => {
  const parts = node.kind === 'not' ? [node.term] : node.kind === 'condition' ? [] : node.terms;
  for (const part of parts) {
    try {
      compile(part, lookup, node.kind === 'not' ? !negated : negated);
    } catch {
      const inner = culprit(part, lookup, node.kind === 'not' ? !negated : negated);
      return node.kind === 'not' && inner === part ? node : inner;
    }
  }
  return node;
};

/**
 * The filters of a search. A filter that matches everything is an empty group, which a companies search needs to stay in the account.
 *
 * @throws AffinityFilterError naming the part that the server cannot do, or whose value makes no sense.
 */
export const compileSearch = (node: FilterNode, lookup: FieldLookup): SearchFilterGroup => {
  try {
    const filters = asGroup(compile(node, lookup, false));
    const message = objection(filters);
    if (message !== undefined) throw new AffinityFilterError(showFilter(node), message);
    return filters;
  } catch (error) {
    throw refusal(culprit(node, lookup), error);
  }
};

/** A filter in two parts, both of which must hold. */
export interface SplitFilter {
  readonly server: SearchFilterGroup;
  /** What the server cannot do. */
  readonly local: FilterNode | undefined;
}

const isExpressible = (node: FilterNode, lookup: FieldLookup): boolean => {
  try {
    compile(node, lookup, false);
    return true;
  } catch (error) {
    if (error instanceof Inexpressible) return false;
    throw refusal(culprit(node, lookup), error);
  }
};

/** Gives the server as many of the conditions that must all hold as it can do, so that few records are read for the rest. */
export const splitFilter = (node: FilterNode, lookup: FieldLookup): SplitFilter => {
  const terms = node.kind === 'and' ? node.terms : [node];
  const local = terms.filter((term) => !isExpressible(term, lookup));
  const server = compileSearch({ kind: 'and', terms: terms.filter((term) => !local.includes(term)) }, lookup);
  return { server, local: local.length === 0 ? undefined : { kind: 'and', terms: local } };
};
