import type {
  Filter,
  FilterCondition,
  PageLimit,
  PaginationWithTotalCount,
  Relationship,
  RelationshipPerson,
} from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import type { RelationshipRow } from '../state/relationships.ts';
import { readFilter } from './filter.ts';
import { personData } from './note-body.ts';
import { pageRequest } from './page-request.ts';

interface Input {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly filter?: string | undefined;
  readonly totalCount?: boolean | undefined;
  readonly orderBy?: readonly ('interactionScore' | '-interactionScore')[] | undefined;
}

const holds = (score: number, { operator, operand }: FilterCondition): boolean => {
  if (operand.kind === 'any') return operator === '=';
  if (operand.kind === 'list') return false;
  const bound = Number(operand.text);
  const compared: Readonly<Record<string, boolean>> = {
    '>': score > bound,
    '<': score < bound,
    '>=': score >= bound,
    '<=': score <= bound,
  };
  return compared[operator] ?? false;
};

const satisfies = (score: number, filter: Filter): boolean => {
  switch (filter.kind) {
    case 'condition':
      return holds(score, filter);
    case 'not':
      return !satisfies(score, filter.term);
    case 'and':
      return filter.terms.every((term) => satisfies(score, term));
    case 'or':
      return filter.terms.some((term) => satisfies(score, term));
  }
};

const shownPerson = (context: RequestContext, id: number): RelationshipPerson => {
  const { firstName, lastName, primaryEmailAddress } = personData(context.state, id);
  return { id, firstName, lastName, primaryEmailAddress };
};

const shown = (context: RequestContext, { userId, personId, score, connectedOn }: RelationshipRow): Relationship => ({
  person1: shownPerson(context, userId),
  person2: shownPerson(context, personId),
  interactionScore: score,
  linkedIn: connectedOn === null ? null : { connectedOn },
});

interface Collection {
  readonly rows: readonly RelationshipRow[];
  readonly page: { readonly limit: PageLimit };
}

/** A page of relationships: the strongest first unless asked otherwise, equals by their ids. */
export const relationshipPage = (
  context: RequestContext,
  input: Input,
  { rows, page }: Collection,
): { data: Relationship[]; pagination: PaginationWithTotalCount } => {
  const filter = readFilter(input.filter, 'GET /v2/companies/{companyId}/relationships');
  const sign = input.orderBy?.[0] === 'interactionScore' ? 1 : -1;
  const found = rows.filter(({ score }) => filter === undefined || satisfies(score, filter));
  const sorted = found.toSorted((a, b) => sign * (a.score - b.score));
  const keyOf = ({ userId, personId }: RelationshipRow): string => `${userId}-${personId}`;
  const { rows: shownRows, pagination } = pageOfArray(pageRequest(input, context, page), sorted, keyOf);
  return {
    data: shownRows.map((row) => shown(context, row)),
    pagination: input.totalCount ? { ...pagination, totalCount: sorted.length } : pagination,
  };
};
